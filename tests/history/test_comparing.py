"""What became of checks, held against a plain telling of the rules; on both databases."""

from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.history.journalling import SPEC, found, run_at, taken, write

from pytest_promises.history import open_history
from pytest_promises.history.states import RULES, State, change_of, state_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Change, Since

KEY = (SPEC, "reply", "stated[faq]")
SHORT = {"k": "stated", "b": "broken", "c": "contradicted", "w": "waived", "i": "inconclusive"}


def course(history, folder, letters, branch="main", first=None):
    """Take a run for each letter, a space being a run without the check; return the report of the last."""
    start = -len(letters) + 1 if first is None else first
    for number, letter in enumerate(letters):
        findings = [found("other", "stated")]
        if letter != " ":
            findings.append(found("reply", SHORT[letter]))
        run = run_at(start + number, branch)
        history.take(write(folder, run, findings))
    return history.report(run, findings, ())


@pytest.mark.parametrize(
    ("letters", "change", "runs", "before"),
    [
        ("k", Change.NEW, 1, None),
        ("i", Change.NEW, 1, None),
        ("kb", Change.NEWLY_BROKEN, 1, "stated"),
        ("kbc", Change.STILL_BROKEN, 2, "stated"),
        ("kkbbk", Change.NEWLY_KEPT, 1, "broken"),
        ("kkk", Change.STILL_KEPT, 3, None),
        # No answer is no change.
        ("kbib", Change.STILL_BROKEN, 2, "stated"),
        ("kb iib", Change.STILL_BROKEN, 2, "stated"),
        ("kibi", Change.NEWLY_INCONCLUSIVE, 1, "broken"),
        ("kii", Change.STILL_INCONCLUSIVE, 2, "stated"),
        ("ib", Change.NEWLY_BROKEN, 1, "inconclusive"),
        ("iik", Change.NEWLY_KEPT, 1, "inconclusive"),
        # A waived breach goes on being one; the end of a waiver is news.
        ("kbw", Change.STILL_BROKEN, 2, "stated"),
        ("kww", Change.STILL_BROKEN, 2, "stated"),
        ("kwb", Change.NEWLY_BROKEN, 1, "waived"),
        ("kwk", Change.NEWLY_KEPT, 1, "waived"),
    ],
)
def test_what_became_of_a_check(history, tmp_path, letters, change, runs, before):
    since = course(history, tmp_path, letters).since[KEY]
    start = {len(letters): run_at(0).started_at}
    assert (since.change, since.runs, since.before) == (change, runs, Verdict(before) if before else None)
    if runs == 1:
        assert since.at == start[len(letters)]


def test_a_streak_counts_from_its_first_run(history, tmp_path):
    assert course(history, tmp_path, "kkbibb").since[KEY].at == run_at(-3).started_at


def told(letters):
    """Say what became of a check, run by run, without a database."""
    *past, now = [(number, state_of(Verdict(SHORT[letter]))) for number, letter in enumerate(letters) if letter != " "]
    rule = RULES[now[1]]
    ends = [number for number, state in past if state in rule.other]
    streak = [number for number, state in past if state in rule.same and number > max(ends, default=-1)]
    change = change_of(now[1], lasts=bool(streak), known=bool(past))
    before = SHORT[letters[max(ends)]] if ends else None
    unclear = not ends and not streak and past
    return Since(
        change,
        run_at(min(streak, default=now[0]) - len(letters) + 1).started_at,
        len(streak) + 1,
        Verdict.INCONCLUSIVE if unclear else Verdict(before) if before else None,
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(letters=st.text("kbwic ", min_size=1, max_size=9).filter(lambda letters: letters[-1] != " "))
def test_any_course_of_a_check_is_told_as_the_rules_say(tmp_path_factory, letters):
    folder = tmp_path_factory.mktemp("course")
    assert course(open_history("", folder), folder, letters).since[KEY] == told(letters)


def test_the_standing_of_a_check_is_its_last_answer(history, tmp_path):
    course(history, tmp_path, "kbbi")
    other, reply = sorted(history.standing(), key=lambda one: one.key)
    assert (reply.verdict, reply.since.runs, reply.since.at) == (Verdict.BROKEN, 2, run_at(-2).started_at)
    assert reply.seen_at == run_at(0).started_at
    assert (other.verdict, other.since.runs) == (Verdict.STATED, 4)


def test_a_killed_run_that_is_taken_late_takes_its_place_in_the_course(history, tmp_path):
    course(history, tmp_path, "k", first=-2)
    assert course(history, tmp_path, "b", first=0).since[KEY].change is Change.NEWLY_BROKEN
    course(history, tmp_path, "b", first=-1)
    assert history.trend("reply")[0].since == Since(Change.STILL_BROKEN, run_at(-1).started_at, 2, Verdict.STATED)


def test_the_past_is_that_of_the_runs_before_and_oldest_first(history, tmp_path):
    for day in (-2, -1, 0):
        report = taken(history, tmp_path, run_at(day), [found("reply", "broken", value=90.0 + day)])
    assert [(point.at, point.value) for point in report.past[KEY]] == [
        (run_at(-2).started_at, 88.0),
        (run_at(-1).started_at, 89.0),
    ]
    assert report.previous == run_at(-1)


def test_a_branch_goes_on_from_the_trunk_where_it_began(history, tmp_path):
    course(history, tmp_path, "kbb", first=-5)
    feature = course(history, tmp_path, "b", "feature", first=-2)
    assert feature.since[KEY] == Since(Change.STILL_BROKEN, run_at(-4).started_at, 3, Verdict.STATED)
    assert feature.previous == run_at(-3)
    # What the trunk found after that is no past of the branch, and what the branch finds is none of the trunk.
    assert course(history, tmp_path, "k", first=-1).since[KEY].change is Change.NEWLY_KEPT
    assert course(history, tmp_path, "b", "feature", first=0).since[KEY].runs == 4
    assert course(history, tmp_path, "k", first=1).since[KEY].change is Change.STILL_KEPT


def test_checks_that_a_whole_run_has_no_more_are_gone_once(history, tmp_path):
    course(history, tmp_path, "bb")
    first = course(history, tmp_path, " ", first=1)
    assert first.gone == (KEY,)
    assert course(history, tmp_path, " ", first=2).gone == ()
    assert KEY not in {one.key for one in history.standing()}


def test_a_partial_run_makes_nothing_gone_and_leaves_other_checks_alone(history, tmp_path):
    course(history, tmp_path, "bb")
    report = taken(history, tmp_path, run_at(1, partial=True), [found("other", "stated")])
    assert report.gone == ()
    assert KEY in {one.key for one in history.standing()}
    assert report.previous == run_at(0)
    assert course(history, tmp_path, " ", first=2).gone == (KEY,)


def test_a_spec_that_was_not_run_is_left_alone_and_one_that_was_deleted_is_gone(history, tmp_path):
    both = [found("reply", "broken"), found("price", "broken", spec="specs/shop.yaml")]
    taken(history, tmp_path, run_at(-1), both)
    report = taken(history, tmp_path, run_at(0), both[:1])
    assert report.gone == ()
    deleted = history.report(report.run, both[:1], (), lambda spec: spec == SPEC)
    assert deleted.gone == (both[1].key,)


def test_two_runs_differ_in_verdicts_in_words_and_in_checks(history, tmp_path):
    same = found("same", "stated", at="2026-11-22")
    taken(history, tmp_path, run_at(-1), [same, found("words", "stated"), found("old", "stated"), found("v", "stated")])
    other = [found("same", "stated", at="2026-11-23"), found("words", "stated", words="in a day")]
    taken(history, tmp_path, run_at(0), [*other, found("v", "vague"), found("new", "broken")])
    differences = history.diff(run_at(-1).id, run_at(0).id)
    assert [(one.key[1], one.before, one.after, one.reworded) for one in differences] == [
        ("words", Verdict.STATED, Verdict.STATED, True),
        ("v", Verdict.STATED, Verdict.VAGUE, False),
        ("new", None, Verdict.BROKEN, False),
        ("old", Verdict.STATED, None, False),
    ]


def test_a_trend_has_each_check_of_a_promise_of_any_spec_or_of_one(history, tmp_path):
    findings = [found("reply", "stated", f"stated[{c}]") for c in "ab"] + [found("reply", "kept", spec="b.yaml")]
    taken(history, tmp_path, run_at(0), findings)
    assert [one.key for one in history.trend("reply")] == [one.key for one in findings]
    assert [one.key[0] for one in history.trend("b.yaml::reply")] == ["b.yaml"]
    assert history.trend("nothing") == ()


def test_every_earlier_state_continues_a_streak_ends_it_or_is_no_answer():
    for now, rule in RULES.items():
        assert not set(rule.same) & set(rule.other)
        assert set(State) - {State.INCONCLUSIVE} <= {*rule.same, *rule.other} or now is State.INCONCLUSIVE
    assert {state_of(verdict) for verdict in Verdict} == set(State)


def test_groups_of_equal_letters_are_streaks_without_gaps(history, tmp_path):
    letters = "kkbbbkkkk"
    lengths = [len(list(group)) for _, group in groupby(letters)]
    assert course(history, tmp_path, letters).since[KEY].runs == lengths[-1]
