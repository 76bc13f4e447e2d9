"""What promises can ask of an `availability` probe: a percentage of the time, hours, or an honest status page."""

from collections.abc import Mapping

from pytest_promises.measuring.sampling.service import holidays_problem
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Percentage, Value, WeeklyHours
from pytest_promises.reading.opening_hours import ALWAYS


def objection(channel: Channel) -> str | None:
    """Return why what a promise asks makes no sense here, in a sentence that begins with the key, or `None`."""
    value = channel.asked.value if channel.asked else None
    if value is None and "status" not in channel.options:
        return "`availability` has no percentage to be held against, and no `status:` page"
    if value is not None and not isinstance(value, Percentage | WeeklyHours):
        return "`availability` measures a share of the time, and the promise is neither a percentage nor hours"
    if channel.asked and channel.asked.keeping.share is not None and not isinstance(value, WeeklyHours):
        return "`share` goes with a promise of hours: this one has a percentage of its own, or none"
    calendar = channel.asked.calendar if channel.asked else None
    return _monitor_objection(channel, value) or holidays_problem(promised_hours(channel), calendar)


def _monitor_objection(channel: Channel, value: Value | None) -> str | None:
    from pytest_promises.measuring.sampling.monitors import GATUS_WINDOWS

    preset, window = channel.options.get("preset"), over(channel)
    if preset == "gatus" and window is not None and window not in GATUS_WINDOWS:
        return "`over` is one of `1 hour`, `24 hours`, `7 days` and `30 days` at Gatus"
    if preset and isinstance(value, WeeklyHours) and value.osm != ALWAYS.osm:
        return f"`availability` asks {preset}, which counts all the time, and the promise is one of some hours"
    return None


def promised_hours(channel: Channel) -> Mapping[str, object]:
    """Return the options of a probe, with the hours that are promised where it has none of its own."""
    value = channel.asked.value if channel.asked else None
    if not isinstance(value, WeeklyHours):
        return channel.options
    return {"hours": value.osm, **({"timezone": value.timezone} if value.timezone else {}), **channel.options}


def over(channel: Channel) -> float | None:
    """Return the seconds before now that are looked at, `None` for all that is known."""
    return channel.asked.keeping.over if channel.asked else None
