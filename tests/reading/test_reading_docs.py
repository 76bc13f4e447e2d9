"""The examples of the docs are true."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from pytest_promises.cli import main
from pytest_promises.reading import read
from pytest_promises.reading.data import languages

from .notation import notation

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
TEXT = PAGE.read_text("utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in TEXT.splitlines()
    if re.match(r"\| [a-z]{2} \|", line)
]


def test_the_page_has_examples_in_every_language():
    assert {row[0] for row in ROWS} == set(languages())


@pytest.mark.parametrize(("lang", "text", "value", "topic"), ROWS)
def test_an_example_of_the_page_is_read_as_it_says(lang, text, value, topic):
    (statement,) = read(text, lang)
    assert (notation(statement.value), statement.topic or "-") == (value, topic)


def test_the_program_of_the_page_prints_what_it_shows():
    program, printed = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", TEXT, re.DOTALL).groups()
    out = StringIO()
    with redirect_stdout(out):
        exec(program, {})
    assert out.getvalue() == printed


def test_what_the_page_shows_of_promises_read_is_what_it_prints(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    sentence, printed = re.search(r"```console\n\$ promises read \"(.*?)\"\n(.*?)```", TEXT, re.DOTALL).groups()
    assert main(["read", sentence]) == 0
    assert capsys.readouterr().out == printed
