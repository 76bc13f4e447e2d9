"""What the page about the history says is so."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.history.journalling import found, run_at, taken

from pytest_promises.cli.history_text import course
from pytest_promises.history import open_history
from pytest_promises.history.opening import opened
from pytest_promises.history.past import RUNS_BACK

PAGE = (Path(__file__).parents[2] / "docs/history.md").read_text("utf-8")


def fill(history, folder):
    shares = (95.1, 97.3, 96.2, 95.8, 96.4)
    verdicts = ("stated", "inconclusive", "stated", "contradicted", "contradicted")
    for day, (share, verdict) in enumerate(zip(shares, verdicts, strict=True), -4):
        tickets = found("first-reply", "kept", "kept[tickets]", value=share, unit="%")
        taken(history, folder, run_at(day), [found("first-reply", verdict), tickets])


def test_the_query_of_the_page_answers_on_both_databases(history, url, tmp_path):
    fill(history, tmp_path)
    (query,) = re.findall(r"```sql\n(.+?)```", PAGE, re.DOTALL)
    with opened(url, tmp_path).connect() as connection:
        rows = connection.execute(text(query)).all()
    assert [row.verdict for row in rows if row.name == "stated[faq]"] == ["contradicted"] * 2 + ["inconclusive"]
    assert rows[0].started_at == run_at(0).started_at


def test_the_course_of_a_promise_looks_as_on_the_page(tmp_path):
    history = open_history("", tmp_path)
    fill(history, tmp_path)
    (shown,) = re.findall(r"<!-- output: course -->\n```text\n(.+?)```", PAGE, re.DOTALL)

    def undated(lines):
        return re.sub(r"\d+-\d+-\d+ \d+:\d+|for \d+ \w+", "", "\n".join(lines)).strip()

    assert undated(course(history.trend("first-reply"), 80)) == undated(shown.splitlines())


def test_the_limits_of_the_page_are_those_of_the_code(pytester):
    assert f"the last {RUNS_BACK} runs" in PAGE
    options = re.findall(r"\| `(--\S+) |\| `(promises_\w+)` \|", PAGE)
    result = pytester.runpytest_subprocess("--help")
    for name in (one for pair in options for one in pair if one):
        result.stdout.fnmatch_lines([f"*{name}*"])


@pytest.mark.parametrize("link", re.findall(r"\]\((\w+\.md)", PAGE))
def test_every_link_of_the_page_leads_to_a_page(link):
    assert (Path(__file__).parents[2] / "docs" / link).is_file()
