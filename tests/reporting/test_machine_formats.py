"""Each format is held against its published schema, or read by what reads it in earnest."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator
from markdown_it import MarkdownIt
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from pytest_promises.hookspecs import ReportFormat
from pytest_promises.model.finding import PASSING, Figure, Verdict
from pytest_promises.model.report import Change, Report, RunInfo, Since
from pytest_promises.plugins import manager, report_formats
from pytest_promises.reporting import json_report
from pytest_promises.reporting.machine import badge, ctrf, github, gitlab, json_lines, markdown, openmetrics, sarif

from .test_text import contradiction

SCHEMAS = Path(__file__).with_name("schemas")
HOSTILE = '\x1b[31m\u202e\x07"<img src=x onerror=alert(1)>|`*_[a](javascript:x)\n::error::x\\'
RUN = RunInfo(
    "20261101T000000-abcdef",
    "2026-11-01T00:00:00+00:00",
    "2026-11-01T00:01:00+00:00",
    "0.5.0",
    "main",
    "c0ffee",
    "https://ci.example/1",
)


def schema(name):
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def findings():
    """One finding of each verdict, and some with hostile texts."""
    for number, verdict in enumerate(Verdict):
        yield contradiction(verdict=verdict, promise=f"promise-{number}", direction=None)
    waived = contradiction(verdict=Verdict.WAIVED, underlying=Verdict.UNSTATED, promise="waived", notes=("until June",))
    yield waived
    yield contradiction(verdict=Verdict.VAGUE, promise="draft", draft=True)
    share = Figure("share", "96 %", 96.4, 95.8, 96.9, "%", ("th", HOSTILE))
    times = Figure("percentile 95", "2 days", 2.0, None, None, "business days")
    yield contradiction(verdict=Verdict.KEPT, promise="kept", figures=(share, times, Figure("note", "none")))
    yield contradiction(words=HOSTILE, promise=HOSTILE, why=HOSTILE, remedy=HOSTILE, owner=HOSTILE, text=HOSTILE)


def a_report(*given, **more):
    found = tuple(given or findings())
    since = {found[0].key: Since(Change.STILL_BROKEN, "2026-10-20T00:00:00+00:00", 12, Verdict.STATED)}
    more = {"problems": (f"specs/a.yaml:1:1: {HOSTILE}",), "gone": (("specs/a.yaml", "old", "stated[faq]"),), **more}
    return Report(RUN, found, since=since, **more)


def test_every_built_in_format_is_registered():
    assert set(report_formats(manager(installed=False))) == {
        "badge", "ctrf", "github", "gitlab", "html", "json", "jsonl", "markdown", "openmetrics", "sarif",
    }  # fmt: skip


@pytest.mark.parametrize("one", list(report_formats(manager(installed=False)).values()), ids=lambda one: one.name)
def test_no_format_writes_anything_that_a_terminal_or_a_browser_would_act_on(one: ReportFormat, tmp_path):
    one.write(a_report(), tmp_path / "report", {})
    text = (tmp_path / "report").read_text("utf-8")
    assert not set("\x1b\x07\u202e") & set(text)
    assert one.name in {"json", "jsonl", "sarif", "gitlab", "ctrf", "openmetrics", "github"} or "<img" not in text
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_the_report_is_valid_by_its_own_schema_in_both_forms():
    Draft202012Validator.check_schema(json_report.schema())
    assert list(Draft202012Validator(json_report.schema()).iter_errors(json_report.plain(a_report()))) == []
    line = json_report.schema() | {"$ref": "#/$defs/line"}
    for name in ("properties", "required", "additionalProperties"):
        line.pop(name)
    lines = list(json_lines.lines(a_report()))
    assert [list(Draft202012Validator(line).iter_errors(one)) for one in lines] == [[]] * len(lines)
    assert [*lines[0], *lines[1], *lines[-2], *lines[-1]] == ["run", "problem", "gone", "end"]
    assert sum("finding" in one for one in lines) == lines[-1]["end"]["findings"] == len(list(findings()))


def test_sarif_is_valid_by_the_schema_of_oasis():
    log = sarif.plain(a_report())
    assert list(Draft4Validator(schema("sarif-2.1.0.json")).iter_errors(log)) == []
    results = log["runs"][0]["results"]
    assert [one["level"] for one in results] == sorted(
        (one["level"] for one in results), key=["error", "warning", "note"].index
    )
    assert results[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "specs/support.yaml"}, "region": {"startLine": 26, "startColumn": 17},
    }  # fmt: skip
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in results)
    assert {one["ruleId"] for one in results if "suppressions" in one} == {"waived", "unstated"}


def test_a_fingerprint_stays_when_the_check_moves_in_its_spec_or_says_something_else():
    first, moved = (
        contradiction(),
        contradiction(why="otherwise", location=contradiction().location.__class__("x", 1, 1)),
    )
    assert sarif.fingerprint(first) == sarif.fingerprint(moved) != sarif.fingerprint(contradiction(check="consistent"))


def test_more_results_than_one_upload_takes_are_counted(monkeypatch):
    monkeypatch.setattr(sarif, "MOST", 3)
    run = sarif.plain(a_report(problems=()))["runs"][0]
    assert len(run["results"]) == 3
    assert "more findings are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_annotations_are_one_a_promise_at_the_specs_line():
    lines = list(github.annotations(a_report(contradiction(), contradiction(check="consistent"), problems=())))
    (line,) = lines
    assert line == (
        "::error file=specs/support.yaml,line=26,col=17,title=first-reply%3A contradicted (and 1 more checks)::"
        "faq-ru says within 2 business days, declared is within 24 hours%0AChange the words."
    )


def test_no_text_ends_a_command_or_begins_another():
    lines = list(github.annotations(a_report()))
    assert all(re.fullmatch(r"::(error|warning) [^\n\r]*", line) for line in lines)
    assert not any("::" in value for line in lines for value in line[2:].partition("::")[0].split(","))


def test_github_shows_ten_errors_and_the_last_tells_how_many_there_are():
    many = [contradiction(promise=f"promise-{number:02}") for number in range(12)]
    lines = list(github.annotations(a_report(*many, problems=())))
    assert len(lines) == github.MOST
    assert lines[-1].endswith("3 more promises are not shown here: see the report")


def test_the_summary_shows_failures_first_and_no_markup_of_others():
    text = markdown.text(a_report())
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert text.index("promise") > text.index("## Promises")
    assert html.count("<h3>") == len(
        {one.promise for one in findings() if one.verdict not in {*PASSING, Verdict.WAIVED} and not one.draft}
    )


def test_a_summary_stays_below_what_github_takes(monkeypatch):
    monkeypatch.setattr(markdown, "MOST_BYTES", 2_000)
    text = markdown.text(a_report(*(contradiction(promise=f"promise-{number}") for number in range(50)), problems=()))
    assert len(text.encode()) < 2_100
    assert re.search(r"\d+ more promises are not shown: see the report\.\n$", text)


def test_a_step_summary_is_appended(tmp_path, monkeypatch):
    path = tmp_path / "summary"
    path.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    markdown.Markdown().write(a_report(), path, {})
    assert path.read_text("utf-8").startswith("before\n## Promises")


def test_gitlab_gets_what_it_documents():
    issues = gitlab.plain(a_report())
    assert all({"description", "check_name", "fingerprint", "severity", "location"} <= set(one) for one in issues)
    assert {one["severity"] for one in issues} == {"critical", "major", "minor", "info"}
    assert issues[0]["location"] == {"path": "specs/support.yaml", "lines": {"begin": 26}}
    assert len({one["fingerprint"] for one in issues}) == len(issues)


def test_the_reference_parser_reads_the_metrics():
    families = {family.name: family for family in text_string_to_metric_families(openmetrics.text(a_report()))}
    passed = {sample.labels["promise"]: sample.value for sample in families["promises_check_passed"].samples}
    assert (passed["promise-0"], passed["waived"]) == (1.0, 0.0)
    assert sum(sample.value for sample in families["promises_checks"].samples) == len(list(findings()))
    (share,) = families["promises_observed_ratio"].samples
    assert share.value == pytest.approx(0.964)
    assert share.labels["group"].startswith("th / \\x1b[31m")
    assert families["promises_observed_business_days"].samples[0].value == 2.0
    assert families["promises_last_checked_timestamp_seconds"].samples[0].value == 1793491260


@given(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False))
def test_the_reference_parser_reads_any_label_and_any_number(text, value):
    figure = Figure(text, text, value, unit="seconds")
    exposition = openmetrics.text(
        a_report(contradiction(owner=text, promise=f"p{text}", figures=(figure,)), problems=())
    )
    names = [family.name for family in text_string_to_metric_families(exposition)]
    assert "promises_observed_seconds" in names


def test_ctrf_is_valid_by_its_published_schema():
    data = ctrf.plain(a_report())
    assert list(Draft7Validator(schema("ctrf.json")).iter_errors(data)) == []
    summary = data["results"]["summary"]
    assert summary["tests"] == sum(summary[name] for name in ("passed", "failed", "skipped", "pending", "other"))
    assert (summary["stop"] - summary["start"]) == 60_000


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([contradiction(verdict=Verdict.STATED)], ("1 kept", "brightgreen")),
        ([contradiction(), contradiction(promise="b", verdict=Verdict.KEPT)], ("1 of 2 broken", "red")),
        ([contradiction(verdict=Verdict.INCONCLUSIVE)], ("1 of 1 unchecked", "lightgrey")),
        ([contradiction(draft=True)], ("1 kept", "brightgreen")),
    ],
)
def test_a_badge_says_how_many_promises_hold(given, told, tmp_path):
    report = a_report(*given, problems=())
    assert badge.told(report) == told
    badge.Badge().write(report, tmp_path / "badge.svg", {})
    assert ET.parse(tmp_path / "badge.svg").getroot().attrib["aria-label"] == f"promises: {told[0]}"
    badge.Badge().write(report, tmp_path / "badge.json", {})
    shield = json.loads((tmp_path / "badge.json").read_text())
    assert (shield["schemaVersion"], shield["message"], shield["color"]) == (1, *told)


def test_a_badge_of_nothing_says_so():
    assert badge.told(Report(RUN, ())) == ("nothing checked", "lightgrey")
    assert badge.told(Report(RUN, (), ("a problem",))) == ("1 specs unread", "red")
