"""The page about probes says what the code does, and its example is a sound spec."""

import re
from pathlib import Path

import pytest
from tests.measuring.probing import TYPES

from pytest_promises.measuring.sampling.round_trip_options import INBOX_OPTIONS
from pytest_promises.plugins.specs import load_spec

PAGE = Path(__file__).parents[2].joinpath("docs", "probes.md").read_text("utf-8")
OF_MONITORS = {"status_page", "component_id", "monitor", "api_key", "endpoint"}


def table(kind):
    section = re.split(rf"^## {kind}$", PAGE, flags=re.MULTILINE)[1].partition("\n## ")[0]
    cells = re.findall(
        r"^\| (`\w+`(?:, `\w+`)*) \|", section.partition("| option |")[2].partition("\n\n")[0], re.MULTILINE
    )
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("kind", ["request", "round_trip", "availability"])
def test_every_option_is_in_the_table_of_its_kind(kind):
    elsewhere = {"round_trip": INBOX_OPTIONS, "availability": OF_MONITORS}.get(kind, set())
    assert table(kind) == set(TYPES[kind].schema["options"]) - elsewhere


@pytest.mark.parametrize("name", sorted(INBOX_OPTIONS | OF_MONITORS))
def test_what_is_in_no_table_of_options_is_told_all_the_same(name):
    assert f"`{name}`" in PAGE


def test_the_example_is_a_sound_spec(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    tmp_path.joinpath("shop.yaml").write_text(example, "utf-8")
    loaded = load_spec(tmp_path / "shop.yaml", TYPES, {"INBOX_PASSWORD": "word"})
    assert loaded.problems == ()
    assert len(loaded.spec.measures) == 4
