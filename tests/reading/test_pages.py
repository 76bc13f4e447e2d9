"""Whole pages are read as a careful person would: of what each figure speaks, and for whom."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from pytest_promises.channels.documents import markdown
from pytest_promises.model.statement import Mood, Passage, Statement
from pytest_promises.reading import read_passage

from .notation import notation

PAGES = tuple(sorted((Path(__file__).parent / "pages").glob("*.md")))
"""Pages in Markdown; the front matter has the language, and what the page states in the order of its words."""
BY_NAME = [pytest.param(page, id=page.stem) for page in PAGES]


@dataclass(frozen=True, slots=True)
class State:
    """What a page states: a value in the corpus' notation, the topic, and the scope."""

    value: str
    topic: str | None
    scope: dict[str, str]


def expected(page: Path) -> list[State]:
    return [State(state["value"], state.get("topic"), state.get("scope", {})) for state in front_matter(page)["states"]]


def front_matter(page: Path) -> dict[str, object]:
    return yaml.safe_load(page.read_text("utf-8").split("---\n")[1])


def passages(page: Path) -> tuple[Passage, ...]:
    return markdown.passages(page.read_text("utf-8"))


@cache
def stated(page: Path) -> tuple[Statement, ...]:
    lang = str(front_matter(page)["lang"])
    found = (statement for passage in passages(page) for statement in read_passage(passage, lang=lang))
    return tuple(statement for statement in found if statement.mood is Mood.ASSERTED)


def as_states(page: Path) -> list[State]:
    return [State(notation(one.value), one.topic, dict(one.scope)) for one in stated(page)]


def paired() -> list[tuple[State, State]]:
    """Return what is expected with what is read, over all pages."""
    return [pair for page in PAGES for pair in zip(expected(page), as_states(page), strict=True)]


@pytest.mark.parametrize("page", BY_NAME)
def test_a_page_states_its_values_and_no_others(page):
    assert [state.value for state in as_states(page)] == [state.value for state in expected(page)]


def test_pages_are_of_a_dozen_kinds_with_tables_and_lists_and_headings():
    found = [passage for page in PAGES for passage in passages(page)]
    assert len({front_matter(page)["lang"] for page in PAGES}) >= 12
    assert sum(bool(one.column) for one in found) >= 40
    assert sum(bool(one.headings) for one in found) >= 100


def test_at_least_93_of_100_figures_of_pages_have_the_right_topic():
    wrong = [(want, got) for want, got in paired() if want.topic != got.topic]
    assert len(wrong) <= 0.07 * len(paired()), wrong


def test_at_least_90_of_100_figures_of_pages_have_the_right_scope():
    wrong = [(want, got) for want, got in paired() if want.scope != got.scope]
    assert len(wrong) <= 0.10 * len(paired()), wrong
