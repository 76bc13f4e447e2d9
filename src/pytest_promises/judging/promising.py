"""Where a channel makes a promise: the passages that say it, with the marks that lead from them to notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pytest_promises.model.finding import Quote
from pytest_promises.model.statement import Mood, Passage, Statement

from .beside import Surroundings
from .heard import Heard
from .matching import Found
from .notes import marks_in
from .quoting import quote, quote_words
from .weighing import Tier, Weight


@dataclass(frozen=True, slots=True)
class Promising:
    """A passage that makes a promise: the words that do, and the marks at them.

    `by_column` is whether the columns of its table tell for whom it is.
    """

    passage: Passage
    quote: Quote
    marks: frozenset[str] = frozenset()
    by_column: bool = False


def by_value(weight: Weight, heard: Heard) -> Iterator[Promising]:
    """Yield where a channel states a promise, with the declared value or another; what came as data is no passage."""
    passages = frozenset(heard.hearing.passages)
    said_in: dict[Passage, list[Statement]] = {}
    for weighed in (*weight.counting, *weight.beside):
        said_in.setdefault(weighed.statement.passage, []).append(weighed.statement)
    for said in (weighed.statement for weighed in weight.counting):
        if said.passage in passages:
            by_column = any(reason.field == "scope" and reason.source == "column" for reason in said.reasons)
            marks = _marks(said.passage.text, *_reach(said, said_in[said.passage]))
            yield Promising(said.passage, quote(said, heard, "bare"), marks, by_column)


def by_words(found: Iterable[Found], heard: Heard) -> Iterator[Promising]:
    """Yield where a channel says the words of a promise."""
    for one in found:
        quoted = quote_words(one.passage, one.span, heard, "bare")
        yield Promising(one.passage, quoted, _marks(one.passage.text, 0, len(one.passage.text)))


def surroundings(made: Iterable[Promising], weight: Weight, heard: Heard, topic: str) -> Surroundings:
    """Return what stands around the passages of a channel, some of which make a promise on a topic."""
    own = frozenset(one.passage for one in made)
    others = frozenset(one.statement.passage for one in weight.beside if one.tier is Tier.OTHER_SCOPE) - own
    groups = (group for name, group in heard.by_topic.items() if name not in {None, topic})
    stating = frozenset(said.passage for group in groups for said in group if said.mood is Mood.ASSERTED) - own
    return Surroundings(heard.hearing.passages, stating | others, others)


def _marks(text: str, begin: int, end: int) -> frozenset[str]:
    return frozenset(mark.name for mark in marks_in(text) if begin <= mark.at < end)


def _reach(said: Statement, others: Sequence[Statement]) -> tuple[int, int]:
    """Return between which places of a passage a mark belongs to what is said: behind what others say before it there.

    "Standard: 3-5 days* Express: 1-2 days†" has a mark for each.
    """
    text = said.passage.text
    begin = max((_word_end(text, one.span[1]) for one in others if one.span[1] <= said.span[0]), default=0)
    end = min((one.span[0] for one in others if one.span[0] >= said.span[1]), default=len(text))
    return begin, end


def _word_end(text: str, at: int) -> int:
    return next((place for place in range(at, len(text)) if text[place].isspace()), len(text))
