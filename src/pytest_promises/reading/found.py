"""A value found in a sentence, and which of its tokens gave it."""

from typing import NamedTuple

from pytest_promises.model.quantities import Value


class Found(NamedTuple):
    """A value with the items from `start` up to `end` that say it.

    `bound` and `clock` are the places of the items that gave these; a `rate` is how often something happens, not how
    long it takes; `bare` weekly hours are clock times without a day.
    """

    value: Value
    start: int
    end: int
    bound: tuple[int, int] | None = None
    clock: tuple[int, int] | None = None
    rate: bool = False
    topic: str | None = None
    bare: bool = False
