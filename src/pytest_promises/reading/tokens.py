"""A folded text cut into words, numbers, clock times and signs."""

import re
from collections.abc import Collection, Iterable

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Marks that belong to the letter before them and that `re` does not count among the letters."""

_LETTERS = rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*"
WORDS = re.compile(rf"\d+|{_LETTERS}(?:'{_LETTERS})*|[^\w\s]")
"""What a phrase of a lexicon is cut into."""

_DIGITS = 15
_LATIN = "\u024f"
"""The last letter of the scripts whose words stand apart and may be written beside an unspaced one."""
_HAN = "\u3400"
"""From here on a letter is a word of its own."""
_URL = r"(?P<u>https?://[^\s<>\"]+)"
_OFFSET = r"(?P<r>(?<![^\W_])[dt] ?\+ ?\d{1,2}(?![\w+]))"
_NO_WORD = r"(?!https?://|[dt] ?\+ ?\d)"
_NUMBER = (
    r"(?P<d>(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))(?![\d.,]\d|\d))"
    r"|(?P<l>\d+(?:-\d+){2,})"
    r"|(?P<c>(?<!\d)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d))"
    r"|(?P<h>(?<![\d.,])\d{1,2} ?[hg] ?[0-5]\d(?![^\W_]|[.,]\d|%))"
    r"|(?P<n>(?:(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,'](?=\d)\d+)*)"
)
_REST = rf"{_URL}|{_OFFSET}|{_NUMBER}"
_DOTTED = r"[ap]\.\s?m\b\.?"
_SIGN = r"(?P<p>(?<=\d)[.,:/]-{1,2}(?!\d)|[^\w\s]|\n)"


def token_pattern(unspaced: Collection[str] = (), alone: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the expression that cuts a text into tokens.

    Groups: `w` a word, `u` an address, `r` days from another (D+1), `d` a date, `l` a number of many parts (a telephone
    number), `c` a clock time, `h` hours and minutes with a letter between ("9h30"), `n` a number, `p` a sign or a line's end. `unspaced` are all the words of a script that
    puts no spaces between them: longest first, they are found within a run of its letters, and what is no word of the
    lexicon there is passed over. Those that stand `alone` (abbreviations) are found where no letter touches them.
    """
    own = {word for word in unspaced if not word.isascii()}
    apart = {word for word in alone if not word.isascii()} | {word for word in own if len(word) == 1 and word < _HAN}
    words = sorted(own - apart, key=len, reverse=True)
    if not words:
        return re.compile(rf"(?P<w>{_NO_WORD}(?:{_DOTTED}|{_LETTERS}(?:'{_LETTERS})*))|{_REST}|{_SIGN}")
    firsts = [word[0] for word in words if word[0].isalpha() and word[0] > _LATIN]
    scripts = f"{min(firsts)}-{max(firsts)}"
    letters = rf"[{scripts}{MARKS}]"
    other = rf"(?:(?![{scripts}])[^\W\d_])+"
    word = rf"(?P<w>{_trie(words)}|{_apart(apart, letters, words)}|{_NO_WORD}(?:{_DOTTED}|{other}(?:'{other})*))"
    return re.compile(rf"{word}|{_REST}|(?!{letters}){_SIGN}")


def _apart(words: Collection[str], letters: str, longer: Iterable[str]) -> str:
    """Return the expression for words that are too short to be found anywhere in a run of letters.

    They are found where no letter touches them, and single ones right after a digit, or with a longer word right after.
    """
    if not words:
        return "(?!)"
    single = sorted(word for word in words if len(word) == 1)
    digits = rf"(?<=\d){_trie(single)}|" if single else ""
    return rf"{digits}(?<!{letters}){_trie(sorted(words))}(?:(?!{letters})|(?={_trie(longer)}))"


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the expression that finds a digit or one of the words, within a run of letters too."""
    return re.compile(rf"\d|{_trie(words)}")


def _trie(words: Iterable[str]) -> str:
    """Return an expression for the longest of the words, factored by their common beginnings."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    endings = [re.escape(char) + _branch(rest) for char, rest in node.items() if char]
    if not endings:
        return ""
    return f"(?:{'|'.join(endings)}){'?' if '' in node else ''}"


def digits_fit(text: str) -> bool:
    """Tell whether a number is short enough to be one; a longer row of digits is an identifier."""
    return len(text) <= _DIGITS
