import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.measuring.clocks.calendars import calendar, day

from pytest_promises.measuring.clocks.opening import open_spans, opening
from pytest_promises.model.hearing import Cause, HearingError


def spans(one, first, last=None):
    """Return the spans in the calendar's own time, as `MM-DDTHH:MM` pairs, with the hours that they take."""
    zone = ZoneInfo(one.timezone)
    told = []
    for opens, closes in open_spans(one, day(first), day(last or first)):
        ends = [datetime.fromtimestamp(end, UTC).astimezone(zone).strftime("%m-%dT%H:%M") for end in (opens, closes)]
        told.append((*ends, (closes - opens) / 3600))
    return told


def test_public_holidays_of_the_country_are_closed():
    bulgaria = calendar("Mo-Fr 09:00-18:00", "Europe/Sofia", "BG")
    assert spans(bulgaria, "2026-03-02", "2026-03-04") == [
        ("03-02T09:00", "03-02T18:00", 9),
        ("03-04T09:00", "03-04T18:00", 9),
    ]


def test_public_holidays_of_a_region_are_closed_there_and_open_elsewhere():
    epiphany = "2026-01-06"
    assert spans(calendar("Mo-Fr 09:00-18:00", "Europe/Berlin", "DE", "BY"), epiphany) == []
    assert spans(calendar("Mo-Fr 09:00-18:00", "Europe/Berlin", "DE", "HH"), epiphany) != []


def test_a_rule_for_public_holidays_gives_them_hours():
    bulgaria = calendar("Mo-Fr 09:00-18:00; PH 10:00-14:00", "Europe/Sofia", "BG")
    assert spans(bulgaria, "2026-03-03") == [("03-03T10:00", "03-03T14:00", 4)]


def test_special_days_come_before_public_holidays_and_the_week():
    special = ((day("2026-03-03"), ((600, 720),)), (day("2026-03-04"), ()))
    bulgaria = calendar("Mo-Fr 09:00-18:00", "Europe/Sofia", "BG", special=special)
    assert spans(bulgaria, "2026-03-03", "2026-03-04") == [("03-03T10:00", "03-03T12:00", 2)]


def test_what_never_closes_is_open_on_public_holidays_unless_they_are_said_to_be_closed():
    assert spans(calendar("24/7", "Europe/Sofia", "BG"), "2026-03-03") != []
    assert spans(calendar("24/7; PH off", "Europe/Sofia", "BG"), "2026-03-03") == []


def test_hours_past_midnight_belong_to_the_day_that_they_begin_on():
    special = ((day("2026-11-24"), ()),)
    late = calendar("Mo-Su 22:00-02:00", special=special)
    told = [("11-23T22:00", "11-24T02:00", 4), ("11-25T22:00", "11-26T02:00", 4)]
    assert spans(late, "2026-11-23", "2026-11-25") == told


def test_hours_that_touch_or_overlap_are_one_span():
    nearly_always = calendar("Mo-Fr 00:00-24:00; Sa 00:00-23:00; Su 20:00-02:00")
    told = [("11-23T00:00", "11-28T23:00", 143), ("11-29T20:00", "12-01T00:00", 28)]
    assert spans(nearly_always, "2026-11-23", "2026-11-30") == told


def test_a_day_of_23_and_one_of_25_hours_are_as_long_as_they_are():
    always = calendar("Mo-Su 00:00-24:00; PH off", "Europe/Sofia", "BG")
    assert spans(always, "2026-03-29") == [("03-29T00:00", "03-30T00:00", 23)]
    assert spans(always, "2026-10-25") == [("10-25T00:00", "10-26T00:00", 25)]


def test_hours_that_the_clocks_skip_are_not_there():
    night = calendar("Mo-Su 03:15-03:45,03:30-05:00", "Europe/Sofia")
    assert spans(night, "2026-03-29") == [("03-29T04:00", "03-29T05:00", 1)]


def test_hours_that_the_clocks_repeat_count_twice():
    assert spans(calendar("Mo-Su 02:30-04:00", "Europe/Sofia"), "2026-10-25") == [("10-25T02:30", "10-25T04:00", 2.5)]


def test_what_opens_and_closes_in_a_repeated_hour_does_so_the_first_time():
    assert spans(calendar("Mo-Su 02:30-03:30", "Europe/Sofia"), "2026-10-25") == [("10-25T02:30", "10-25T03:30", 1)]


def test_a_day_that_a_country_left_out_has_no_hours():
    samoa = calendar("Mo-Su 09:00-18:00", "Pacific/Apia")
    told = [("12-29T09:00", "12-29T18:00", 9), ("12-31T09:00", "12-31T18:00", 9)]
    assert spans(samoa, "2011-12-29", "2011-12-31") == told


def test_hours_of_public_holidays_of_no_country_are_no_hours():
    with pytest.raises(HearingError) as caught:
        opening(calendar("Mo-Fr 09:00-18:00; PH off"), day("2026-01-01"), day("2026-01-02"))
    assert caught.value.mishap.cause is Cause.MISSING
    assert "PH off" in caught.value.mishap.message
    assert "country" in caught.value.mishap.remedy


def test_without_the_package_that_knows_public_holidays_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(HearingError) as caught:
        opening(calendar("Mo-Fr 09:00-18:00", country="BG"), day("2026-01-01"), day("2026-01-02"))
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert "pytest-promises[records]" in caught.value.mishap.remedy
