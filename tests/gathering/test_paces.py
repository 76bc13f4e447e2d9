"""How often a host is asked, where a spec bounds it: by a clock that moves only when somebody sleeps."""

import asyncio

import pytest

from pytest_promises.gathering.paces import Paces


def waits(time, *asked):
    """Return how long each had to wait, all having asked at once."""

    async def run():
        paces, waited = Paces(time.timing()), []
        for host, rate in asked:
            before = len(time.slept)
            await paces.wait(host, rate)
            waited.append(sum(time.slept[before:]))
        return waited

    return asyncio.run(run())


def test_documents_of_one_host_are_asked_for_in_their_turn(time):
    assert waits(time, *[("shop.test", 2)] * 4) == pytest.approx([0, 0.5, 0.5, 0.5])


def test_each_host_has_a_pace_of_its_own(time):
    assert waits(time, ("shop.test", 0.5), ("desk.test", 0.5)) == [0, 0]


def test_without_a_rate_nobody_waits(time):
    assert waits(time, *[("shop.test", 0)] * 3) == [0, 0, 0]


def test_those_who_ask_at_the_same_moment_are_spread():
    slept = []

    class Still:
        clock = staticmethod(lambda: 100.0)

        @staticmethod
        async def sleep(seconds):
            slept.append(seconds)

    async def run():
        paces = Paces(Still())
        await asyncio.gather(*(paces.wait("shop.test", 4) for _ in range(4)))

    asyncio.run(run())
    assert slept == pytest.approx([0.25, 0.5, 0.75])
