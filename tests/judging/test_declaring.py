"""Promises that coverage proposes, pasted into a spec: they load, cover what was said, and agree with it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judging.conftest import Case, said

from pytest_promises.judging import Judge
from pytest_promises.judging.declaring import scalar
from pytest_promises.model.check import checks_of, coverage_checks_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.promise import Coverage, Location, Promise
from pytest_promises.model.quantities import (
    SECONDS,
    Clock,
    Count,
    Duration,
    Languages,
    Money,
    Percentage,
    RelativeDay,
)
from pytest_promises.reading import read_value
from pytest_promises.reading.data import languages
from pytest_promises.spec import load, render

PAGE = {"page": {"address": {"type": "string"}, "options": {}}}
HEAD = """\
version: 1
locale: {locale}
calendar: {{hours: "Mo-Fr 09:00-18:00"}}
coverage: {{}}
channels: {{faq: {{page: /faq}}, home: {{page: /, locale: de}}}}
promises:
  reply: {{topic: reply, within: 24 hours, scope: {{tier: nobody}}, stated_on: [faq]}}
"""


def finding_of(*statements):
    case = Case(scope=(("tier", "nobody"),)).says("faq", *statements)
    spec = replace(case.spec(), coverage=Coverage(Location("specs/a.yaml")))
    (check,) = coverage_checks_of(spec)
    return Judge(spec, date(2026, 11, 1)).judge(check, case.heard), case


def pasted(folder, entries, locale="en"):
    path = folder / "spec.yaml"
    path.write_text(HEAD.format(locale=locale) + "".join(f"  {entry}\n" for entry in entries), "utf-8")
    loaded = load(path, env={}, channel_schemas=PAGE, read_value=read_value)
    assert [render(problem) for problem in loaded.problems] == []
    return loaded.spec


def stating(value, topic="delivery", scope=()):
    return replace(said(24, topic=topic, scope=scope), value=value)


def ends(amounts):
    """Yield both ends of a value, one of which may be open."""
    pairs = st.tuples(amounts, amounts).map(sorted)
    shapes = st.sampled_from([(0, 1), (0, 0), (0, None), (None, 1)])
    return st.builds(lambda pair, shape: tuple(at if at is None else pair[at] for at in shape), pairs, shapes)


HALVES = st.integers(1, 60).map(lambda count: count / 2)
DURATIONS = st.builds(
    lambda pair, unit, clock: Duration(*(end and end * SECONDS[unit] for end in pair), clock, unit),
    ends(HALVES), st.sampled_from(["minute", "hour", "day", "week", "month", "year"]), st.just(Clock.ELAPSED),
) | st.builds(
    lambda pair, unit: Duration(*(end and end * SECONDS[unit] for end in pair), Clock.BUSINESS, unit),
    ends(HALVES), st.sampled_from(["hour", "day"]),
)  # fmt: skip
CENTS = st.integers(1, 10_000_000).map(lambda cents: Decimal(cents) / 100)
MONEY = st.builds(
    lambda pair, currency: Money(*pair, currency), ends(CENTS), st.sampled_from(["EUR", "USD", "JPY", "BGN"])
)
SHARES = st.integers(1, 10_000).map(lambda share: Decimal(share) / 100)
NAMED = sorted(languages())
STATEMENTS = st.one_of(
    st.builds(stating, DURATIONS, st.sampled_from(["delivery", "returns"])),
    st.builds(stating, st.builds(RelativeDay, st.integers(0, 1), st.sampled_from(Clock)), st.just("delivery")),
    st.builds(stating, MONEY, st.just("free_shipping")),
    st.builds(stating, ends(SHARES).map(lambda pair: Percentage(*pair)), st.just("uptime")),
    st.builds(stating, ends(st.integers(1, 9_999)).map(lambda pair: Count(*pair)), st.just("attempts")),
    st.builds(
        stating,
        st.lists(st.sampled_from(NAMED), min_size=1, max_size=4, unique=True).map(
            lambda codes: Languages(tuple(sorted(codes)))
        ),
        st.just("available_languages"),
    ),
)


@given(STATEMENTS, st.sampled_from(NAMED))
def test_what_is_proposed_covers_what_was_said_and_agrees_with_it(tmp_path_factory, statement, locale):
    finding, case = finding_of(statement)
    (entry,) = (quote.declare for quote in finding.quotes)
    spec = pasted(tmp_path_factory.getbasetemp(), [entry], locale)
    judge = Judge(spec, date(2026, 11, 1))
    heard = {**case.heard, "home": case.heard["faq"]}
    (check,) = coverage_checks_of(spec)
    assert judge.judge(check, heard).verdict is Verdict.COVERED
    verdicts = {check.name: judge.judge(check, heard).verdict for check in checks_of(spec, spec.promises[1])}
    assert verdicts["stated[faq]"] is Verdict.STATED


HOURS = ["Mo-Fr 09:00-18:00", "24/7", "Mo-Fr 09:00-12:00,13:00-18:00; PH off", "Fr 22:00-02:00"]


@pytest.mark.parametrize("osm", HOURS)
@pytest.mark.parametrize("locale", ["en", "th", "ar"])
def test_opening_hours_are_proposed_as_they_were_understood(tmp_path, osm, locale):
    value = read_value(osm)
    finding, _ = finding_of(stating(value, "hours"))
    assert pasted(tmp_path, [finding.quotes[0].declare], locale).promises[1].value == value


TEXT = st.text(st.characters(codec="utf-8"), min_size=1)


@given(TEXT, TEXT)
def test_any_scope_is_proposed_as_it_is(tmp_path_factory, dimension, value):
    scope = ((dimension, value),)
    finding, _ = finding_of(said(72, topic="delivery", scope=scope))
    spec = pasted(tmp_path_factory.getbasetemp(), [finding.quotes[0].declare])
    assert spec.promises[1].scope == scope


def test_proposals_have_names_that_are_not_taken(tmp_path):
    taken = Promise("delivery", "refund", Location("specs/a.yaml"))
    scopes = [(("plan", "Pro"),), (("plan", "pro"),), (("plan", "профи"),), (("plan", "Pro"), ("tier", "A+"))]
    case = Case(others=(taken,)).says("faq", *(said(72, topic="delivery", scope=scope) for scope in scopes))
    spec = replace(case.spec(), coverage=Coverage(Location("specs/a.yaml")))
    finding = Judge(spec, date(2026, 11, 1)).judge(coverage_checks_of(spec)[0], case.heard)
    entries = [quote.declare for quote in finding.quotes]
    names = ["delivery-pro", "delivery-pro-2", "delivery-2", "delivery-pro-a"]
    assert [entry.partition(":")[0] for entry in entries] == names
    assert [one.id for one in pasted(tmp_path, entries).promises] == ["reply", *names]


def test_an_amount_in_no_currency_is_left_to_its_author():
    finding, _ = finding_of(stating(Money(Decimal(50), None, ""), "free_shipping"))
    assert finding.verdict is Verdict.UNCOVERED
    assert finding.quotes[0].declare == ""
    assert "for example" not in finding.remedy


def test_free_on_every_order_is_proposed_as_from_nothing_on(tmp_path):
    finding, _ = finding_of(stating(Money(Decimal(0), None, ""), "free_shipping"))
    (promise,) = pasted(tmp_path, [finding.quotes[0].declare]).promises[1:]
    assert (promise.value.minimum, promise.value.maximum) == (0, None)


def test_a_group_stands_for_all_of_its_channels():
    case = Case(scope=(("tier", "nobody"),))
    for name in ("faq-en", "faq-de", "home-en"):
        case.says(name, said(72, topic="delivery"))
    case.says("home-de")
    spec = case.spec()
    channels = tuple(replace(one, group=one.name.partition("-")[0]) for one in spec.channels)
    spec = replace(spec, channels=channels, coverage=Coverage(Location("specs/a.yaml")))
    finding = Judge(spec, date(2026, 11, 1)).judge(coverage_checks_of(spec)[0], case.heard)
    assert finding.quotes[0].declare.endswith("stated_on: [faq, home-en]}")


@pytest.mark.parametrize("text", ["a: b", "- x", "${HOME}", "#c", "a, b", "{x}", "it's", '"', "true story ", "é"])
def test_what_could_mean_more_is_quoted(text):
    assert scalar(text).startswith('"')
