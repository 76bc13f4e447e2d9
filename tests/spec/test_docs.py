"""What `docs/spec.md` shows is so: its specs load, its wrong one has the problems printed below it."""

import re
from pathlib import Path

import pytest

from pytest_promises.plugins import channel_types, manager
from pytest_promises.reading import read_value
from pytest_promises.spec import json_schema, load, render

DOCS = Path(__file__).parents[2] / "docs" / "spec.md"
TEXT = DOCS.read_text(encoding="utf-8")
ENV = {"AUDIT_TOKEN": "let-me-in", "STAGING_PASSWORD": "hunter2"}
BLOCKS = re.findall(r"```yaml\n(.*?)```(?:\n\n```text\n(.*?)```)?", TEXT, re.DOTALL)


def name_of(block, number):
    named = re.match(r"# (\S+\.yaml)\n", block)
    return named[1] if named else f"block-{number}.yaml"


NAMED = {name_of(block, number): (block, expected) for number, (block, expected) in enumerate(BLOCKS)}


@pytest.fixture(scope="module")
def schemas():
    return {kind: one.schema for kind, one in channel_types(manager(installed=False)).items()}


@pytest.mark.parametrize("name", NAMED)
def test_a_spec_of_the_docs_loads_or_has_the_problems_shown(name, tmp_path, monkeypatch, schemas):
    monkeypatch.chdir(tmp_path)
    for other, (block, _) in NAMED.items():
        Path(other).write_text(block, encoding="utf-8")
    loaded = load(Path(name), env=ENV, channel_schemas=schemas, read_value=read_value)
    assert "".join(f"{render(problem)}\n" for problem in loaded.problems) == NAMED[name][1]


def test_every_key_of_the_language_is_in_the_docs(schemas):
    root = json_schema(schemas)
    definitions = root["$defs"]
    keys = [*root["properties"], *root["properties"]["calendar"]["properties"]]
    keys += [key for name in ("topic", "promise", "channel_options") for key in definitions[name]["properties"]]
    keys += [*definitions["waived"]["properties"], *root["properties"]["coverage"]["properties"]]
    assert [key for key in keys if f"`{key}`" not in TEXT and f"`{key}: " not in TEXT] == []
