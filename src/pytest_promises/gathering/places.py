"""The slot of a load under way, given up while it waits for others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from pytest_promises.gathering.slots import Slots
from pytest_promises.model.hearing import HearingError


class Place:
    """The slot of one try, which it can give up for a while; `close` ends that, whoever still wants it back.

    Used on the event loop's thread only.
    """

    def __init__(self, slots: Slots, host: str) -> None:
        self._slots = slots
        self._host = host
        self._is_held = self._is_closed = False
        self._absences = 0
        self._left_at: float | None = None
        self._away = 0.0

    async def enter(self) -> None:
        """Wait for the slot; raises what `Slots.enter` raises, and `CancelledError` when the try is over."""
        await self._slots.enter(self._host)
        self._is_held = True
        if self._is_closed:
            self.leave()
            raise asyncio.CancelledError

    def close(self) -> None:
        """Give the slot back for good."""
        self._is_closed = True
        self.leave()

    @asynccontextmanager
    async def given_up(self) -> AsyncIterator[None]:
        """Do without the slot within the block; of several blocks at a time, the last one to end wants it back.

        A host that asks meanwhile to be left alone keeps the slot from coming back, and nothing else: what was heard
        before it did is worth having.
        """
        self._absences += 1
        if self._absences == 1:
            self._left_at = asyncio.get_running_loop().time()
            self.leave()
        try:
            yield
            if self._absences == 1:
                with suppress(HearingError):
                    await self.enter()
        finally:
            self._absences -= 1
            if not self._absences:
                self._away, self._left_at = self.seconds_away, None

    @property
    def seconds_away(self) -> float:
        """The time for which the slot has been given up, in all."""
        now = asyncio.get_running_loop().time()
        return self._away + (0.0 if self._left_at is None else now - self._left_at)

    def leave(self) -> None:
        """Give the slot back, if it is held; who needs it again has to enter."""
        if self._is_held:
            self._is_held = False
            self._slots.leave(self._host)
