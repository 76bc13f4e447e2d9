"""A value found in a sentence, and which of its tokens gave it."""

from dataclasses import dataclass

from pytest_promises.model.quantities import Value


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the items from `start` up to `end` that say it.

    `bound` and `clock` are the places of the items that gave these; a `rate` is how often something happens, not how long
    it takes.
    """

    value: Value
    start: int
    end: int
    bound: tuple[int, int] | None = None
    clock: tuple[int, int] | None = None
    rate: bool = False
    topic: str | None = None
