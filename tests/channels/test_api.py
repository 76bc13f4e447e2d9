"""What data says: figures in their unit, exact; texts to be read; and whatever is no answer."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.api import ApiChannel
from pytest_promises.channels.data.json_reading import parsed, read
from pytest_promises.channels.data.moments import utc
from pytest_promises.channels.data.units import figure, quantity
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.quantities import Clock, Duration, Money, Percentage

JSON = "application/json"
DATA = {
    "queues": {"phone": {"minutes": 12, "text": "1 hr 23 min"}, "chat": {"minutes": "2.5"}},
    "uptime": 99.95,
    "free_from": 49.9,
    "reply": {"hours": 24, "days": 3},
    "plans": [{"name": "Basic", "target": 480}, {"name": "Pro", "target": None}, {"name": "Gold", "target": 60}],
    "macros": ["We reply within 24 hours.", "<p>Delivery takes <b>3-5 days</b>.</p><ul><li>Express: 1 day</ul>", ""],
    "nothing": None,
    "updated_at": "2026-11-22T10:15:00+02:00",
    "updated": 1795342500,
}


@pytest.fixture
def hear(ear, site, make):
    def listen(data=DATA, **options):
        site.page("/data", data if isinstance(data, str) else json.dumps(data), type=JSON)
        (hearing,) = ear.hear(site.url, make("/data", kind="api", **options))
        return hearing

    return listen


VALUES = {
    "minutes": ("queues.phone.minutes", "minutes", Duration(720.0, 720.0, unit="minute")),
    "a number in a string": ("queues.chat.minutes", "minute", Duration(150.0, 150.0, unit="minute")),
    "business days": ("reply.days", "business days", Duration(259200.0, 259200.0, Clock.BUSINESS, "day")),
    "business hours": ("reply.hours", "business hours", Duration(86400.0, 86400.0, Clock.BUSINESS, "hour")),
    "percent": ("uptime", "percent", Percentage(Decimal("99.95"), Decimal("99.95"))),
    "percent sign": ("uptime", "%", Percentage(Decimal("99.95"), Decimal("99.95"))),
    "a currency": ("free_from", "EUR", Money(Decimal("49.9"), Decimal("49.9"), "EUR")),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_figure_is_a_statement(hear, case):
    path, unit, value = VALUES[case]
    hearing = hear(read=path, unit=unit, topic="reply")
    (statement,) = hearing.statements
    assert statement.value == value
    assert (statement.topic, statement.passage.selector, hearing.passages) == ("reply", path, ())
    assert statement.words == statement.passage.text[slice(*statement.span)]


def test_the_words_are_the_data_as_it_came(hear):
    assert hear(read="queues.chat.minutes", unit="minutes").statements[0].words == '"2.5"'
    assert hear(read="uptime", unit="%").statements[0].words == "99.95"


def test_several_figures_are_several_statements(hear):
    statements = hear(read="plans[].target", unit="minutes").statements
    assert [statement.value.maximum for statement in statements] == [28800.0, 3600.0]


def test_a_text_where_a_figure_was_expected_is_read_as_text(hear):
    hearing = hear(read="queues.phone.text", unit="minutes", topic="response_time")
    (passage,) = hearing.passages
    assert (passage.text, passage.lead, hearing.statements) == ("1 hr 23 min", "response time", ())


def test_texts_are_passages(hear):
    hearing = hear(read="macros", topic="reply")
    assert [passage.text for passage in hearing.passages] == [
        "We reply within 24 hours.",
        "Delivery takes 3-5 days.",
        "Express: 1 day",
    ]
    assert {passage.selector for passage in hearing.passages} == {"macros"}


def test_what_is_no_text_is_a_passage_of_json(hear):
    assert [passage.text for passage in hear(read="[uptime, reply]").passages] == ["99.95", '{"hours": 24, "days": 3}']


@pytest.mark.parametrize(
    "path", ["nothing", "missing", "plans[1].target", "plans[9]", "macros[2]", "plans[?name=='No']"]
)
@pytest.mark.parametrize("unit", ["", "minutes"])
def test_nothing_is_empty(hear, path, unit):
    assert hear(read=path, **({"unit": unit} if unit else {})).mishap.cause is Cause.EMPTY


@pytest.mark.parametrize("value", ["N/A", "n/a", "-", "", " ", None, True, [], {}, [None, "N/A"], float("nan")])
def test_a_value_that_says_nothing_is_empty(hear, value):
    assert hear({"wait": value}, read="wait", unit="minutes").mishap.cause is Cause.EMPTY


@pytest.mark.parametrize("value", [-1, "-1", -0.5, {"minutes": 3}, float("inf")])
def test_what_no_promise_can_be_is_malformed(hear, value):
    mishap = hear({"wait": value}, read="wait", unit="minutes").mishap
    assert mishap.cause is Cause.MALFORMED
    assert "read: wait" in mishap.message


AS_OF = {
    "updated_at": "2026-11-22T08:15:00+00:00",
    "updated": "2026-11-22T10:15:00+00:00",
    "to_string(updated)": "2026-11-22T10:15:00+00:00",
}


@pytest.mark.parametrize("path", AS_OF)
def test_the_data_tells_how_old_it_is(hear, path):
    hearing = hear(read="uptime", unit="%", as_of=path)
    assert hearing.evidence.as_of == AS_OF[path]


@pytest.mark.parametrize("path", ["reply", "nothing", "queues.phone.text", "uptime"])
def test_an_age_that_is_no_time_is_malformed(hear, path):
    mishap = hear(read="uptime", unit="%", as_of=path).mishap
    assert mishap.cause is Cause.MALFORMED
    assert f"as_of: {path}" in mishap.message


MOMENTS = {
    1795342500: "2026-11-22T10:15:00+00:00",
    1795342500000: "2026-11-22T10:15:00+00:00",
    "1795342500.75": "2026-11-22T10:15:00+00:00",
    "2026-11-22": "2026-11-22T00:00:00+00:00",
    "2026-11-22T10:15Z": "2026-11-22T10:15:00+00:00",
    "2026-11-22 10:15:00": "2026-11-22T10:15:00+00:00",
    "Sun, 22 Nov 2026 10:15:00 GMT": "2026-11-22T10:15:00+00:00",
}


@pytest.mark.parametrize("written", MOMENTS)
def test_moments_have_one_form(written):
    assert utc(written) == MOMENTS[written]


@given(st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.lists(st.text()))
def test_any_value_is_a_moment_or_none(value):
    assert utc(value) is None or utc(value).endswith("+00:00")


def test_channels_of_one_address_share_a_load(ear, site, make):
    site.page("/data", json.dumps(DATA), type=JSON)
    hearings = ear.hear(
        site.url,
        make("/data", kind="api", name="wait", read="queues.phone.minutes", unit="minutes"),
        make("/data", kind="api", name="up", read="uptime", unit="percent"),
        make("/data", kind="api", name="bad", read="plans["),
    )
    assert site.asked == ["/data"]
    assert [hearing.channel for hearing in hearings] == ["wait", "up", "bad"]
    assert hearings[0].evidence.status == 200
    assert hearings[2].mishap.cause is Cause.MALFORMED
    assert "plans[" in hearings[2].mishap.message


NO_JSON = {
    "a page": ("<!doctype html><p>Log in", "text/html", "a page in place of JSON"),
    "a page that claims to be JSON": ("<html>", JSON, "a page in place of JSON"),
    "half an answer": ('{"a": 1', JSON, "line 1"),
    "a text": ("hello", "text/plain", "line 1"),
    "too deep": ("[" * 100_000, JSON, "nested"),
    "a number of ten thousand digits": ("1" * 10_000, JSON, "no JSON"),
}


@pytest.mark.parametrize("case", NO_JSON)
def test_what_is_no_json(ear, site, make, case):
    body, kind, says = NO_JSON[case]
    site.page("/data", body, type=kind)
    mishap = ear.refusal(site.url, make("/data", kind="api"))
    assert mishap.cause is Cause.MALFORMED
    assert says in mishap.message


def test_an_empty_answer(ear, site, make):
    site.page("/data", "", type=JSON)
    assert ear.refusal(site.url, make("/data", kind="api")).cause is Cause.EMPTY


@pytest.mark.parametrize(
    ("status", "cause"),
    [(404, Cause.NOT_FOUND), (401, Cause.DENIED), (429, Cause.RATE_LIMITED), (503, Cause.SERVER_ERROR)],
)
def test_a_status_has_its_cause(ear, site, make, status, cause):
    site.page("/data", "{}", type=JSON, status=status, headers={"Retry-After": "3"})
    mishap = ear.refusal(site.url, make("/data", kind="api"))
    assert mishap.cause is cause
    assert mishap.retry_after == (3.0 if status in {429, 503} else None)


def test_too_much_data(ear, site, make):
    site.page("/data", json.dumps("x" * 5000), type=JSON)
    assert ear.refusal(site.url, make("/data", kind="api"), max_bytes=4000).cause is Cause.TOO_LARGE


def test_data_in_another_encoding(hear, ear, site, make):
    site.page("/data", '"Ответим за 24 часа"'.encode("cp1251"), type="application/json; charset=windows-1251")
    (hearing,) = ear.hear(site.url, make("/data", kind="api"))
    assert hearing.passages[0].text == "Ответим за 24 часа"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"read": "a["}, "`read:`"),
        ({"read": "a", "as_of": "b["}, "`as_of:`"),
        ({"read": "nope(a)"}, ""),
        ({"read": "a", "unit": "fortnights"}, "fortnights"),
    ],
)
def test_options_are_checked_without_a_load(options, says):
    problem = ApiChannel().problem(options)
    assert problem is None if not says else says in problem


def test_a_function_that_does_not_exist_is_told_when_it_is_used(hear):
    mishap = hear(read="nope(uptime)").mishap
    assert mishap.cause is Cause.MALFORMED
    assert "nope" in mishap.message


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_a_figure_stays_exact(number):
    assert figure(json.loads(json.dumps(float(number)))) == number
    assert figure(format(number, "f")) == number
    assert quantity(number, "percent").maximum == number


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)


@given(JSON_VALUES, st.sampled_from(["", "minutes", "percent", "EUR", "business days"]))
def test_any_data_is_read_or_refused(value, unit):
    data = parsed(json.dumps(value).encode(), JSON, "http://shop.example/data")
    assert said_or_refused(data, unit)


def said_or_refused(data, unit):
    try:
        said = read(data, "@", unit, "reply", "http://shop.example/data")
    except HearingError as error:
        return error.mishap.cause in {Cause.EMPTY, Cause.MALFORMED}
    return bool(said.statements or said.passages)


def test_each_value_of_a_list_is_a_text_of_its_own():
    said = read({"replies": ["<p>One.</p><p>And more.</p>", "Two."], "one": "<p>a</p><p>b</p>"}, "replies", "", "", "/")
    assert [(one.text, one.item) for one in said.passages] == [("One.", "1"), ("And more.", "1"), ("Two.", "2")]
    assert [one.item for one in read({"one": "<p>a</p><p>b</p>"}, "one", "", "", "/").passages] == ["", ""]
    mixed = read([3, "3 hours"], "@", "hours", "reply", "/")
    assert [one.item for one in mixed.passages] == ["2"]
