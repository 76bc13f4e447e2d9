"""The page about channels says what the code does."""

import re
from pathlib import Path

import yaml

from pytest_promises.channels.api import ApiChannel
from pytest_promises.channels.page import PageChannel
from pytest_promises.model.hearing import Cause
from pytest_promises.plugins import channel_types, manager
from pytest_promises.reading import read_value
from pytest_promises.spec import load

DOCS = Path(__file__).parents[2] / "docs" / "channels.md"
TEXT = DOCS.read_text(encoding="utf-8")


def section(title):
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_option_is_in_its_table():
    for kind in (PageChannel(), ApiChannel()):
        options = set(re.findall(r"^\| `(\w+)` \|", section(f"`{kind.kind}`"), re.MULTILINE))
        assert options == set(kind.schema["options"]) | {"locale"}


def test_every_cause_is_in_the_table():
    named = re.findall(r"^\| `(\w+)` \|", section("What can go wrong"), re.MULTILINE)
    assert sorted(named) == sorted(set(Cause) - {Cause.STALE})


def test_the_example_is_a_sound_spec(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    path = tmp_path / "shop.yaml"
    path.write_text(example, encoding="utf-8")
    schemas = {kind: found.schema for kind, found in channel_types(manager()).items()}
    loaded = load(path, env={}, channel_schemas=schemas, read_value=read_value)
    assert loaded.problems == ()
    assert set(yaml.safe_load(example)["channels"]) <= {
        channel.group or channel.name for channel in loaded.spec.channels
    }
