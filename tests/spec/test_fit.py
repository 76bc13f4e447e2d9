"""The quick check agrees with JSON Schema: what it lets through has no violation."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.sample_types import KINDS

from pytest_promises.spec import json_schema
from pytest_promises.spec.fit import fits
from pytest_promises.spec.nodes import Plain
from pytest_promises.spec.schema import SCHEMA_FILE
from pytest_promises.spec.validator import violations

SHIPPED = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
SPEC = json_schema(KINDS)
TEXTS = ["", "1", "1.0", "0.5", "-3", "true", "false", "yes", "a", "en", "all", "#x", "1e3", "08", "null"]
LEAVES = st.sampled_from([*TEXTS, *map(Plain, TEXTS), None])
KEYS = st.sampled_from(
    ["a", "b", "page", "board", "rows", "live", "locale", "for_each", "version", "channels", "topic"]
)
DATA = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))

KEYWORDS = {
    "type": st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null", ["string", "array"]]),
    "enum": st.lists(st.sampled_from([1, 2, True, "a", "1", None, 0.5]), min_size=1, max_size=3, unique_by=repr),
    "const": st.sampled_from([1, 0, True, False, "a", "true"]),
    "minimum": st.integers(-3, 3),
    "maximum": st.integers(-3, 3),
    "exclusiveMinimum": st.integers(-3, 3),
    "exclusiveMaximum": st.integers(-3, 3),
    "multipleOf": st.sampled_from([1, 2]),
    "minLength": st.integers(0, 3),
    "maxLength": st.integers(0, 3),
    "minItems": st.integers(0, 2),
    "maxItems": st.integers(0, 2),
    "minProperties": st.integers(0, 2),
    "maxProperties": st.integers(0, 2),
    "uniqueItems": st.booleans(),
    "pattern": st.sampled_from(["^a", "[0-9]", "^$"]),
    "required": st.lists(KEYS, max_size=2),
    "dependentRequired": st.dictionaries(KEYS, st.lists(KEYS, max_size=2), max_size=2),
}
NESTED = {
    "properties": lambda inner: st.dictionaries(KEYS, inner, max_size=2),
    "patternProperties": lambda inner: st.dictionaries(st.sampled_from(["^a", "e$"]), inner, max_size=1),
    "additionalProperties": lambda inner: inner,
    "propertyNames": lambda inner: inner,
    "items": lambda inner: inner,
    "prefixItems": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "contains": lambda inner: inner,
    "anyOf": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "allOf": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "oneOf": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "not": lambda inner: inner,
    "if": lambda inner: inner,
    "then": lambda inner: inner,
    "else": lambda inner: inner,
}
SCHEMAS = st.recursive(
    st.booleans() | st.fixed_dictionaries({}, optional=KEYWORDS),
    lambda inner: st.fixed_dictionaries({}, optional={name: make(inner) for name, make in NESTED.items()} | KEYWORDS),
    max_leaves=6,
)


@given(schema=SCHEMAS, data=DATA)
@settings(max_examples=400)
def test_what_fits_has_no_violation(schema, data):
    if fits(data, schema):
        assert list(violations(data, schema)) == []


@given(
    schema=st.recursive(
        st.fixed_dictionaries({}, optional={"type": KEYWORDS["type"], "minLength": KEYWORDS["minLength"]}),
        lambda inner: st.fixed_dictionaries(
            {"properties": st.dictionaries(KEYS, inner), "anyOf": st.lists(inner, min_size=1)}
        ),
        max_leaves=5,
    ),
    data=DATA,
)
@settings(max_examples=200)
def test_what_has_no_violation_fits(schema, data):
    assert fits(data, schema) == (not list(violations(data, schema)))


@given(
    channel=st.dictionaries(st.sampled_from(["page", "api", "board", "rows", "live", "show", "code"]), LEAVES | DATA),
)
@settings(max_examples=200)
def test_a_channel_fits_as_the_schema_has_it(channel):
    data = {"version": Plain("1"), "channels": {"a": channel}}
    assert fits(data, SPEC) == (not list(violations(data, SPEC)))


@pytest.mark.parametrize("keyword", ["unevaluatedProperties", "contains", "prefixItems", "made-up"])
def test_what_is_not_known_is_left_to_json_schema_even_within_a_negation(keyword):
    assert not fits(Plain("x"), {keyword: False})
    assert not fits(Plain("x"), {"not": {keyword: False}})
    assert not fits(Plain("x"), {"anyOf": [False, {keyword: False}]})


def test_every_keyword_of_the_shipped_schema_is_known():
    spec = {
        "version": Plain("1"),
        "channels": {"faq": {"page": "/", "scope": {"a": "b"}, "for_each": {"locale": ["en"], "x": ["y"]}}},
        "promises": {"a": {"topic": "reply", "within": "1 day", "never": ["x"], "on": "all", "says": {"en": "x"}}},
        "topics": {"own": {"kind": "money", "words": {"en": ["x"]}}},
        "scopes": {"plan": ["Pro"], "tier": {"Gold": ["gold"], "Silver": {"en": ["silver"]}}},
    }
    assert fits(spec, SHIPPED)


def test_a_sound_spec_is_loaded_without_json_schema(tmp_path):
    path = tmp_path / "spec.yaml"
    path.write_text("version: 1\nchannels: {faq: {page: /}}\npromises: {a: {never: [x], on: all}}")
    code = (
        "import sys; from pathlib import Path; from pytest_promises.spec import load;"
        "kinds = {'page': {'address': {'type': 'string'}, 'options': {}}};"
        f"loaded = load(Path({str(path)!r}), env={{}}, channel_schemas=kinds, read_value=lambda text, lang: None);"
        "print(loaded.spec.promises[0].id, 'jsonschema' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "a False"
