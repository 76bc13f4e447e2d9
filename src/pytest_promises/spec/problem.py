"""What is wrong in a spec and where, and how that is shown to a person."""

import re
import textwrap
import unicodedata
from dataclasses import dataclass

from pytest_promises.model.promise import Location, Spec

_COLUMNS = 80
_LEAD = 30
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_LITERAL = re.compile(r"`[^`]{1,40}`")
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@'\"]*:[^\s/@'\"]*(?=@)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a spec.

    `message` says what, `hint` what to write instead; `line` is the source line, in which `length` characters from
    the location's column on are meant.
    """

    location: Location
    message: str
    hint: str = ""
    line: str = ""
    length: int = 1


@dataclass(frozen=True, slots=True)
class Loaded:
    """A spec, or every problem that keeps it from being one; `files` are all files read for it, itself first."""

    spec: Spec | None
    problems: tuple[Problem, ...]
    files: tuple[str, ...]


def render(problem: Problem) -> str:
    """Return the problem as `file:line:col: message`, the source line, a caret line and the hint."""
    head = f"{printable(str(problem.location))}: {printable(problem.message)}"
    number = str(problem.location.line)
    margin = " " * len(number)
    lines = [head]
    if problem.line:
        text, before, under = _excerpt(problem, _COLUMNS - len(number) - 5)
        lines += [f"  {number} | {text}", f"  {margin} | {' ' * before}{'^' * under}"]
    if problem.hint:
        lines.append(f"  {margin} = {_wrap(printable(problem.hint), 5 + len(margin))}")
    return "\n".join(lines)


def printable(text: str) -> str:
    r"""Return the text with tabs as spaces, and control characters and direction marks as escapes (`\x1b`)."""
    return _UNSAFE.sub(_escape, text)


def quoted(text: str) -> str:
    """Return what a spec says, for a message: between back-ticks, on one line and short."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"


def masked(text: str) -> str:
    """Return the text with the `user:password` of addresses overwritten, in the same length."""
    return _CREDENTIALS.sub(lambda match: "*" * len(match.group()), text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if match.group() == "\t":
        return "  "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _wrap(text: str, indent: int) -> str:
    """Return a hint on lines of a terminal's width; what is between back-ticks stays on one."""
    kept = _LITERAL.sub(lambda match: match.group().replace(" ", "\0"), text)
    lines = textwrap.wrap(kept, _COLUMNS - indent, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * indent}".join(lines).replace("\0", " ")


def _excerpt(problem: Problem, columns: int) -> tuple[str, int, int]:
    """Return the part of the line around the place, and the columns before the caret and under it."""
    line, at = problem.line, problem.location.column - 1
    length = min(problem.length, columns)
    from_ = 0
    if at > columns or _width(printable(line[: at + length])) > columns:
        from_ = max(0, at - _LEAD)
        while _width(printable(line[from_:at])) > columns // 2:
            from_ += 1
    before = ("…" if from_ else "") + printable(line[from_:at])
    meant = _cut(printable(line[at : at + length]), columns - _width(before))
    text = _cut(before + printable(line[at : at + 2 * columns]), columns)
    return text, _width(before), max(1, _width(meant))


def _cut(text: str, columns: int) -> str:
    """Return a text cut to so many columns of a terminal; of one that has letters without a width, at that many."""
    if _width(text) <= columns:
        return text
    text = text[: 4 * columns]
    while text and _width(text) > columns - 1:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
