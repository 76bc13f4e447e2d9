"""`promises history`."""

import json

import pytest
from tests.history.journalling import SPEC, found, run_at, taken, write

from pytest_promises.cli import main
from pytest_promises.history import open_history
from pytest_promises.reporting.printable import printable, width

FOLDER = ".promises"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PROMISES_HISTORY", raising=False)
    return tmp_path


@pytest.fixture
def promises(capsys):
    def call(*arguments):
        status = main(["history", *arguments])
        shown = capsys.readouterr()
        return status, shown.out + shown.err

    return call


def fill(folder, url=""):
    history = open_history(url, folder)
    for day, verdict in ((-3, "stated"), (-2, "contradicted"), (-1, "contradicted"), (0, "contradicted")):
        share = found("speed", "kept", "kept[orders]", value=95.0 + day)
        taken(history, folder, run_at(day), [found("first-reply", verdict), share])


def test_the_last_runs_and_what_is_broken_since_when(promises, here):
    fill(here / FOLDER)
    status, shown = promises()
    assert status == 0
    lines = shown.splitlines()
    newest = next(line for line in lines if "main" in line)
    assert newest.split("  ")[-1] == "1 broken, 1 kept"
    assert [line.endswith("(1 newly broken)") for line in lines[2:6]] == [False, False, True, False]
    assert "1 broken on main, of 2 checks" in lines
    assert lines[-1].startswith("  first-reply stated[faq]: contradicted for ")
    assert lines[-1].endswith(", in 3 runs, support")


def test_the_course_of_a_promise(promises, here):
    fill(here / FOLDER)
    status, shown = promises("first-reply")
    assert status == 0
    lines = shown.splitlines()
    assert lines[1] == "one character a run: . kept, X broken, w waived, ? no answer"
    assert lines[3] == SPEC
    assert lines[4].startswith("  stated[faq]: contradicted for ")
    assert lines[4].endswith("; kept in 1 of 4 runs, broken 1 time")
    assert lines[5] == "    .XXX"
    assert "measured 92 to 95, median 93.5, last 95" in promises("speed")[1]


def test_a_year_fits_on_eighty_columns_and_nothing_raw_comes_through(promises, here):
    history = open_history("", here / FOLDER)
    for day in range(-300, 1, 3):
        evil = found("reply\x1b[31m", "broken", "stated[\u202efaq]", spec="specs/\x07.yaml")
        taken(history, here / FOLDER, run_at(day, "feature/\x1b]0;x"), [evil])
    for arguments in ((), ("reply\x1b[31m",)):
        status, shown = promises(*arguments)
        assert status == 0
        for line in shown.splitlines():
            assert printable(line) == line
            assert width(line) <= 80
    assert "X" * 10 in shown


def test_json_has_all_of_it(promises, here):
    fill(here / FOLDER)
    whole = json.loads(promises("--json")[1])
    assert [run["counts"] for run in whole["runs"]][-1] == {"stated": 1, "kept": 1}
    broken = next(check for check in whole["checks"] if check["verdict"] == "contradicted")
    assert (broken["since"]["runs"], broken["since"]["before"]) == (3, "stated")
    one = json.loads(promises("first-reply", "--json")[1])
    assert [point["verdict"] for point in one["checks"][0]["points"]] == ["stated"] + ["contradicted"] * 3


def test_only_as_many_days_as_asked_for(promises, here):
    fill(here / FOLDER)
    shown = promises("first-reply", "--days", "2", "--json")[1]
    assert len(json.loads(shown)["checks"][0]["points"]) in {2, 3}
    with pytest.raises(SystemExit):
        promises("--days", "0")


def test_a_run_that_was_killed_is_taken_and_named(promises, here):
    write(here / FOLDER, run_at(0), [found("first-reply", "stated")], end=False)
    status, shown = promises()
    assert status == 0
    assert "main  killed  1 kept" in shown


def test_a_promise_that_nobody_made_is_told_with_the_one_that_may_be_meant(promises, here):
    fill(here / FOLDER)
    status, shown = promises("first-replay")
    assert status == 2
    assert "did you mean first-reply?" in shown


def test_where_there_is_no_history_none_is_made(promises, here):
    status, shown = promises()
    assert status == 1
    assert "there is no history in .promises: run `pytest --promises`" in shown
    assert list(here.iterdir()) == []


def test_a_database_is_named_by_an_option_or_by_the_environment(promises, here, monkeypatch):
    fill(here / "elsewhere")
    url = f"sqlite:///{here / 'elsewhere/history.sqlite'}"
    assert "first-reply" in promises("--history", url)[1]
    monkeypatch.setenv("PROMISES_HISTORY", url)
    assert "first-reply" in promises()[1]
    status, shown = promises("--history", "postgresql://me:s3cret@127.0.0.1:9/p")
    assert status == 1
    assert "s3cret" not in shown


def test_branches_are_told_apart(promises, here):
    fill(here / FOLDER)
    taken(
        open_history("", here / FOLDER),
        here / FOLDER,
        run_at(0, "feature", minutes=5),
        [found("first-reply", "stated")],
    )
    assert "no broken on feature" in promises()[1]
    assert "1 broken on main" in promises("--branch", "main")[1]
    assert "has no run of a branch other" in promises("--branch", "other")[1]
