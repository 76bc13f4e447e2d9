"""Words in which what is stated needs no promise."""

from collections.abc import Callable, Sequence

from pytest_promises.model.statement import Statement

from .words import Folded, fold, wanted


def exception(words: Sequence[str]) -> Callable[[Statement], str]:
    """Return what gives those of the words in which a statement stands, or `""`.

    Words are compared as those of a wording are; a statement stands in them where they share a letter of the passage.
    """

    def excepted(said: Statement) -> str:
        folded = fold(said.passage.text) if words else Folded("", ())
        return next((one for one in words if _stands_in(said, one, folded)), "")

    return excepted


def _stands_in(said: Statement, words: str, folded: Folded) -> bool:
    start, end = said.span
    spans = (folded.original(*match.span()) for match in wanted(words).expression.finditer(folded.text))
    return any(first < end and last > start for first, last in spans)
