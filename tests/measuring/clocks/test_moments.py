from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.measuring.clocks.asking import clock, instants_of, table
from tests.measuring.clocks.calendars import FIRST, LAST, instants, zones

from pytest_promises.model.hearing import Cause, HearingError

SOFIA = ZoneInfo("Europe/Sofia")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
by_chance = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
local_times = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None))


def micros(moment):
    return (moment - EPOCH) // MICROSECOND


def told(engine, kind, values, zone="Europe/Sofia"):
    """Return the instants as ISO 8601 in UTC."""
    found = instants_of(engine, kind, values, clock(zone=zone, first=datetime(2026, 1, 1), last=datetime(2026, 12, 31)))  # noqa: DTZ001
    return [None if one is None else (EPOCH + one * MICROSECOND).isoformat() for one in found]


TEXTS = {
    "2026-07-01T12:00:00Z": "2026-07-01T12:00:00+00:00",
    "2026-07-01t12:00:00z": None,
    "2026-07-01T12:00:00+02:00": "2026-07-01T10:00:00+00:00",
    "2026-07-01T12:00:00+0200": "2026-07-01T10:00:00+00:00",
    "2026-07-01T12:00+02": "2026-07-01T10:00:00+00:00",
    "2026-07-01 12:00:00-03:30": "2026-07-01T15:30:00+00:00",
    "2026-07-01 12:00:00 -0330": "2026-07-01T15:30:00+00:00",
    "2026-07-01 12:00:00.5 UTC": "2026-07-01T12:00:00.500000+00:00",
    "2026-07-01T12:00:00,25Z": "2026-07-01T12:00:00.250000+00:00",
    "2026-07-01T12:00:00.123456789Z": "2026-07-01T12:00:00.123456+00:00",
    "  2026-07-01T12:00Z\n": "2026-07-01T12:00:00+00:00",
    "2026-07-01T12:00:00": "2026-07-01T09:00:00+00:00",
    "2026-07-01 12:00": "2026-07-01T09:00:00+00:00",
    "2026-07-01": "2026-06-30T21:00:00+00:00",
    "2024-02-29T00:00Z": "2024-02-29T00:00:00+00:00",
    "2000-02-29T00:00Z": "2000-02-29T00:00:00+00:00",
    "1782900000": "2026-07-01T10:00:00+00:00",
    "1782900000.5": "2026-07-01T10:00:00.500000+00:00",
    "1782900000123": "2026-07-01T10:00:00.123000+00:00",
    "1782900000123456": "2026-07-01T10:00:00.123456+00:00",
    "2026-02-29T00:00Z": None,
    "1900-02-29T00:00Z": None,
    "2026-04-31": None,
    "2026-13-01": None,
    "2026-07-01T24:00Z": None,
    "2026-07-01T12:60Z": None,
    "2026-07-01T12:00:60Z": None,
    "2026-07-01T12:00+25:00": None,
    "2026-07-01T12": None,
    "2026-07-01T": None,
    "2026-07-01Z": None,
    "01/07/2026 12:00": None,
    "20260701": None,
    "0": None,
    "": None,
    None: None,
    "never": None,
    "٢٠٢٦-٠٧-٠١": None,
}


def test_texts_are_read_as_these_instants(engine):
    assert dict(zip(TEXTS, told(engine, "VARCHAR", list(TEXTS)), strict=True)) == TEXTS


@by_chance
@given(st.lists(instants, min_size=1, max_size=20), st.integers(-720, 840))
def test_a_text_with_an_offset_is_the_instant_that_it_was_written_from(engine, moments, offset):
    away = [moment + timedelta(minutes=offset) for moment in moments]
    texts = [
        f"{one:%Y-%m-%dT%H:%M:%S.%f}{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
        for one in away
    ]
    assert instants_of(engine, "VARCHAR", texts, clock()) == [micros(moment) for moment in moments]


@by_chance
@given(st.sampled_from(["VARCHAR", "TIMESTAMP"]), zones, st.lists(local_times, min_size=1, max_size=20))
def test_a_time_without_an_offset_is_what_the_zone_means_by_it(engine, kind, zone, walls):
    """Python means the first of two, and what is skipped by the offset before: fold 0."""
    expected = [micros(wall.replace(tzinfo=ZoneInfo(zone), fold=0)) for wall in walls]
    values = [wall.isoformat(" ") for wall in walls] if kind == "VARCHAR" else walls
    assert instants_of(engine, kind, values, clock(zone=zone)) == expected


@by_chance
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1, max_size=20
    )
)
def test_no_text_breaks_the_query(engine, texts):
    assert len(instants_of(engine, "VARCHAR", texts, clock())) == len(texts)


@by_chance
@given(
    st.lists(
        st.from_regex(r"\A[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9](:[0-6][0-9])?Z\Z"),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_nearly_a_time_is_read_where_python_reads_it(engine, texts):
    found = instants_of(engine, "VARCHAR", texts, clock())
    for text, instant in zip(texts, found, strict=True):
        try:
            expected = micros(datetime.fromisoformat(text))
        except ValueError:
            expected = None
        assert instant == (expected if text.isascii() and text[0] != "0" else None), text


@pytest.mark.parametrize(
    ("kind", "value", "instant"),
    [
        ("TIMESTAMPTZ", datetime(2026, 7, 1, 12, 0, 0, 5, SOFIA), "2026-07-01T09:00:00.000005+00:00"),
        ("TIMESTAMP", datetime(2026, 7, 1, 12), "2026-07-01T09:00:00+00:00"),  # noqa: DTZ001
        ("TIMESTAMP_S", datetime(2026, 7, 1, 12), "2026-07-01T09:00:00+00:00"),  # noqa: DTZ001
        ("TIMESTAMP_NS", datetime(2026, 7, 1, 12, 0, 0, 5), "2026-07-01T09:00:00.000005+00:00"),  # noqa: DTZ001
        ("DATE", date(2026, 7, 1), "2026-06-30T21:00:00+00:00"),
        ("BIGINT", 1782900000, "2026-07-01T10:00:00+00:00"),
        ("INTEGER", 1782900000, "2026-07-01T10:00:00+00:00"),
        ("UBIGINT", 1782900000123, "2026-07-01T10:00:00.123000+00:00"),
        ("BIGINT", 1782900000123456, "2026-07-01T10:00:00.123456+00:00"),
        ("DOUBLE", 1782900000.25, "2026-07-01T10:00:00.250000+00:00"),
        ("DECIMAL(20,6)", Decimal("1782900000.123456"), "2026-07-01T10:00:00.123456+00:00"),
        ("BIGINT", 0, None),
        ("BIGINT", -1782900000, None),
        ("BIGINT", 2**63 - 1, None),
        ("DOUBLE", float("nan"), None),
        ("DOUBLE", float("inf"), None),
        ("DOUBLE", float("-inf"), None),
        ("TIMESTAMP", None, None),
    ],
)
def test_a_value_is_read_as_this_instant(engine, kind, value, instant):
    assert told(engine, kind, [value]) == [instant]


def test_local_times_of_a_zone_without_transitions_are_read_outside_of_the_days_too(engine):
    assert told(engine, "DATE", [date(1990, 1, 1)], zone="Asia/Kathmandu") == ["1989-12-31T18:15:00+00:00"]
    assert told(engine, "DATE", [date(1990, 1, 1)], zone="Europe/Sofia") == [None]


def test_a_column_that_holds_no_times_is_told_with_its_type(engine):
    with pytest.raises(HearingError) as caught:
        clock().instants(table(engine, "BOOLEAN", [True]), {"instant": "value"})
    assert caught.value.mishap.cause is Cause.MALFORMED
    assert "`value`" in caught.value.mishap.message
    assert "boolean" in caught.value.mishap.message
