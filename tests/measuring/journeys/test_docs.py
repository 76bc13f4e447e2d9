"""The page about journeys says what the code does, and its example audits the bundled shop."""

import re
from pathlib import Path

import pytest
from tests.measuring.probing import TYPES

from pytest_promises.measuring.journeys.schema import SCHEMA
from pytest_promises.measuring.journeys.steps import STEP_SCHEMA, VERBS
from pytest_promises.plugins.specs import load_spec

DOCS = Path(__file__).parents[3] / "docs" / "journeys.md"
PAGE = DOCS.read_text("utf-8")


def rows(heading):
    return {name for row in PAGE.partition(heading)[2].strip().split("\n\n")[0].splitlines() for name in first(row)}


def first(row):
    return re.findall(r"`(\w+)`", row.split("|")[1]) if row.startswith("| `") else []


def test_every_option_and_every_step_is_in_a_table():
    assert rows("| option | | example |") == set(SCHEMA["options"])
    assert rows("## Steps") == set(VERBS)


def test_the_steps_that_are_told_of_fit_the_schema():
    assert set(VERBS) | {"as", "start", "stop", "timeout"} == set(STEP_SCHEMA["properties"])


@pytest.mark.parametrize("promise", ["free-shipping", "chat-reply"])
def test_the_example_is_kept_by_the_bundled_shop(tmp_path, engine, hear_in, promise):
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    tmp_path.joinpath("shop.yaml").write_text(example, "utf-8")
    loaded = load_spec(tmp_path / "shop.yaml", TYPES, {})
    assert loaded.problems == ()
    (name,) = (one.name for one in loaded.spec.measures if one.name.startswith(promise))
    measured = hear_in(loaded.spec, name).measured
    assert [one.why for one in measured.outcomes if not one.ok] == []
    assert promise == "free-shipping" or measured.distributions[0].within(120) == (1, 1)
