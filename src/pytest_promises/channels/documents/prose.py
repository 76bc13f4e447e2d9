"""Plain text as passages: titles, paragraphs whose lines were wrapped, and the items of lists, each with its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pytest_promises.model.statement import Passage

_WRAPPED = re.compile(r"(?<=[^\n]{40})(?<![.!?:;])\n(?=\w)")
"""A line end that only keeps a paragraph within its columns."""
_ITEM = re.compile(r"\s*(?:[-*+•‣–·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_UNDERLINE = re.compile(r"\s*([=\-~^#*_])\1{2,}\s*")
_LONGEST_TITLE = 80
_Line = tuple[int, str]


def paragraphs(text: str) -> Iterator[Passage]:
    """Yield the paragraphs of a text, each with its line, and wrapped lines joined."""
    for lines in _groups(text):
        numbers, parts = zip(*lines, strict=True)
        yield Passage(_unwrapped(parts), selector=f"line {numbers[0]}")


def passages(text: str) -> tuple[Passage, ...]:
    """Return what a text says: its titles are headings of what follows, and an item of a list is one passage.

    A title is a line that is underlined, or stands alone in capitals; the line before a list that ends in a colon is
    its items' lead.
    """
    reading = _Reading()
    for lines in _groups(text):
        reading.take(lines)
    return tuple(reading.found)


def _groups(text: str) -> Iterator[list[_Line]]:
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    for is_text, group in groupby(lines, key=lambda line: bool(line[1].strip())):
        if is_text:
            yield list(group)


@dataclass(slots=True)
class _Reading:
    found: list[Passage] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    lead: str = ""

    def take(self, lines: list[_Line]) -> None:
        rest = self._without_title(lines)
        runs: list[list[_Line]] = []
        for line in rest:
            if runs and not _ITEM.match(line[1]):
                runs[-1].append(line)
            else:
                runs.append([line])
        for run in runs:
            self._say(run)

    def _without_title(self, lines: list[_Line]) -> list[_Line]:
        (number, first), *rest = lines
        if rest and _UNDERLINE.fullmatch(rest[0][1]) and len(first.strip()) <= _LONGEST_TITLE:
            self._title(number, first.strip(), rest[0][1].strip()[0])
            return rest[1:]
        if not rest and _is_shouted(first):
            self._title(number, first.strip(), "A")
            return []
        return [line for line in lines if not _UNDERLINE.fullmatch(line[1])]

    def _title(self, number: int, title: str, mark: str) -> None:
        # Which mark is of which level is each text's own: what was met before stands above what is new.
        marks = [known for known, _ in self.headings]
        del self.headings[marks.index(mark) if mark in marks else len(marks) :]
        self.found.append(Passage(title, headings=self._chain(), selector=f"line {number}"))
        self.headings.append((mark, title))
        self.lead = ""

    def _say(self, run: list[_Line]) -> None:
        number, first = run[0]
        item = _ITEM.match(first)
        text = _unwrapped([first[item.end() :] if item else first, *(line for _, line in run[1:])])
        lead = self.lead if item else ""
        self.found.append(Passage(text, headings=self._chain(), lead=lead, selector=f"line {number}"))
        if not item:
            self.lead = text.rpartition("\n")[2] if text.endswith((":", "：")) else ""

    def _chain(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.headings)


def _is_shouted(line: str) -> bool:
    text = line.strip()
    return len(text) <= _LONGEST_TITLE and text.isupper() and not any(char.isdigit() for char in text)


def _unwrapped(lines: Sequence[str]) -> str:
    return _WRAPPED.sub(_joined, "\n".join(line.strip() for line in lines))


def _joined(end: re.Match[str]) -> str:
    return "\n" if end.string[end.end()].isupper() else " "
