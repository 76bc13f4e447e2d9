import json

import pytest
from jsonschema import Draft202012Validator

from pytest_promises.cli import main
from pytest_promises.spec.schema import SCHEMA_FILE

GOOD = """\
version: 1
site: https://shop.example
channels: {faq: {page: /faq}}
promises:
  first-reply: {topic: reply, within: 24 hours, stated_on: [faq]}
"""


@pytest.fixture
def specs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "specs"
    folder.mkdir()
    folder.joinpath("good.yaml").write_text(GOOD, "utf-8")
    return folder


def test_good_specs_have_no_problems(specs, capsys):
    specs.joinpath("_part.yaml").write_text("service: Shop\n", "utf-8")
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 spec, no problems\n"


def test_every_problem_of_every_file_is_told(specs, capsys):
    specs.joinpath("bad.yaml").write_text(
        GOOD.replace("stated_on", "stated_in").replace("24 hours", "soonish"), "utf-8"
    )
    specs.joinpath("worse.yml").write_text("version: 2\n", "utf-8")
    assert main(["check", "specs"]) == 1
    shown = capsys.readouterr().out
    assert "specs/bad.yaml:5:48: " in shown
    assert "did you mean `stated_on`?" in shown
    assert "specs/bad.yaml:5:39: " in shown
    assert "specs/worse.yml:1:10: " in shown
    assert shown.splitlines()[-1].startswith("3 specs, ")


def test_a_problem_of_a_shared_file_is_told_once(specs, capsys):
    specs.joinpath("_part.yaml").write_text("servise: Shop\n", "utf-8")
    for name in ("one", "two"):
        specs.joinpath(f"{name}.yaml").write_text(f"extends: _part.yaml\n{GOOD}", "utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out.count("_part.yaml:1:1") == 1


def test_a_path_that_is_not_there_is_wrong_usage(specs, capsys):
    assert main(["check", "spec"]) == 2
    assert "there is no spec;" in capsys.readouterr().err


def test_a_folder_without_specs_is_not_fine(specs, tmp_path, capsys):
    tmp_path.joinpath("empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert "no spec (*.yaml) in empty" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "--report"]])
def test_schemas_are_printed(arguments, capsys):
    assert main(arguments) == 0
    Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_the_schema_can_leave_out_what_happens_to_be_installed(capsys):
    assert main(["schema", "--built-in"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(SCHEMA_FILE.read_text("utf-8"))


def test_the_browser_is_named_with_the_reason(monkeypatch, tmp_path, capsys):
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\n", "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("PROMISES_BROWSER", str(browser))
    assert main(["browser"]) == 0
    path, why = capsys.readouterr().out.splitlines()
    assert path == str(browser)
    assert "PROMISES_BROWSER" in why


def test_without_a_browser_the_one_command_that_gets_one_is_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert main(["browser", "--engine", "firefox"]) == 1
    assert "playwright install firefox" in capsys.readouterr().err


def test_faults_of_the_shop_are_listed(capsys):
    assert main(["shop", "--faults"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 30


def test_an_unknown_fault_is_wrong_usage(capsys):
    assert main(["shop", "--fault", "stale-fak"]) == 2
    assert "there is no fault stale-fak" in capsys.readouterr().err
