"""The course of a check as shapes on a line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, pairwise

from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Point

WIDTH, HEIGHT = 1000.0, 120.0


@dataclass(frozen=True, slots=True)
class Streak:
    """Runs in a row with one verdict: `x` and `width` on a line of `WIDTH`, the first and the last run's time."""

    verdict: Verdict
    x: float
    width: float
    first: str
    last: str
    runs: int


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a check: its streaks, oldest first."""

    streaks: tuple[Streak, ...]


def course(points: Sequence[Point], begin: str, end: str) -> Course:
    """Return the streaks of points, which are oldest first, between two times (ISO 8601)."""
    groups = [(verdict, list(group)) for verdict, group in groupby(points, key=lambda point: point.verdict)]
    starts = [_x(group[0].at, begin, end) for _, group in groups] + [WIDTH]
    return Course(
        tuple(
            Streak(verdict, x, max(2.0, next_x - x), group[0].at, group[-1].at, len(group))
            for (verdict, group), (x, next_x) in zip(groups, pairwise(starts), strict=True)
        )
    )


def values(points: Sequence[Point], begin: str, end: str) -> tuple[str, float, float]:
    """Return the points of a polyline of what was measured, with the least and the greatest value.

    It is `""` where fewer than two runs measured anything.
    """
    measured = [(point.at, point.value) for point in points if point.value is not None]
    if len(measured) < 2:
        return "", 0.0, 0.0
    least, most = min(value for _, value in measured), max(value for _, value in measured)
    room = (most - least) or 1.0
    places = ((_x(at, begin, end), HEIGHT - HEIGHT * (value - least) / room) for at, value in measured)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places), least, most


def _x(at: str, begin: str, end: str) -> float:
    first, last = _seconds(begin), _seconds(end)
    return WIDTH * (_seconds(at) - first) / max(1.0, last - first)


def _seconds(time: str) -> float:
    parsed = datetime.fromisoformat(time)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
