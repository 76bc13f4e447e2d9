"""Which questions one scan answers: their number does not grow with that of the promises.

A scan groups records by a mask, one whole number in which each bit is a condition that a record fulfils or does not.
Which records a question looks at is then told by the bits that it needs, after the scan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .columns import Pace
from .questions import Question, Shape

BITS = 62
"""How many bits a mask has: those of a signed number of 64 bits, less the sign and one to spare."""

Bit = tuple[str, str | int]
"""`("where", condition)` or `("within", microseconds before now)`."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One look at all records: questions of one shape and pace that make the same groups."""

    shape: Shape
    pace: Pace
    by: tuple[str, ...]
    period: str
    questions: tuple[Question, ...]

    @property
    def bits(self) -> tuple[Bit, ...]:
        """What the bits of the mask mean, the lowest first."""
        return tuple(dict.fromkeys(bit for one in self.questions for bit in bits_of(one)))

    @property
    def bounds(self) -> tuple[int, ...]:
        """The bounds that are to be edges of the histogram."""
        return tuple(sorted({one.bound for one in self.questions if one.bound is not None}))

    @property
    def averaged(self) -> bool:
        """Whether lengths and their squares are summed up."""
        return any(one.average for one in self.questions)

    def needed(self, question: Question) -> int:
        """Return the bits of the mask of a record that a question looks at."""
        return self._mask(_looked_at(question))

    def satisfied(self, question: Question) -> int:
        """Return the bit of the mask of a record that fulfils what a question asks for; 0 where it asks for nothing."""
        return self._mask([("where", question.satisfying)] if question.satisfying else [])

    def _mask(self, bits: Sequence[Bit]) -> int:
        every = self.bits
        return sum(1 << every.index(bit) for bit in bits)


def bits_of(question: Question) -> tuple[Bit, ...]:
    """Return what has to be known of each record for a question."""
    satisfying: tuple[Bit, ...] = (("where", question.satisfying),) if question.satisfying else ()
    return (*_looked_at(question), *satisfying)


def _looked_at(question: Question) -> tuple[Bit, ...]:
    within: tuple[Bit, ...] = () if question.within is None else (("within", question.within),)
    return (*((("where", text)) for text in dict.fromkeys(question.conditions)), *within)


def scans_for(questions: Iterable[Question]) -> tuple[Scan, ...]:
    """Return the scans that answer all questions."""
    alike: dict[tuple[Shape, Pace, tuple[str, ...], str], list[list[Question]]] = {}
    for one in questions:
        pace: Pace = "seconds" if one.shape == "tallies" else one.pace
        parts = alike.setdefault((one.shape, pace, one.by, one.period), [[]])
        if len(_bits([*parts[-1], one])) > BITS:
            parts.append([])
        parts[-1].append(one)
    return tuple(Scan(*key, tuple(part)) for key, parts in alike.items() for part in parts)


def scans_of_identifiers(questions: Iterable[Question]) -> tuple[Scan, ...]:
    """Return the scans that tell which of the records that each question looks at have one identifier."""
    plain = (replace(one, shape="tallies", satisfying="", by=(), period="") for one in questions)
    return scans_for(plain)


def _bits(questions: Iterable[Question]) -> set[Bit]:
    return {bit for one in questions for bit in bits_of(one)}
