"""How what was measured is told: on 80 columns, and in the report."""

from jsonschema import Draft202012Validator

from pytest_promises.model.finding import Figure, Finding, Quote, Verdict
from pytest_promises.model.hearing import Evidence
from pytest_promises.model.promise import Location
from pytest_promises.reporting import json_report
from pytest_promises.reporting.printable import width
from pytest_promises.reporting.text import headline, line, tell

from .test_json_report import report

SHARE = Figure("share", "96.4 % within 24 hours", 96.4, 95.8, 96.9, "%")
HONEST = Figure("honest promise", "18 hours", 64800.0, unit="seconds")


def measured(**more):
    fields = {
        "spec": "specs/support.yaml", "promise": "first-reply", "check": "kept[tickets]", "kind": "kept",
        "verdict": Verdict.KEPT, "location": Location("specs/support.yaml", 26, 15), "owner": "support",
        "declared": "24 hours", "text": "We answer every e-mail within 24 hours.",
        "why": "96.4 % (95.8-96.9 %) of 4,210 records were answered within 24 hours; at least 95 % must be",
        "figures": (SHARE, HONEST), "evidence": Evidence(url="tickets.parquet", as_of="2026-10-31T22:00:00+00:00"),
    }  # fmt: skip
    return Finding(**{**fields, **more})


def test_what_is_kept_is_one_line_with_what_would_be_honest():
    expected = "  kept          first-reply tickets: 96.4 % within 24 hours, 18 hours would be honest"
    assert line(measured(), 100) == expected
    assert width(line(measured())) <= 80
    assert line(measured()).startswith("  kept          first-reply tickets: 96.4 % within 24 hours, 18 hours")


def test_an_honest_promise_that_is_the_declared_one_is_not_said_twice():
    same = Figure("honest promise", "24 hours", 86400.0, unit="seconds")
    assert line(measured(figures=(SHARE, same)), 100).endswith(": 96.4 % within 24 hours")


def test_what_is_broken_says_why_in_its_line():
    finding = measured(
        verdict=Verdict.BROKEN, quotes=(Quote("cart", "4.90 €", role="met"),), why="shipping costs 4.90 EUR"
    )
    assert line(finding) == "  broken        first-reply tickets: shipping costs 4.90 EUR"
    assert headline(finding) == "broken: shipping costs 4.90 EUR"


def test_a_breach_tells_all_that_was_measured():
    thai = Figure("share", "80.5 % within 24 hours", 80.5, 76.3, 84.2, "%", ("th", ""))
    tenth = Figure("percentile 95", "31 hours", 111600.0, 108000.0, None, "seconds")
    finding = measured(
        verdict=Verdict.BROKEN, figures=(SHARE, thai, tenth, HONEST), remedy="Be faster.", notes=("One.",)
    )
    assert tell(finding).split("\n") == [
        "specs/support.yaml:26:15: broken",
        "",
        "  promise    We answer every e-mail within 24 hours.",
        "  declared   24 hours",
        "  looked at  tickets.parquet",
        "  as of      2026-10-31T22:00:00+00:00",
        "",
        "  measured   share: 96.4 % within 24 hours (95.8-96.9 %)",
        "             share, th / none: 80.5 % within 24 hours (76.3-84.2 %)",
        "             percentile 95: 31 hours (at least 30 hours)",
        "             honest promise: 18 hours",
        "",
        "  why        96.4 % (95.8-96.9 %) of 4,210 records were answered within 24",
        "             hours; at least 95 % must be",
        "  do         Be faster.",
        "  note       One.",
        "  owner      support",
    ]


def test_figures_of_hundreds_of_groups_are_not_all_shown():
    many = tuple(Figure("share", f"{number} %", float(number), unit="%", group=(str(number),)) for number in range(40))
    text = tell(measured(figures=many))
    assert "share, 11: 11 %" in text
    assert "share, 12: 12 %" not in text
    assert "             and 28 more" in text
    assert all(width(one) <= 80 for one in text.split("\n"))


def test_nothing_of_a_record_reaches_the_terminal_raw():
    hostile = "\x1b[31mth\x07\u202e\x9b\nkept"
    finding = measured(figures=(Figure("share", "9 %", 9.0, unit="%", group=(hostile,)),), why=f"language {hostile}")
    for text in (tell(finding), line(finding), headline(finding)):
        assert not set("\x1b\x07\u202e\x9b") & set(text)
    assert "share, \\x1b[31mth\\x07\\u202e\\x9b kept: 9 %" in tell(finding)


def test_a_report_with_figures_is_valid_by_its_schema():
    data = json_report.plain(report(measured(), measured(verdict=Verdict.BROKEN)))
    assert list(Draft202012Validator(json_report.schema()).iter_errors(data)) == []
    assert data["summary"] == {"broken": 1, "kept": 1}
    assert data["findings"][0]["figures"][0] == {
        "name": "share", "text": "96.4 % within 24 hours", "value": 96.4, "low": 95.8, "high": 96.9, "unit": "%",
        "group": [],
    }  # fmt: skip
