"""Collects the problems of a spec's files."""

import difflib
from collections.abc import Iterable
from dataclasses import replace

from .nodes import Node, Source
from .problem import Problem, masked

_COMPARISONS = 20_000
_LONGEST_WORD = 60
_SHORTEST_SECRET = 4


class Report:
    """Every problem found so far; each is kept once."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}
        self._lines: dict[tuple[str, int], str] = {}
        self._comparisons = _COMPARISONS

    def at(self, node: Node, message: str, hint: str = "") -> None:
        """Add a problem with a node."""
        self.span(node.source, node.start, node.end, message, hint)

    def span(self, source: Source, start: int, end: int, message: str, hint: str = "") -> None:
        """Add a problem with the characters from `start` to `end`, of which those on the first line are marked."""
        place = source.location(start)
        line = self._line(source, place.line)
        length = max(1, min(end - start, len(line) - place.column + 1))
        self.add(Problem(place, masked(message), masked(hint), line, length))

    def _line(self, source: Source, number: int) -> str:
        """Return a line without credentials; it is made once, however many problems are on it."""
        key = (source.file, number)
        if key not in self._lines:
            self._lines[key] = masked(source.line(number))
        return self._lines[key]

    def add(self, problem: Problem) -> None:
        """Add a problem that is complete."""
        self._problems[problem] = None

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """Return "did you mean `…`?" when one of the known words is near, else the empty string.

        The number of comparisons of a load is bounded: a large file of nothing but mistakes gets hints for the first.
        """
        choices = list(known)
        if len(word) > _LONGEST_WORD or len(choices) > self._comparisons:
            return ""
        self._comparisons -= len(choices)
        folded = {choice.casefold(): choice for choice in reversed(choices)}
        near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
        return f"did you mean `{folded[near[0]]}`?" if near else ""

    def problems(self, files: Iterable[str], secrets: Iterable[str] = ()) -> tuple[Problem, ...]:
        """Return the problems without the secrets, sorted by place, the files in the order given."""
        rank = {file: number for number, file in enumerate(files)}
        found = sorted(
            self._problems, key=lambda one: (rank.get(one.location.file, len(rank)), one.location, one.message)
        )
        hidden = [secret for secret in secrets if len(secret) >= _SHORTEST_SECRET]
        return tuple(_without(problem, hidden) for problem in found) if hidden else tuple(found)

    def __bool__(self) -> bool:
        return bool(self._problems)


def _without(problem: Problem, secrets: Iterable[str]) -> Problem:
    """Return the problem with secrets overwritten in the same length, which leaves the caret in its place."""
    for secret in secrets:
        stars = "*" * len(secret)
        problem = replace(
            problem,
            message=problem.message.replace(secret, stars),
            hint=problem.hint.replace(secret, stars),
            line=problem.line.replace(secret, stars),
        )
    return problem


def listing(words: Iterable[str], last: str = "and", limit: int = 24) -> str:
    """Return words as "`a`, `b` and `c`", the rest counted when they are many."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) > limit:
        quoted = [*quoted[:limit], f"{len(quoted) - limit} more"]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
