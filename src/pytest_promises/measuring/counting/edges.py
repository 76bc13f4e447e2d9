"""The edges of histograms: fine where it matters, so few that a histogram of any number of records stays small.

Whole seconds up to an hour, whole minutes up to a week, whole hours above: always rounded up, so that what lies within
an edge is counted with it. Bounds that are asked for are edges, whatever they are. In microseconds.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
WEEK = 7 * 24 * HOUR


def edge_of(length: int) -> int:
    """Return the edge that a length rounds up to."""
    step = step_of(length)
    return -(-length // step) * step


def step_of(length: int) -> int:
    """Return how far the edges around a length lie from each other."""
    return SECOND if length <= HOUR else MINUTE if length <= WEEK else HOUR


def edges(length: "IntegerValue", bounds: Iterable[int]) -> "IntegerValue":
    """Return the edge of each length of a column, none of which is negative; the bounds are edges."""
    ibis = need("ibis", "records", "records")
    step = steps(length)
    up = length + step - 1
    edge = up - up % step
    for bound in sorted({bound for bound in bounds if edge_of(bound) != bound}, reverse=True):
        edge = ibis.ifelse((length <= bound) & (edge > bound), bound, edge)
    return edge


def steps(length: "IntegerValue") -> "IntegerValue":
    """Return the distance of edges around each length of a column."""
    ibis = need("ibis", "records", "records")
    return ibis.cases((length <= HOUR, SECOND), (length <= WEEK, MINUTE), else_=HOUR).cast("int64")
