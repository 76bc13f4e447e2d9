"""What was understood of a text, for a person and as JSON: each statement with the words that gave its parts."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from pytest_promises.judging.quoting import place
from pytest_promises.model.describe import describe
from pytest_promises.model.statement import Passage, Reason, Statement

from .printable import escaped, printable, shorten, width, wrap

_INDENT = 5
_LABEL = 11
_READ_AS = 26
_GAP = 2
_AROUND = 100


def as_json(statements: Sequence[Statement], passages: Sequence[Passage]) -> str:
    """Return the statements as a JSON list of `Statement.as_dict()`.

    Added to each are `passage`, the number of its passage from 0, in which `span` counts, and that passage's `place`.
    """
    numbers = {id(passage): number for number, passage in enumerate(passages)}
    plain = [
        {**said.as_dict(), "passage": numbers[id(said.passage)], "place": _plain_place(said.passage)}
        for said in statements
    ]
    return escaped(json.dumps(plain, indent=2, ensure_ascii=False))


def _plain_place(passage: Passage) -> dict[str, object]:
    fields = ("headings", "row", "column", "lead", "label", "selector")
    return {name: getattr(passage, name) for name in fields if getattr(passage, name)}


def tell(name: str, statements: Sequence[Statement], languages: Sequence[str], columns: int = 80) -> str:
    """Return what a source states as a table a statement; no line is longer than `columns`.

    `languages` are those that the source's passages were read as.
    """
    parts = [shorten(printable(name), columns), _summary(len(statements), languages)]
    if statements:
        parts += ["", *_row("", "read as", "from the words", columns)]
    for number, said in enumerate(statements, 1):
        parts += ["", *_statement(number, said, columns)]
    return "\n".join(parts)


def _summary(count: int, languages: Sequence[str]) -> str:
    if not languages:
        return "There is no text in it."
    read_as = Counter(languages).most_common()
    several = len(read_as) > 1
    names = ", ".join(f"{lang} ({number})" if several else lang for lang, number in read_as)
    passages = f"{len(languages)} passage{'s' * (len(languages) != 1)}"
    return f"{passages} read as {names}: {count or 'no'} statement{'s' * (count != 1)}"


def _statement(number: int, said: Statement, columns: int) -> Iterator[str]:
    for line in wrap(printable(_marked(said)), columns - _INDENT):
        yield f"{f'{number}.' if number else '':<{_INDENT}}{line}"
        number = 0
    for label, read_as, because in _rows(said):
        yield from _row(label, read_as, because, columns)


def _marked(said: Statement) -> str:
    """Return the words in what stands around them, marked as »words«."""
    text, (start, end) = said.passage.text, said.span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = f"…{before}" if start > _AROUND else before
    after = f"{after}…" if end + _AROUND < len(text) else after
    return f"{before}»{text[start:end]}«{after}"


def _rows(said: Statement) -> Iterator[tuple[str, str, str]]:
    """Yield label, what was understood, and the words that it was understood from."""
    yield "place", " > ".join(place(said.passage)), ""
    yield "at", said.passage.selector, ""
    yield "words", f"{said.span[0]}-{said.span[1]}, in {said.lang}", said.words
    yield "value", describe(said.value), _words(said, "value")
    for field in ("bound", "clock"):
        if _words(said, field):
            yield field, str(getattr(said.value, field, "")), _words(said, field)
    yield "topic", said.topic or "none", _words(said, "topic")
    yield "scope", ", ".join(f"{name}: {value}" for name, value in said.scope), _words(said, "scope")
    yield "mood", str(said.mood), _words(said, "mood")
    for words in said.conditions:
        yield "condition", "", words


def _words(said: Statement, field: str) -> str:
    return "; ".join(map(_reason, (reason for reason in said.reasons if reason.field == field)))


def _reason(reason: Reason) -> str:
    return reason.words if reason.source == "sentence" else f"{reason.words} ({reason.source})"


def _row(label: str, read_as: str, because: str, columns: int) -> Iterator[str]:
    if not read_as and not because:
        return
    rest = columns - _INDENT - _LABEL
    left = list(wrap(printable(read_as), _READ_AS if because else rest))
    right = list(wrap(printable(because), rest - _READ_AS - _GAP))
    for at in range(max(len(left), len(right))):
        one, other = (lines[at] if at < len(lines) else "" for lines in (left, right))
        padding = " " * (_READ_AS + _GAP - width(one)) if other else ""
        yield f"{'':<{_INDENT}}{'' if at else label:<{_LABEL}}{one}{padding}{other}".rstrip()
