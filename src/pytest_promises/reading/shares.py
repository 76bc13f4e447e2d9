"""Percentages and counts: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pytest_promises.model.quantities import Count, Percentage

from . import codes as c
from .bounds import AFTER, BEFORE, FIGURE, JOIN, before_of, bound_in, ends_of, is_listed
from .found import Found
from .items import Items
from .numbers import Number
from .tokens import LATIN

_HALF, _TEN = Decimal("0.5"), Decimal(10)
_IDLE: Final = frozenset({c.OTHER, c.FILLER})
_SIGNS: Final = frozenset({c.PERCENT, c.TENTH})
_SIGN: Final = f"[{c.PERCENT}{c.TENTH}]"
_COUNTS_ON: Final = rf"[{c.UNIT}{c.SHORT_UNIT}{c.PERCENT}{c.TENTH}{re.escape(c.CURRENCY)}]"
_N = rf"(?:{FIGURE}{c.AND_HALF}?|[{c.HALF}{c.AND_HALF}])"
_BEHIND: Final = rf"{_N}-?{_SIGN}"
"""A figure and its sign: "5 %", "half a percent", "八折"."""
_AHEAD: Final = rf"{c.PERCENT}[{c.FILLER}{c.OF}]?{_N}(?!{_COUNTS_ON})"
"""A sign and its figure: "%5", "yüzde 5", "百分之五"."""
_MORE: Final = rf"(?P<more>{c.AND_HALF}|(?<={c.TENTH}|{c.NUMBER}){c.NUMBER}(?!-?{_COUNTS_ON}))"
"""What is said after a share and belongs to it: "三成半", "七成六", "百分之二三十"."""
_PERCENT: Final = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_N}{_SIGN}?)(?P<join>{JOIN}{c.FILLER}?)(?P<high>{_BEHIND})"
    rf"|(?P<first>{_AHEAD})(?P<to>{JOIN})(?P<last>{_AHEAD}|{_N}(?!{_COUNTS_ON}))"
    rf"|(?P<tens>{c.NUMBER}(?={c.NUMBER}{_SIGN}))?(?P<single>{_BEHIND}|{_AHEAD}){_MORE}?)"
    rf"{c.PERCENT}?{AFTER}|(?P<nines>{c.NINES})"
)
_COUNT: Final = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{FIGURE})(?P<join>{JOIN}))?(?P<high>{FIGURE}){c.OTHER}?(?P<noun>{c.COUNTED}){AFTER}"
)


def percentages(items: Items) -> Iterator[Found]:
    """Yield the percentages of a sentence."""
    at = 0
    while match := _next_share(items, at):
        at = match.end()
        low, join, high = ("first", "to", "last") if match["to"] else ("low", "join", "high")
        if match["nines"]:
            share: Decimal = items.data[match.start()]
            yield Found(Percentage(share, share), match.start(), match.end())
        elif match[join] is None:
            yield _single(items, match)
        elif not is_listed(match, join):
            yield _range(items, match, low, high)
        else:
            at = match.start(high)
            alone = _PERCENT.match(items.codes, match.start(), match.end(low))
            if alone is not None:
                yield _single(items, alone)


def _next_share(items: Items, at: int) -> re.Match[str] | None:
    """Return the next share, without a number after it that is no part of it ("打八折 2 件")."""
    match = _PERCENT.search(items.codes, at)
    if match is None or match["more"] in {None, c.AND_HALF}:
        return match
    first, more = items.number(*match.span("single")), items.number(*match.span("more"))
    is_part = more.value < _TEN if c.TENTH in match["single"] else _is_about(first, more)
    in_words = not first.digits and not more.digits
    return match if is_part and in_words else _PERCENT.match(items.codes, match.start(), match.start("more"))


def _is_about(first: Number, second: Number) -> bool:
    """Tell a digit and the next ten, which mean one or the other: "二三十" is twenty or thirty."""
    return not first.digits and not second.digits and second.value == (first.value + 1) * _TEN


def _range(items: Items, match: re.Match[str], low: str, high: str) -> Found:
    """Return a range; where only one of its ends has a sign, it is that of both."""
    ends = [_share(items, *match.span(name), like=match.span()) for name in (low, high)]
    start = match.start("before") if match["before"] else match.start(low)
    return Found(Percentage(min(ends), max(ends)), start, match.end(), bound=bound_in(match))


def _single(items: Items, match: re.Match[str]) -> Found:
    start = match.start("single")
    low = high = _share(items, *match.span("single"))
    two = _two_figures(items, match)
    if two is not None:
        start, (low, high) = match.start("tens" if match["tens"] else "single"), two
    elif match["more"] is not None:
        low = high = high + _more(items, match)
    if not match["before"] and _is_negative(items, start):
        low, high = -high, -low
    ends = ends_of(before_of(items, match), match["after"] or "", low, high, ranged=low != high)
    first = match.start() if match["before"] else start
    return Found(Percentage(ends.minimum, ends.maximum), first, match.end(), bound=bound_in(match))


def _two_figures(items: Items, match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Return the ends that two figures side by side make: 85 of "八五折", 20 and 30 of "二三十%"."""
    places = ("tens", "single") if match["tens"] else ("single", "more")
    if match[places[1]] in {None, c.AND_HALF}:
        return None
    first, second = (items.number(*match.span(name)) for name in places)
    if match["tens"] and c.TENTH in match["single"]:
        share = first.value * _TEN + second.value
        return (share, share) if max(first.value, second.value) < _TEN else None
    return (first.value * _TEN, second.value) if _is_about(first, second) else None


def _more(items: Items, match: re.Match[str]) -> Decimal:
    """Return what is said after a share, in hundredths: 5 of "三成半", 6 of "七成六"."""
    more = items.data[match.start("more")]
    if isinstance(more, Number):
        return more.value
    half: Decimal = more
    return half * _factor(items, *match.span("single"))


def _share(items: Items, start: int, end: int, like: tuple[int, int] | None = None) -> Decimal:
    """Return a share in hundredths: 90 of "九割", 95 of "95折"; `like` is where the sign stands, if elsewhere."""
    factor = _factor(items, *(like or (start, end)))
    figure = sum((_figure(items, at) for at in range(start, end) if not _is_again(items, at, start)), Decimal(0))
    return figure if factor > 1 and figure > factor else figure * factor


def _is_again(items: Items, at: int, start: int) -> bool:
    """Tell a number in brackets, which says again what stands before it."""
    return at > start and items.codes[at - 1] == "("


def _figure(items: Items, at: int) -> Decimal:
    """Return what an item adds to a figure."""
    code, data = items.codes[at], items.data[at]
    if code == c.HALF:
        return _HALF
    value: Decimal = data.value if code == c.NUMBER else data if code == c.AND_HALF else Decimal(0)
    return value


def _factor(items: Items, start: int, end: int) -> Decimal:
    """Return how many hundredths a share is of."""
    signs = (items.data[at] for at in range(start, end) if items.codes[at] in _SIGNS)
    return next((data for data in signs if isinstance(data, Decimal)), Decimal(1))


def _is_negative(items: Items, start: int) -> bool:
    """Tell a sign before a number from a dash: a word, or one that nothing but a letter of another script touches."""
    if start == 0 or items.data[start - 1] == "minus":
        return start > 0
    if items.sentence.words[items.first[start - 1]] != c.MINUS:
        return False
    return items.touches(start) and (start == 1 or not items.touches(start - 1) or _is_apart(items, start - 2))


def _is_apart(items: Items, at: int) -> bool:
    """Tell whether an item ends in a letter of a script that puts no spaces between words."""
    word = items.sentence.words[items.after[at] - 1]
    return items.codes[at] in _IDLE and word[-1:] > LATIN


def counts(items: Items) -> Iterator[Found]:
    """Yield the counts of things that have a topic of their own ("3 attempts")."""
    for match in _COUNT.finditer(items.codes):
        high = int(items.number(*match.span("high")).value)
        low = int(items.number(*match.span("low")).value) if match["low"] else high
        ends = ends_of(match["before"], match["after"] or "", *sorted((low, high)), ranged=match["low"] is not None)
        topic = items.data[match.start("noun")]
        yield Found(Count(ends.minimum, ends.maximum), match.start(), match.end(), bound=bound_in(match), topic=topic)
