"""Options that depend on each other: what a channel type's `rules` say is told at the key that does not fit."""

import pytest

from pytest_promises.spec import render

LAMP = {
    "if": {"required": ["lamp"]},
    "then": {"properties": {"oil": {"not": {}, "description": "a `lamp` burns no oil"}}},
}
KINDS = {
    "light": {
        "address": {"type": "string"},
        "options": {"lamp": {"type": "string"}, "oil": {"type": "string"}, "glass": {"type": "string"}},
        "rules": [LAMP, {"properties": {"glass": {"enum": ["clear", "green"]}}}],
    }
}


def problems(load_text, options):
    loaded = load_text(f"version: 1\nchannels: {{a: {{light: x, {options}}}}}", kinds=KINDS)
    return [render(problem).splitlines()[0] for problem in loaded.problems]


@pytest.mark.parametrize("options", ["lamp: a", "oil: b", "oil: b, glass: green"])
def test_options_that_go_together_are_no_problem(load_text, options):
    assert problems(load_text, options) == []


def test_an_option_that_does_not_go_with_another_is_told_with_the_reason(load_text):
    (problem,) = problems(load_text, "lamp: a, oil: b")
    assert problem.endswith("2:35: `oil` cannot stand here: a `lamp` burns no oil")


def test_a_rule_narrows_the_words_of_an_option(load_text):
    (problem,) = problems(load_text, "glass: blue")
    assert problem.endswith("`blue` is no `glass`")
