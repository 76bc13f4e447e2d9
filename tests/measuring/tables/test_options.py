"""Options of records that do not go together are told when a spec is loaded, at their line."""

import re
from pathlib import Path

import pytest
from tests.measuring.probing import Run

from pytest_promises.channels.presets.preset import Answer, Wanted
from pytest_promises.measuring.tables.vendors import DESKS

DOCS = (Path(__file__).parents[3] / "docs" / "record-sources.md").read_text("utf-8")
PAGES = {
    "api/v2/ticket_metrics": {"ticket_metrics": [{}], "meta": {"has_more": False}},
    "api/v2/tickets": [{}],
    "rest/api/3/search/jql": {"issues": [{"key": "H-1"}]},
    "rest/servicedeskapi/request/H-1/sla": {"values": [{"name": "Time to reply", "completedCycles": [{}]}]},
    "conversations": {"conversations": [{}]},
}
API = "source: https://acme.zendesk.com, preset"


@pytest.fixture
def problems(tmp_path):
    """Return what is wrong with records that are declared like that, on line 5."""

    def told(records):
        text = f"""
        records:
          tickets: {{{records}}}
        promises:
          reply: {{topic: reply, within: 2 hours, kept_by: {{records: tickets}}}}
        """
        return Run(tmp_path, "https://shop.example", text).problems

    return told


def test_sources_of_each_kind_with_their_own_options_have_no_problem(problems):
    times = "from: created_at, to: first_reply_at"
    for one in (
        "source: tickets.csv",
        "source: export.txt, as: csv",
        "source: https://shop.example/tickets.csv",
        "source: https://shop.example/export, as: parquet",
        "source: https://shop.example/api, read: rows, next: links.next",
        "source: /api, read: rows",
        "source: 'postgres://desk/tickets', table: tickets",
        f"{API}: zendesk.ticket_metrics, id: id",
        f"{API}: freshdesk.tickets, since: 2026-01-01T00:00:00Z",
    ):
        assert problems(f"{one}, {times}") == ""
    jira = f"{API}: jira.sla, goal: Reply, jql: project = HELP, from: started_at, to: stopped_at"
    assert problems(jira) == ""


@pytest.mark.parametrize(
    ("records", "place", "words"),
    [
        ("source: tickets.csv, table: tickets, from: a, to: b", "5:34", "only a database has tables"),
        ("source: https://shop.example/a, table: t, from: a, to: b", "5:45", "only a database has tables"),
        ("source: 'postgres://desk/tickets', from: a, to: b", "5:3", "lacks `table`"),
        ("source: 'postgres://desk/tickets', table: t, as: csv, from: a, to: b", "5:58", "what files are written in"),
        ("source: 'duckdb://a.duckdb', table: t, read: rows, from: a, to: b", "5:52", "answers in pages"),
        ("source: /api, read: rows, as: csv, from: a, to: b", "5:39", "what files are written in"),
        ("source: /api, read: 'rows[', from: a, to: b", "5:27", "`read:` is no JMESPath expression"),
        ("source: /api, read: rows, next: '-', from: a, to: b", "5:39", "`next:` is no JMESPath expression"),
        (f"{API}: zendesk.tickets, from: created_at, to: first_reply_at", "5:55", "zendesk.ticket_metrics"),
        (f"{API}: zendesk.ticket_metrics, goal: x, from: created_at, to: solved_at", "5:79", "takes no options"),
        (f"{API}: zendesk.ticket_metrics, read: x, from: created_at, to: solved_at", "5:79", "takes no options"),
        (f"{API}: freshdesk.tickets, since: yesterday, from: created_at, to: solved_at", "5:81", "a time in UTC"),
        (f"{API}: jira.sla, goal: Reply, from: started_at, to: stopped_at", "5:47", "needs `jql:` beside it"),
        (f"{API}: zendesk.ticket_metrics, from: created, to: solved_at", "5:79", "did you mean `created_at`?"),
        (f"{API}: intercom.conversations, from: created_at, to: x", "5:97", "its columns are `id`, `created_at`"),
        ("source: a.csv, goal: Reply, from: a, to: b", "5:28", "needs a `preset:` beside it"),
        ("source: a.csv, prest: jira.sla, from: a, to: b", "5:28", "did you mean `preset`?"),
        ("source: [a.csv], from: a, to: b", "5:13", "is text, not a list"),
        ("source: a.csv, from: {a: b}, to: b", "5:28", "is text, not a mapping"),
    ],
)
def test_what_does_not_go_together_is_told_at_its_place(problems, records, place, words):
    found = problems(records)
    assert words in " ".join(found.split()), found
    assert f"promises.yaml:{place}:" in found


def test_the_docs_have_the_columns_of_every_preset():
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \| ((?:`\w+`(?:, )?)+) \|", DOCS, re.MULTILINE))
    assert {name: tuple(re.findall(r"`(\w+)`", cells)) for name, cells in rows.items()} == {
        desk.name: desk.columns for desk in DESKS
    }


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL))
def test_the_documented_records_have_no_problems(tmp_path, example):
    promise = "  p: {topic: reply, within: 1 day, kept_by: {records: NAME}}\n"
    names = re.findall(r"^  (\w+):", example, re.MULTILINE)
    promises = "".join(promise.replace("p:", f"p{name}:").replace("NAME", name) for name in names)
    assert names
    assert Run(tmp_path, "https://shop.example", f"{example}promises:\n{promises}").problems == ""


def rows_of(asking):
    try:
        address = next(asking)
        while True:
            address = asking.send(Answer(PAGES[address.partition("?")[0]], "https://desk.example/x"))
    except StopIteration as done:
        return done.value


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.name)
def test_a_preset_has_the_columns_that_it_tells(desk):
    assert [tuple(row) for row in rows_of(desk.rows(Wanted({"goal": "Time*"})))] == [desk.columns]
