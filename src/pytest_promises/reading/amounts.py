"""Money: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pytest_promises.model.quantities import Money, Value

from . import codes as c
from .bounds import AFTER, BEFORE, FIGURE, JOIN, before_of, bound_in, ends_of, is_listed
from .found import Found
from .items import Items
from .numbers import Number

_CUR = re.escape(c.CURRENCY)
_MINOR = rf"(?:{c.AND}?{FIGURE}[-{c.FILLER}]?{c.MINOR})"
_AMOUNT = (
    rf"(?:{_CUR}{{1,2}}{FIGURE}(?:{_CUR}){{0,2}}|{FIGURE}-?{_CUR}{{1,2}}|{FIGURE}{c.FILLER}{_CUR}(?!{c.NUMBER})"
    rf"|{FIGURE}(?={c.MINOR})|{c.AMOUNT})(?:{_MINOR}|{c.MINOR})?"
)
_AGAIN = re.compile(rf"(?:\([^()]{{0,5}}\))?(?:[/|(]|{c.FILLER}?[{c.AND}]|[/(][~{c.FILLER}])")
_SHARED_SIGN = "USD"
"""What a bare "$" is read as, where no other word tells whose dollar or peso it is."""
_ALSO = re.compile(rf"[{c.OTHER}{c.FILLER}]{{1,3}}{c.AND}")
_CURRENCIES = frozenset({c.CURRENCY, c.MINOR, c.AMOUNT})
_NUMBERS = frozenset({c.NUMBER, c.AMOUNT})
_GROUPED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""Three last digits after a sign: no currency in daily use has thousandths."""
_MONEY = re.compile(
    rf"(?P<before>{BEFORE})(?:(?P<low>{_AMOUNT}|{FIGURE})(?P<join>{JOIN})(?P<high>{_AMOUNT})|(?P<lead>{_CUR}{FIGURE})(?P<to>-)(?P<last>{FIGURE}(?!{_CUR}))"
    rf"|(?P<single>{_AMOUNT})){AFTER}"
)
_WITH_CENTS = re.compile(
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
        low = _amount(items, *match.span(first)) if first != last else high
        start, end = match.start(first), match.end(last)
        cents = _joined_cents(items, end) if first == "single" else None
        if cents is not None:
            low, high, end = low + cents, high + cents, end + 1
        elif match["after"]:
            end = match.end("after")
        before = before_of(items, match).replace(c.OF, c.FROM)
        ends = ends_of(before, match["after"] or "", *sorted((low, high)), ranged=first != last)
        if match["before"] and not (first == "high" and match["join"]):
            start = match.start("before")
        yield Found(Money(ends.minimum, ends.maximum, _currency(items, start, end)), start, end, bound=bound_in(match))


def _next_amount(items: Items, at: int) -> re.Match[str] | None:
    """Return the next amount; of two that "and" joins, other than as the ends of a range, the first by itself."""
    match = _MONEY.search(items.codes, at)
    if match is None or match["join"] is None or c.CURRENCY not in match["low"]:
        return match
    if c.AND in match["join"] and c.MINOR in match["high"] and c.CURRENCY not in match["high"]:
        return _WITH_CENTS.match(items.codes, match.start())
    if is_listed(match, "join") or _falls(items, match):
        return _MONEY.match(items.codes, match.start(), match.end("low"))
    return match


def _falls(items: Items, match: re.Match[str]) -> bool:
    """Tell a price after what it is the price of ("up to 3000 ₽ - 350 ₽") from a range."""
    low, high = (_amount(items, *match.span(name)) for name in ("low", "high"))
    return bool(match["before"]) and c.CURRENCY in match["high"] and high < low


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return the groups that hold the ends of a range, or the single amount twice."""
    if match["join"]:
        return ("high", "high") if is_listed(match, "join") else ("low", "high")
    return ("lead", "last") if match["to"] else ("single", "single")


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
