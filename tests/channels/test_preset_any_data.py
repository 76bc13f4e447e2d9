"""Whatever data comes, a preset reads it or refuses it, and says so."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_promises.channels.data.vendor_errors import words_of
from pytest_promises.channels.presets import PRESETS, Answer, Told, Wanted
from pytest_promises.channels.presets.preset import fits
from pytest_promises.channels.presets.weeks import WEEK, from_sunday, week_of
from pytest_promises.model.hearing import Cause, HearingError, Mishap

WORDS = """
id component_id sub_folders_count responses_count TimesUnavailable draft active label currencyCode loyaltyPrograms
sla_policies policy_metrics priority metric target target_in_seconds business_hours filter all any title
position schedules name time_zone intervals start_time end_time holidays macros actions field value active
articles body sla_target priority_1 respond_within resolve_within monday content_html description status values
ongoingCycle completedCycles goalDuration millis isLastPage start data time_zone_name twenty_four_seven
time_intervals start_minute end_minute state translated_content en default_locale pages next starting_after page
components incidents incident_updates uptime_percentage range_end services serviceName deliveryCountries
deliveryTime minHandlingDays maxHandlingDays minTransitDays maxTransitDays transitTimeTable rows cells
rateGroups mainTable rowHeaders prices amountMicros singleValue flatRate subtable onlineReturnPolicies countries
policy type days nextPageToken seasonalOverrides returnDays processRefundDays port_name passenger_vehicle_lanes
standard_lanes delay_minutes Name WaitTime meta has_more links next_page error errors message code cutoffTime
hour minute
"""
KEYS = WORDS.split()
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-5, 20_000)
    | st.floats()
    | st.sampled_from(["", "-1", "30", "N/A", "9:00 am", "25:00", "Sofia", "published", "comment_value", "1 hr 5 min"])
    | st.text(max_size=8)
)
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=15,
)
OPTIONS = {
    "name_key": "Name",
    "wait_key": "WaitTime",
    "unit": "minutes",
    "unavailable_key": "active",
    "account": "1",
    "request": "A-1",
    "component": "*",
}
BY_NAME = {preset.name: preset for preset in PRESETS}


def drive(preset, answers, wanted):
    """Load with these answers, the last one again and again, and read."""
    asking = preset.load(wanted)
    try:
        address = next(asking)
        for number in range(20):
            data = answers[min(number, len(answers) - 1)]
            address = asking.send(Answer(data, f"http://vendor.example/{address}", {}))
    except StopIteration as done:
        return preset.read(done.value, wanted)
    return None


@pytest.mark.parametrize("name", BY_NAME)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(answers=st.lists(DATA, min_size=1, max_size=3))
def test_any_data_is_read_or_refused(name, answers):
    wanted = Wanted(OPTIONS, "en")
    try:
        told = drive(BY_NAME[name], answers, wanted)
    except HearingError as error:
        told = error.mishap
    assert told is None or isinstance(told, (Told, Mishap))


RECORDS = st.lists(st.dictionaries(st.sampled_from(KEYS), DATA, max_size=8), min_size=1, max_size=4)


@pytest.mark.parametrize("name", BY_NAME)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(records=RECORDS)
def test_any_records_are_read_or_told_as_flaws(name, records):
    loaded = [(one, records) for one in records] if name == "zendesk.schedule" else records
    found = BY_NAME[name].read(loaded, Wanted(OPTIONS, "en"))
    assert {flaw.cause for flaw in found.flaws} <= {Cause.MALFORMED, Cause.MISSING}
    for statement in found.statements:
        assert statement.words == statement.passage.text[slice(*statement.span)]
        assert statement.value.as_dict()


@given(DATA)
def test_what_an_error_says_is_one_short_line(data):
    words = words_of(data)
    assert len(words) <= 160
    assert "\n" not in words
    json.dumps(words)


@given(st.text(max_size=20))
def test_a_name_fits_itself_and_what_it_begins_with(name):
    plain = name.replace("*", "")
    assert fits(plain, plain.upper().lower()) or plain.casefold() != plain.upper().lower().casefold()
    assert fits("*", name)
    assert fits(f"{plain}*", plain + "-more") or plain != plain.strip()


@given(st.integers(0, WEEK - 2), st.integers(1, 1440))
def test_a_week_from_sunday_is_moved_by_a_day(start, length):
    end = min(start + length, WEEK)
    minutes = {minute for first, last in from_sunday(start, end) for minute in range(first, last)}
    assert minutes == {(minute - 1440) % WEEK for minute in range(start, end)}


@given(st.lists(st.tuples(st.integers(0, WEEK - 1), st.integers(1, 2000)), min_size=1, max_size=8))
def test_spans_keep_their_minutes(drafts):
    spans = [(start, min(start + length, WEEK)) for start, length in drafts]
    hours = week_of(spans, "Europe/Sofia")
    said = {minute for first, last in hours.spans for minute in range(first, last)}
    assert said == {minute for first, last in spans for minute in range(first, last)}
