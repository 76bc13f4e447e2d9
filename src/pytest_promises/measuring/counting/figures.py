"""The figures that answer a question, made of lines of counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pytest_promises.model.measured import Deviation, Distribution, Group, Measured, Tally

from .edges import SECOND, step_of
from .periods import Reach, left_out
from .questioning import PARTS
from .questions import Question
from .rollup import Line, by_group
from .scans import Scan


def figures(lines: Sequence[Line], scan: Scan, question: Question, reach: Reach) -> Measured:
    """Return what was measured, without its counts; of periods only those that lie within the reach of the records.

    Raises `HearingError` (`TOO_LARGE`) for more groups than can be judged.
    """
    groups = by_group(lines, question)
    every = by_group(lines, question, periods=True) if question.period else {}
    periods = {key: members for key, members in every.items() if reach.whole(key[0], question.period)}
    notes = left_out([key[0] for key in every if key not in periods], question.period)

    def tallied(part: Mapping[Any, Sequence[Line]]) -> tuple[Tally, ...]:
        return tuple(_tally(group, members, scan, question) for group, members in part.items())

    def lasting(part: Mapping[Any, Sequence[Line]]) -> tuple[Distribution, ...]:
        return tuple(_distribution(group, members, scan) for group, members in part.items())

    if question.shape == "tallies":
        return Measured(tallies=tallied(groups), periods=tallied(periods), notes=notes)
    if question.shape == "lengths":
        return Measured(scan.pace, distributions=lasting(groups), periods=lasting(periods), notes=notes)
    return Measured(deviations=tuple(_deviation(group, part, scan, question) for group, part in groups.items()))


def _distribution(group: Group, lines: Sequence[Line], scan: Scan) -> Distribution:
    """Return how long it took: edges and sums in seconds, or in days where the pace is one of days.

    Lengths and their squares are summed up where a question of the scan asks for an `average`.
    """
    done = [line for line in lines if not line.pending]
    unit = 1 if scan.pace.endswith("days") else SECOND
    return Distribution(
        group,
        _bins(done, unit),
        _bins([line for line in lines if line.pending], unit),
        total=sum(_total(line) for line in done) / unit if scan.averaged else 0.0,
        squares=sum(_squares(line) for line in done) / unit**2 if scan.averaged else 0.0,
    )


def _bins(lines: Iterable[Line], unit: int) -> tuple[tuple[float, int], ...]:
    found: dict[int, int] = defaultdict(int)
    for line in lines:
        found[line.edge] += line.n
    return tuple((edge // unit if edge % unit == 0 else edge / unit, n) for edge, n in sorted(found.items()))


def _total(line: Line) -> int:
    return line.n * line.edge - int(line.sums[0] if line.sums else 0)


def _squares(line: Line) -> int:
    """Return the sum of squares of lengths that each stay some way below the edge: (edge - way) squared."""
    if not line.sums:
        return line.n * line.edge**2
    short, parts = int(line.sums[0]), int(line.sums[1])
    return line.n * line.edge**2 - 2 * line.edge * short + parts * step_of(line.edge) ** 2 // PARTS**2


def _tally(group: Group, lines: Sequence[Line], scan: Scan, question: Question) -> Tally:
    """Return how many fulfil the condition of a question."""
    bit = scan.satisfied(question)
    return Tally(group, sum(line.n for line in lines if line.mask & bit == bit), sum(line.n for line in lines))


def _deviation(group: Group, lines: Sequence[Line], scan: Scan, question: Question) -> Deviation:
    """Return how far what was published lay from what was true, of the records that are done."""
    done = [line for line in lines if not line.pending]
    published, errors, sizes, squares = (sum(float(line.sums[i]) for line in done) for i in range(4))
    within = sum(int(line.sums[4 + scan.questions.index(question)]) for line in done)
    return Deviation(group, sum(line.n for line in done), published, errors, sizes, squares, within)
