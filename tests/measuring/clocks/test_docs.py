"""What `docs/calendar.md` shows is so."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pytest_promises.measuring.clocks.reference import business_days, business_time
from pytest_promises.plugins import channel_types, manager
from pytest_promises.reading import read_value
from pytest_promises.spec import load

TEXT = (Path(__file__).parents[3] / "docs" / "calendar.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d[^|]*) \| (\d[^|]*) \| (\d[^|]*) \| (\d+) \|$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def calendar(tmp_path_factory):
    spec = tmp_path_factory.mktemp("docs") / "calendar.yaml"
    spec.write_text(re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[1], encoding="utf-8")
    schemas = {kind: one.schema for kind, one in channel_types(manager(installed=False)).items()}
    loaded = load(spec, env={}, channel_schemas=schemas, read_value=read_value)
    assert loaded.problems == ()
    return loaded.spec.calendar


def test_the_docs_show_examples():
    assert len(ROWS) == TEXT.count("\n| 20")
    assert ROWS


@pytest.mark.parametrize(("start", "end", "passed", "days"), ROWS)
def test_an_example_of_the_docs_is_so(calendar, start, end, passed, days):
    first, last = (datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.timezone)) for text in (start, end))
    told = str(business_time(calendar, first, last)), str(business_days(calendar, first, last))
    assert told == (passed, days)
