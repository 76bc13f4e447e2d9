"""Environment variables, and the secrets among them."""

import pytest

from pytest_promises.spec import render


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("${A}", "one"),
        ("x${A}y${A}", "xoneyone"),
        ("${A:-two}", "one"),
        ("${NONE:-two}", "two"),
        ("${EMPTY:-two}", "two"),
        ("x${EMPTY}", "x"),
        ("${NONE:-}x", "x"),
        ("$${A}", "${A}"),
        ("$A and $", "$A and $"),
        ("${NESTED}", "${A}"),
    ],
)
def test_variables_are_expanded(spec_of, written, read):
    env = {"A": "one", "EMPTY": "", "NESTED": "${A}"}
    assert spec_of(f'version: 1\nservice: "{written}"', env).service == read


def test_yaml_in_a_variable_is_text(spec_of):
    assert spec_of("version: 1\nservice: ${A}", {"A": "x: [1]\n- y"}).service == "x: [1]\n- y"


def test_a_variable_can_give_a_boolean(spec_of):
    text = "version: 1\nchannels: {a: {page: /}}\npromises:\n  a:\n    never: [x]\n    on: all\n    draft: ${D}"
    assert spec_of(text, {"D": "true"}).promises[0].draft is True


def test_braces_in_a_variable_are_no_placeholders(spec_of):
    spec = spec_of("version: 1\nchannels: {a: {page: '/{locale}/${A}'}}", {"A": "{locale}"})
    assert spec.channels[0].address == "/en/{locale}"


@pytest.mark.parametrize(
    "name", ["TOKEN", "api_token", "MY_SECRET_1", "PASSWORD", "db_passwd", "APIKEY", "CREDENTIALS", "Authorization"]
)
def test_what_a_secret_variable_gives_is_kept_secret(spec_of, name):
    spec = spec_of(f"version: 1\nservice: ${{{name}}}", {name: "hunter2"})
    assert spec.secrets == {"hunter2"}
    assert "hunter2" not in repr(spec).replace(repr(spec.service), "")


@pytest.mark.parametrize("name", ["SITE", "USER", "STAGE"])
def test_other_variables_are_no_secrets(spec_of, name):
    assert spec_of(f"version: 1\nservice: ${{{name}}}", {name: "live"}).secrets == frozenset()


def test_a_default_and_an_empty_variable_are_no_secrets(spec_of):
    assert spec_of("version: 1\nservice: x${A_TOKEN:-none}${B_TOKEN}", {"B_TOKEN": ""}).secrets == frozenset()


def test_the_password_of_an_address_is_a_secret_as_written_and_decoded(spec_of):
    spec = spec_of("version: 1\nsite: ${SITE}", {"SITE": "https://user:a%40b@shop.example/x"})
    assert spec.secrets == {"a%40b", "a@b"}


def test_no_secret_stands_in_a_problem(load_text):
    text = """
version: 1
site: ${API_KEY}
locale: "${API_KEY}"
channels:
  a: {page: "{${API_KEY}}", render: "${API_KEY}"}
  b: {page: "https://user:hunter2@shop.example/{x}"}
promises:
  a: {topic: "${API_KEY}", within: "${API_KEY}", stated_on: ["${API_KEY}", "${API_KEY}"]}
  b: {says: "{${API_KEY}}", stated_on: [a], scope: {plan: "${API_KEY}"}, waived: {until: "${API_KEY}", why: x}}
scopes: {plan: [x]}
calendar: {hours: "${API_KEY}", timezone: "${API_KEY}"}
"""
    loaded = load_text(text, {"API_KEY": "hunter2"})
    assert len(loaded.problems) >= 8
    assert "hunter2" not in "".join(map(render, loaded.problems))
    assert "hunter2" not in repr(loaded)
