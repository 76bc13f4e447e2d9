"""Loading as a whole: lazy, in order, and in time that grows with the spec."""

import subprocess
import sys
from pathlib import Path

import pytest

from pytest_promises.model.promise import Location
from pytest_promises.model.quantities import Duration
from pytest_promises.spec import Problem, load, render


def test_importing_the_room_imports_neither_yaml_nor_json_schema():
    code = "import sys, pytest_promises.spec; print([name for name in ('yaml', 'jsonschema') if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_files_read_are_told_the_spec_itself_first(load_text):
    text = "version: 1\nextends: [b.yaml, a.yaml]\nservce: x"
    loaded = load_text(text, a="extends: c.yaml", b="extends: c.yaml", c="servce: y\nservis: z\n")
    assert loaded.files == ("spec.yaml", "b.yaml", "c.yaml", "a.yaml")
    assert [str(one.location) for one in loaded.problems] == ["spec.yaml:3:1", "c.yaml:2:1"]


def test_a_file_is_found_relative_to_the_one_that_extends_it(write, load_text):
    write("extends: ../base.yaml", "team/specs.yaml")
    write("service: Base", "base.yaml")
    assert load_text("version: 1\nextends: team/specs.yaml").spec.service == "Base"


def test_files_that_extend_one_another_many_times_over_are_merged_once_each(write, load_text):
    for number in range(60):
        write(f"extends: [f{number + 1}.yaml, f{number + 1}.yaml]", f"f{number}.yaml")
    write("service: Bottom", "f60.yaml")
    assert load_text("version: 1\nextends: f0.yaml").spec.service == "Bottom"


def test_too_many_files_are_refused(write, told):
    for number in range(120):
        write(f"extends: f{number + 1}.yaml", f"f{number}.yaml")
    assert told("version: 1\nextends: f0.yaml") == ["1:10 a spec extends at most 100 files"]


def test_a_value_is_read_in_the_specs_language_first_then_english_then_the_channels(write):
    asked = []

    def read_value(text, lang):
        asked.append(lang)
        return Duration(60, 60) if lang == "ru" else None

    write(
        "version: 1\nlocale: de\nchannels: {a: {page: /, for_each: {locale: [th, ru]}}, b: {page: /, locale: bg}}\n"
        "promises: {a: {topic: reply, within: x}, b: {topic: reply, within: x}}"
    )
    kinds = {"page": {"address": {"type": "string"}, "options": {}}}
    loaded = load(Path("spec.yaml"), env={}, channel_schemas=kinds, read_value=read_value)
    assert asked == ["de", "en", "th", "ru"]
    assert [one.value for one in loaded.spec.promises] == [Duration(None, 60)] * 2


def test_a_problem_of_options_together_is_told_at_the_key_that_it_begins_with(told):
    def channel_problem(channel):
        return "`open:` needs a browser" if channel.options.get("render") == "http" else None

    text = "version: 1\nchannels:\n  a: {page: /, render: http, open: a, for_each: {locale: [en, de]}}\n  b: {page: /}"
    assert told(text, channel_problem=channel_problem) == ["3:30 `open:` needs a browser"]


def test_a_channel_that_does_not_fit_the_schema_is_not_asked_about(told):
    text = "version: 1\nchannels: {a: {page: /, render: htpp}}"
    assert told(text, channel_problem=lambda channel: pytest.fail(f"asked about {channel}")) == [
        "2:33 `htpp` is no `render` (did you mean `http`? it is one of `browser` or `http`)"
    ]


def test_problems_on_a_broken_channel_are_told_once_and_not_again_where_it_is_listed(told):
    text = (
        "version: 1\nchannels: {a: {paige: /, for_each: {locale: [en]}}, b: }\n"
        "promises: {p: {topic: reply, within: 1 day, stated_on: [a, a-en, b]}}"
    )
    assert told(text) == [
        "2:12 `a` needs one of `page`, `api` or `board`",
        "2:53 `b` has no value",
    ]


def test_a_spec_that_asks_for_too_many_checks_is_refused(told):
    values = ", ".join(map(str, range(45)))
    text = f"version: 1\nchannels: {{a: {{page: /, for_each: {{x: [{values}], y: [{values[:80]}]}}}}}}\npromises:\n"
    text += "".join(f"  p{number}: {{never: [x], on: all}}\n" for number in range(300))
    (problem,) = told(text)
    assert "ask for more than 200,000 checks (split the spec)" in problem


def test_mistakes_without_end_are_all_told(load_text):
    text = "version: 1\npromises:\n" + "".join(f"  p{n}: {{topic: replly{n}}}\n" for n in range(3000))
    loaded = load_text(text)
    assert len(loaded.problems) == 6000
    assert loaded.problems[0].hint
    assert [one.location.line for one in loaded.problems] == [line for n in range(3000) for line in (n + 3, n + 3)]


def test_a_long_line_with_many_problems_is_cut_around_each(load_text):
    text = "version: 1\n{" + ", ".join(f"k{n}: x" for n in range(5000)) + "}"
    loaded = load_text("{version: 1, " + ", ".join(f"k{n}: x" for n in range(5000)) + "}")
    assert len(loaded.problems) == 5000
    shown = render(loaded.problems[4000]).splitlines()
    assert max(map(len, shown[1:])) <= 80
    assert shown[1][shown[2].index("^") :].startswith("k4000: x")
    assert load_text(text).spec is None


def test_the_caret_stands_under_wide_and_combining_letters():
    line = "ที่นี่ 質問 e\u0301: x"
    problem = Problem(Location("a.yaml", 1, line.index("x") + 1), "wrong", line=line)
    # The Thai marks take no column, nor does the accent; each Chinese letter takes two.
    assert render(problem).splitlines()[2] == "    | " + " " * 11 + "^"


def test_a_line_whose_letters_take_several_columns_each_is_cut_around_the_place():
    line = "\u2028" * 40 + "質" * 40 + "x" * 1_000_000
    for column in (1, 30, 41, 60, 81, 90, 900_000):
        shown = render(Problem(Location("a.yaml", 1, column), "wrong", line=line, length=900)).splitlines()
        assert shown[2].strip(" |").strip("^") == ""
        assert shown[2].index("^") < 60


def test_a_tab_before_the_place_moves_the_caret_as_it_moves_the_text():
    problem = Problem(Location("a.yaml", 1, 4), "wrong", line="a:\tb")
    assert render(problem) == "a.yaml:1:4: wrong\n  1 | a:  b\n    |     ^"
