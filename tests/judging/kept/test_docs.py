"""What `docs/keeping.md` shows is so."""

import re
from pathlib import Path

import pytest

from pytest_promises.judging.kept.statistics import share_interval
from pytest_promises.model.finding import Verdict
from pytest_promises.reporting.text import tell

from .conftest import Case, kept

DOCS = (Path(__file__).parents[3] / "docs" / "keeping.md").read_text("utf-8")


def test_the_finding_that_is_shown_is_what_is_told():
    (shown,) = re.findall(r"```text\nspecs/support.yaml(.*?)```", DOCS, re.DOTALL)
    finding = Case(share=0.95).judge(kept(3840, 4210))
    assert finding.verdict is Verdict.BROKEN
    assert tell(finding).removeprefix("specs/a.yaml").strip() == shown.strip()


ROWS = re.findall(r"\| `share: ([\d.]+)%` \| ([\d,]+) records \| ([\d,]+) records \| ([\d,]+) records \|", DOCS)


@pytest.mark.parametrize("row", ROWS)
def test_the_numbers_that_are_needed_are_those(row):
    wanted = round(float(row[0]) / 100, 6)
    for late, records in zip((0, 1, 10), row[1:], strict=True):
        least = int(records.replace(",", ""))
        assert share_interval(least - late, least, 0.95, wanted).low >= wanted
        assert share_interval(least - late - 1, least - 1, 0.95, wanted).low < wanted


def test_all_rows_of_the_table_are_looked_at():
    assert len(ROWS) == 4
