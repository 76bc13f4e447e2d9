"""Money, percentages and counts: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pytest_promises.model.quantities import Count, Money, Percentage, Value

from . import codes as c
from .bounds import BEFORE, ends_of
from .found import Found
from .items import Items
from .numbers import Number

_N = rf"{c.NUMBER}(?:\({c.NUMBER}\))?"
_CUR = re.escape(c.CURRENCY)
_MINOR = rf"(?:{c.AND}?{_N}[-{c.FILLER}]?{c.MINOR})"
_AMOUNT = (
    rf"(?:{_CUR}{{1,2}}{_N}(?:{_CUR}){{0,2}}|{_N}-?{_CUR}{{1,2}}|{_N}{c.FILLER}{_CUR}(?!{c.NUMBER})"
    rf"|{_N}(?={c.MINOR})|{c.AMOUNT})(?:{_MINOR}|{c.MINOR})?"
)
_AGAIN = re.compile(rf"(?:\([^()]{{0,5}}\))?(?:[/|(]|{c.FILLER}?[{c.AND}]|[/(][~{c.FILLER}])")
_SHARED_SIGN = "USD"
"""What a bare "$" is read as, where no other word tells whose dollar or peso it is."""
_ALSO = re.compile(rf"[{c.OTHER}{c.FILLER}]{{1,3}}{c.AND}")
_CURRENCIES = frozenset({c.CURRENCY, c.MINOR, c.AMOUNT})
_NUMBERS = frozenset({c.NUMBER, c.AMOUNT})
_GROUPED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""Three last digits after a sign: no currency in daily use has thousandths."""
_JOIN = rf"[-~{c.TO}{c.UNTIL}{c.AND}]"
_AFTER = (
    rf"(?:\([{c.FILLER}{c.OTHER}]{{1,2}}\)(?=[{c.UPPER_AFTER}{c.LOWER_AFTER}]))?"
    rf"(?P<after>[{c.UPPER_AFTER}{c.LOWER_AFTER}{c.PLUS}]|~(?![{_CUR}{c.NUMBER}]))?"
)
_MONEY = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_AMOUNT}|{_N})(?P<join>{_JOIN})(?P<high>{_AMOUNT})|(?P<lead>{_CUR}{_N})(?P<to>-)(?P<last>{_N}(?!{_CUR}))"
    rf"|(?P<single>{_AMOUNT})){_AFTER}"
)
_WITH_CENTS = re.compile(
    rf"(?P<before>{BEFORE})(?P<single>{_AMOUNT}){_AFTER}(?P<low>(?!))?(?P<join>(?!))?(?P<high>(?!))?(?P<to>(?!))?"
)
_PERCENT = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_N}{c.PERCENT}?)(?P<join>{_JOIN})(?P<high>{_N}{c.PERCENT})|(?P<single>{_N}-?{c.PERCENT}|{c.PERCENT}[{c.FILLER}{c.OF}]?{_N}(?![{c.UNIT}{c.SHORT_UNIT}{_CUR}])))"
    rf"(?:{c.PERCENT})?{_AFTER}|(?P<nines>{c.NINES})"
)
_COUNT = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_N})(?P<join>{_JOIN}))?(?P<high>{_N}){c.OTHER}?(?P<noun>{c.COUNTED}){_AFTER}"
)


def money(items: Items) -> Iterator[Found]:
    """Yield the amounts of money of a sentence; one that only says another in a second currency has its bound, too."""
    before: Found | None = None
    for amount in _amounts(items):
        again = before is not None and _says_again(items, before, amount)
        found = amount._replace(value=_as_bound(amount.value, before.value)) if before is not None and again else amount
        yield found
        before = found


def _says_again(items: Items, first: Found, second: Found) -> bool:
    """Tell whether an amount says the same as the one before it, for another currency or place.

    "60 € (£50)", "€60 (Ireland) or £50", "dès 60 € en France et 120 € en Europe".
    """
    if not isinstance(first.value, Money) or not isinstance(second.value, Money):
        return False
    if _AGAIN.fullmatch(items.codes, first.end, second.start) is not None:
        return first.value.currency != second.value.currency
    listed = _ALSO.fullmatch(items.codes, first.end, second.start) is not None
    low, amount = first.value.minimum, second.value.minimum
    return listed and low is not None and amount is not None and amount >= low / 2


def _as_bound(value: Value, like: Value) -> Value:
    """Return an exact amount as the bound that another amount is."""
    if not isinstance(value, Money) or not isinstance(like, Money) or value.minimum != value.maximum:
        return value
    if like.maximum is None:
        return replace(value, maximum=None)
    return replace(value, minimum=None) if like.minimum is None else value


def _amounts(items: Items) -> Iterator[Found]:
    at = 0
    while match := _next_amount(items, at):
        at = match.end()
        first, last = _names(match)
        high = _amount(items, *match.span(last))
        low = _amount(items, *match.span(first)) if first != last else high
        start, end = match.start(first), match.end(last)
        cents = _joined_cents(items, end) if first == "single" else None
        if cents is not None:
            low, high, end = low + cents, high + cents, end + 1
        elif match["after"]:
            end = match.end("after")
        before = _before(items, match).replace(c.OF, c.FROM)
        ends = ends_of(before, match["after"] or "", *sorted((low, high)), ranged=first != last)
        if match["before"] and not (first == "high" and match["join"]):
            start = match.start("before")
        yield Found(Money(ends.minimum, ends.maximum, _currency(items, start, end)), start, end, bound=_bound(match))


def _next_amount(items: Items, at: int) -> re.Match[str] | None:
    """Return the next amount; of two that "and" joins, other than as the ends of a range, the first by itself."""
    match = _MONEY.search(items.codes, at)
    if match is None or match["join"] is None or c.CURRENCY not in match["low"]:
        return match
    if c.AND in match["join"] and c.MINOR in match["high"] and c.CURRENCY not in match["high"]:
        return _WITH_CENTS.match(items.codes, match.start())
    if _listed(match) or _falls(items, match):
        return _MONEY.match(items.codes, match.start(), match.end("low"))
    return match


def _falls(items: Items, match: re.Match[str]) -> bool:
    """Tell a price after what it is the price of ("up to 3000 ₽ - 350 ₽") from a range."""
    low, high = (_amount(items, *match.span(name)) for name in ("low", "high"))
    return bool(match["before"]) and c.CURRENCY in match["high"] and high < low


def _listed(match: re.Match[str]) -> bool:
    between = c.BETWEEN in match["before"] or match.string[match.end() : match.end() + 1] == c.BETWEEN
    return c.AND in match["join"] and not between


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return the groups that hold the ends of a range, or the single amount twice."""
    if match["join"]:
        return ("high", "high") if _listed(match) else ("low", "high")
    return ("lead", "last") if match["to"] else ("single", "single")


def _before(items: Items, match: re.Match[str]) -> str:
    """Return the letters of the words before a figure; a weak bound is one of lengths of time only."""
    before = match["before"]
    return "" if before and "upper_weak" in items.data[slice(*match.span("before"))] else before


def _currency(items: Items, start: int, end: int) -> str:
    """Return the currency among the items, or `""` where a mark is all that says it is money."""
    found = ((items.codes[at], items.data[at]) for at in range(start, end) if items.codes[at] in _CURRENCIES)
    names = [name for code, data in found if (name := data.currency if code == c.AMOUNT else data)]
    return next((name for name in names if name != _SHARED_SIGN), names[0] if names else "")


def _joined_cents(items: Items, end: int) -> Decimal | None:
    """Return the hundredths that stand right after a currency: 0.99 of "2€99"."""
    if end >= len(items.codes) or items.codes[end] != c.NUMBER or items.codes[end - 1] != c.CURRENCY:
        return None
    digits = items.data[end].digits
    joined = items.touches(end) and len(digits) == 2 and end > 1 and items.codes[end - 2] == c.NUMBER
    return Decimal(digits) / 100 if joined and digits.isdigit() else None


def percentages(items: Items) -> Iterator[Found]:
    """Yield the percentages of a sentence."""
    for match in _PERCENT.finditer(items.codes):
        if match["nines"]:
            share: Decimal = items.data[match.start()]
            yield Found(Percentage(share, share), match.start(), match.end())
            continue
        ranged = match["join"] is not None and c.AND not in match["join"]
        name = "high" if match["join"] else "single"
        high = _share(items, *match.span(name))
        low = _share(items, *match.span("low"), like=match.span(name)) if ranged else high
        if not ranged and not match["before"] and _is_negative(items, match.start(name)):
            low = high = -high
        ends = ends_of(_before(items, match), match["after"] or "", *sorted((low, high)), ranged=ranged)
        first = match.start("before") if match["before"] else match.start("low" if ranged else name)
        yield Found(Percentage(ends.minimum, ends.maximum), first, match.end(), bound=_bound(match))


def _share(items: Items, start: int, end: int, like: tuple[int, int] | None = None) -> Decimal:
    """Return a share in hundredths: 90 of "九割", 99 of "九九折"; `like` is where the other end of a range stands."""
    number = _number(items, start, end)
    places = range(*(like or (start, end)))
    factor = next((items.data[at] for at in places if isinstance(items.data[at], Decimal)), Decimal(1))
    return number if factor > 1 and number > factor else number * factor


def _is_negative(items: Items, start: int) -> bool:
    """Tell a sign before a number from a dash: nothing, or a bracket or space, stands before it."""
    if start == 0 or items.codes[start - 1] != "-" or not items.touches(start):
        return False
    return start == 1 or not items.touches(start - 1)


def counts(items: Items) -> Iterator[Found]:
    """Yield the counts of things that have a topic of their own ("3 attempts")."""
    for match in _COUNT.finditer(items.codes):
        high = int(_number(items, *match.span("high")))
        low = int(_number(items, *match.span("low"))) if match["low"] else high
        ends = ends_of(match["before"], match["after"] or "", *sorted((low, high)), ranged=match["low"] is not None)
        topic = items.data[match.start("noun")]
        yield Found(Count(ends.minimum, ends.maximum), match.start(), match.end(), bound=_bound(match), topic=topic)


def _bound(match: re.Match[str]) -> tuple[int, int] | None:
    return match.span("before") if match["before"] else match.span("after") if match["after"] else None


def _amount(items: Items, start: int, end: int) -> Decimal:
    """Return an amount with its hundredths: 15.5 of "15 лв и 50 ст"."""
    numbers = [
        items.data[at].value if items.codes[at] == c.AMOUNT else _grouped(items.data[at])
        for at in range(start, end)
        if items.codes[at] in _NUMBERS and (at == start or items.codes[at - 1] != "(")
    ]
    minor = items.codes.find(c.MINOR, start, end) >= 0
    if minor and len(numbers) == 1:
        return Decimal(numbers[0] / 100)
    return Decimal(numbers[0] + (numbers[-1] / 100 if minor else 0))


def _grouped(number: Number) -> Decimal:
    if number.scaled or not _GROUPED.fullmatch(number.digits):
        return number.value
    return Decimal(re.sub("[.,]", "", number.digits))


def _number(items: Items, start: int, end: int) -> Decimal:
    value: Decimal = next(items.data[at] for at in range(start, end) if items.codes[at] == c.NUMBER).value
    return value
