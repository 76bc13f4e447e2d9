"""Waiting times that are published: the border crossings of the United States, and boards of places of any shape.

The first is what https://bwt.cbp.gov shows: all its figures are strings, and `""` is no figure, not a wait of nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_promises.channels.data.units import UNIT_PATTERN, figure, quantity
from pytest_promises.channels.presets.loading import listed, one_page
from pytest_promises.channels.presets.options import PLACE, TOPIC, one_of, word
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import (
    Place,
    UnreadableError,
    flaw,
    mapping,
    number,
    picked,
    seconds,
    statement,
    text,
)
from pytest_promises.model.hearing import Mishap
from pytest_promises.model.quantities import Duration, Value
from pytest_promises.model.statement import Statement

Record = Mapping[str, Any]
_LANES = ("passenger_vehicle", "pedestrian", "commercial_vehicle")
_QUEUES = {"standard": "standard_lanes", "ready": "ready_lanes", "nexus": "NEXUS_SENTRI_lanes", "fast": "FAST_lanes"}
_NO_FIGURE = frozenset({"", "n/a"})
_DEEPEST = 20


def _load_ports(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("api/bwtnew", "", one_page)))


def _read_ports(records: Sequence[Any], wanted: Wanted) -> Told:
    chosen = wanted.select("place", records, _port)
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for port in chosen:
        conditions = (_port(port),) if len(chosen) > 1 else ()
        for at, lane in _lanes(port, wanted, conditions):
            try:
                minutes = number(_told(lane.get("delay_minutes")), "delay_minutes")
            except UnreadableError as error:
                flaws.append(flaw(f"The wait at {_port(port)!r}", error))
                continue
            if minutes is not None:
                part = picked(lane, ("operational_status", "delay_minutes", "update_time"))
                statements.append(
                    statement(seconds(minutes * 60, business=False), part, wanted["topic"] or "wait", at, "lanes")
                )
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _port(port: Record) -> str:
    return " ".join(filter(None, (text(port, "port_name"), text(port, "crossing_name"))))


def _told(minutes: object) -> object:
    return None if isinstance(minutes, str) and minutes.strip().lower() in _NO_FIGURE else minutes


def _lanes(port: Record, wanted: Wanted, conditions: tuple[str, ...]) -> Iterator[tuple[Place, Record]]:
    for kind in (wanted["lanes"],) if wanted["lanes"] else _LANES:
        for queue, key in _QUEUES.items():
            lane = mapping(mapping(port, f"{kind}_lanes"), key)
            if lane and wanted["queue"] in {"", queue}:
                whose = [] if wanted["lanes"] else [kind.replace("_", " ")]
                whose += [] if wanted["queue"] or queue == "standard" else [queue]
                selector = f"[?port_number=='{port.get('port_number')}'].{kind}_lanes.{key}"
                yield Place(selector, (_port(port),), (), (*conditions, *whose)), lane


def _load_board(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    answer = yield ""
    return (answer.data,)


def _read_board(records: Sequence[Any], wanted: Wanted) -> Told:
    key, named = wanted["wait_key"], wanted["name_key"]
    chosen = wanted.select("place", _places(records[0], key), lambda one: text(one[1], named))
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for selector, place in chosen:
        name = text(place, named)
        try:
            value = None if _is_unavailable(place, wanted) else _wait(place.get(key), wanted)
        except UnreadableError as error:
            flaws.append(flaw(f"The wait at {name!r}", error))
            continue
        if value is not None:
            at = Place(selector, (name,), (), (name,) if len(chosen) > 1 else ())
            statements.append(statement(value, picked(place, (named, key)), wanted["topic"] or "wait", at, key))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _places(data: Any, key: str, path: str = "", depth: int = 0) -> Iterator[tuple[str, Record]]:
    """Yield every mapping that tells a wait, however deep it stands, with its path."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for index, one in enumerate(data):
            yield from _places(one, key, f"{path}[{index}]", depth + 1)
    elif isinstance(data, dict):
        if key in data:
            yield path or "@", data
        for name, one in data.items():
            step = name if name.isidentifier() else f'"{name}"'
            yield from _places(one, key, f"{path}.{step}" if path else step, depth + 1)


def _is_unavailable(place: Record, wanted: Wanted) -> bool:
    """Tell whether a place says itself that its wait is not to be trusted now."""
    key = wanted["unavailable_key"]
    return bool(key) and str(place.get(key)).strip().lower() in {"true", "1"}


def _wait(said: object, wanted: Wanted) -> Value | None:
    """Return the wait that a figure is in the channel's unit, or a text by itself ("1 hr 23 min")."""
    from pytest_promises.reading import read_value

    if said is None or (isinstance(said, str) and said.strip().lower() in _NO_FIGURE):
        return None
    count = number(said, wanted["wait_key"]) if wanted["unit"] and figure(said) is not None else None
    value: Value | None = quantity(count, wanted["unit"]) if count is not None else None
    if value is None and isinstance(said, str):
        value = read_value(said, wanted.locale or "en")
    if not isinstance(value, Duration):
        raise UnreadableError(f"{said!r:.60} is no length of time{'' if wanted['unit'] else ' without a `unit`'}")
    return value


PRESETS = (
    Preset(
        "cbp.wait",
        "the waiting times at the border crossings of the United States",
        _load_ports,
        _read_ports,
        {
            "place": PLACE,
            "lanes": one_of("Lanes", "Whose lanes. Default: all.", *_LANES),
            "queue": one_of("Queue", "Which of the lanes. Default: all.", *_QUEUES),
            "topic": TOPIC,
        },
    ),
    Preset(
        "wait.board",
        "a board of waiting times at several places, as numbers or texts, however it is nested",
        _load_board,
        _read_board,
        {
            "place": PLACE,
            "name_key": word("Name key", "The key of a place's name.", "Name"),
            "wait_key": word("Wait key", "The key of the wait at a place.", "WaitTime"),
            "unavailable_key": word(
                "Unavailable key", "The key that is true at a place that knows no wait now.", "TimesUnavailable"
            ),
            "unit": {"type": "string", "pattern": UNIT_PATTERN},
            "topic": TOPIC,
        },
        needs=("name_key", "wait_key"),
    ),
)
