"""Runs and their history: what changed is told, nothing is lost, and trouble is no verdict."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from pytest_promises.history import open_history
from pytest_promises.history.story import number_of
from pytest_promises.pytest_plugin.run_info import new_run


@pytest.fixture
def history(project):
    return lambda: open_history("", project.path / ".promises")


def test_what_changed_since_the_run_before_is_told(project, site):
    first = project.runpytest("--promises")
    first.stdout.no_fnmatch_line("since *")
    site.says("/faq", "How fast do you reply? We reply to e-mails within 2 business days.")
    project.runpytest("--promises").stdout.fnmatch_lines(
        [
            "1 promise, 3 checks, 2 loads: *",
            "since 20??-??-?? ??:??: 2 newly broken",
            "  first-reply stated[[]faq]: newly broken",
            "  first-reply consistent: newly broken",
        ]
    )
    project.runpytest("--promises").stdout.fnmatch_lines(["since *: 2 still broken"])
    site.says("/faq", "How fast do you reply? We reply to e-mails within 24 hours.")
    project.runpytest("--promises").stdout.fnmatch_lines(["since *: 2 newly kept"])


def test_every_run_is_in_the_history_with_what_it_found(project, history):
    project.runpytest("--promises")
    project.runpytest("--promises", "-k", "faq")
    newer, older = history().runs()
    assert (newer.run.partial, older.run.partial) == (True, False)
    assert sum(older.counts.values()) == 3
    assert [one.check for one in history().findings(newer.run.id)] == ["stated[faq]"]


def test_workers_write_the_history_once(project, history):
    project.runpytest("--promises", "-n", "2", "-p", "xdist").assert_outcomes(passed=3)
    (run,) = history().runs()
    assert sum(run.counts.values()) == 3
    assert not run.run.partial


def test_a_check_that_nobody_asks_for_any_more_is_gone_and_one_left_out_is_not(project, history):
    project.runpytest("--promises")
    report = project.path / "report.json"
    project.runpytest("--promises", "-k", "faq")
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text().replace("[contact, faq]", "[faq]"))
    project.runpytest("--promises", f"--promises-report=json={report}").stdout.fnmatch_lines(["since *: 1 gone"])
    assert [one.key[2] for one in history().standing()] == ["stated[faq]", "consistent"]


def test_a_history_can_be_left_out(project):
    project.runpytest("--promises", "--promises-history=off").assert_outcomes(passed=3)
    assert not (project.path / ".promises/history.sqlite").exists()


def test_a_history_that_cannot_be_written_by_default_is_told_and_the_run_stands(project):
    project.mkdir(".promises").joinpath("history.sqlite").mkdir()
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=3)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["the history in *history.sqlite cannot be used: *"])


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:s3cret@127.0.0.1:9/promises", "the history in postgresql://127.0.0.1:9/promises cannot be*"),
        ("mysql://me:s3cret@host/promises", "no history can be kept in mysql; write sqlite:///*"),
        ("s3cret", "the URL of the history is none*"),
    ],
)
def test_a_history_that_was_asked_for_and_cannot_be_had_fails_the_run(project, monkeypatch, url, told):
    monkeypatch.setenv("PROMISES_HISTORY", url)
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=3)
    assert result.ret == pytest.ExitCode.INTERNAL_ERROR
    result.stdout.fnmatch_lines([told])
    assert "s3cret" not in str(result.stdout) + str(result.stderr)


def test_reports_have_what_changed(project, site):
    project.runpytest("--promises")
    site.says("/faq", "We reply within 3 days.")
    project.runpytest("--promises", "--promises-report=json=report.json")
    plain = json.loads((project.path / "report.json").read_text())
    assert "newly broken" in json.dumps(plain)


MANY = 60


@pytest.mark.parametrize("lines", [1, 17, 40])
def test_no_finding_is_lost_when_a_run_is_killed(project, site, history, lines):
    names = [f"c{number}" for number in range(MANY)]
    channels = "".join(f"  {name}: {{page: /contact, view: http}}\n" for name in names)
    (project.path / "specs/support.yaml").write_text(
        f"version: 1\nsite: {site.url}\nchannels:\n{channels}promises:\n  first-reply:\n    topic: reply\n"
        f"    within: 24 hours\n    stated_on: [{', '.join(names)}]\n"
    )
    command = [sys.executable, "-u", "-m", "pytest", "--promises", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=project.path, stdout=subprocess.PIPE, text=True, env=environment) as process:
        printed = []
        for line in process.stdout:
            printed += re.findall(r"^  stated +first-reply (c\d+):", line)
            if len(printed) == lines:
                process.send_signal(signal.SIGKILL)
    assert lines <= len(printed) <= MANY
    project.runpytest("--promises", "-k", "c1 and not c10")
    killed = history().runs()[-1]
    assert killed.run.partial
    found = {one.channel for one in history().findings(killed.run.id)}
    assert set(printed) <= found


def test_ids_and_numbers_of_runs_sort_by_time_to_less_than_a_millisecond():
    runs = []
    for _ in range(5):
        runs.append(new_run({}))
        time.sleep(0.001)
    assert sorted(run.id for run in runs) == [run.id for run in runs]
    assert sorted(map(number_of, runs)) == [number_of(run) for run in runs]
