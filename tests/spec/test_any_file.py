"""Whatever is in a file, loading it gives a spec or problems that lie in the file, and raises nothing."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.spec.sample_types import KINDS, read_value

from pytest_promises.spec import load, render
from pytest_promises.spec.compose import compose
from pytest_promises.spec.environment import Environment
from pytest_promises.spec.nodes import MappingNode, ScalarNode, SequenceNode, Source
from pytest_promises.spec.report import Report

CASES = Path(__file__).with_name("cases")
GOOD = tuple(path.read_text(encoding="utf-8") for path in sorted((CASES / "good").glob("*.yaml")))
BITS = (
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "&a ",
    "*a",
    "!!x ",
    '"',
    "'",
    "\t",
    "\n",
    "#",
    "${A}",
    "${",
    "{{",
    "<<: ",
    "---\n",
)
ENV = {"A": "{locale}: [x]", "SHOP": "https://user:secret@shop.example", "API_TOKEN": "t0ken"}
KEYS = "version locale calendar extends topics scopes channels promises page within for_each topic says on hours is"


@pytest.fixture(scope="module")
def load_bytes(tmp_path_factory):
    path = tmp_path_factory.mktemp("specs") / "spec.yaml"

    def load_bytes(data):
        path.write_bytes(data)
        return load(path, env=ENV, channel_schemas=KINDS, read_value=read_value)

    return load_bytes


@st.composite
def damaged(draw):
    """A good spec with a few characters of it replaced."""
    text = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 12))
        text = text[:start] + draw(st.sampled_from(BITS) | st.text(max_size=4)) + text[end:]
    return text


def as_text(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_text(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_text, value))}]"
    return value


def shaped():
    """The keys of a spec with values of every shape below them."""
    scalars = st.sampled_from(["1", "en", "reply", '"{a}"', "24 hours", "", "a", "all", "2026-01-01", '"${A}"', "true"])
    keys = st.sampled_from(KEYS.split()) | st.sampled_from(["a", "b", "en"])
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(keys, values, max_size=6).map(lambda spec: as_text({"version": "1"} | spec))


def assert_all_inside(loaded, data):
    text = data.decode(errors="replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (loaded.spec is None) == bool(loaded.problems)
    for problem in loaded.problems:
        place = problem.location
        line = lines[place.line - 1]
        assert place.line >= 1
        assert 1 <= place.column <= len(line) + 1
        assert problem.length >= 1
        assert place.column - 1 + problem.length <= max(len(line), place.column)
        assert render(problem).startswith(f"{place}: ")
        assert "secret" not in render(problem)


@given(data=st.binary(max_size=200))
@example(data=b"\xff\xfe1\x00")
@example(data=b"\xef\xbb\xbfversion: 1")
@example(data=b"\xef\xbb\xbf\xef\xbb\xbfversion: 1")
@example(data=b"a: \xc3")
@example(data=b"%YAML 99999999999999999999.1\n--- a")
@example(data="a:\u2028 b: \u2029\x85- c".encode())
@settings(max_examples=300)
def test_any_bytes_give_a_spec_or_problems_inside_the_file(data, load_bytes):
    assert_all_inside(load_bytes(data), data)


@given(text=damaged())
@settings(max_examples=250)
def test_a_damaged_spec_gives_a_spec_or_problems_inside_the_file(text, load_bytes):
    data = text.encode(errors="replace")
    assert_all_inside(load_bytes(data), data)


@given(text=shaped())
@settings(max_examples=250)
def test_values_of_any_shape_give_a_spec_or_problems_inside_the_file(text, load_bytes):
    data = text.encode()
    assert_all_inside(load_bytes(data), data)


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_a_quoted_scalar_stays_the_text_that_it_is(text):
    import json

    source = Source.of("spec.yaml", f"key: {json.dumps(text.replace('$', ''))}")
    report = Report()
    root = compose(source, Environment({}), report)
    # A lone surrogate is no character of YAML, not even as an escape.
    if root is not None:
        assert root.text("key") == text.replace("$", "")


@pytest.mark.parametrize("text", GOOD)
def test_the_parser_in_python_composes_the_same_as_the_one_in_c(text):
    roots = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        report = Report()
        roots.append(compose(Source.of("spec.yaml", text), Environment(ENV), report, loader))
        assert not report
    assert shape(roots[0]) == shape(roots[1])


def shape(node):
    """A tree of what is where; ends of collections are the parsers' own affair."""
    if isinstance(node, ScalarNode):
        return node.start, node.text, node.plain
    if isinstance(node, SequenceNode):
        return node.start, [shape(item) for item in node.items]
    assert isinstance(node, MappingNode)
    return node.start, {key: shape(entry.value) for key, entry in node.entries.items()}
