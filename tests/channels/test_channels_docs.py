"""The pages about channels say what the code does, and their examples audit the bundled shop."""

import re
from pathlib import Path

import pytest
import yaml

from pytest_promises.model.hearing import Cause
from pytest_promises.plugins import channel_types, manager
from pytest_promises.reading import read_value
from pytest_promises.spec import load

DOCS = Path(__file__).parents[2] / "docs"
OVERVIEW = DOCS.joinpath("channels.md").read_text("utf-8")
TYPES = channel_types(manager(installed=False))
COMMON = {"locale", "site", "scope", "for_each", "access"}


def page(kind):
    return DOCS.joinpath("channels", f"{kind}.md").read_text("utf-8")


def complete_examples(kind):
    return [one for one in re.findall(r"```yaml\n(.*?)```", page(kind), re.DOTALL) if one.startswith("version: 1")]


def test_every_kind_has_its_page_and_is_in_the_overview():
    listed = re.findall(r"^\| \[`(\w+)`\]\(channels/(\w+)\.md\) \|", OVERVIEW, re.MULTILINE)
    assert sorted(listed) == sorted((kind, kind) for kind in TYPES)
    assert {path.stem for path in DOCS.joinpath("channels").glob("*.md")} == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_every_option_is_in_a_table_of_its_page(kind):
    tables = page(kind).partition("| option |")[2]
    options = set(re.findall(r"^\| `(\w+)` \|", tables.partition("\n\n")[0], re.MULTILINE))
    assert options - COMMON == set(TYPES[kind].schema.get("options", {})) - COMMON


def test_every_cause_is_in_the_table():
    named = re.findall(r"^\| `(\w+)` \|", OVERVIEW.partition("## What can go wrong")[2], re.MULTILINE)
    assert sorted(named) == sorted(Cause)


def test_the_overviews_example_is_a_sound_spec(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", OVERVIEW, re.DOTALL)
    path = tmp_path / "shop.yaml"
    path.write_text(example, encoding="utf-8")
    schemas = {kind: found.schema for kind, found in TYPES.items()}
    loaded = load(path, env={}, channel_schemas=schemas, read_value=read_value)
    assert loaded.problems == ()
    assert set(yaml.safe_load(example)["channels"]) <= {
        channel.group or channel.name for channel in loaded.spec.channels
    }


@pytest.mark.parametrize("kind", TYPES)
def test_the_example_of_a_kind_audits_the_bundled_shop(pytester, monkeypatch, kind):
    monkeypatch.delenv("PROMISES_DEMO_FAULT", raising=False)
    pytester.mkdir("specs")
    examples = complete_examples(kind)
    assert examples
    for number, example in enumerate(examples):
        assert kind in {key for channel in yaml.safe_load(example)["channels"].values() for key in channel}
        pytester.path.joinpath(f"specs/{number}.yaml").write_text(example, "utf-8")
    result = pytester.runpytest_subprocess("--promises", "--promises-probe", "-p", "no:playwright")
    counts = result.parseoutcomes()
    assert result.ret == 0, result.stdout.str()
    assert set(counts) <= {"passed", "warnings"}
