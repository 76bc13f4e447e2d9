"""Money, percentages and counts: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pytest_promises.model.quantities import Count, Money, Percentage

from . import codes as c
from .bounds import BEFORE, ends_of
from .found import Found
from .items import Items

_N = rf"{c.NUMBER}(?:\({c.NUMBER}\))?"
_CUR = re.escape(c.CURRENCY)
_MINOR = rf"(?:{c.AND}?{_N}{c.MINOR})"
_AMOUNT = rf"(?:{_CUR}{{1,2}}{_N}(?:{_CUR})?|{_N}[-{c.FILLER}]?{_CUR}|{_N}(?={c.MINOR}))(?:{_MINOR}|{c.MINOR})?"
_CURRENCIES = frozenset({c.CURRENCY, c.MINOR})
_JOIN = rf"[-~{c.TO}{c.UNTIL}{c.AND}]"
_AFTER = rf"(?P<after>[{c.UPPER_AFTER}{c.LOWER_AFTER}{c.PLUS}])?"
_MONEY = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_AMOUNT}|{_N})(?P<join>{_JOIN})(?P<high>{_AMOUNT})|(?P<lead>{_CUR}{_N})(?P<to>-)(?P<last>{_N}(?!{_CUR}))"
    rf"|(?P<single>{_AMOUNT})){_AFTER}"
)
_PERCENT = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_N}{c.PERCENT}?)(?P<join>{_JOIN})(?P<high>{_N}{c.PERCENT})|(?P<single>{_N}-?{c.PERCENT}))"
    rf"(?:{c.PERCENT})?{_AFTER}|(?P<nines>{c.NINES})"
)
_COUNT = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_N})(?P<join>{_JOIN}))?(?P<high>{_N}){c.OTHER}?(?P<noun>{c.COUNTED}){_AFTER}"
)


def money(items: Items) -> Iterator[Found]:
    """Yield the amounts of money of a sentence."""
    for match in _MONEY.finditer(items.codes):
        names = ("low", "high") if match["join"] else ("lead", "last") if match["to"] else ("single", "single")
        if match["join"] and c.AND in match["join"] and c.BETWEEN not in match["before"]:
            names = ("high", "high")
        start, end = match.start(names[0]), match.end(names[1])
        low, high = (_amount(items, *match.span(name)) for name in names)
        before = (
            "" if "upper_weak" in items.data[slice(*match.span("before"))] else match["before"].replace(c.OF, c.FROM)
        )
        ends = ends_of(before, match["after"] or "", low, high, ranged=names[0] != names[1])
        currencies = [items.data[at] for at in range(start, end) if items.codes[at] in _CURRENCIES]
        first = (
            start
            if names == ("high", "high") and match["join"]
            else match.start("before")
            if match["before"]
            else start
        )
        last = match.end("after") if match["after"] else end
        currency = next((code for code in currencies if code), "")
        yield Found(Money(ends.minimum, ends.maximum, currency), first, last, bound=_bound(match))


def percentages(items: Items) -> Iterator[Found]:
    """Yield the percentages of a sentence."""
    for match in _PERCENT.finditer(items.codes):
        if match["nines"]:
            share: Decimal = items.data[match.start()]
            yield Found(Percentage(share, share), match.start(), match.end())
            continue
        ranged = match["join"] is not None and c.AND not in match["join"]
        name = "high" if match["join"] else "single"
        high = _number(items, *match.span(name))
        low = _number(items, *match.span("low")) if ranged else high
        ends = ends_of(match["before"], match["after"] or "", low, high, ranged=ranged)
        first = match.start("before") if match["before"] else match.start("low" if ranged else name)
        yield Found(Percentage(ends.minimum, ends.maximum), first, match.end(), bound=_bound(match))


def counts(items: Items) -> Iterator[Found]:
    """Yield the counts of things that have a topic of their own ("3 attempts")."""
    for match in _COUNT.finditer(items.codes):
        high = int(_number(items, *match.span("high")))
        low = int(_number(items, *match.span("low"))) if match["low"] else high
        ends = ends_of(match["before"], match["after"] or "", low, high, ranged=match["low"] is not None)
        topic = items.data[match.start("noun")]
        yield Found(Count(ends.minimum, ends.maximum), match.start(), match.end(), bound=_bound(match), topic=topic)


def _bound(match: re.Match[str]) -> tuple[int, int] | None:
    return match.span("before") if match["before"] else match.span("after") if match["after"] else None


def _amount(items: Items, start: int, end: int) -> Decimal:
    """Return an amount with its hundredths: 15.5 of "15 лв и 50 ст"."""
    numbers = [
        items.data[at].value
        for at in range(start, end)
        if items.codes[at] == c.NUMBER and (at == start or items.codes[at - 1] != "(")
    ]
    minor = items.codes.find(c.MINOR, start, end) >= 0
    if minor and len(numbers) == 1:
        return Decimal(numbers[0] / 100)
    return Decimal(numbers[0] + (numbers[-1] / 100 if minor else 0))


def _number(items: Items, start: int, end: int) -> Decimal:
    value: Decimal = next(items.data[at] for at in range(start, end) if items.codes[at] == c.NUMBER).value
    return value
