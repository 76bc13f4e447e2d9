"""HTML of a mail as passages: what a mail program shows of it, without what it repeats of another mail."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from pytest_promises.channels.mail.quotes import BELOW, REPEATED, is_divider, own_lines
from pytest_promises.channels.markup.html import Html
from pytest_promises.model.statement import Passage

_HIDES = re.compile(
    r"(?:^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-(?:height|width)\s*:\s*0(?![.\d])"
    r"|opacity\s*:\s*0*\.?0+\s*(?:;|!|$)|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_OUTLOOK_BORDER = "div[style*='border-top'], hr"
"""What Outlook draws above the header of the mail that it repeats."""
_MARKS = re.compile(r"[@;{}]")
_MOST_STYLES = 20
_LONGEST_STYLE = 200_000
_MOST_RULES = 500
_MOST_BORDERS = 50
_HEADER_LINES = 12


def html_of(text: str) -> Html:
    """Return a mail's HTML, with what nobody sees and what is repeated marked as hidden.

    No element is taken out: selectors stay those of the mail as it was sent.
    """
    tree = LexborHTMLParser(text or "<html></html>")
    for node in tree.css("title"):
        node.decompose()  # a mail program shows none
    for node in [*_styled_away(tree), *tree.css(REPEATED), *_below(tree)]:
        if node.is_element_node:
            node.attrs["hidden"] = ""
        else:
            node.decompose()
    return Html(tree.html or "")


def own_passages(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages up to where a quotation begins that only its words introduce."""
    kept: list[Passage] = []
    for at, passage in enumerate(passages):
        lines = passage.text.split("\n")
        following = [line for one in passages[at : at + _HEADER_LINES] for line in one.text.split("\n")]
        if any(is_divider(following, number) for number in range(len(lines))):
            before = [line for _, line in own_lines(following)][: len(lines)]
            rest = "\n".join(before).strip()
            return (*kept, *((replace(passage, text=rest),) if rest else ()))
        kept.append(passage)
    return tuple(kept)


def _styled_away(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield what the mail's own style hides: preheaders, text for other programs."""
    for node in tree.css("[style]"):
        if _HIDES.search(node.attributes.get("style") or ""):
            yield node
    for selector in _hiding_selectors(tree):
        try:
            found = tree.css(selector)
        except (SelectolaxError, ValueError, RuntimeError):
            continue  # a selector that this parser does not know, for some mail program
        yield from (node for node in found if "display" not in (node.attributes.get("style") or ""))


def _hiding_selectors(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the selectors of style rules that hide on any screen: those within `@media` are for some alone."""
    for style in tree.css("style")[:_MOST_STYLES]:
        rules = _outside_at_rules(_uncommented(style.text()[:_LONGEST_STYLE])).split("}", _MOST_RULES)
        for rule in rules[:_MOST_RULES]:
            selector, _, declarations = rule.partition("{")
            if _HIDES.search(declarations):
                yield selector.strip()


def _uncommented(style: str) -> str:
    first, *rest = style.split("/*")
    return "".join([first, *(part.partition("*/")[2] for part in rest)])


def _outside_at_rules(style: str) -> str:
    """Return a style sheet without its rules that begin with `@`, and what is nested in them."""
    kept: list[str] = []
    depth = start = 0
    is_at_rule = False
    for mark in _MARKS.finditer(style):
        at, char = mark.start(), mark.group()
        depth = max(0, depth + {"{": 1, "}": -1}.get(char, 0))
        if char == "@" and depth == 0 and not is_at_rule:
            kept.append(style[start:at])
            is_at_rule = True
        elif char in ";}" and depth == 0 and is_at_rule:
            is_at_rule, start = False, at + 1
    return "".join(kept if is_at_rule else [*kept, style[start:]])


def _below(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield what stands below a mark that a quotation begins, and the mark."""
    marks = (node for node in tree.css(_OUTLOOK_BORDER)[:_MOST_BORDERS] if _begins_header(node))
    # What stands below the first of them is below all.
    for mark in [*tree.css(BELOW)[:1], *islice(marks, 1)]:
        yield mark
        node: LexborNode | None = mark
        while node is not None and node.tag not in {"body", "html"}:
            after = node.next
            while after is not None:
                yield after
                after = after.next
            node = node.parent


def _begins_header(node: LexborNode) -> bool:
    shown = node.text(separator="\n") if node.tag != "hr" else _text_after(node)
    # The words of one line are in several elements: a label stands apart from what it labels.
    lines = re.sub(r"[:：]\s*\n", ": ", shown[:3000]).split("\n")
    return is_divider([line.strip() for line in ["-----", *lines]], 0)


def _text_after(node: LexborNode) -> str:
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after.text(separator="\n") if after is not None else ""
