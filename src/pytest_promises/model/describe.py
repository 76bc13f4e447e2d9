"""Values in the words of a report."""

from collections.abc import Callable
from functools import lru_cache

from .quantities import (
    SECONDS,
    Bound,
    Clock,
    Count,
    Duration,
    Languages,
    Money,
    Percentage,
    RelativeDay,
    Unit,
    Vague,
    Value,
    WeeklyHours,
)

_BOUNDS = {Bound.UPPER: "within {}", Bound.LOWER: "at least {}", Bound.EXACT: "{}", Bound.RANGE: "{}"}


@lru_cache(maxsize=1024)
def describe(value: Value) -> str:
    """Return the value as a short English phrase ("within 24 hours", "3-5 business days", "from 50 EUR")."""
    return _DESCRIBE[type(value)](value)


def plain_number(number: object) -> str:
    """Return a number without a needless fraction: 1.50 is 1.5 and 24.0 is 24."""
    text = f"{number:f}" if not isinstance(number, float) else repr(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fits(seconds: float, unit: Unit) -> bool:
    return (seconds / SECONDS[unit] * 2).is_integer()


def _unit(value: Duration) -> Unit:
    ends = [end for end in (value.minimum, value.maximum) if end is not None]
    if all(_fits(end, value.unit) for end in ends):
        return value.unit
    units: tuple[Unit, ...] = ("day", "hour", "minute")
    return next((unit for unit in units if all(_fits(end, unit) for end in ends)), "second")


def _duration(value: Duration) -> str:
    unit = _unit(value)
    ends = [plain_number(end / SECONDS[unit]) for end in (value.minimum, value.maximum) if end is not None]
    number = "-".join(dict.fromkeys(ends))
    if number == "0":
        return "at once"
    clock = "business " if value.clock is Clock.BUSINESS else ""
    return _BOUNDS[value.bound].format(f"{number} {clock}{unit}{'' if number == '1' else 's'}")


def _languages(value: Languages) -> str:
    return f"in {', '.join(value.codes)}"


def _relative_day(value: RelativeDay) -> str:
    clock = "business " if value.clock is Clock.BUSINESS else ""
    return f"{'same' if value.days == 0 else 'next'} {clock}day"


def _amounts(minimum: object, maximum: object) -> str:
    return "-".join(dict.fromkeys(plain_number(end) for end in (minimum, maximum) if end is not None))


def _money(value: Money) -> str:
    if value.minimum == 0 and value.maximum is None:
        return "free on every order"
    words = {Bound.UPPER: "up to {}", Bound.LOWER: "from {}"}.get(value.bound, "{}")
    return words.format(f"{_amounts(value.minimum, value.maximum)} {value.currency}".strip())


def _bounded(value: Percentage | Count) -> str:
    words = {Bound.UPPER: "at most {}", Bound.LOWER: "at least {}"}.get(value.bound, "{}")
    sign = " %" if isinstance(value, Percentage) else ""
    return words.format(_amounts(value.minimum, value.maximum) + sign)


def _hours(value: WeeklyHours) -> str:
    return value.osm + (f" ({value.timezone})" if value.timezone else "")


def _vague(value: Vague) -> str:
    return f"no figure ({value.words})"


_DESCRIBE: dict[type, Callable[..., str]] = {
    Duration: _duration,
    RelativeDay: _relative_day,
    Languages: _languages,
    Money: _money,
    Percentage: _bounded,
    Count: _bounded,
    WeeklyHours: _hours,
    Vague: _vague,
}
