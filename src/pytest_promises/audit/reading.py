"""Hearings read into statements, each text once."""

from collections.abc import Iterable

from pytest_promises.judging import Heard, heard
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Channel, ScopeWords, Spec
from pytest_promises.model.statement import Passage, Statement
from pytest_promises.reading import Vocabulary, read_passage


def vocabulary(spec: Spec) -> Vocabulary:
    """Return what a spec adds to the lexicon: its topics, and its scopes, which name themselves."""
    declared = {(scope.dimension, scope.value) for scope in spec.scopes}
    used = {pair for promise in spec.promises for pair in promise.scope}
    named = tuple(ScopeWords(dim, value, (("", (value,)),)) for dim, value in sorted(used - declared))
    return Vocabulary(spec.topics, spec.scopes + named)


class Readings:
    """Reads hearings; what several channels share is read once a vocabulary and locale."""

    def __init__(self) -> None:
        # The passages are kept beside their statements: an id is only unique while its object lives.
        self._read: dict[tuple[int, Vocabulary, str], tuple[tuple[Passage, ...], tuple[Statement, ...]]] = {}

    def heard(self, channel: Channel, hearing: Hearing, words: Vocabulary) -> Heard:
        """Return the channel's hearing with all that it states."""
        key = (id(hearing.passages), words, channel.locale)
        if key not in self._read:
            self._read[key] = (hearing.passages, tuple(_read(hearing.passages, words, channel.locale)))
        return heard(channel, hearing, (*hearing.statements, *self._read[key][1]))


def _read(passages: Iterable[Passage], words: Vocabulary, lang: str) -> Iterable[Statement]:
    for passage in passages:
        yield from read_passage(passage, words, lang=lang or None)
