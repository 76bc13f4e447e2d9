"""What a spec adds to the words of the reader: topics, scopes, and its calendar."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from pytest_promises.model.calendar import Calendar, Minutes
from pytest_promises.model.promise import ScopeWords
from pytest_promises.model.quantities import WeeklyHours
from pytest_promises.model.topics import TOPICS, Better, Topic

from .context import Context, Words
from .nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from .problem import quoted
from .public_holidays import unknown
from .report import listing

_KINDS = {"duration": ("duration", "relative_day")}
_HOURS = "write it like `Mo-Fr 09:00-18:00; PH off`"
ByLanguage = tuple[tuple[str, tuple[str, ...]], ...]


def build_words(context: Context) -> Words:
    """Return the topics and scopes that a spec's promises can refer to."""
    own = tuple(_topics(context))
    scopes = tuple(_scopes(context.root))
    dimensions: dict[str, tuple[str, ...]] = {}
    for scope in scopes:
        dimensions[scope.dimension] = (*dimensions.get(scope.dimension, ()), scope.value)
    return Words(TOPICS | {topic.name: topic for topic in own}, own, scopes, dimensions)


def _topics(context: Context) -> Iterator[Topic]:
    for key, node in context.root.mappings("topics"):
        if key.text in TOPICS:
            message = f"{quoted(key.text)} is a built-in topic"
            context.report.at(key, message, "use it as it is, or give a topic of your own another name")
            continue
        kind = node.text("kind") or "duration"
        better = Better.HIGHER if node.text("better") == Better.HIGHER else Better.LOWER
        yield Topic(key.text, _KINDS.get(kind, (kind,)), better, _by_language(node.mapping("words")))


def _by_language(node: MappingNode | None) -> ByLanguage:
    entries = node.entries if node else {}
    return tuple((lang, _texts(entry.value)) for lang, entry in entries.items())


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(scalar.text for scalar in node.scalars()) if isinstance(node, SequenceNode) else ()


def _scopes(root: MappingNode) -> Iterator[ScopeWords]:
    scopes = root.mapping("scopes")
    for dimension, entry in scopes.entries.items() if scopes else ():
        if isinstance(entry.value, SequenceNode):
            for value in _texts(entry.value):
                yield ScopeWords(dimension, value, (("", (value,)),))
        elif isinstance(entry.value, MappingNode):
            for value, inner in entry.value.entries.items():
                yield ScopeWords(dimension, value, _scope_words(inner))


def _scope_words(entry: Entry) -> ByLanguage:
    if isinstance(entry.value, MappingNode):
        return _by_language(entry.value)
    return (("", _texts(entry.value)),)


def build_calendar(context: Context) -> Calendar | None:
    """Return the spec's calendar, or report why its hours, time zone or public holidays are none."""
    node = context.root.mapping("calendar")
    if node is None:
        return None
    zone = node.scalar("timezone")
    if zone is not None:
        check_zone(context, zone)
    _check_holidays(context, node)
    hours = node.scalar("hours")
    if hours is None:
        return None
    value = context.read(hours.text)
    if isinstance(value, WeeklyHours):
        name = zone.text if zone else value.timezone
        return Calendar(value, name, node.text("country"), node.text("region"), tuple(_special(context, node)))
    context.report.at(hours, f"{quoted(hours.written)} cannot be read as weekly hours", _HOURS)
    return None


def _check_holidays(context: Context, calendar: MappingNode) -> None:
    """Report a country or a region that no public holidays are known of."""
    if not calendar.text("country") or context.flawed & {("calendar", "country"), ("calendar", "region")}:
        return
    found = unknown(calendar.text("country"), calendar.text("region"))
    node = calendar.scalar(found.key) if found else None
    if found is None or node is None:
        return
    place, known = "", "write its ISO 3166-1 code, such as `GB`"
    if found.key == "region":
        place = f" of {quoted(calendar.text('country'))}"
        known = f"known are {listing(found.known)}" if found.known else "leave it out: the whole country has one list"
    hint = context.report.suggest(found.code, found.known) or known
    context.report.at(node, f"no public holidays are known of the {found.key} {quoted(node.written)}{place}", hint)


def _special(context: Context, calendar: MappingNode) -> Iterator[tuple[date, Minutes]]:
    """Yield the days that have hours of their own, or report what is no day or no hours."""
    node = calendar.mapping("special")
    for key, entry in node.entries.items() if node else ():
        hours = entry.value
        if not isinstance(hours, ScalarNode):
            continue
        try:
            day = date.fromisoformat(key)
        except ValueError:
            context.report.at(entry.key, f"{quoted(key)} is no day of the calendar", "write year-month-day")
            continue
        spans = _spans(context, hours)
        if spans is not None:
            yield day, spans


def _spans(context: Context, node: ScalarNode) -> Minutes | None:
    if node.text in {"off", "closed"}:
        return ()
    value = context.read(f"Mo {node.text}")
    if isinstance(value, WeeklyHours):
        return value.spans
    context.report.at(node, f"{quoted(node.written)} are no hours of a day", "write `off`, or like `09:00-13:00`")
    return None


def check_zone(context: Context, node: ScalarNode) -> None:
    """Report what is no name of a time zone."""
    try:
        ZoneInfo(node.text)
    except (ValueError, OSError):
        known = True
    except KeyError:  # ZoneInfoNotFoundError; a machine without a time zone database knows no name at all
        known = bool(available_timezones())
    else:
        return
    if known:
        hint = context.report.suggest(node.text, sorted(available_timezones())) or "for example `Europe/Sofia`"
        context.report.at(node, f"{quoted(node.written)} is no time zone", hint)
