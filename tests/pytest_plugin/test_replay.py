"""What a run kept is enough to judge it again, offline."""

import json
from pathlib import Path

import pytest

from pytest_promises.cli import main

RUN = ("--promises", "--promises-history", "off", "-p", "no:cacheprovider")


@pytest.fixture
def ran(project, site, monkeypatch):
    """A project whose run is over, with its site gone."""
    project.runpytest(*RUN, "--promises-report", "json=first.json")
    monkeypatch.chdir(project.path)
    site.pages.clear()
    return project


def replayed(*arguments):
    status = main(["replay", "last", *arguments, "--report", "json=again.json"])
    return status, Path("again.json").read_text("utf-8")


def test_a_run_judged_again_gives_the_same_bytes(ran, capsys):
    status, text = replayed()
    assert text == (ran.path / "first.json").read_text("utf-8")
    assert status == 0
    assert "2 stated, 1 consistent" in capsys.readouterr().out


def test_a_changed_spec_is_judged_by_what_was_heard_then(ran, capsys):
    spec = ran.path / "specs" / "support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("within: 24 hours", "within: 48 hours"), "utf-8")
    status, text = replayed()
    assert status == 1
    assert {one["verdict"] for one in json.loads(text)["findings"]} == {"contradicted"}
    assert "contradicted" in capsys.readouterr().out


def test_the_specs_of_then_are_kept_too(ran):
    spec = ran.path / "specs" / "support.yaml"
    spec.unlink()
    status, text = replayed("--then")
    assert (status, text) == (0, (ran.path / "first.json").read_text("utf-8"))


def test_what_is_not_kept_any_more_is_inconclusive_and_says_so(ran):
    for path in (ran.path / ".promises" / "evidence").glob("??/*.json.gz"):
        path.unlink()
    status, text = replayed()
    assert status == 1
    assert {one["verdict"] for one in json.loads(text)["findings"]} == {"inconclusive"}
    assert "is not kept any more" in text


def test_a_run_that_there_is_not_is_named_with_those_that_there_are(ran, capsys):
    assert main(["replay", "2020"]) == 2
    assert "2020 is no run: there are 20" in capsys.readouterr().err


def test_without_evidence_there_is_nothing_but_the_findings(project, site):
    project.runpytest(*RUN, "--promises-evidence", "off")
    assert not (project.path / ".promises" / "evidence").exists()
    (journal,) = (project.path / ".promises" / "runs").iterdir()
    assert [*json.loads(journal.read_text("utf-8").splitlines()[0])] == ["run"]


def test_a_run_that_only_collects_keeps_nothing(project, site):
    project.runpytest("--promises", "--collect-only")
    assert not (project.path / ".promises").exists()


def test_workers_keep_the_same(project, site, monkeypatch):
    project.runpytest_subprocess(*RUN, "-n", "2", "--promises-report", "json=first.json")
    monkeypatch.chdir(project.path)
    site.pages.clear()
    status, text = replayed()
    first = json.loads((project.path / "first.json").read_text("utf-8"))
    assert status == 0
    assert sorted(json.loads(text)["findings"], key=str) == sorted(first["findings"], key=str)


def test_git_leaves_the_folder_alone(project, site):
    project.runpytest(*RUN)
    assert (project.path / ".promises" / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"


@pytest.mark.parametrize("line", ['{"run": {"id": 1}}', '{"finding": []}', "[1]", "no JSON"])
def test_a_journal_that_is_none_is_refused_in_one_line(ran, capsys, line):
    journal = ran.path / ".promises" / "runs" / "20990101T000000-000000.jsonl"
    journal.write_text(f"{line}\n", "utf-8")
    assert main(["replay", "last"]) == 2
    assert capsys.readouterr().err.startswith("promises replay: ")
