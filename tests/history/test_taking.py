"""Runs taken from their journals."""

import json

import pytest
from sqlalchemy import func, select
from tests.history.journalling import found, run_at, taken, write

from pytest_promises.history import open_history
from pytest_promises.history.opening import opened
from pytest_promises.history.schema import CHECKS, CONTENTS, FINDINGS, RUNS
from pytest_promises.model.finding import Verdict


def count(engine, table):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar()


def test_a_run_comes_back_as_it_was(history, tmp_path):
    run = run_at(0, commit="abc", job="https://ci.example/1")
    findings = [found("reply", "stated", at=run.started_at), found("price", "broken", "kept[orders]", value=91.2)]
    taken(history, tmp_path, run, findings, problems=["specs/bad.yaml:2:1: no"])
    assert history.findings(run.id) == tuple(findings)
    (summary,) = history.runs()
    assert summary.run == run
    assert summary.counts == {Verdict.STATED: 1, Verdict.BROKEN: 1}
    assert summary.problems == ("specs/bad.yaml:2:1: no",)


def test_a_run_that_is_taken_twice_is_there_once(history, tmp_path):
    run = run_at(0)
    path = write(tmp_path, run, [found("reply", "stated"), found("price", "stated")])
    history.take(path)
    history.take(path)
    assert [one.run.id for one in history.runs()] == [run.id]
    assert len(history.findings(run.id)) == 2


def test_an_unchanged_finding_is_kept_once(url, tmp_path):
    history, engine = open_history(url, tmp_path), opened(url, tmp_path)
    for day in range(-9, 1):
        run = run_at(day)
        taken(history, tmp_path, run, [found("reply", "stated", f"stated[{c}]", at=run.started_at) for c in "abc"])
    assert count(engine, FINDINGS) == 30
    # A body a check, and one evidence a run that all its findings share.
    assert count(engine, CONTENTS) == 3 + 10


def test_the_evidence_of_each_run_is_that_of_its_time(history, tmp_path):
    for day in (-1, 0):
        run = run_at(day)
        taken(history, tmp_path, run, [found("reply", "stated", at=run.started_at)])
    for day in (-1, 0):
        (one,) = history.findings(run_at(day).id)
        assert one.evidence.fetched_at == one.quotes[0].evidence.fetched_at == run_at(day).started_at


def test_what_was_found_before_a_run_was_killed_is_not_lost(history, tmp_path):
    run = run_at(0)
    path = write(tmp_path, run, [found("reply", "stated"), found("price", "broken")], end=False)
    path.write_bytes(path.read_bytes() + b'{"finding":{"spec":"spe')
    history.take_left(tmp_path / "runs")
    (summary,) = history.runs()
    assert summary.run.partial
    assert summary.run.finished_at == ""
    assert [one.promise for one in history.findings(run.id)] == ["reply", "price"]


def test_a_run_that_goes_on_is_taken_again_with_all_that_it_found(history, tmp_path):
    run = run_at(0)
    path = write(tmp_path, run, [found("reply", "stated")], end=False)
    history.take_left(tmp_path / "runs")
    whole = write(tmp_path / "elsewhere", run, [found("reply", "stated"), found("price", "broken")])
    path.write_bytes(whole.read_bytes())
    history.take_left(tmp_path / "runs")
    (summary,) = history.runs()
    assert not summary.run.partial
    assert len(history.findings(run.id)) == 2


def test_less_of_a_run_does_not_take_the_place_of_more(history, tmp_path):
    run = run_at(0)
    early = write(tmp_path / "early", run, [found("reply", "stated")], end=False)
    history.take(write(tmp_path, run, [found("reply", "stated"), found("price", "broken")]))
    history.take(early)
    (summary,) = history.runs()
    assert summary.run == run
    assert len(history.findings(run.id)) == 2


def test_a_journal_that_is_damaged_gives_what_it_has_and_says_so(history, tmp_path):
    run = run_at(0)
    path = write(tmp_path, run, [found("reply", "stated")], end=False)
    path.write_bytes(path.read_bytes() + b"{not json}\n" + b'{"problem": "later"}\n')
    (tmp_path / "runs/empty.jsonl").touch()
    (tmp_path / "runs/other.jsonl").write_text('{"run": {"id": "x", "started_at": "yesterday"}}\n[1]\n')
    history.take_left(tmp_path / "runs")
    (summary,) = history.runs()
    assert summary.problems == (f"the journal {path.name} is damaged after 1 findings",)
    assert len(history.findings(run.id)) == 1


def test_runs_that_are_too_old_go_with_all_that_only_they_had(url, tmp_path):
    history, engine = open_history(url, tmp_path, keep_days=30), opened(url, tmp_path)
    old = run_at(-29)
    taken(history, tmp_path, old, [found("gone", "stated"), found("reply", "stated", at=old.started_at)])
    strict = open_history(url, tmp_path, keep_days=10)
    taken(strict, tmp_path, run_at(0), [found("reply", "stated", at=run_at(0).started_at)])
    assert [one.run.id for one in strict.runs()] == [run_at(0).id]
    assert [count(engine, table) for table in (RUNS, FINDINGS, CHECKS, CONTENTS)] == [1, 1, 1, 2]
    strict.take_left(tmp_path / "runs")
    assert count(engine, RUNS) == 1


def test_two_runs_of_the_same_second_are_two(history, tmp_path):
    first = run_at(0)
    for number in range(20):
        run = type(first)(f"{first.id}{number}", first.started_at, branch="main")
        taken(history, tmp_path, run, [found("reply", "stated")])
    assert len(history.runs(100)) == 20


@pytest.mark.parametrize("text", ["\0", "\ud800", "ß\u202e", "'; DROP TABLE promises_runs; --"])
def test_any_name_is_kept(history, tmp_path, text):
    one = found(f"a{text}", "broken", f"stated[{text}]", spec=f"specs/{text}.yaml", words=text)
    for day in (-1, 0):
        report = taken(history, tmp_path, run_at(day, f"b{text}"), [one])
    assert report.since[one.key].runs == 2
    assert history.findings(run_at(0, f"b{text}").id) == (one,)
    assert json.dumps(report.since[one.key].at)


def test_the_owner_of_a_check_is_the_one_that_it_has_now(history, tmp_path):
    from dataclasses import replace

    one = found("reply", "broken")
    taken(history, tmp_path, run_at(-1), [one])
    taken(history, tmp_path, run_at(0), [replace(one, owner="shop")])
    (check,) = history.standing()
    assert check.owner == "shop"
