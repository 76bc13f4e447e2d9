"""A spec that asks for coverage has one check more, which runs, is selected, reported and judged again as any other."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pytest_promises.cli import main

CHECK = "specs/support.yaml::coverage"
UNDECLARED = "Standard delivery takes 3-5 business days."


def ask(project, coverage="{}"):
    spec = project.path / "specs/support.yaml"
    text = spec.read_text("utf-8").split("\ncoverage:")[0].rstrip()
    spec.write_text(f"{text}\ncoverage: {coverage}\n", "utf-8")
    return len(text.splitlines()) + 1


@pytest.fixture
def undeclared(project, site):
    """A project whose FAQ tells of the delivery, which no promise is about."""
    ask(project)
    site.says("/faq", "We reply to e-mails within 24 hours.", UNDECLARED)
    return project


def test_what_is_stated_is_covered(project, site):
    ask(project)
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(
        [
            "  covered       coverage: 100 % (1 of 1 statement)",
            "1 promise, 4 checks, 2 loads: 2 stated, 1 consistent, 1 covered",
        ]
    )
    assert site.hits == {"/contact": 1, "/faq": 1}


def test_a_spec_that_asks_for_nothing_has_no_such_check(project):
    project.runpytest("--promises", "-m", "coverage").assert_outcomes(deselected=3)


def test_what_no_promise_covers_fails_with_its_words_and_the_promise_to_declare(undeclared):
    line = ask(undeclared)
    result = undeclared.runpytest("--promises")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        [
            "  uncovered     coverage: promises cover 1 of 2 statements (50 %), 100 % is*",
            f"specs/support.yaml:{line}:1: uncovered",
            "  channel    faq: no promise covers it",
            "  words      Standard delivery takes »3-5 business days«.",
            "  declare    delivery-standard: {topic: delivery, within: 3-5 business days,",
            "             scope: {method: standard}, stated_on: [[]faq]}",
            f"FAILED {CHECK} - uncovered: *",
        ]
    )


def test_the_promise_that_is_proposed_is_stated_and_makes_it_covered(undeclared):
    undeclared.runpytest("--promises", "--promises-json=report.json")
    report = json.loads((undeclared.path / "report.json").read_text("utf-8"))
    (entry,) = (quote["declare"] for one in report["findings"] for quote in one["quotes"] if quote["declare"])
    spec = undeclared.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("promises:\n", f"promises:\n  {entry}\n"), "utf-8")
    result = undeclared.runpytest("--promises")
    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(
        ['  stated * delivery-standard faq: "3-5 business days"', "  covered * coverage: 100 %*"]
    )


def test_what_contradicts_a_promise_is_that_promises_business(project, site):
    ask(project)
    site.says("/faq", "We reply to e-mails within 3 days.")
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["  covered       coverage: 100 % (2 of 2 statements)"])


@pytest.mark.parametrize(
    "arguments",
    [
        [CHECK],
        ["-k", "coverage"],
        ["-m", "coverage"],
        ["-m", "shop"],
        ["-m", "promises(check='coverage', owner='shop', spec='support')"],
    ],
)
def test_it_is_selected_as_other_checks_are(undeclared, site, arguments):
    ask(undeclared, "{owner: shop}")
    undeclared.runpytest("--promises", *arguments).assert_outcomes(
        failed=1, deselected=0 if arguments == [CHECK] else 3
    )
    assert site.hits == {"/contact": 1, "/faq": 1}


def test_it_loads_the_channels_that_it_is_asked_of_alone(undeclared, site):
    ask(undeclared, "{on: [contact]}")
    undeclared.runpytest("--promises", CHECK).assert_outcomes(passed=1)
    assert site.hits == {"/contact": 1}


def test_it_runs_again_when_it_failed_last(undeclared, site):
    undeclared.runpytest("--promises")
    site.says("/faq", "We reply to e-mails within 24 hours.")
    undeclared.runpytest("--promises", "--lf").assert_outcomes(passed=1, deselected=3)


def test_it_can_end_a_run(undeclared):
    undeclared.runpytest("--promises", "-x", "-k", "coverage or consistent").assert_outcomes(
        passed=1, failed=1, deselected=2
    )


def test_a_draft_and_a_waived_one_fail_nothing(undeclared):
    ask(undeclared, "{draft: true}")
    undeclared.runpytest("--promises").assert_outcomes(passed=3, xfailed=1)
    ask(undeclared, "{waived: {until: 2999-12-31, why: the FAQ is being rewritten}}")
    result = undeclared.runpytest("--promises")
    result.assert_outcomes(passed=3, xfailed=1)
    result.stdout.fnmatch_lines(["specs/support.yaml:*: coverage: waived until 2999-12-31: the FAQ is being rewritten"])


def test_the_verdict_can_be_let_through(undeclared):
    undeclared.runpytest("--promises", "--promises-fail-on=contradicted").assert_outcomes(passed=3, xfailed=1)
    undeclared.runpytest("--promises", "--promises-fail-on=uncovered").assert_outcomes(passed=3, failed=1)


def test_a_page_that_is_down_leaves_it_open(project, site):
    ask(project, "{at_least: 50%}")
    site.pages["/faq"] = 503
    result = project.runpytest("--promises", CHECK)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"  inconclusive  coverage: server error, {site.url}/faq"])


def test_workers_find_the_same(undeclared):
    result = undeclared.runpytest_subprocess("--promises", "-n", "2")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*declare    delivery-standard: *", f"*FAILED {CHECK} - uncovered: *"])


def test_what_a_run_kept_is_judged_to_the_same_bytes(undeclared, site, monkeypatch):
    undeclared.runpytest("--promises", "--promises-history=off", "--promises-report", "json=first.json")
    monkeypatch.chdir(undeclared.path)
    site.pages.clear()
    assert main(["replay", "last", "--report", "json=again.json"]) == 1
    assert Path("again.json").read_bytes() == Path("first.json").read_bytes()


def test_coverage_that_is_asked_for_later_is_judged_by_what_was_heard_then(project, site, monkeypatch):
    site.says("/faq", "We reply to e-mails within 24 hours.", UNDECLARED)
    project.runpytest("--promises", "--promises-history=off")
    monkeypatch.chdir(project.path)
    site.pages.clear()
    ask(project)
    assert main(["replay", "last", "--report", "json=again.json"]) == 1
    findings = json.loads(Path("again.json").read_text("utf-8"))["findings"]
    assert [one["verdict"] for one in findings] == ["stated", "stated", "consistent", "uncovered"]


def test_it_is_asked_again_when_any_of_its_channels_has_changed(undeclared, site):
    site.says("/faq", "We reply to e-mails within 24 hours.")
    options = ("--promises", "--promises-changed-since=last-run")
    undeclared.runpytest(*options).assert_outcomes(passed=4)
    undeclared.runpytest(*options).assert_outcomes(deselected=4)
    site.says("/faq", "We reply to e-mails within 24 hours.", UNDECLARED)
    undeclared.runpytest(*options).assert_outcomes(passed=1, failed=1, deselected=2)


def test_every_report_tells_it(undeclared):
    line = ask(undeclared)
    formats = ("html", "json", "jsonl", "sarif", "gitlab", "github", "ctrf", "markdown", "openmetrics", "badge")
    reports = [f"--promises-report={name}=out.{name}" for name in formats]
    result = undeclared.runpytest("--promises", *reports, "--junitxml=out.xml")
    text = {name: (undeclared.path / f"out.{name}").read_text("utf-8") for name in formats}
    assert "Customers are told what no promise covers" in text["html"]
    assert "delivery-standard: {topic: delivery" in text["html"]
    (found,) = (one for one in json.loads(text["sarif"])["runs"][0]["results"] if one["ruleId"] == "uncovered")
    assert found["locations"][0]["physicalLocation"]["region"] == {"startLine": line, "startColumn": 1}
    assert "delivery-standard: {" in found["message"]["text"]
    (issue,) = json.loads(text["gitlab"])
    assert (issue["description"].partition(":")[0], issue["location"]["lines"]["begin"]) == ("coverage", line)
    assert f"::error file=specs/support.yaml,line={line},col=1,title=coverage%3A uncovered::" in text["github"]
    (test,) = (one for one in json.loads(text["ctrf"])["results"]["tests"] if one["status"] == "failed")
    assert test["name"] == "coverage"
    assert "coverage" in text["markdown"]
    assert 'promises_check_passed{promise="coverage",check="coverage"' in text["openmetrics"]
    assert "1 of 2 broken" in text["badge"]
    assert '"uncovered"' in text["jsonl"]
    (case,) = (one for one in ET.parse(undeclared.path / "out.xml").iter("testcase") if one.find("failure") is not None)
    assert case.get("name") == "coverage"
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_the_history_has_its_share_from_run_to_run(undeclared, site, monkeypatch, capsys):
    undeclared.runpytest("--promises")
    site.says("/faq", "We reply to e-mails within 24 hours.")
    undeclared.runpytest("--promises")
    monkeypatch.chdir(undeclared.path)
    assert main(["history", "coverage"]) == 0
    told = capsys.readouterr().out
    assert "measured 50 % to 100 %" in told
    assert "coverage: " in told


DOCS = (Path(__file__).parents[2] / "docs" / "spec.md").read_text("utf-8").partition("\n## Coverage\n")[2]


def test_the_docs_show_what_is_told(project, site, pytester):
    spec, told = (DOCS.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("yaml", "text"))
    (project.path / "specs/support.yaml").unlink()
    (project.path / "specs/shop.yaml").write_text(f'{spec}site: "{site.url}"\n', "utf-8")
    site.says("/", UNDECLARED, heading="Welcome")
    result = project.runpytest("--promises", "specs/shop.yaml::coverage")
    assert told.replace("https://shop.example", site.url) in "\n".join(result.outlines) + "\n"
