"""Letters of a PDF as text: ligatures taken apart, white space made plain, raised signs told from figures."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_CURRENCY = re.compile(r"[$£€¥₽฿₴₺₹₩₪]|лв|руб|zł|kr|CHF|EUR|USD")
_RAISED = re.compile(r"(?<=[^\s\d²³¹⁰⁴-⁹])[²³¹⁰⁴-⁹]+|(?<=\d)[²³¹⁰⁴-⁹]+")
_NO_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HALVES = re.compile(
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|non|half|next|same|multi|self", re.IGNORECASE
)
"""What is more often written with a hyphen than in one word."""
SOFT_HYPHEN = "\u00ad"


def plain(char: str) -> str:
    """Return a letter in its usual form: a ligature as its letters; superscripts and fractions stay what they are."""
    return char if unicodedata.category(char[:1] or " ") == "No" else unicodedata.normalize("NFKC", char)


def flat(text: str) -> str:
    """Return a text with single spaces, and without signs of footnotes."""
    return _RAISED.sub("", _SPACES.sub(" ", text)).strip()


def of_raised(raised: str, before: str, line: str) -> str:
    """Return what raised letters stand for: cents after a price, the ending of an ordinal, or a footnote's sign."""
    if raised.isalpha():
        return raised
    if len(raised) == 2 and raised.isdigit() and before[-1:].isdigit() and _CURRENCY.search(line):
        return f".{raised}"
    return ""


def has_spaces(char: str) -> bool:
    """Return whether words of that letter's script are told apart by spaces."""
    return not _NO_SPACES.match(char) or bool(_HANGUL.match(char))


def joined(above: str, below: str, words: frozenset[str]) -> str:
    """Return two lines as one: a word that was parted is put together again, as far as that can be told.

    `words` are all that the document has, in lower case: where it has the word with its hyphen, the hyphen stays.
    """
    if not above or not below:
        return above or below
    if above.endswith(SOFT_HYPHEN):
        return above[:-1] + below
    if above[-1] in "-\u2010" and above[-2:-1].isalpha() and below[0].islower():
        head, tail = re.split(r"\s", above)[-1][:-1], re.split(r"[\s.,;:!?)]", below, maxsplit=1)[0]
        is_kept = f"{head}-{tail}".lower() in words or len(head) == 1 or _HALVES.fullmatch(head)
        return f"{above if is_kept else above[:-1]}{below}"
    if above[-1] in "-\u2010\u2013\u2014/" and not above[-2:-1].isspace():
        return above + below
    return f"{above} {below}" if has_spaces(above[-1]) or has_spaces(below[0]) else above + below
