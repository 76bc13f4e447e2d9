"""Footnotes: the marks in a text, and the notes that they lead to."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pytest_promises.model.statement import Passage

_SYMBOL = "*†‡※⁎∗＊"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(
    rf"(?<![{_SYMBOL}])(?P<symbol>[{_SYMBOL}]{{1,3}})(?![{_SYMBOL}])"
    rf"|(?P<raised>[{_RAISED}]{{1,2}})"
    r"|\[\^?(?P<bracketed>[\w-]{1,20})\]"
    r"|\((?P<round>\d{1,2})\)"
    # What `<sup>1</sup>` leaves: a number that a word runs into.
    r"|(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,;:!?]))(?P<glued>\d{1,2})(?!\w)"
)
_NOTE = re.compile(
    rf"^[^\S\n]*(?:(?P<symbol>[{_SYMBOL}]{{1,3}})|(?P<raised>[{_RAISED}]{{1,2}})|\[\^?(?P<bracketed>[\w-]{{1,20}})\]"
    r"|\(?(?P<number>\d{1,2})(?!\d)\)?)[.:)]?",
    re.MULTILINE,
)
_SAME = str.maketrans("⁎∗", "**")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that leads to a note, as it is compared, and where in its text it stands."""

    name: str
    at: int


def marks_in(text: str) -> Iterator[Mark]:
    """Yield the marks in a text; what a text or a line of it begins with is a note's own, and leads nowhere."""
    own = {match.start(match.lastgroup or 0) for match in _NOTE.finditer(text)}
    for match in _MARK.finditer(text):
        at = match.start(match.lastgroup or 0)
        if at not in own:
            yield Mark(_name(match), at)


def note(passage: Passage, mark: str) -> tuple[int, int] | None:
    """Return the span of the note that a mark leads to, where it is in the passage, or `None`.

    A note is a line that begins with the mark, with the lines below it up to the next note of that kind. A number also
    leads to the item of that number in an ordered list, and to an element whose id ends with it (`#fn1`).
    """
    begins = list(_NOTE.finditer(passage.text))
    for at, match in enumerate(begins):
        if _name(match) == mark:
            following = (later.start() for later in begins[at + 1 :] if later.lastgroup == match.lastgroup)
            return match.end(), next(following, len(passage.text))
    return (0, len(passage.text)) if mark.isdecimal() and _is_numbered(passage.selector, mark) else None


def unmarked(text: str) -> str:
    """Return a text with blanks for its marks, so that a word is told from the mark that it runs into."""
    return _MARK.sub(_blank, _NOTE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _name(match: re.Match[str]) -> str:
    found = match[match.lastgroup or 0]
    return unicodedata.normalize("NFKC", found).translate(_SAME).casefold()


def _is_numbered(selector: str, number: str) -> bool:
    """Tell whether a selector leads to the item of that number; an item that is alone is the first."""
    place = rf":nth-of-type\({number}\)"
    item = rf"(?:^|> )ol > li{f'(?:{place})?' if number == '1' else place}(?: >|$)"
    named = rf"#[\w-]*[A-Za-z_-]{number}(?: |$)"
    return re.search(f"{item}|{named}", selector) is not None
