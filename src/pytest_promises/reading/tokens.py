"""A folded text cut into words, numbers, clock times and signs."""

import re
from typing import Final, NamedTuple

MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b82\u0bbe-\u0bcd\u0bd7"
    "\u0c00-\u0c04\u0c3c\u0c3e-\u0c56\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57\u0d82\u0d83\u0dca-\u0ddf"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
"""Marks that belong to the letter before them and that `re` does not count among the letters."""

FRACTIONS: Final = "½¼¾⅓⅔"
_RAISED: Final = "⁰¹²³⁴-⁹"
_LETTER: Final = rf"[^\W\d_{FRACTIONS}{_RAISED}]"
"""No raised digit is one: a footnote's mark is no part of the word that it stands at ("24 hours¹")."""
_LETTERS: Final = rf"{_LETTER}+(?:(?:'(?={_LETTER})|[{MARKS}]){_LETTER}*)*"
WORDS: Final = re.compile(rf"\d+|{_LETTERS}|[^\w\s]|[{FRACTIONS}]")
"""What a phrase of a lexicon is cut into."""

_MANY_DIGITS: Final = 15
LATIN: Final = "\u024f"
"""The last letter of the scripts whose words stand apart and may be written beside an unspaced one."""
_URL: Final = r"https?://[^\s<>\"]+"
_OFFSET: Final = r"(?<![^\W_])[dt] ?\+ ?\d{1,2}(?![a-z_\d+])"
_NO_WORD: Final = rf"(?!{_URL}|[dt] ?\+ ?\d)"
_ALWAYS: Final = r"(?<![\d.,])(?:24 ?[x×*] ?7|7 ?[x×*] ?24)(?![\dx×*]|[.,]\d| ?(?:[cm]?m\b|inch|px|[\"'€$£]))"
_HOUR: Final = r"[0-2]?\d"
_DASHED: Final = (
    rf"{_HOUR}-00(?:(?![\d-])|(?=-{_HOUR}-[0-5][05](?![\d-])))"
    rf"|{_HOUR}-[1-5][05](?= ?[^\W\d_]{{0,3}} ?-? ?{_HOUR}-00(?![\d-]))"
    rf"|(?:(?<=-00 [^\W\d_][^\W\d_] )|(?<=-00 - )|(?<=-00-)){_HOUR}-[1-5][05](?![\d-])"
)
"""Hours with a hyphen before their minutes ("9-00"): on the hour, or beside one that is ("8-30 до 17-00")."""
_CLOCK: Final = rf"{_HOUR}:[0-5]\d(?::[0-5]\d)?(?!\d)|{_HOUR}[⁰¹²³⁴⁵][⁰⁵]|{_DASHED}"
_SUPERSCRIPT: Final = str.maketrans("⁰¹²³⁴⁵", "012345")
_DATE: Final = r"(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))"
_TELEPHONE: Final = r"\d+(?:-\d+){2,}"
_HOUR_LETTER: Final = r"\d{1,2} ?[hg] ?[0-5]\d"
_NUMBER: Final = (
    rf"(?<!\d){_DATE}(?![.,]\d|\d)|{_ALWAYS}|(?<!\d)(?:{_CLOCK})|{_TELEPHONE}|(?<![\d.,]){_HOUR_LETTER}(?![^\W_]|[.,]\d|%)"
    r"|(?:(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,'](?=\d)\d+)*"
)
_DOTTED: Final = r"[ap]\.\s?m\b\.?"
_SIGN: Final = rf"(?:(?<=\d)[.,:/]-{{1,2}}(?!\d)|[^\w\s]|[{FRACTIONS}]|\n)"
_FIGURES: Final = (
    rf"(?=\d)(?:(?P<d>{_DATE})|(?P<a>{_ALWAYS})|(?P<l>{_TELEPHONE})|(?P<h>{_HOUR_LETTER})|(?P<n>[\d .,']+)|(?P<c>.+))"
)


AMOUNT_MARKS: Final = frozenset(sign + dashes for sign in ".,:/" for dashes in ("-", "--"))
"""What ends an amount without a currency: "499.-", "499,--", "1800/-"."""


class TokenPatterns(NamedTuple):
    """How a text is cut into tokens, and which kind one is of.

    `pieces` finds them all, each with the spaces after it; what belongs to none is a piece of one character. `kinds`
    matches a token by itself and has a group for each kind: `w` a word, `s` a run of letters without spaces, `u` an
    address, `r` days from another (D+1), `d` a date, `l` a number of many parts (a telephone number), `c` a clock time
    (9:30, 9-00, 9³⁰), `a` around the clock (24×7), `h` hours and minutes with a letter between ("9h30"), `n` a number,
    `p` a sign or a line's end.
    """

    pieces: re.Pattern[str]
    kinds: re.Pattern[str]


def token_patterns(scripts: str = "", letters: str = "") -> TokenPatterns:
    """Return the expressions for tokens.

    `scripts` are the ranges of letters of scripts without spaces, `letters` the class of these and their marks.
    """
    if not scripts:
        return _patterns(rf"{_NO_WORD}(?:{_DOTTED}|{_LETTERS})", _SIGN, "(?!)")
    other = rf"(?:(?![{scripts}]){_LETTER})+"
    word = rf"[{scripts}]{letters}*|{_NO_WORD}(?:{_DOTTED}|{other}(?:'{other})*)"
    return _patterns(word, rf"(?!{letters}){_SIGN}", f"[{scripts}]")


def _patterns(word: str, sign: str, unspaced: str) -> TokenPatterns:
    """Return the expressions; what is cut has the spaces after it, which takes half the time of finding it between."""
    pieces = rf"(?:{word}|(?=\d)(?:{_NUMBER})|{sign}|{_URL}|{_OFFSET}|.)[ \t]*"
    kinds = rf"(?P<s>{unspaced}.*)|(?P<u>{_URL})|(?P<r>[dt] ?\+.+)|(?P<w>{_LETTER}.*)|{_FIGURES}|(?P<p>{sign}|[.,:/]-+)"
    return TokenPatterns(re.compile(pieces, re.DOTALL), re.compile(kinds, re.DOTALL))


def clock_parts(word: str) -> tuple[int, int]:
    """Return the hours and minutes of a clock time."""
    plain = word.translate(_SUPERSCRIPT)
    hours, minutes = (plain[:-2], plain[-2:]) if plain.isdigit() else re.split("[:-]", plain)[:2]
    return int(hours), int(minutes)


def digits_fit(text: str) -> bool:
    """Tell whether a number is short enough to be one; a longer row of digits is an identifier."""
    return len(text) <= _MANY_DIGITS
