"""Files that are not what a spec is: too large, not UTF-8, not a file."""

import os
from pathlib import Path

import pytest
from tests.spec.sample_types import read_value

from pytest_promises.spec import load, render
from pytest_promises.spec.source import MAX_BYTES


def test_a_missing_file_is_a_problem():
    loaded = load(Path("nowhere/spec.yaml"), env={}, channel_schemas={}, read_value=read_value)
    assert [str(one.location) for one in loaded.problems] == ["nowhere/spec.yaml:1:1"]
    assert loaded.problems[0].message == "there is no such file"
    assert loaded.files == ("nowhere/spec.yaml",)


def test_a_folder_is_a_problem(told, write):
    write("version: 1", "base.yaml/spec.yaml")
    assert told("version: 1\nextends: base.yaml") == ["2:10 there is no file `base.yaml` beside `spec.yaml`"]


def test_a_pipe_is_refused_and_not_waited_for(write):
    write("")
    os.mkfifo("pipe.yaml")
    loaded = load(Path("pipe.yaml"), env={}, channel_schemas={}, read_value=read_value)
    assert [one.message for one in loaded.problems] == ["this is not a file"]


def test_a_file_that_is_too_large_is_refused_by_its_size(told):
    assert told("#" * (MAX_BYTES + 1)) == [
        "1:1 the file is larger than 4 MB, the most that is read (split it, or take out what is no promise)"
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_named(told, encoding):
    assert told("\ufeffversion: 1".encode(encoding)) == ["1:1 the file is in UTF-16 (save it in UTF-8)"]


def test_the_first_byte_that_is_not_utf_8_is_pointed_at(told):
    assert told("version: 1\nservice: Käse\n".encode("latin-1")) == [
        "2:11 the byte 0xe4 is not UTF-8 (save the file in UTF-8)"
    ]


def test_a_byte_order_mark_is_taken_off(spec_of):
    assert spec_of(b"\xef\xbb\xbfversion: 1\nservice: Shop\n").service == "Shop"


def test_columns_are_those_of_the_text_behind_a_byte_order_mark(told):
    assert told(b"\xef\xbb\xbfversion: 2") == ["1:10 `version` is `1`, not `2`"]


def test_a_control_character_is_named_and_not_shown(load_text):
    (problem,) = load_text("version: 1\nservice: a\x1b[31mb\n").problems
    assert str(problem.location) == "spec.yaml:2:11"
    assert render(problem) == (
        "spec.yaml:2:11: the control character U+001B cannot stand in YAML\n"
        "  2 | service: a\\x1b[31mb\n"
        "    |           ^^^^\n"
        "    = delete it"
    )


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_in_any_of_the_usual_ways(load_text, end):
    (problem,) = load_text(end.join(["version: 1", "locale: en", "servce: x", ""])).problems
    assert str(problem.location) == "spec.yaml:3:1"
    assert problem.line == "servce: x"


def test_what_variables_expand_to_is_bounded(told):
    many = " ".join(["${LONG}"] * 60)
    problems = told(f"version: 1\nservice: {many}", {"LONG": "x" * 100_000})
    assert problems == ["2:10 `${LONG}` makes the spec longer than 4,000,000 characters"]


def test_brackets_without_end_are_given_up_early(told):
    assert told("version: 1\nservice: " + "[" * 100_000) == ["2:49 this is nested more than 40 levels deep"]
