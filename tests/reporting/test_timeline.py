"""The course of a check in characters."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Point
from pytest_promises.reporting.timeline import answers, coloured, measured, scale_of, streaks, timeline

START = datetime(2026, 1, 1, 3, tzinfo=UTC)
VERDICTS = {"k": "kept", "b": "broken", "c": "contradicted", "w": "waived", "i": "inconclusive"}


def course(letters, step=timedelta(days=1)):
    times = (START + number * step for number in range(len(letters)))
    return tuple(
        Point(str(number), time.isoformat(), Verdict(VERDICTS[letter]))
        for number, (time, letter) in enumerate(zip(times, letters, strict=True))
        if letter != " "
    )


def drawn(points, columns=60):
    return timeline(points, scale_of([points], columns), columns)


def test_each_run_is_a_character_where_there_is_room():
    assert drawn(course("kkbcwik")) == "..XXw?."


def test_many_runs_a_day_are_told_by_the_worst_of_the_day():
    half = timedelta(hours=12)
    points = course("kk" + "kb" + "ki" + "ii" + "  " + "wk", half)
    assert scale_of([points], 8).name == "day"
    assert drawn(points, 8) == ".X.? w"


@pytest.mark.parametrize(("days", "name"), [(70, "run"), (71, "week"), (500, "30 days")])
def test_the_scale_is_the_finest_that_fits(days, name):
    points = course("k" * days)
    columns = {"run": 70, "week": 20, "30 days": 20}[name]
    assert scale_of([points], columns).name == name
    assert set(drawn(points, columns)) == {"."}


def test_all_checks_of_a_promise_have_one_scale():
    long, short = course("k" * 90), course("b")
    scale = scale_of([long, short], 20)
    assert scale.name == "week"
    assert len(timeline(long, scale, 20)) == 13
    assert timeline(short, scale, 20) == "X"


@given(st.text("kbcwi ", min_size=1, max_size=400), st.integers(1, 120), st.integers(1, 3000))
def test_no_course_is_wider_than_its_columns_or_ends_in_anything_but_its_last_span(letters, columns, minutes):
    points = course(letters, timedelta(minutes=minutes))
    line = drawn(points, columns)
    assert len(line) <= columns
    assert set(line) <= set(".Xw? ")
    assert bool(line.strip()) == bool(points)


def test_colours_leave_the_characters_as_they_are():
    line = coloured(".X w?")
    assert line != ".X w?"
    assert line.replace("\x1b[0m", "").split("\x1b[") == ["", "32m.", "1;31mX ", "33mw", "33m?"]


def test_streaks_pass_over_what_has_no_answer():
    assert list(streaks(course("kkibbik"))) == [(".", 2), ("X", 2), (".", 1)]
    assert answers(course("kkibbikb")) == "kept in 3 of 6 runs, broken 2 times"
    assert answers(course("kk")) == "kept in 2 of 2 runs"
    assert answers(course("ii")) == "no answer yet"


def test_what_was_measured_is_told_in_its_unit():
    points = [Point(str(value), START.isoformat(), Verdict.KEPT, value) for value in (91.5, 90.0, None, 97.0, 92.0)]
    assert measured(points, "%") == "measured 90 % to 97 %, median 91.8 %, last 92 %"
    assert measured(points[:2], "seconds").endswith("last 90 seconds")
    assert measured(points[2:3], "%") == ""
