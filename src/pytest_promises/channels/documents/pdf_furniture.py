"""What is repeated on the pages of a PDF: its headers and footers, which are said once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pytest_promises.channels.documents.pdf_sheets import Row

_ZONE = 3
_SAME_HEIGHT = 4
_SHARE = 0.3
_FIGURES = re.compile(r"\d+")
_Key = tuple[str, int]
"""The text of a row without the page's own number, and how high it stands."""


def without_repeated(pages: Mapping[int, Sequence[Row]], total: int) -> tuple[dict[int, list[Row]], dict[str, int]]:
    """Return each page's rows without what is repeated at the top or bottom of pages, and without page numbers.

    Also return what is repeated, with the page that has it first: a footer may promise something, too. Only the number
    of the page itself and how many there are in all (`total`) may differ; with any other figure it is another line.
    """
    keys = {number: {at: _key(row, number, total) for at, row in _edges(rows)} for number, rows in pages.items()}
    seen = Counter(key for edges in keys.values() for key in set(edges.values()))
    repeated = {key for key, times in seen.items() if times > 1 and times >= _SHARE * len(pages)}
    kept: dict[int, list[Row]] = {}
    said: dict[_Key, tuple[str, int]] = {}
    for number, rows in pages.items():
        for at, key in keys[number].items():
            if key in repeated and any(char.isalpha() for char in key[0]):
                said.setdefault(key, (" ".join(one.text for one in rows[at]), number))
        drop = {at for at, key in keys[number].items() if key in repeated or not key[0].strip("#/ ")}
        kept[number] = [row for at, row in enumerate(rows) if at not in drop]
    return kept, dict(said.values())


def _edges(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    numbered = list(enumerate(rows))
    return numbered if len(rows) <= 2 * _ZONE else [*numbered[:_ZONE], *numbered[-_ZONE:]]


def _key(row: Row, number: int, pages: int) -> _Key:
    text = " ".join(one.text for one in row).lower()
    own = {str(number), str(pages)}
    text = _FIGURES.sub(lambda figure: "#" if figure[0] in own else figure[0], text).strip(" -–—|·")
    return text, round(row[0].base / _SAME_HEIGHT)
