"""What HTML's elements are to a reader: which are shown, which begin a block, which give context."""

import re

from selectolax.lexbor import LexborNode

from pytest_promises.channels.markup.banners import BANNER_NAMES, COOKIE_WORDS, LONGEST

NEVER_SHOWN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "progress",
        "meter",
        "datalist",
        "param",
        "source",
        "track",
        "area",
        "map",
        "title",
        "desc",
        "metadata",
        "frameset",
        "frame",
        "noframes",
        "rp",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "text",
    ]
)
SECTIONS = frozenset(
    [
        "article",
        "aside",
        "details",
        "dialog",
        "dd",
        "fieldset",
        "figure",
        "footer",
        "form",
        "li",
        "main",
        "nav",
        "section",
        "table",
        "td",
        "th",
    ]
)
FURNITURE = frozenset({"footer", "nav"})
LISTS = frozenset({"dl", "menu", "ol", "table", "ul"})
BOLD = frozenset({"b", "strong", "th"})
PREFORMATTED = frozenset({"pre", "textarea"})
_VALUED = frozenset({"button", "submit", "reset"})
_TYPED = frozenset(
    {"", "text", "search", "email", "tel", "url", "number", "date", "time", "datetime-local", "month", "week"}
)

_HIDING_STYLE = re.compile(
    r"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*\.?0+\s*(%|;|!|$)"
    r"|font-size\s*:\s*0|content-visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(50|100)%"
    r"|(left|top|right|text-indent)\s*:\s*-\d{4,}|color\s*:\s*transparent)",
    re.IGNORECASE,
)
_NAMES = re.compile(BANNER_NAMES, re.IGNORECASE)
_WORDS = re.compile(COOKIE_WORDS, re.IGNORECASE)
_FIXED = re.compile(r"position\s*:\s*(fixed|sticky)", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")


def is_shown(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Return whether an element is shown, as far as its own markup tells."""
    tag = node.tag
    if tag in NEVER_SHOWN or "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return False
    if tag == "input" and (attributes.get("type") or "").lower() == "hidden":
        return False
    style = attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return False
    return not _is_folded(node)


def _is_folded(node: LexborNode) -> bool:
    parent = node.parent
    if parent is None or parent.tag != "details" or "open" in parent.attributes:
        return False
    return node.tag != "summary" or any(before.tag == "summary" for before in siblings_before(node))


def siblings_before(node: LexborNode) -> list[LexborNode]:
    """Return the sibling nodes before a node, nearest first."""
    found = []
    before = node.prev
    while before is not None:
        found.append(before)
        before = before.prev
    return found


def is_banner(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Return whether an element is a cookie or consent banner: its name, its text and a button say so."""
    if node.tag in {"html", "body", "main"}:
        return False
    named = _NAMES.search(f"{attributes.get('id') or ''} {attributes.get('class') or ''} {node.tag}")
    role = attributes.get("role") in {"dialog", "alertdialog"} or node.tag == "dialog"
    if not named and not role and not _FIXED.search(attributes.get("style") or ""):
        return False
    if node.css_first("h1, main, button, [role=button], input[type=button], input[type=submit]") is None:
        return False
    text = node.text()
    return len(text) <= LONGEST and bool(_WORDS.search(text)) and node.css_first("h1, main") is None


def heading_level(node: LexborNode, attributes: dict[str, str | None]) -> int:
    """Return the level of a heading, or 0."""
    found = _HEADING.fullmatch(node.tag or "")
    if found:
        return int(found[1])
    if attributes.get("role") != "heading":
        return 0
    level = attributes.get("aria-level") or ""
    return min(int(level), 9) if level.isascii() and level.isdigit() and 0 < len(level) < 3 and int(level) else 2


def control_text(node: LexborNode, attributes: dict[str, str | None]) -> str:
    """Return what a form control or an image shows that has no text inside."""
    if node.tag == "img":
        return attributes.get("alt") or ""
    if node.tag == "textarea":
        return "" if node.text(deep=True).strip() else attributes.get("placeholder") or ""
    if node.tag != "input":
        return ""
    kind = (attributes.get("type") or "").lower()
    if kind in _VALUED:
        return attributes.get("value") or ""
    if kind == "image":
        return attributes.get("alt") or ""
    return (attributes.get("value") or attributes.get("placeholder") or "") if kind in _TYPED else ""


def is_chosen(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Return whether an option shows: all do in an open list, the chosen one (else the first) in a closed one."""
    select = node.parent
    while select is not None and select.tag != "select":
        select = select.parent
    if select is None:
        return False
    if "multiple" in select.attributes or (select.attributes.get("size") or "1").strip() not in {"0", "1"}:
        return True
    if "selected" in attributes:
        return True
    first = select.css_first("option[selected]") or select.css_first("option")
    return first == node
