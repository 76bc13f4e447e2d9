"""JSON-LD blocks of a page: each parsed alone, so that a malformed one hides no other.

What real pages do to their blocks, and parsers are known to stumble over: control characters in strings, commas and
semicolons too many, comments of HTML, CDATA and JavaScript, and entities where a template escaped too much.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from pytest_promises.channels.addresses import shown
from pytest_promises.model.hearing import Cause, Mishap

MOST_BLOCKS = 200
"""Blocks of one page that are looked at."""

_TYPE = "application/ld+json"
_AROUND = 20
# What is not closed goes to the end of the text: looked for again from every character, it would take for ever.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\Z)'
_COMMENT = r"<!--|-->|(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>|//[^\n]*|/\*(?:.*?\*/|.*)"
_TOO_MUCH = re.compile(rf"(?P<kept>{_STRING})|{_COMMENT}", re.DOTALL)
_COMMA = re.compile(rf"(?P<kept>{_STRING})|,(?=\s*[}}\]])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Script:
    """A `script` element: its `type` and `id` attributes, and its text."""

    type: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """What one block of JSON-LD has; `number` counts the page's blocks from 1."""

    number: int
    data: object


def blocks_of(scripts: Iterable[Script], url: str) -> tuple[tuple[Block, ...], tuple[Mishap, ...]]:
    """Return the blocks that can be read, and why each of the others cannot."""
    linked = [script for script in scripts if script.type.partition(";")[0].strip().lower() == _TYPE]
    blocks: list[Block] = []
    flaws: list[Mishap] = []
    for number, script in enumerate(linked[:MOST_BLOCKS], start=1):
        try:
            blocks.append(Block(number, parsed(script.text)))
        except (ValueError, RecursionError) as error:
            flaws.append(_malformed(script, number, error, url))
    if len(linked) > MOST_BLOCKS:
        message = (
            f"{shown(url)} has {len(linked)} blocks of JSON-LD; those after the first {MOST_BLOCKS} were not read."
        )
        flaws.append(Mishap(Cause.TOO_LARGE, message, "Put the data into fewer blocks."))
    return tuple(blocks), tuple(flaws)


def parsed(text: str) -> object:
    """Return what a block has, forgiving what its author plainly meant; raises `ValueError`, `RecursionError`.

    The error is that of the text as it stands.
    """
    text = text.lstrip("\ufeff")
    try:
        return _json(text, strict=True)
    except ValueError as error:
        repaired = _repaired(text)
        for again in dict.fromkeys((repaired, _repaired(unescape(repaired)))):
            try:
                return _json(again, strict=False)
            except ValueError:
                continue
        raise error  # noqa: TRY201 - not the one that was met last


def _json(text: str, *, strict: bool) -> object:
    return json.loads(text, strict=strict, parse_constant=_no_constant)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _repaired(text: str) -> str:
    for spare in (_TOO_MUCH, _COMMA):
        text = spare.sub(lambda match: match["kept"] or " ", text)
    return text.strip().rstrip(";").rstrip()


def _malformed(script: Script, number: int, error: Exception, url: str) -> Mishap:
    named = f' (<script id="{script.id}">)' if script.id else ""
    message = f"JSON-LD block {number}{named} of {shown(url)} is malformed: {_reason(script.text, error)}."
    return Mishap(Cause.MALFORMED, message, "Correct the block: whoever reads it as JSON gets nothing of it.")


def _reason(text: str, error: Exception) -> str:
    if not text.strip():
        return "it is empty"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if not isinstance(error, json.JSONDecodeError):
        return " ".join(str(error).split())
    near = " ".join(error.doc[max(0, error.pos - _AROUND) : error.pos + _AROUND].split())
    problem = error.msg.removesuffix(" starting at").removesuffix(" at")
    return f"line {error.lineno} column {error.colno}: {problem}, near `{near}`"
