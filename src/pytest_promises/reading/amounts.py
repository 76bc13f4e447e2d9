"""Money: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from pytest_promises.model.quantities import Money, Value

from . import codes as c
from .bounds import AFTER, BEFORE, FIGURE, JOIN, before_of, bound_in, ends_of, is_listed
from .cents import rest_of
from .found import Found
from .items import Items
from .numbers import Number

_CUR: Final = re.escape(c.CURRENCY)
_MINOR: Final = rf"(?:{c.AND}?{FIGURE}[-{c.FILLER}]?{c.MINOR})"
_AMOUNT: Final = (
    rf"(?:{_CUR}{{1,2}}{FIGURE}(?:{_CUR}){{0,2}}|{FIGURE}-?{_CUR}{{1,2}}|{FIGURE}{c.FILLER}{_CUR}(?!{c.NUMBER})"
    rf"|{FIGURE}(?={c.MINOR})|{c.AMOUNT})(?:{_MINOR}|{c.MINOR}){{0,2}}"
)
_AGAIN: Final = re.compile(rf"(?:\([^()]{{0,5}}\))?(?:[/|(]|{c.FILLER}?[{c.AND}]|[/(][~{c.FILLER}])")
_SHARED_SIGN: Final = "USD"
"""What a bare "$" is read as, where no other word tells whose dollar or peso it is."""
_ALSO: Final = re.compile(rf"[{c.OTHER}{c.FILLER}]{{1,3}}{c.AND}")
_CURRENCIES: Final = frozenset({c.CURRENCY, c.MINOR, c.AMOUNT})
_NUMBERS: Final = frozenset({c.NUMBER, c.AMOUNT})
_WORDS_JOINING: Final = frozenset({c.TO, c.UNTIL})
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""Three last digits after a sign: no currency in daily use has thousandths."""
_PLAIN_DIGITS: Final = re.compile(r"(\d+)(?:[.,]\d{1,2})?")
_MONEY: Final = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_AMOUNT}|{FIGURE})(?P<join>{JOIN})(?P<high>{_AMOUNT})|(?P<lead>{_CUR}{FIGURE})(?P<to>-)(?P<last>{FIGURE}(?!{_CUR}))"
    rf"|(?P<single>{_AMOUNT})){AFTER}"
)
_WITH_CENTS: Final = re.compile(
    rf"(?P<before>{BEFORE})(?P<single>{_AMOUNT}){AFTER}(?P<low>(?!))?(?P<join>(?!))?(?P<high>(?!))?(?P<to>(?!))?"
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
        low = _low(items, match, first, last) if first != last else high
        start, end = match.start(first), match.end(last)
        rest = rest_of(items, end) if first == "single" else None
        if rest is not None:
            low = high = high * rest.factor + rest.added
            at = end = rest.end
        elif match["after"]:
            end = match.end("after")
        before = before_of(items, match).replace(c.OF, c.FROM)
        ends = ends_of(before, match["after"] or "", *sorted((low, high)), ranged=first != last)
        if match["before"] and not (first == "high" and match["join"]):
            start = match.start("before")
        yield Found(Money(ends.minimum, ends.maximum, _currency(items, start, end)), start, end, bound=bound_in(match))


def _low(items: Items, match: re.Match[str], first: str, last: str) -> Decimal:
    """Return the lower end of a range; a scale after the upper one is of both: 10,000 of "1~2만원"."""
    amount = _amount(items, *match.span(first))
    if match[first] != c.NUMBER or c.NUMBER not in match[last]:
        return amount
    low, high = items.number(*match.span(first)), items.number(*match.span(last))
    scaled = _PLAIN_DIGITS.fullmatch(high.digits) if high.scaled and not low.scaled and low.digits else None
    if scaled is None or low.value >= int(scaled[1]):
        return amount
    return amount * Decimal(10) ** (len(str(int(high.value))) - len(scaled[1]))


def _next_amount(items: Items, at: int) -> re.Match[str] | None:
    """Return the next amount; of two that "and" joins, other than as the ends of a range, the first by itself."""
    match = _MONEY.search(items.codes, at)
    if match is None or match["join"] is None:
        return match if match is None or not _opens_next(items, match) else _MONEY.match(items.codes, match.end() - 1)
    if c.CURRENCY not in match["low"]:
        return _MONEY.match(items.codes, match.start("high")) if _is_year(items, match) else match
    if c.AND in match["join"] and c.MINOR in match["high"] and c.CURRENCY not in match["high"]:
        return _WITH_CENTS.match(items.codes, match.start())
    if is_listed(match, "join") or _falls(items, match):
        return _MONEY.match(items.codes, match.start(), match.end("low"))
    return match


def _opens_next(items: Items, match: re.Match[str]) -> bool:
    """Tell a currency that the next number touches, and not the one before it ("4 USD25 vouchers")."""
    end = match.end()
    is_between = items.codes[max(end - 2, 0) : end + 1] == c.NUMBER + c.CURRENCY + c.NUMBER
    return is_between and items.touches(end) and not items.touches(end - 1)


def _falls(items: Items, match: re.Match[str]) -> bool:
    """Tell a price after what it is the price of ("up to 3000 ₽ - 350 ₽") from a range."""
    low, high = (_amount(items, *match.span(name)) for name in ("low", "high"))
    return bool(match["before"]) and c.CURRENCY in match["high"] and high < low


def _is_year(items: Items, match: re.Match[str]) -> bool:
    """Tell a number before an amount that is less from the first end of a range ("in 1990 à 350 francs")."""
    low, high = (_amount(items, *match.span(name)) for name in ("low", "high"))
    return high < low and match["join"][0] in _WORDS_JOINING


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return the groups that hold the ends of a range, or the single amount twice."""
    if match["join"]:
        return ("high", "high") if is_listed(match, "join") else ("low", "high")
    return ("lead", "last") if match["to"] else ("single", "single")


def _currency(items: Items, start: int, end: int) -> str:
    """Return the currency among the items, or `""` where a mark is all that says it is money."""
    found = ((items.codes[at], items.data[at]) for at in range(start, end) if items.codes[at] in _CURRENCIES)
    names = [name for code, data in found if (name := _name(code, data))]
    return next((name for name in names if name != _SHARED_SIGN), names[0] if names else "")


def _name(code: str, data: Any) -> str:
    name: str = data.currency if code == c.AMOUNT else data[0] if isinstance(data, tuple) else data
    return name


def _amount(items: Items, start: int, end: int) -> Decimal:
    """Return an amount with its hundredths: 15.5 of "15 лв и 50 ст", 50.6 of "50元6角"."""
    total = number = Decimal(0)
    for at in range(start, end):
        code, data = items.codes[at], items.data[at]
        if code == c.MINOR:
            total, number = total + number * _hundredths(data) / 100, Decimal(0)
        elif code in _NUMBERS and (at == start or items.codes[at - 1] != "("):
            total, number = total + number, data.value if code == c.AMOUNT else _grouped(data)
    return total + number


def _hundredths(minor: str | tuple[str, int]) -> int:
    """Return how many hundredths a lesser unit of a currency is: 1 of "cent", 10 of "角"."""
    return 1 if isinstance(minor, str) else minor[1]


def _grouped(number: Number) -> Decimal:
    if number.scaled or not _GROUPED.fullmatch(number.digits):
        return number.value
    return Decimal(re.sub("[.,]", "", number.digits))
