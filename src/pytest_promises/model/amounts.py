"""What was measured in the words of a report: numbers, shares and lengths of time, with their intervals."""

from decimal import ROUND_CEILING, Context
from math import ceil, isinf

_DAY = 86400
_SIZES = (("day", _DAY), ("hour", 3600), ("minute", 60), ("second", 1))
_FEW = 3
_MOST_DECIMALS = 6
_UP = Context(prec=2, rounding=ROUND_CEILING)
"""Two digits, and no less than it was: a length is never said to be shorter."""


def number(value: float) -> str:
    """Return a number with its thousands apart: 4,210, 2.5, 0.031."""
    if abs(value) >= 100 or value == int(value):
        return f"{round(value):,}"
    return f"{value:.2g}" if abs(value) < 1 else f"{value:.1f}".removesuffix(".0")


def counted(count: float, noun: str) -> str:
    """Return so many of something: `1 record`, `4,210 records`."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def percent(share: float, apart_from: float | None = None) -> str:
    """Return a share (0 to 1) in percent, with one decimal or as many as show that it is not the other one, or all."""
    others = {0.0, 1.0, 1.0 if apart_from is None else apart_from} - {share}
    for decimals in range(1, _MOST_DECIMALS):
        shown = f"{share * 100:.{decimals}f}"
        if all(shown != f"{other * 100:.{decimals}f}" for other in others):
            break
    return f"{shown.removesuffix('.0')} %"


def amount(value: float, unit: str) -> str:
    """Return a measured value in its unit (`%`, `seconds`, `business seconds`, `days`, `business days`) as words.

    Times have the two largest of days, hours, minutes and seconds (`31 hours 12 minutes`); business time has no days,
    whose length is the calendar's.
    """
    if unit == "%":
        return percent(value / 100)
    if not unit:
        return number(value)
    clock = "business " if unit.startswith("business ") else ""
    if unit.endswith("days"):
        return counted(value, f"{clock}day")
    return ("-" if value < 0 else "") + _length(abs(value), clock)


def between(low: float | None, high: float | None, unit: str) -> str:
    """Return an interval as words: `90.3-92 %`, `2 hours to 3 hours`, `at least 5 days` where one end is open."""
    ends = [None if end is None or isinf(end) else amount(end, unit) for end in (low, high)]
    if ends[0] == ends[1] or low == high:
        return ""
    if ends[1] is None:
        return f"at least {ends[0]}"
    if ends[0] is None:
        return f"at most {ends[1]}"
    return f"{ends[0].removesuffix(' %')}-{ends[1]}" if unit == "%" else f"{ends[0]} to {ends[1]}"


def about(count: int) -> str:
    """Return an estimated number, rounded up to two digits: more of them would be a pretence."""
    unit = int(10 ** max(0, len(str(count)) - 2))
    return number(-(-count // unit) * unit)


def ordinal(value: float) -> str:
    """Return which one it is: 1st, 90th, 99.9th."""
    text = f"{value:g}"
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th")
    return text + ("th" if text[-2:] in {"11", "12", "13"} or "." in text else ending)


def _length(seconds: float, clock: str) -> str:
    if seconds < 1 or (seconds < 10 and seconds != int(seconds)):
        return counted(float(_UP.create_decimal_from_float(seconds)), f"{clock}second")
    sizes = _SIZES[1:] if clock else _SIZES
    # 36 hours and 90 minutes are said like that: the larger unit is used from three of it on, or where it fits.
    at = next((at for at, (_, size) in enumerate(sizes) if _said_in(seconds, size)), len(sizes) - 1)
    name, size = sizes[at]
    if at + 1 == len(sizes):
        return counted(ceil(seconds), f"{clock}{name}")
    smaller, step = sizes[at + 1]
    whole, rest = divmod(ceil(seconds / step) * step, size)
    text = counted(whole, f"{clock}{name}")
    return text if not rest else f"{text} {counted(rest // step, smaller)}"


def _said_in(seconds: float, size: float) -> bool:
    # A length of up to 72 hours is said in hours.
    return (
        seconds > _FEW * size if size == _DAY else seconds >= _FEW * size or (seconds >= size and seconds % size == 0)
    )
