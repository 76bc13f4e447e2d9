"""What changed, in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.promise import Location
from pytest_promises.model.report import Change, Report, RunInfo, Since
from pytest_promises.reporting.changes import changed, lasting, news
from pytest_promises.reporting.printable import printable, width

NOW = "2026-11-23T03:00:00+00:00"


def finding(promise, verdict=Verdict.CONTRADICTED):
    return Finding("specs/a.yaml", promise, "stated[faq]", "stated", verdict, Location("specs/a.yaml", 1, 1))


def report(*pairs, previous=True, gone=()):
    findings = tuple(one for one, _ in pairs)
    since = {one.key: since for one, since in pairs if since}
    before = RunInfo("20261122T030000-000000", "2026-11-22T03:00:00+00:00") if previous else None
    return Report(RunInfo("20261123T030000-000000", NOW), findings, (), before, since, {}, gone)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (Since(Change.NEW, NOW), "new"),
        (Since(Change.NEWLY_BROKEN, NOW, before=Verdict.STATED), "newly broken"),
        (Since(Change.NEWLY_BROKEN, NOW, before=Verdict.WAIVED), "newly broken: it is waived no longer"),
        (Since(Change.NEWLY_KEPT, NOW), "newly kept"),
        (Since(Change.STILL_BROKEN, "2026-11-11T03:00:00+00:00", 12), "still broken for 12 days"),
        (Since(Change.STILL_BROKEN, "2026-11-22T02:59:59+00:00", 2), "still broken for 1 day"),
        (Since(Change.STILL_KEPT, "2026-11-22T04:00:00Z", 2), "still kept for 23 hours"),
        (Since(Change.STILL_INCONCLUSIVE, "2026-11-23T02:59:00+00:00", 2), "still inconclusive for 1 minute"),
        (Since(Change.STILL_BROKEN, NOW, 2), "still broken"),
        (Since(Change.STILL_BROKEN), "still broken"),
    ],
)
def test_a_change_is_told_in_words(since, words):
    assert changed(since, NOW) == words


@given(st.datetimes(), st.datetimes())
def test_any_two_times_have_a_length_or_none(start, end):
    length = lasting(start.isoformat(), end.isoformat())
    assert bool(length) == ((end - start).total_seconds() >= 60)


def test_the_first_run_has_no_news():
    assert list(news(report((finding("a"), Since(Change.NEW, NOW)), previous=False))) == []


def test_a_run_in_which_nothing_changed_says_so():
    told = list(news(report((finding("a", Verdict.STATED), Since(Change.STILL_KEPT, NOW, 3)))))
    assert told == ["since 2026-11-22 03:00: nothing has changed"]


def test_what_broke_comes_first_and_what_is_waived_or_still_kept_does_not_come():
    still = Since(Change.STILL_BROKEN, "2026-11-11T03:00:00+00:00", 12)
    told = list(
        news(
            report(
                (finding("kept", Verdict.STATED), Since(Change.STILL_KEPT, NOW, 3)),
                (finding("old"), still),
                (finding("known", Verdict.WAIVED), still),
                (finding("fixed", Verdict.STATED), Since(Change.NEWLY_KEPT, NOW)),
                (finding("bad"), Since(Change.NEWLY_BROKEN, NOW)),
                gone=(("specs/a.yaml", "b", "consistent"),),
            )
        )
    )
    assert told == [
        "since 2026-11-22 03:00: 1 newly broken, 1 newly kept, 1 still broken, 1 gone",
        "  bad stated[faq]: newly broken",
        "  fixed stated[faq]: newly kept",
        "  old stated[faq]: still broken for 12 days",
    ]


def test_many_changes_are_counted_and_not_all_listed():
    broken = Since(Change.NEWLY_BROKEN, NOW)
    told = list(news(report(*((finding(f"p{number}"), broken) for number in range(25)))))
    assert told[0].endswith(": 25 newly broken")
    assert told[-1] == "  and 15 more newly broken"
    assert len(told) == 12


@given(st.text(), st.integers(min_value=20, max_value=120))
def test_no_line_is_wider_than_the_terminal_or_has_what_it_must_not_get(text, columns):
    one = replace(finding("a"), promise=text, check=text)
    for line in news(report((one, Since(Change.NEWLY_BROKEN, NOW))), columns):
        assert width(line) <= columns
        assert printable(line) == line
