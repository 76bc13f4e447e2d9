"""Records: what was done for customers, as tickets, orders and calls tell it, held against what was promised."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pytest_promises.channels.addresses import shown
from pytest_promises.hookspecs import MeasureType, Order, Services, Settings, hookimpl
from pytest_promises.measuring.counting import options as meanings
from pytest_promises.measuring.counting.columns import Columns, columns_of
from pytest_promises.measuring.counting.conditions import ConditionError, parsed
from pytest_promises.measuring.counting.questions import Question, objection_to, question_of
from pytest_promises.measuring.tables import options as places
from pytest_promises.measuring.tables.source import Source, source_of, target_of
from pytest_promises.model.calendar import Calendar
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.measured import Measured
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.measuring.counting.inquiries import Inquiry
    from pytest_promises.measuring.tables.opening import Opened

LONGEST = 300.0
"""How many seconds asking one source may take, where a run allows a page less."""


SCHEMA: Mapping[str, Any] = {
    "address": {
        "title": "Source",
        "description": "Where the records are: files (CSV, JSON, Parquet; a pattern for many), relative to this file, "
        "or the URL of a database, a cluster or an API.",
        "type": "string",
        "minLength": 1,
        "examples": ["tickets.csv", "exports/*.parquet", "${TICKETS}"],
    },
    "options": {**meanings.OPTIONS, **places.OPTIONS},
    "rules": [*meanings.RULES, *places.RULES],
}


class Records(MeasureType):
    """Measures records; all promises that are kept by one source are measured in one opening of it."""

    kind = "records"
    section = "records"
    takes = frozenset(
        {
            *("share", "percentile", "average", "confidence", "over", "every", "at_least", "by", "group_at_least"),
            *("where", "satisfying", "steady", "tolerance"),
        }
    )
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        if "took" in options and ("to" in options or "every" in options):
            return "`took:` tells how long it took: leave `to:` and `every:` out"
        if "unit" in options and not {"took", "published"} & options.keys():
            return "`unit:` is that of `took:` or `published:`: name one of these columns"
        if "published" in options and options.get("unit") == "business days":
            return "`unit: business days` is not for `published:`: write `business hours`"
        if "published" in options and not {"to", "took"} & options.keys():
            return "`published:` is held against what was true: name the columns `from:` and `to:`"
        zone = options.get("timezone")
        if isinstance(zone, str) and not _known(zone.strip()):
            return f"`timezone: {zone}` is no time zone that is known: write it like `Europe/Sofia`"
        return places.problem(options) or _condition_problem("where", options.get("where"))

    def objection(self, channel: Channel) -> str | None:
        """Return why what a promise asks makes no sense to these records, or `None`."""
        if channel.asked is None:
            return None
        keeping = channel.asked.keeping
        conditions = (("where", keeping.where), ("satisfying", keeping.satisfying))
        wrong = next(filter(None, (_condition_problem(key, text) for key, text in conditions)), None)
        return wrong or objection_to(channel, channel.asked)

    def target(self, channel: Channel, site: str) -> Target:
        """Return where the records are.

        Raises `HearingError` (`MALFORMED`) for what is neither a path nor a URL.
        """
        return target_of(self.kind, channel, site)

    def allowance(self, channel: Channel, settings: Settings) -> float:  # noqa: ARG002 - the same for all sources
        """Return the seconds that asking may take: longer than a page does, and no longer than the run."""
        return max(settings.timeout, min(LONGEST, settings.deadline))

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Open the source once and return what each measure asks of it.

        Raises `HearingError` when the records cannot be had. Nothing is told of a part of them.
        """
        started, now = perf_counter(), services.now()
        source = source_of(order.channels[0], order.target.url)
        if source.form == "api":
            source = replace(source, name=shown(order.target.url))
            from pytest_promises.measuring.tables.vendors.bringing import brought

            async with brought(order, services) as rows:
                found = await _aside(order, rows, services.settings, now)
        else:
            found = await _aside(order, source, services.settings, now)
        evidence = Evidence(url=source.name, fetched_at=now, seconds=perf_counter() - started)
        return [_hearing(channel, found[channel.name], evidence) for channel in order.channels]


def _hearing(channel: Channel, found: Measured | Mishap, evidence: Evidence) -> Hearing:
    if isinstance(found, Mishap):
        return Hearing(channel.name, evidence=evidence, mishap=found)
    return Hearing(channel.name, evidence=replace(evidence, as_of=found.as_of), measured=found)


async def _aside(order: Order, source: Source, settings: Settings, now: str) -> Mapping[str, Measured | Mishap]:
    """Return what was measured, by measure; an engine that is no longer waited for is told to stop."""
    import asyncio

    from pytest_promises.channels.aside import aside

    opened: list[Opened] = []
    try:
        return await aside(lambda: _measured(order, source, settings, now, opened), "promises-records")
    except asyncio.CancelledError:
        for one in opened:
            one.stop()
        raise


def _measured(
    order: Order, source: Source, settings: Settings, now: str, opened: "list[Opened]"
) -> Mapping[str, Measured | Mishap]:
    from pytest_promises.measuring.counting.measuring import measure
    from pytest_promises.measuring.tables.opening import open_table

    with open_table(source, settings) as one:
        opened.append(one)
        return measure(one, _inquiries(order.channels), now)


def _inquiries(channels: Sequence[Channel]) -> "list[Inquiry]":
    """Return what channels ask, those together that measure by the same columns and the same calendar."""
    from pytest_promises.measuring.counting.inquiries import Inquiry

    alike: dict[tuple[Columns, Calendar | None], list[Question]] = {}
    for channel in channels:
        if channel.asked is not None:
            # Conditions of the records differ with what a spec calls them, which is no reason to scan twice.
            columns = replace(columns_of(channel), where="")
            questions = alike.setdefault((columns, channel.asked.calendar), [])
            questions.append(question_of(channel, channel.asked))
    return [Inquiry(columns, calendar, tuple(questions)) for (columns, calendar), questions in alike.items()]


def _known(zone: str) -> bool:
    try:
        return bool(ZoneInfo(zone))
    except (KeyError, OSError, ValueError):
        return False


def _condition_problem(key: str, text: object) -> str | None:
    """Return what is wrong with a condition, in a sentence that begins with its key, or `None`."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        parsed(text)
    except ConditionError as error:
        return f"`{key}` is no condition: {error.message}; {error.hint}"
    except HearingError:
        return None  # what conditions are read with is not installed: that is told when they are needed
    return None


@hookimpl
def promises_register_measures() -> list[MeasureType]:
    """Add `records`."""
    return [Records()]
