"""Intercom: office hours, articles and macros.

Office hours need the header `Intercom-Version: 2.16` or later, macros `2.14`. Sources:
https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/office_hours_schedule,
https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles and
https://developers.intercom.com/docs/references/rest-api/api.intercom.io/macros
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_promises.channels.presets.loading import by_cursor, listed
from pytest_promises.channels.presets.options import SCHEDULE, TITLE, TOPIC
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import (
    Place,
    UnreadableError,
    flaw,
    mapping,
    mappings,
    number,
    picked,
    statement,
    text,
)
from pytest_promises.channels.presets.weeks import WEEK, Span, week_of, zone_of
from pytest_promises.channels.presets.words import passages
from pytest_promises.model.hearing import Mishap
from pytest_promises.model.statement import Statement

Record = Mapping[str, Any]


def _load_hours(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("office_hours_schedules", "data", by_cursor)))


def _read_hours(records: Sequence[Any], wanted: Wanted) -> Told:
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for schedule in wanted.select("schedule", records, _name):
        place = Place(f"data[?id=='{schedule.get('id')}']", (_name(schedule),))
        try:
            hours = week_of(_spans(schedule), zone_of(text(schedule, "time_zone_name")))
        except UnreadableError as error:
            flaws.append(flaw(f"The schedule {_name(schedule)!r}", error))
            continue
        part = picked(schedule, ("name", "time_zone_name", "twenty_four_seven", "time_intervals"))
        statements.append(statement(hours, part, wanted["topic"] or "hours", place, "time_intervals"))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _name(record: Record) -> str:
    return text(record, "name")


def _spans(schedule: Record) -> Iterator[Span]:
    """Yield minutes since Monday 00:00, as Intercom counts them; the whole week is written 0 to 10,079."""
    if schedule.get("twenty_four_seven") is True:
        yield 0, WEEK
        return
    for interval in mappings(schedule, "time_intervals"):
        ends = [number(interval.get(name), name) for name in ("start_minute", "end_minute")]
        if None in ends:
            raise UnreadableError(f"the interval {interval} lacks an end")
        start, end = (int(one or 0) for one in ends)
        yield start, WEEK if end == WEEK - 1 else end


def _load_articles(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("articles?per_page=100", "data", by_cursor)))


def _read_articles(records: Sequence[Any], wanted: Wanted) -> Told:
    told = [
        (at, one, lang) for at, one, lang in _in_language(records, wanted.locale) if one.get("state") == "published"
    ]
    chosen = wanted.select("title", told, lambda one: text(one[1], "title"))
    found = [
        passage
        for at, article, lang in chosen
        for passage in passages(text(article, "title"), text(article, "body"), at, lang)
    ]
    return Told(tuple(found))


def _in_language(records: Sequence[Record], locale: str) -> Iterator[tuple[str, Record, str]]:
    """Yield each article that there is in the language: itself, or its translation."""
    for article in records:
        own = text(article, "default_locale")
        translated = mapping(mapping(article, "translated_content"), locale)
        at = f"data[?id=='{article.get('id')}']"
        if translated:
            yield f"{at}.translated_content.{locale}", translated, locale
        elif not own or own.casefold() == locale.casefold():
            yield at, article, locale


def _load_macros(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("macros?per_page=100", "data", by_cursor)))


def _read_macros(records: Sequence[Any], wanted: Wanted) -> Told:
    found = [
        passage
        for macro in wanted.select("title", records, _name)
        for passage in passages(
            _name(macro), text(macro, "body") or text(macro, "body_text"), f"data[?id=='{macro.get('id')}']"
        )
    ]
    return Told(tuple(found))


PRESETS = (
    Preset(
        "intercom.office_hours",
        "Intercom's office hours",
        _load_hours,
        _read_hours,
        {"schedule": SCHEDULE, "topic": TOPIC},
    ),
    Preset(
        "intercom.articles",
        "Intercom's published articles in the channel's locale",
        _load_articles,
        _read_articles,
        {"title": TITLE},
        texts=True,
    ),
    Preset("intercom.macros", "Intercom's canned replies", _load_macros, _read_macros, {"title": TITLE}, texts=True),
)
