"""What a token is: a phrase of the lexicon, digits with what belongs to them, a sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from . import codes as c
from .entries import Meaning
from .figures import in_words, with_scales
from .forms import of_sign
from .fractions import mixed_number
from .graph import Place
from .lexicon import Lexicon
from .numbers import is_scale
from .rows import phrase_at
from .sentences import Sentence
from .words import longest

_NUMERIC: Final = frozenset({c.NUMBER, c.AND_HALF, c.HALF, c.ARTICLE})
_AFTER_NUMBER: Final = frozenset(
    {c.UNIT, c.SHORT_UNIT, c.CURRENCY, c.MINOR, c.PERCENT, c.TENTH, c.COUNTED, c.HOUR_MARK, c.NUMBER, c.DAY_HALF}
)
_VALUE_END: Final = frozenset({c.UNIT, c.SHORT_UNIT, c.SPAN, c.CURRENCY, c.PERCENT, c.TENTH, c.NUMBER, c.BUSINESS})
_PRICES: Final = frozenset({c.PERCENT, c.TENTH, c.CURRENCY})
_OF_THE_WEEK: Final = frozenset({c.DAYS, c.DAY})
_A_DAY: Final = frozenset({c.DAY})
_UNITS: Final = frozenset({c.UNIT, c.SHORT_UNIT})
_OPENS_DAYS: Final = frozenset({c.DAY, c.FROM_DAY})
_DAY_JOINS: Final = frozenset({"-", ",", "/", c.TO, c.UNTIL, c.AND})
_AFTER_VALUE: Final = frozenset({c.UPPER_AFTER, c.LOWER_AFTER})
_IDLE: Final = frozenset({c.FILLER, c.CALENDAR, c.AND_HALF, "(", ")", "-"})
_BY_PLACE: Final = frozenset({c.DAYS, c.WEEKDAYS, c.RELATIVE, c.NUMBER, c.CURRENCY})
"""What is read in another way beside other words."""
_OF_DAYS: Final = frozenset({c.DAYS, c.WEEKDAYS, c.RELATIVE})
_MARKS: Final = frozenset("$€£¥")
_CLOCK_KINDS: Final = frozenset("ch")
_DIGIT_KINDS: Final = frozenset("nch")
_OF_A_LENGTH: Final = frozenset({c.UNIT, c.SHORT_UNIT, c.BUSINESS, c.CALENDAR, c.DAY})
"""What a set of days begins with that is none after a number ("5 business days")."""
_VALUES: Final = _AFTER_NUMBER | {c.SPAN, c.BUSINESS, c.CLOCK, c.HOUR_TIME, ")"}
"""What a word before a time of day cannot follow: it joins the ends of a range there ("de 9h à 18h")."""
_TELEPHONE: Final = 6
_TIMED: Final = re.compile(r"[0-2]?\d[.:][0-5]\d")
_BEFORE_DIGITS: Final = frozenset({c.CURRENCY, c.SHORT_UNIT})
"""What digits may touch: "EUR50", and in "2h14min" the unit."""
_DECIMAL: Final = re.compile(r"\d+[.,]\d{1,2}")
_JOINS_ENDING: Final = frozenset("-':")

Item = tuple[str, Any, int]
"""A letter, its data, and the token after it."""


@dataclass(slots=True)
class Itemiser:
    """Tells token by token what a sentence's items are, where those before or after matter.

    `items` are those before, each with its letter first.
    """

    sentence: Sentence
    lexicon: Lexicon
    original: str
    items: Sequence[tuple[str, Any, int, int]]

    @property
    def before(self) -> str:
        """The letter of the item before."""
        return self.items[-1][0] if self.items else ""

    @property
    def counting(self) -> bool:
        """Whether a number stands before, with nothing but idle words between: "5 business days" is no set of days."""
        last = next((code for code, *_ in reversed(self.items) if code not in _IDLE), "")
        return last == c.NUMBER

    @property
    def day_before(self) -> bool:
        """Whether a day of the week stands before, or one and a sign that joins days."""
        *_, earlier, last = "", "", *(code for code, *_ in self.items[-2:])
        return last in _OPENS_DAYS or (earlier in _OPENS_DAYS and last in _DAY_JOINS)

    def item(self, at: int) -> Item:
        """Return the item that begins at a token."""
        word = self.sentence.known[at]
        if word.value is not None:
            found = longest(word.value, self.sentence.known, self.sentence.tight, at)
            if found is not None:
                return self._phrase(at, word.value, *found)
        if word.kind == "n":
            return self._digits(at)
        return self._sign(word.text, at) if word.kind == "p" else (c.OTHER, None, at + 1)

    def _sign(self, word: str, at: int) -> Item:
        if word in _JOINS_ENDING and self.lexicon.endings and self._joins_ending(at):
            return "", None, at + (1 if self.sentence.known[at + 1].value is not None else 2)
        if (word == "." and self._belongs_to_word(at)) or (word == "-" and self._is_in_prefix(at)):
            return "", None, at + 1
        return *of_sign(word, self.lexicon.amount_mark), at + 1

    def _is_in_prefix(self, at: int) -> bool:
        """Tell a hyphen after a prefix."""
        return at in self.sentence.tight and self.sentence.words[at - 1] in self.lexicon.words.prefixes

    def _belongs_to_word(self, at: int) -> bool:
        """Tell the full stop of an abbreviation or an ordinal."""
        return at > 0 and (self.sentence.words[at - 1] in self.lexicon.abbreviations or self._is_ordinal(at))

    def _is_ordinal(self, at: int) -> bool:
        """Tell a full stop that makes a number an ordinal: the sentence goes on."""
        sentence = self.sentence
        follows = at < len(sentence.known) - 1 and sentence.known[at + 1].kind == "w"
        return (
            follows and sentence.known[at - 1].kind == "n" and len(sentence.words[at - 1]) < 3 and sentence.touches(at)
        )

    def _joins_ending(self, at: int) -> bool:
        """Tell whether a sign joins the ending of a case to what stands before it ("16:00-ig", "99,9 %:n")."""
        sentence = self.sentence
        return (
            0 < at < len(sentence.words) - 1
            and sentence.words[at + 1] in self.lexicon.endings
            and sentence.touches(at)
            and sentence.touches(at + 1)
        )

    def _phrase(self, at: int, begin: Place[Meaning], after: int, meanings: tuple[Meaning, ...]) -> Item:
        code, data = meanings[0] if len(meanings) == 1 else self._fitting(meanings, at, after)
        if code not in _BY_PLACE:
            return code, data, after
        if code in _OF_DAYS and self.counting and after > at + 1 and not self._tells_hours(at, after):
            single = begin.meanings
            if single and single[0][0] in _OF_A_LENGTH:
                return *single[0], at + 1
        if code == c.NUMBER:
            of_hundred = self.before == c.PERCENT
            return c.NUMBER, *in_words(self.sentence, self.lexicon, (at, after, data), of_hundred=of_hundred)
        if code == c.CURRENCY and after > at + 1 and not self._is_one_sign(at, after):
            return (*begin.meanings[0], at + 1) if begin.meanings else (c.OTHER, None, at + 1)
        if code == c.CURRENCY and self.sentence.words[at] in self.lexicon.capital_codes:
            start, end = self.sentence.span(at, at + 1)
            if not self.original[start:end].isupper():
                return c.OTHER, None, at + 1
        return code, data, after

    def _is_one_sign(self, start: int, end: int) -> bool:
        """Tell a sign of letters and a mark ("A$", "HK $") from a word that a mark follows ("a $10")."""
        sentence = self.sentence
        if sentence.words[end - 1] not in _MARKS or all(sentence.touches(at) for at in range(start + 1, end)):
            return True
        begun = sentence.known[start].value
        return len(sentence.words[start]) > 1 and (begun is None or not begun.meanings)

    def _tells_hours(self, at: int, after: int) -> bool:
        """Tell a set of days from what a number counts: a time follows it, or what stands before is a telephone's."""
        return self._time_follows(after) or self._after_telephone(at)

    def _after_telephone(self, at: int) -> bool:
        """Tell whether a telephone number stands before: its digits count no days that follow."""
        sentence = self.sentence
        at -= sentence.words[at - 1] == "("
        digits = 0
        while at > 0 and (sentence.known[at - 1].kind == "n" or sentence.words[at - 1] == "-"):
            at -= 1
            if _DECIMAL.fullmatch(sentence.words[at]):
                return False
            digits += sum(map(str.isdigit, sentence.words[at]))
        return digits >= _TELEPHONE

    def _fitting(self, meanings: Sequence[Meaning], at: int, after: int) -> Meaning:
        """Return the meaning that fits.

        What may be a number is one before a share, a currency or a scale. What is an hour or its mark ("24 uur",
        "17.00 uur") is the mark after a time with minutes.

        Beside a day it is a day, after a number a unit, after a value and before no number a bound of it. What is a
        unit or a day is a day where no number stands before.
        """
        numbers = [meaning for meaning in meanings if meaning[0] == c.NUMBER]
        if numbers and self.before not in _NUMERIC and self._is_priced(after):
            return numbers[0]
        marks = [meaning for meaning in meanings if meaning[0] == c.HOUR_MARK]
        if marks and len(marks) < len(meanings):
            timed = at > 0 and _TIMED.fullmatch(self.sentence.words[at - 1]) is not None
            return marks[0] if timed else next(meaning for meaning in meanings if meaning[0] != c.HOUR_MARK)
        times = [meaning for meaning in meanings if meaning[0] == c.AT]
        if times and len(times) < len(meanings):
            if self.before not in _VALUES and not self.day_before and self._number_follows(after):
                return times[0]
            meanings = tuple(meaning for meaning in meanings if meaning[0] != c.AT)
        counting = self.counting and not self._after_telephone(at)
        if not counting:
            meanings = self._uncounted(meanings, at)
        wanted: list[frozenset[str]] = [_A_DAY] if self.day_before else []
        if self.before in _NUMERIC or counting:
            wanted.append(_AFTER_NUMBER)
        elif self.before in _VALUE_END and not self._number_follows(after):
            wanted.append(_AFTER_VALUE)
        if meanings[0][0] in _UNITS and not counting:
            wanted.append(_OF_THE_WEEK)
        fitting = (meaning for codes in wanted for meaning in meanings if meaning[0] in codes)
        return next(fitting, meanings[0])

    def _is_priced(self, at: int) -> bool:
        """Tell whether a share, a currency or a scale stands at a token."""
        found = phrase_at(self.sentence, at)
        if found is None:
            return False
        code, data = found[1][0]
        return code in _PRICES or (code == c.NUMBER and is_scale(data))

    def _uncounted(self, meanings: Sequence[Meaning], at: int) -> Sequence[Meaning]:
        """Leave out what only stands after a value, and a unit where the word alone is a length ("viikossa")."""
        codes = {code for code, _ in meanings}
        out = set(_AFTER_VALUE) if self.before not in _VALUE_END else set()
        out |= _UNITS if c.SPAN in codes else set()
        if c.CURRENCY in codes and self.sentence.words[at] in self.lexicon.capital_codes:
            start, end = self.sentence.span(at, at + 1)
            out |= _UNITS if self.original[start:end].isupper() else {c.CURRENCY}
        return [meaning for meaning in meanings if meaning[0] not in out] or meanings

    def _time_follows(self, after: int) -> bool:
        return after < len(self.sentence.known) and self.sentence.known[after].kind in _CLOCK_KINDS

    def _number_follows(self, after: int) -> bool:
        sentence = self.sentence
        after += sentence.words[after : after + 1] == ["."]
        if after >= len(sentence.known) or sentence.known[after].kind in _DIGIT_KINDS:
            return after < len(sentence.known)
        found = phrase_at(self.sentence, after)
        if found is not None and found[1][0][0] == c.DAY_HALF:
            return self._number_follows(found[0])
        return found is not None and found[1][0][0] == c.NUMBER

    def _digits(self, at: int) -> Item:
        """Return digits as a number, with an ordinal ending ("2-х") and a scale ("10k", "2 million") taken in."""
        sentence = self.sentence
        number = sentence.known[at].number
        if number is None or (self._touches_word(at) and self.before not in _BEFORE_DIGITS):
            return c.OTHER, None, at + 1
        after = at + 1
        if after < len(sentence.words):
            ending = after + (after in sentence.tight)
            joined = ending < len(sentence.words) and sentence.touches(ending)
            if joined and sentence.words[ending] in self.lexicon.suffixes:
                return c.NUMBER, number._replace(ending=sentence.words[ending]), ending + 1
            mixed = mixed_number(sentence, at)
            if mixed is not None:
                return c.NUMBER, number._replace(value=mixed[0]), mixed[1]
            number, after = with_scales(sentence, self.lexicon, number, after)
        return c.NUMBER, number, after

    def _touches_word(self, at: int) -> bool:
        sentence = self.sentence
        return (
            at > 0
            and sentence.touches(at)
            and sentence.known[at - 1].kind == "w"
            and self.lexicon.cutter is None
            and sentence.words[at - 1] not in self.lexicon.words.prefixes
        )
