"""What files say that lie beside the spec, in every format and encoding, and what is no such file."""

import os
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.documents.markdown import passages as of_markdown
from pytest_promises.channels.documents.prose import passages as of_prose
from pytest_promises.channels.text import TextChannel
from pytest_promises.model.hearing import Cause
from pytest_promises.model.promise import Location

HANDBOOK = """\
---
title: Handbook
reply: 99 hours
---
# Replies

We answer every e-mail
within 24 hours.

## Delivery

The ways are:

- Standard: 3-5 business days
- Express: 1-2 business days

| Way      | Time              |
|----------|-------------------|
| Standard | 3-5 business days |
| Pick-up  | within 2 hours    |

<!-- within 9 hours -->
"""


@pytest.fixture
def hear(ear, make, tmp_path):
    def listen(address, body=None, ask=ear.hear, **options):
        if body is not None:
            (tmp_path / address).write_bytes(body if isinstance(body, bytes) else body.encode())
        one = replace(make(address, kind="text", **options), location=Location(str(tmp_path / "specs.yaml"), 3, 5))
        return ask("", one)

    return listen


def texts(passages):
    return [passage.text for passage in passages]


def test_markdown_has_headings_lists_and_tables(hear):
    (hearing,) = hear("handbook.md", HANDBOOK)
    said = {passage.text: passage for passage in hearing.passages}
    assert said["We answer every e-mail within 24 hours."].headings == ("Replies",)
    assert said["Standard: 3-5 business days"].headings == ("Replies", "Delivery")
    assert said["Standard: 3-5 business days"].lead == "The ways are:"
    assert (said["within 2 hours"].row, said["within 2 hours"].column) == (("Pick-up",), ("Time",))
    assert not any("9" in text for text in said if "hours" in text and text.startswith(("99", "within 9")))


def test_a_passage_names_its_line(hear):
    (hearing,) = hear("handbook.md", HANDBOOK)
    lines = {passage.text: passage.selector for passage in hearing.passages}
    assert lines["We answer every e-mail within 24 hours."] == "line 7"
    assert lines["Express: 1-2 business days"] == "line 15"
    assert lines["within 2 hours"] == "line 20"


PLAIN = """\
HARBOR HANDBOOK

Replies
=======
We answer every e-mail, whoever it comes from and whatever it is about,
within 24 hours.

Delivery
--------
The ways of delivery are:
- Standard: 3-5 business days, also
  to the islands
- Express: 1-2 business days

Returns
=======
Within 30 days.
"""


def test_plain_text_has_titles_and_lists_too(hear):
    (hearing,) = hear("handbook.txt", PLAIN)
    said = {passage.text: passage for passage in hearing.passages}
    reply = said["We answer every e-mail, whoever it comes from and whatever it is about, within 24 hours."]
    assert (reply.headings, reply.selector) == (("HARBOR HANDBOOK", "Replies"), "line 5")
    assert said["Express: 1-2 business days"].headings == ("HARBOR HANDBOOK", "Replies", "Delivery")
    assert said["Express: 1-2 business days"].lead == "The ways of delivery are:"
    assert "Standard: 3-5 business days, also\nto the islands" in said
    assert said["Within 30 days."].headings == ("HARBOR HANDBOOK", "Returns")


def test_a_line_that_is_a_statement_is_no_title(hear):
    (hearing,) = hear("a.txt", "OPEN 24 HOURS\n\nWe reply within 2 days.\n")
    assert [passage.headings for passage in hearing.passages] == [(), ()]


def test_html_is_read_as_html_by_name_or_by_what_it_begins_with(hear):
    page = "<!doctype html><h1>Replies</h1><p>within <b>24</b> hours<p hidden>within 9 hours"
    for name in ("a.html", "b.txt"):
        (hearing,) = hear(name, page)
        assert texts(hearing.passages) == ["Replies", "within 24 hours"]


def test_html_tells_its_own_encoding(hear):
    (hearing,) = hear("a.html", '<meta charset="windows-1251"><p>24 часа'.encode("cp1251"))
    assert texts(hearing.passages) == ["24 часа"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_needs_no_encoding_named(hear, encoding):
    (hearing,) = hear("a.txt", "Отвечаем в течение 24 часов.".encode(encoding))
    assert texts(hearing.passages) == ["Отвечаем в течение 24 часов."]


@pytest.mark.parametrize(("encoding", "text"), [("windows-1251", "24 часа"), ("cp874", "ภายใน 24 ชั่วโมง")])
def test_another_encoding_is_named_and_never_guessed(hear, ear, encoding, text):
    (hearing,) = hear("a.txt", text.encode(encoding))
    assert hearing.mishap.cause is Cause.MALFORMED
    assert "`encoding: windows-1251`" in hearing.mishap.remedy
    (hearing,) = hear("a.txt", encoding=encoding)
    assert texts(hearing.passages) == [text]


def test_an_encoding_that_is_none_is_told_by_the_check():
    assert "windows-1252x" in TextChannel().problem({"encoding": "windows-1252x"})
    assert "rot13" in TextChannel().problem({"encoding": "rot13"})
    assert TextChannel().problem({"encoding": "cp874"}) is None


def test_the_format_can_be_named(hear):
    (hearing,) = hear("notes", "# Replies\nwithin 24 hours", **{"as": "markdown"})
    assert hearing.passages[1].headings == ("Replies",)


def test_a_pattern_hears_all_its_files_in_order(hear, tmp_path):
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "a.md").write_text("other")
    (hearing,) = hear("*.txt")
    assert [(passage.text, passage.url, passage.selector) for passage in hearing.passages] == [
        ("first", str(tmp_path / "a.txt"), "line 1"),
        ("second", str(tmp_path / "b.txt"), "line 1"),
    ]


def test_one_file_of_many_that_cannot_be_read_is_a_flaw(hear, tmp_path):
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "b.txt").write_bytes("часа".encode("cp1251"))
    (tmp_path / "c.txt").write_text("\n")
    (hearing,) = hear("*.txt")
    assert texts(hearing.passages) == ["first"]
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.MALFORMED]
    assert "b.txt" in hearing.flaws[0].message


def test_only_a_pattern_is_heard_in_parts(make):
    assert TextChannel().in_parts(make("replies/*.md", kind="text"))
    assert not TextChannel().in_parts(make("handbook.md", kind="text"))


NONE = {
    "nothing there": ("nowhere.md", Cause.NOT_FOUND, "nowhere.md"),
    "nothing matches": ("*.nothing", Cause.NOT_FOUND, "*.nothing"),
    "a folder": (".", Cause.MALFORMED, "folder"),
    "a name too long": ("x" * 5000, Cause.UNREACHABLE, "cannot be read"),
}


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_file(hear, ear, case):
    address, cause, says = NONE[case]
    if "*" in address:
        mishap = hear(address, ask=ear.refusal)
    else:
        (hearing,) = hear(address)
        mishap = hearing.mishap
    assert mishap.cause is cause
    assert says in mishap.message


@pytest.mark.parametrize("address", ["a\0b", " "])
def test_what_is_no_path_is_refused_before_anything_is_read(hear, ear, address):
    assert hear(address, ask=ear.refusal).cause is Cause.MALFORMED


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with a name on Windows")
def test_a_pipe_is_not_waited_for(hear, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (hearing,) = hear("pipe.txt")
    assert hearing.mishap.cause is Cause.MALFORMED
    assert "no regular file" in hearing.mishap.message


@pytest.mark.parametrize(("body", "cause"), [("", Cause.EMPTY), (" \n\t\n", Cause.EMPTY), ("a\0b", Cause.MALFORMED)])
def test_a_file_that_says_nothing(hear, body, cause):
    (hearing,) = hear("a.txt", body)
    assert hearing.mishap.cause is cause


def test_a_file_has_a_limit(hear, ear, tmp_path):
    (hearing,) = hear("a.txt", "x" * 1000, ask=lambda *order: ear.hear(*order, max_bytes=999))
    assert hearing.mishap.cause is Cause.TOO_LARGE


def test_the_files_of_a_pattern_have_a_limit_together(hear, ear, tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name * 100)
    (hearing,) = hear("*.txt", ask=lambda *order: ear.hear(*order, max_bytes=250))
    assert len(hearing.passages) == 2
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.TOO_LARGE]


def test_markdown_without_its_package_is_one_line_that_names_the_extra(hear, monkeypatch):
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    (hearing,) = hear("handbook.md", HANDBOOK)
    assert hearing.mishap.cause is Cause.UNAVAILABLE
    assert "pytest-promises[markdown]" in hearing.mishap.remedy
    (hearing,) = hear("handbook.txt", PLAIN)
    assert hearing.mishap is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_has_passages_with_lines_that_are_there(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for passage in of_prose(text):
        number = int(passage.selector.removeprefix("line "))
        assert passage.text.strip()
        assert lines[number - 1].strip()


@given(st.text(alphabet="#-*|`>[](){}<>!&\\_~=: \nab1", max_size=200))
def test_any_markdown_can_be_read(text):
    for passage in of_markdown(text):
        assert passage.text.strip()
