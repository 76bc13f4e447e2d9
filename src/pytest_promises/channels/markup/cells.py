"""The cells of an HTML table, for their headers."""

import re

from selectolax.lexbor import LexborNode

from pytest_promises.channels.markup.tables import Cell, Headers, headers

_BOLD_ALONE = re.compile(r"\s*(<[^>]*>\s*)*<(b|strong)\b", re.IGNORECASE)
_WHITE = re.compile(r"\s+")


def table_headers(table: LexborNode) -> dict[int, Headers]:
    """Return the headers of the table's own cells by their `mem_id`; a table for layout has none."""
    if table.attributes.get("role") in {"presentation", "none"} or table.css_first("table table, td table") is not None:
        return {}
    rows = [_children(row, {"td", "th"}) for row in _rows(table)]
    keys = {cell.id: cell.mem_id for row in rows for cell in row if cell.id}
    return headers([[_cell(node, keys) for node in row] for row in rows])


def _rows(table: LexborNode) -> list[LexborNode]:
    rows = []
    for part in _children(table, {"tr", "thead", "tbody", "tfoot"}):
        rows += [part] if part.tag == "tr" else _children(part, {"tr"})
    return rows


def _children(node: LexborNode, tags: set[str]) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        if child.tag in tags:
            found.append(child)
        child = child.next
    return found


def _cell(node: LexborNode, keys: dict[str, int]) -> Cell:
    attributes = node.attributes
    scope = (attributes.get("scope") or "").lower().removesuffix("group")
    refers = tuple(keys[name] for name in (attributes.get("headers") or "").split() if name in keys)
    return Cell(
        key=node.mem_id,
        text=_WHITE.sub(" ", node.text()).strip(),
        header=node.tag == "th" or attributes.get("role") in {"columnheader", "rowheader"},
        scope=scope if scope in {"row", "col"} else "",
        bold=bool(_BOLD_ALONE.match(node.inner_html or "")) and _is_all_bold(node),
        colspan=_span(attributes.get("colspan")),
        rowspan=_span(attributes.get("rowspan")),
        refers=refers,
    )


def _is_all_bold(node: LexborNode) -> bool:
    bold = "".join(part.text() for part in node.css("b, strong"))
    return len("".join(bold.split())) >= len("".join(node.text().split()))


def _span(text: str | None) -> int:
    number = (text or "").strip()
    return max(1, min(int(number), 1000)) if number.isascii() and number.isdigit() and len(number) < 6 else 1
