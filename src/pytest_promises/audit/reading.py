"""Hearings read into statements, each text once."""

from pytest_promises.judging import Heard, heard
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Channel, ScopeWords, Spec
from pytest_promises.model.statement import Passage, Statement
from pytest_promises.reading import Vocabulary, read_passage, with_scope


def vocabulary(spec: Spec) -> Vocabulary:
    """Return what a spec adds to the lexicon: its topics, and its scopes, which name themselves."""
    declared = {(scope.dimension, scope.value) for scope in spec.scopes}
    used = {pair for promise in spec.promises for pair in promise.scope}
    named = tuple(ScopeWords(dim, value, (("", (value,)),)) for dim, value in sorted(used - declared))
    return Vocabulary(spec.topics, spec.scopes + named)


class Readings:
    """Reads hearings; a text that several channels share is read once a vocabulary and locale."""

    def __init__(self) -> None:
        self._read: dict[tuple[tuple[Passage, ...], Vocabulary, str], tuple[Statement, ...]] = {}

    def heard(self, channel: Channel, hearing: Hearing, words: Vocabulary) -> Heard:
        """Return the channel's hearing with all that it states."""
        key = (hearing.passages, words, channel.locale)
        if key not in self._read:
            lang = channel.locale or None
            read = (said for passage in hearing.passages for said in read_passage(passage, words, lang=lang))
            self._read[key] = tuple(read)
        told = (with_scope(said, words, channel.locale or None) for said in hearing.statements)
        return heard(channel, hearing, (*told, *self._read[key]))
