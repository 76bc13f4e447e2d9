"""What the charts of the report show, as plain data; nothing of it is drawn here."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pytest_promises.model.finding import Finding, Spread
from pytest_promises.model.report import Point, Report

from .shown import clip, visible

_MOST_VALUES = 120
_MOST_STREAKS = 200
_LONGEST_NAME = 60


def histogram(spread: Spread) -> dict[str, Any]:
    """Return how measured times are distributed: each bin is its upper edge, how many are done, how many still open."""
    return {
        "unit": spread.unit,
        "bound": spread.bound,
        "honest": spread.honest,
        "groups": [
            {
                "name": clip(visible(" / ".join(value or "none" for value in one.group)), _LONGEST_NAME),
                "bins": [[edge, *counts] for edge, *counts in _bins(one.closed, one.open)],
                "failed": one.failed,
            }
            for one in spread.distributions
        ],
    }


def _bins(closed: Sequence[tuple[float, int]], opened: Sequence[tuple[float, int]]) -> Iterator[tuple[float, int, int]]:
    done, waiting = dict(closed), dict(opened)
    yield from ((edge, done.get(edge, 0), waiting.get(edge, 0)) for edge in sorted({*done, *waiting}))


def timeline(report: Report, finding: Finding) -> dict[str, Any] | None:
    """Return the streaks of a check up to this run, and what was measured in each run; `None` without a past.

    A streak is the time of its first run, its verdict and its number of runs. Of many values, as many as a chart has
    room for are taken at even distances, the newest among them.
    """
    past = report.past.get(finding.key, ())
    if not past:
        return None
    value = finding.figures[0].value if finding.figures else None
    points = (*past, Point(report.run.id, report.run.started_at, finding.verdict, value))
    streaks = [_streak(list(own)) for _, own in groupby(points, key=lambda point: point.verdict)]
    values = [[point.at, point.value] for point in points if point.value is not None]
    return {
        "end": report.run.started_at,
        "streaks": streaks[-_MOST_STREAKS:],
        "values": values[(len(values) - 1) % (step := max(1, -(-len(values) // _MOST_VALUES))) :: step],
        "unit": visible(finding.figures[0].unit) if finding.figures else "",
        "name": visible(finding.figures[0].name) if finding.figures else "",
    }


def _streak(points: Sequence[Point]) -> list[object]:
    return [points[0].at, str(points[0].verdict), len(points)]
