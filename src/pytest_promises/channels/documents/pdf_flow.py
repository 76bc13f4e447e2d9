"""The rows of a PDF's pages as passages: paragraphs, items of lists, cells of tables, each below its headings."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pytest_promises.channels.documents.pdf_columns import regions
from pytest_promises.channels.documents.pdf_letters import has_spaces, joined
from pytest_promises.channels.documents.pdf_sheets import Row, Segment
from pytest_promises.channels.documents.pdf_tables import cells, table_at
from pytest_promises.model.statement import Passage

_LARGER = 1.15
_LONGEST_HEADING = 200
_LONGEST_BOLD = 120
_ENDS = (".", "!", "?", ";", ",", "。", "।", "؟")
_ITEM = re.compile(r"(?:[•·▪●○◦‣–*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_INDENT = 1.0
_LINE_PITCH = 1.75
_WORD = re.compile(r"\w+(?:-\w+)+")


@dataclass(slots=True)
class _Paragraph:
    page: int
    lines: list[Segment]
    text: str
    is_item: bool = False
    last_page: int = 0

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(one.bold for one in self.lines)


def flow(pages: Mapping[int, Sequence[Row]], repeated: Mapping[str, int], lang: str | None) -> list[Passage]:
    """Return what the pages say, in the order in which it is read; `repeated` lines, with their pages, come last."""
    texts = [one.text.lower() for rows in pages.values() for row in rows for one in row]
    reading = _Reading(_body_size(pages), frozenset(word for text in texts for word in _WORD.findall(text)), lang)
    for number, rows in pages.items():
        for region in regions(rows) if rows else ():
            reading.take(number, region)
    reading.finish()
    edges = [Passage(text, lang, selector=f"page {page}") for text, page in repeated.items()]
    return reading.found + edges


def _body_size(pages: Mapping[int, Sequence[Row]]) -> float:
    sizes: Counter[float] = Counter()
    for rows in pages.values():
        for row in rows:
            for one in row:
                sizes[round(one.size * 2) / 2] += len(one.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0


@dataclass(slots=True)
class _Reading:
    body: float
    words: frozenset[str]
    lang: str | None
    found: list[Passage] = field(default_factory=list)
    _open: _Paragraph | None = None
    _headings: list[tuple[float, str]] = field(default_factory=list)
    _lead: str = ""

    def take(self, page: int, rows: Sequence[Row]) -> None:
        """Read a region of one column."""
        right = max(one.right for row in rows for one in row)
        at = 0
        while at < len(rows):
            end = table_at(rows, at)
            if end > at:
                self.finish()
                self._table(page, rows[at:end])
                at = end
            else:
                self._line(page, rows[at][0], right)
                at += 1

    def finish(self) -> None:
        """Say the paragraph that is open."""
        paragraph, self._open = self._open, None
        if paragraph is None:
            return
        lead = self._lead if paragraph.is_item else ""
        self._say(paragraph.page, Passage(paragraph.text, lead=lead))
        if self._is_heading(paragraph):
            size = max(paragraph.size, self.body)
            while self._headings and self._headings[-1][0] <= size * 1.01:
                self._headings.pop()
            self._headings.append((size, paragraph.text))
            self._lead = ""
        elif not paragraph.is_item:
            self._lead = paragraph.text if paragraph.text.endswith((":", "：")) else ""

    def _table(self, page: int, rows: Sequence[Row]) -> None:
        for cell in cells(rows):
            told = cell.headers
            self._say(page, Passage(cell.text, row=told.row, column=told.column, lead=self._lead))
        self._lead = ""

    def _say(self, page: int, passage: Passage) -> None:
        if not any(char.isalnum() for char in passage.text):
            return
        chain = tuple(text for _, text in self._headings)
        self.found.append(replace(passage, lang=self.lang, headings=chain, selector=f"page {page}"))

    def _line(self, page: int, line: Segment, right: float) -> None:
        # A heading may have a number, too.
        item = None if line.bold or line.size >= _LARGER * self.body else _ITEM.match(line.text)
        paragraph = self._open
        if paragraph is None or item or not _goes_on(paragraph, line, page) or _had_room(paragraph, line, right):
            self.finish()
            text = line.text[item.end() :] if item else line.text
            self._open = _Paragraph(page, [line], text, bool(item), page)
            return
        paragraph.text = joined(paragraph.text, line.text, self.words)
        paragraph.lines.append(line)
        paragraph.last_page = page

    def _is_heading(self, paragraph: _Paragraph) -> bool:
        text = paragraph.text
        if paragraph.is_item or len(text) > _LONGEST_HEADING:
            return False
        if paragraph.size >= _LARGER * self.body:
            return True
        is_name = len(text) <= _LONGEST_BOLD and not text.endswith(_ENDS)
        return paragraph.bold and is_name and paragraph.size >= 0.95 * self.body


def _goes_on(paragraph: _Paragraph, line: Segment, page: int) -> bool:
    """Return whether a line is of the same paragraph as those above it, also over the end of a column or page."""
    last = paragraph.lines[-1]
    if abs(last.size - line.size) > 0.08 * last.size or last.bold != line.bold:
        return False
    down = (last.base - line.base) / line.size
    if page == paragraph.last_page and 0 < down <= _LINE_PITCH:
        is_pitch = len(paragraph.lines) < 2 or down <= 1.25 * _pitch(paragraph)
        return is_pitch and not _is_indented(paragraph, line)
    # Another column, or the next page: a sentence that has not ended goes on there.
    if page > paragraph.last_page + 1:
        return False
    return not paragraph.text.endswith((*_ENDS, ":")) and (line.text[0].islower() or not has_spaces(line.text[0]))


def _had_room(paragraph: _Paragraph, line: Segment, right: float) -> bool:
    """Return whether the line's first word could have stood on the line above: then somebody began a new one."""
    last = paragraph.lines[-1]
    room = right - last.right
    if last.base < line.base or room <= 0:
        return False
    first = line.text.split(maxsplit=1)[0]
    if not has_spaces(line.text[0]) or not first[0].isalpha() or first[0].lower() == first[0].upper():
        return room > 0.4 * (right - min(last.left, line.left))
    width = (line.right - line.left) * (len(first) + 1) / len(line.text)
    return first[0].isupper() and room > 1.2 * width and not paragraph.text.endswith(",")


def _pitch(paragraph: _Paragraph) -> float:
    one, other = paragraph.lines[-2:]
    pitch = (one.base - other.base) / other.size
    return pitch if pitch > 0 else _LINE_PITCH


def _is_indented(paragraph: _Paragraph, line: Segment) -> bool:
    last = paragraph.lines[-1]
    if paragraph.is_item or not last.text.endswith((".", "!", "?", ":")):
        return False
    return line.left - min(one.left for one in paragraph.lines[-2:]) > _INDENT * line.size
