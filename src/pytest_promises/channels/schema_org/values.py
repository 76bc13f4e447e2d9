"""Schema.org's structured values as the project's own: lengths of time and amounts of money.

Units come as UN/CEFACT codes (https://unece.org/trade/uncefact), as UCUM's (`d`), or as words.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pytest_promises.channels.data.units import figure
from pytest_promises.channels.schema_org.items import Item, Node, Reference
from pytest_promises.channels.schema_org.words import Words
from pytest_promises.model.quantities import SECONDS, Clock, Duration, Unit
from pytest_promises.reading.iso8601 import parse_period

_CODES: dict[str, Unit] = {
    **dict.fromkeys(("SEC", "S"), "second"),
    **dict.fromkeys(("MIN",), "minute"),
    **dict.fromkeys(("HUR", "H", "HR"), "hour"),
    **dict.fromkeys(("DAY", "D"), "day"),
    **dict.fromkeys(("WEE", "WK"), "week"),
    **dict.fromkeys(("MON", "MO"), "month"),
    **dict.fromkeys(("ANN", "A", "YR"), "year"),
}
_MOST = 100_000
_RANGE = re.compile(r"\s*(\d{1,6})\s*[-–—]\s*(\d{1,6})\s*")
_UNIT = re.compile(rf"(?P<clock>(?:business|working|work)[ _-]?)?(?P<unit>{'|'.join(SECONDS)})s?")
_MONEY = re.compile(r"(?P<before>[A-Z]{3})?\s*(?P<amount>\d{1,12}(?:\.\d{1,4})?)\s*(?P<after>[A-Z]{3})?", re.IGNORECASE)
_BRIEF = 60


class UnreadableError(ValueError):
    """Raised for a value that is not what its property takes; the text says what was written, and what is wrong."""


class InWordsError(Exception):
    """Raised for a value that is written in words, which are to be read like any others; the text is these words."""


@dataclass(frozen=True, slots=True)
class Values(Words):
    """Reads the values of one page's items.

    `days` is what a day of shipping runs on where the data does not tell.
    """

    days: Clock = Clock.BUSINESS

    def duration(self, node: Node, days: Clock = Clock.ELAPSED) -> Duration:
        """Return a length of time, given as a quantity, a period of a service or an ISO 8601 duration.

        `days` is what a day runs on, where the data does not tell. Raises `UnreadableError`, `InWordsError`.
        """
        item = self.graph.item(node)
        if item is None:
            return self._written(node, days)
        days = self.clock_of(item, days)
        inner = item.first("duration")
        period = self.graph.item(inner) if inner is not None else item
        return self._quantity(period, days) if period is not None else self._written(inner, days)

    def clock_of(self, item: Item, days: Clock) -> Clock:
        """Return what days run on: every day of the week, or those that `businessDays` names; else `days`."""
        given = item.all("businessDays")
        if not given:
            return days
        named = [(node, self.graph.item(node)) for node in given]
        words = [day for node, found in named for day in (found.all("dayOfWeek") if found is not None else (node,))]
        every = {self.text(day)[:2].title() for day in words} >= _WEEK
        return Clock.ELAPSED if every else Clock.BUSINESS

    def _quantity(self, item: Item, clock: Clock) -> Duration:
        exact = item.first("value")
        if isinstance(exact, str) and figure(exact) is None:
            return self._in_words(item, exact, clock)
        low, high = item.first("minValue"), item.first("maxValue")
        if exact is not None:
            low = high = exact
        if low is None and high is None:
            raise UnreadableError(f"`{self._brief(item)}` has no value, minValue or maxValue")
        unit, own = self._unit(item)
        minimum, maximum = (None if end is None else self._seconds(end, unit) for end in (low, high))
        if minimum is not None and maximum is not None and minimum > maximum:
            raise UnreadableError(f"`{self._brief(item)}` has a minValue above its maxValue")
        return _on(Duration(minimum, maximum, own, unit), clock)

    def _in_words(self, item: Item, exact: str, clock: Clock) -> Duration:
        ends = _RANGE.fullmatch(exact)
        if ends is None:
            return self._written(exact, clock)
        unit, own = self._unit(item)
        return _on(Duration(self._seconds(ends[1], unit), self._seconds(ends[2], unit), own, unit), clock)

    def _seconds(self, node: Node, unit: Unit) -> float:
        number = None if isinstance(node, (Item, Reference)) else figure(node)
        if number is None or not number.is_finite() or not 0 <= number <= _MOST:
            raise UnreadableError(f"`{self._brief(node)}` is no number of {unit}s")
        return float(number * Decimal(SECONDS[unit]))

    def _unit(self, item: Item) -> tuple[Unit, Clock]:
        written = [self.text(node).strip() for node in item.all("unitCode", "unitText")]
        units = [unit for unit in map(_unit_of, written) if unit is not None]
        if not written:
            raise UnreadableError(f"`{self._brief(item)}` has no unitCode: it may be days or hours")
        if not units:
            raise UnreadableError(f"`{written[0][:_BRIEF]}` is no unit of time")
        business = any(clock is Clock.BUSINESS for _, clock in units)
        return units[0][0], Clock.BUSINESS if business else Clock.ELAPSED

    def _written(self, node: Node | None, days: Clock) -> Duration:
        text = self.text(node)
        period = parse_period(text)
        if period is not None:
            return _on(period, days)
        if any(char.isdigit() for char in text) and any(char.isalpha() for char in text):
            raise InWordsError(text)
        raise UnreadableError(f"`{text[:_BRIEF]}` is no length of time")

    def amount(self, node: Node | None, *names: str) -> tuple[Decimal | None, str]:
        """Return an amount and its currency, `None` and `""` where there is none: a number, or the first of `names`.

        Raises `UnreadableError`.
        """
        item = self.graph.item(node) if node is not None else None
        if item is None:
            return (None, "") if node is None else self._amount(node)
        given = item.first(*names)
        amount, currency = self._amount(given) if given is not None else (None, "")
        return amount, self.text(item.first("currency", "priceCurrency")).upper() or currency

    def _amount(self, node: Node) -> tuple[Decimal, str]:
        number = None if isinstance(node, (Item, Reference)) else figure(node)
        if number is not None and number.is_finite() and number >= 0:
            return number, ""
        money = _MONEY.fullmatch(self.text(node)) if isinstance(node, str) else None
        if money is not None:
            return Decimal(money["amount"]), (money["before"] or money["after"] or "").upper()
        raise UnreadableError(f"`{self._brief(node)}` is no amount of money")

    def _brief(self, node: Node) -> str:
        return self.words(node)[:_BRIEF]


_WEEK = frozenset({"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"})


def _unit_of(text: str) -> tuple[Unit, Clock] | None:
    """Return the unit of a code or an English word, and the clock that the word names."""
    code = _CODES.get(text.rpartition("#")[2].upper())
    if code is not None:
        return code, Clock.ELAPSED
    words = _UNIT.fullmatch(text.lower())
    if words is None:
        return None
    unit = next(unit for unit in SECONDS if unit == words["unit"])
    return unit, Clock.BUSINESS if words["clock"] else Clock.ELAPSED


def total(first: Duration, then: Duration) -> Duration:
    """Return how long two things take one after the other; a lower end that is not given counts as none at all."""
    low = None
    if first.minimum is not None or then.minimum is not None:
        low = (first.minimum or 0.0) + (then.minimum or 0.0)
    high = None if first.maximum is None or then.maximum is None else first.maximum + then.maximum
    clock = Clock.BUSINESS if Clock.BUSINESS in {first.clock, then.clock} else Clock.ELAPSED
    unit = max(first.unit, then.unit, key=SECONDS.__getitem__)
    return Duration(low, high, clock, unit)


def _on(length: Duration, clock: Clock) -> Duration:
    """Return days on a clock; hours are hours, and words that name a clock have the last say."""
    if length.unit != "day" or length.clock is Clock.BUSINESS:
        return length
    return Duration(length.minimum, length.maximum, clock, "day")
