"""A load that has asked the host for all it needs: the next one begins while it goes on."""

import asyncio

import pytest

from .conftest import Scripted, order, said

BOUND = 20


def meeting(before):
    """A channel type whose loads wait, each after what it does `before`, until two of them have come so far."""
    arrived, both = [], asyncio.Event()

    async def script(asked, services):
        await before(services)
        arrived.append(asked.target.url)
        if len(arrived) == 2:
            both.set()
        async with asyncio.timeout(2):
            await both.wait()
        return said(asked)

    return Scripted(script)


async def leaves(services):
    services.leave()


async def leaves_twice(services):
    services.leave()
    services.leave()


async def leaves_and_comes_back(services):
    services.leave()
    await services.hear_all([(order("/other"), Scripted())])


async def stays(services):
    await asyncio.sleep(0)


def causes(engine, before):
    made, kind = engine(concurrency=1, retries=0), meeting(before)
    futures = [made.submit(order(url), kind) for url in ("/a", "/b")]
    return [hearing.mishap and hearing.mishap.cause for future in futures for hearing in future.result(BOUND)]


@pytest.mark.parametrize("before", [leaves, leaves_twice])
def test_the_next_load_begins_when_one_leaves(engine, before):
    assert causes(engine, before) == [None, None]


@pytest.mark.parametrize("before", [stays, leaves_and_comes_back])
def test_it_does_not_where_one_stays_or_asks_again(engine, before):
    assert causes(engine, before)[0] is not None


def test_no_slot_is_given_back_twice(engine):
    under_way, most = [], []

    async def script(asked, services):
        services.leave()
        await asyncio.sleep(0)
        return said(asked)

    async def counted(asked, services):
        under_way.append(asked.target.url)
        most.append(len(under_way))
        await asyncio.sleep(0.02)
        under_way.remove(asked.target.url)
        return said(asked)

    made = engine(concurrency=2)
    with made.hold():
        futures = [made.submit(order(f"/early-{n}"), Scripted(script)) for n in range(4)]
        futures += [made.submit(order(f"/{n}"), Scripted(counted)) for n in range(12)]
    assert all(future.result(BOUND) for future in futures)
    assert max(most) <= 2
