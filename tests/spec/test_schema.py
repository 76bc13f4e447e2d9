"""The JSON Schema: the shipped file, and what it is made of."""

import json

import pytest
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable
from tests.spec.sample_types import KINDS

from pytest_promises.model.topics import TOPICS
from pytest_promises.plugins import channel_types, manager
from pytest_promises.plugins.specs import all_types, measure_kinds
from pytest_promises.spec import json_schema
from pytest_promises.spec.schema import SCHEMA_FILE


def test_the_shipped_schema_is_that_of_the_built_in_channel_types():
    shipped = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    plugins = manager(installed=False)
    channels = {kind: one.schema for kind, one in channel_types(plugins).items()}
    made = json_schema(channels, measure_kinds(all_types(plugins)))
    assert shipped == made, "write it anew with `promises schema --built-in`, to another file first"


@pytest.mark.parametrize("types", [KINDS, {}])
def test_a_schema_is_valid_by_its_own_draft(types):
    schema = json_schema(types)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_shipped_schema_is_valid_by_its_own_draft():
    shipped = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(shipped)
    assert shipped["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def described(schema, path=""):
    """Yield the path of each property, with its schema."""
    for name, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict):
            yield f"{path}/{name}", inner
            yield from described(inner, f"{path}/{name}")


def resolve(schema, root):
    return root["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def test_every_key_has_a_title_a_description_and_examples_for_editors():
    root = json_schema({})
    places = [*described(root)]
    for name, definition in root["$defs"].items():
        places += described(definition, name) if name != "channel" else []
    assert len(places) > 30
    lacking = {
        path: missing
        for path, schema in places
        if "then" not in path
        and (missing := [key for key in ("title", "description", "examples") if key not in resolve(schema, root)])
    }
    assert lacking == {}


def validator(types=KINDS):
    return Draft202012Validator(json_schema(types))


def test_an_editor_accepts_what_yaml_1_2_makes_of_a_spec():
    spec = {
        "version": 1,
        "channels": {"faq": {"page": "/faq", "for_each": {"locale": ["en"], "level": [1, True]}}},
        "promises": {
            "a": {"topic": "uptime", "at_least": 99.9, "stated_on": ["faq"], "draft": True},
            "b": {"never": ["x"], "on": "all"},
        },
    }
    assert list(validator().iter_errors(spec)) == []


@pytest.mark.parametrize(
    "channel",
    [
        {"page": "/", "api": "/x"},
        {"page": "/", "rows": 1},
        {"within": "#x"},
        {"board": "/", "rows": 0},
        {"page": "/", "for_each": {"render": ["htpp"]}},
    ],
)
def test_an_editor_refuses_what_no_kind_of_channel_has(channel):
    assert list(validator().iter_errors({"version": 1, "channels": {"a": channel}}))


def test_the_examples_of_the_language_fit_its_schema():
    root = json_schema(KINDS)
    for path, schema in described(root):
        inner = {"$defs": root["$defs"], "properties": root["properties"], **schema}
        for example in schema.get("examples", ()):
            if not (isinstance(example, str) and "${" in example):
                assert list(Draft202012Validator(inner).iter_errors(example)) == [], path


def test_the_topics_that_an_editor_lists_are_those_that_there_are():
    described_topics = json_schema({})["$defs"]["promise"]["properties"]["topic"]["description"]
    assert all(f"`{name}`" in described_topics for name in TOPICS)


def test_a_reference_in_a_channel_types_schema_is_not_looked_up_on_the_network(load_text):
    kinds = {"odd": {"address": {"$ref": "https://127.0.0.1:9/schema.json"}, "options": {}}}
    with pytest.raises(Unresolvable):
        load_text("version: 1\nchannels: {a: {odd: x}}", kinds=kinds)
