"""Everything that is to be heard, once, at the same time, within limits."""

from pytest_promises.gathering.crash import crash
from pytest_promises.gathering.engine import Engine
from pytest_promises.gathering.events import Event

__all__ = ["Engine", "Event", "crash"]
