"""What a mail repeats of another one: quoted lines, and all that comes below the words that introduce them."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from pytest_promises.channels.mail import words as mail_words


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; a word's own pattern is kept."""
    return "|".join(words)


_LOOKED_AT = 400
"""Characters of a line that are looked at: what introduces a quotation is shorter."""
_QUOTED = re.compile(r"[ \t]{0,3}>")
_ESCAPED_FROM = re.compile(r">(?=From )")
_WROTE = re.compile(
    rf"\b({_any(mail_words.WROTE)})\b[^:：\n]{{0,80}}[:：]\s*$|({_any(mail_words.WROTE_UNSPACED)})[^:：\n]{{0,40}}[:：]\s*$",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\d|@")
"""What an introduction has beside its verb: when, or who."""
_OPENS = re.compile(rf"\s*({_any(mail_words.OPENINGS)}|\d{{1,4}})[\s,.年/-]", re.IGNORECASE)
"""What an introduction begins with that is spread over several lines."""
_RULE = re.compile(r"[-_=*\s]{5,}")
_DIVIDER = re.compile(
    rf"[-_ ]{{2,}}\s*({_any(mail_words.ANOTHER_MAIL)})\s*[-_ ]{{2,}}|({_any(mail_words.FORWARDED)}):", re.IGNORECASE
)
_FIRST = re.compile(rf"\*{{0,2}}({_any(mail_words.SENDER)})\*{{0,2}}\s?[:：]\*{{0,2}}\s*\S", re.IGNORECASE)
_ABOUT = re.compile(rf"\*{{0,2}}({_any(mail_words.SUBJECT)})\*{{0,2}}\s?[:：]", re.IGNORECASE)
_FURTHER = re.compile(
    rf"\*{{0,2}}({_any((*mail_words.SENDER, *mail_words.SUBJECT, *mail_words.FURTHER))})\*{{0,2}}\s?[:：]",
    re.IGNORECASE,
)
_LEAST_LABELS = 3
_WRAPPED = 3
"""Lines that an introduction may be spread over."""

REPEATED = (
    "blockquote[type=cite], .gmail_quote, .gmail_attr, .yahoo_quoted, .protonmail_quote, .moz-cite-prefix, "
    ".zmail_extra, .tutanota_quote, div[name=messageReplySection], .ms-outlook-mobile-reference-message, "
    "#mail-editor-reference-message-container, #OLK_SRC_BODY_SECTION"
)
"""CSS selector of what mail programs wrap a quotation in."""
BELOW = "#divRplyFwdMsg, #appendonsend, #stopSpelling, #reply-intro"
"""CSS selector of what mail programs put above a quotation that they do not wrap."""


def own_lines(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines that the sender wrote, each with its number from 0: quotations and their introductions are out.

    Answers between the quoted lines stay. Where a quotation has no marks of its own, it lasts to the end.
    """
    end = next((at for at in range(len(lines)) if is_divider(lines, at)), len(lines))
    if end < len(lines) and _introduces(lines, end):
        end = _beginning(lines, end)
    own = lines[:end]
    introducing = {at for last in range(end) for at in _introduction(own, last)}
    kept: list[tuple[int, str]] = []
    for at, line in enumerate(own):
        if _ESCAPED_FROM.match(line):
            kept.append((at, line[1:]))
        elif not _QUOTED.match(line) and at not in introducing:
            kept.append((at, line))
    return kept


def is_divider(lines: Sequence[str], at: int) -> bool:
    """Return whether all from that line on repeats another mail, without marks at its lines."""
    line = lines[at][:_LOOKED_AT].strip()
    if _DIVIDER.match(line):
        return True
    following = [one[:_LOOKED_AT].strip() for one in lines[at : at + 12]]
    if _RULE.fullmatch(line):
        return _heads(_without_blank(following[1:]))
    if _FIRST.match(line):
        return _heads(_without_blank(following))
    return _introduces(lines, at) and not _quoted_next(lines, at + 1)


def _heads(lines: Sequence[str]) -> bool:
    """Tell whether lines begin with the header of another mail: who, when, to whom, and about what.

    A parcel, too, goes from somewhere to somewhere on a date: only a mail has a subject.
    """
    if not lines or not _FIRST.match(lines[0]):
        return False
    labelled = [*takewhile(_FURTHER.match, lines)]
    return len(labelled) >= _LEAST_LABELS and any(map(_ABOUT.match, labelled))


def _without_blank(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line]


def _introduces(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line ends an introduction of any language known: a verb of writing, and who or when."""
    line = lines[at][:_LOOKED_AT].strip()
    said = lines[_beginning(lines, at) : at + 1]
    return bool(_WROTE.search(line)) and any(_TOLD.search(one[:_LOOKED_AT]) for one in said)


def _introduction(lines: Sequence[str], last: int) -> range:
    """Return the lines of an introduction that ends with that one, right above a quoted line, in whatever language."""
    line = lines[last].rstrip()
    if not line.endswith((":", "：")) or _QUOTED.match(line) or not _quoted_next(lines, last + 1):
        return range(0)
    first = _beginning(lines, last)
    said = " ".join(one[:_LOOKED_AT] for one in lines[first : last + 1])
    return range(first, last + 1) if _TOLD.search(said) or _WROTE.search(line) else range(0)


def _beginning(lines: Sequence[str], last: int) -> int:
    """Return where an introduction begins that ends with that line."""
    possible = []
    for at in range(last, max(-1, last - _WRAPPED), -1):
        if not lines[at].strip() or _QUOTED.match(lines[at]):
            break
        possible.append(at)
    opening = (at for at in possible if _OPENS.match(lines[at]))
    telling = (at for at in possible if _TOLD.search(lines[at]))
    return next(opening, next(telling, last))


def _quoted_next(lines: Sequence[str], at: int) -> bool:
    following = (line for line in lines[at : at + 3] if line.strip())
    return bool(_QUOTED.match(next(following, "")))
