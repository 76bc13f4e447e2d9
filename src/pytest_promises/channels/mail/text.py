"""Plain text of a mail as passages: lines joined that were broken for their length, quotations left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pytest_promises.channels.mail.quotes import own_lines
from pytest_promises.model.statement import Passage

MOST_LINES = 20_000
_ITEM = re.compile(r"\s*([-*+•·–—◦▪]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)])\s+\S", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-*+•·–—◦▪]\s+")
_UNDERLINE = re.compile(r"\s*(=+|-+|~+)\s*")
_ORNAMENT = re.compile(r"[\W_]*")
_SIGNATURE = re.compile(r"-- ?")
_SHORTEST_WRAP = 50
_LONGEST_WRAP = 100
"""Between these many columns programs break lines; longer lines show that nothing was broken."""

_Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together, as one text that begins on that line of the mail."""

    number: int
    text: str
    is_item: bool = False
    is_heading: bool = False


def passages(text: str, *, flowed: bool = False, delsp: bool = False) -> tuple[Passage, ...]:
    """Return what a plain text says, one passage a paragraph and item of a list.

    `flowed` and `delsp` are the parameters of its media type (RFC 3676). The `selector` is the line that a passage
    begins on, counted from 1.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n", MOST_LINES)[:MOST_LINES]
    numbered = [*enumerate(lines)]
    if flowed:
        numbered = [*_unflowed(numbered, delsp=delsp)]
    own = [(numbered[at][0], line) for at, line in own_lines([line for _, line in numbered])]
    return tuple(_placed(_blocks(own, 0 if flowed else _width(own))))


def _unflowed(lines: Sequence[_Line], *, delsp: bool) -> Iterator[_Line]:
    """Yield the lines with soft breaks undone: a line that ends in a space goes on in the next of the same depth."""
    parts: list[str] = []
    number = depth = 0
    for at, line in lines:
        bare = line.lstrip(">")
        own = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        if parts and own != depth:
            yield number, "".join(parts)
            parts = []
        if not parts:
            number, depth = at, own
            parts = [">" * own + " "] if own else []
        flows = bare.endswith(" ") and not _SIGNATURE.fullmatch(bare)
        parts.append(bare.removesuffix(" ") if flows and delsp else bare)
        if not flows:
            yield number, "".join(parts)
            parts = []
    if parts:
        yield number, "".join(parts)


def _width(lines: Sequence[_Line]) -> int:
    """Return the columns at which a text's lines were broken, or 0 when they were not."""
    longest = max((len(line.rstrip()) for _, line in lines if "://" not in line), default=0)
    return longest if _SHORTEST_WRAP <= longest <= _LONGEST_WRAP else 0


def _blocks(lines: Sequence[_Line], width: int) -> Iterator[_Block]:
    """Yield paragraphs, items and headings."""
    block: list[_Line] = []
    for number, line in lines:
        is_text = bool(line.strip()) and not _ORNAMENT.fullmatch(line)
        if block and len(block) == 1 and not is_text and _UNDERLINE.fullmatch(line) and line.strip():
            yield _Block(block[0][0], block[0][1].strip(), is_heading=True)
            block = []
        elif not is_text or _ITEM.match(line):
            yield from _finished(block, width)
            block = [(number, line)] if is_text else []
        else:
            block.append((number, line))
    yield from _finished(block, width)


def _finished(block: Sequence[_Line], width: int) -> Iterator[_Block]:
    if block:
        is_item = bool(_ITEM.match(block[0][1]))
        text = _joined([line for _, line in block], width)
        yield _Block(block[0][0], _BULLET.sub("", text, count=1) if is_item else text, is_item)


def _joined(lines: Sequence[str], width: int) -> str:
    """Return a block's text: a break stays where the next word would have fitted on the line."""
    parts = [lines[0].strip()]
    for line, following in pairwise(lines):
        first_word = following.split(maxsplit=1)[0]
        broken = width and len(line.rstrip()) + 1 + len(first_word) > width
        parts += [" " if broken else "\n", following.strip()]
    return "".join(parts)


def _placed(blocks: Iterator[_Block]) -> Iterator[Passage]:
    """Yield the blocks with the heading above them; what ends in a colon leads the items that follow."""
    headings: tuple[str, ...] = ()
    lead, leads = "", False
    for block in blocks:
        leads = block.is_item and leads
        above = () if block.is_heading else headings
        yield Passage(block.text, headings=above, lead=lead if leads else "", selector=f"line {block.number + 1}")
        headings = (block.text,) if block.is_heading else headings
        if block.text.endswith((":", "：")) and not block.is_item:
            lead, leads = block.text.rpartition("\n")[2], True
