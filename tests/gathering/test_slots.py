"""Bounds, retries and hosts that ask for patience."""

import asyncio
import math
from collections import Counter

import pytest

from pytest_promises.hookspecs import Order
from pytest_promises.model.hearing import Cause, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel

from .conftest import Scripted, order, said

BOUND = 20


class Crowd:
    """A script that counts who is inside at once."""

    def __init__(self):
        self.inside, self.most, self.most_of_host = Counter(), 0, Counter()

    async def __call__(self, order, services):
        host = order.target.host
        self.inside[host] += 1
        self.most = max(self.most, self.inside.total())
        self.most_of_host[host] = max(self.most_of_host[host], self.inside[host])
        for _ in range(5):
            await asyncio.sleep(0)
        self.inside[host] -= 1
        return said(order)


def all_of(futures):
    return [future.result(BOUND)[0] for future in futures]


def test_loads_are_bounded_in_all_and_for_each_host(engine):
    crowd = Crowd()
    made = engine(concurrency=5, per_host=2)
    with made.hold():
        futures = [made.submit(order(f"/{n}", host=f"h{n % 4}"), Scripted(crowd)) for n in range(40)]
    all_of(futures)
    assert crowd.most == 5
    assert set(crowd.most_of_host.values()) == {2}


def test_a_busy_host_does_not_keep_another_from_its_turn(engine):
    began = []

    async def note(order, services):
        began.append(order.target.host)
        return said(order)

    made = engine(concurrency=1)
    with made.hold():
        futures = [made.submit(order(f"/{n}", host="busy"), Scripted(note)) for n in range(5)]
        futures.append(made.submit(order("/x", host="other"), Scripted(note)))
    all_of(futures)
    assert began.index("other") <= 2


def test_what_has_no_host_is_bounded_in_all_only(engine):
    crowd = Crowd()
    made = engine(concurrency=3, per_host=1)
    with made.hold():
        futures = [
            made.submit(Order(Target("file", f"{n}", ""), (Channel("c", "file", "x"),)), Scripted(crowd))
            for n in range(10)
        ]
    all_of(futures)
    assert crowd.most == 3


class Flaky:
    """A script that fails so many times for each target, then answers."""

    def __init__(self, mishap, times=1):
        self.mishap, self.times, self.tries = mishap, times, Counter()

    async def __call__(self, order, services):
        self.tries[order.target.url] += 1
        if self.tries[order.target.url] <= self.times:
            raise HearingError(self.mishap)
        return said(order)


RESET = Mishap(Cause.UNREACHABLE, "The connection was reset.", transient=True)


def test_a_transient_failure_is_tried_again_with_growing_pauses(engine, time):
    script = Flaky(RESET, times=3)
    (hearing,) = all_of([engine(retries=3).submit(order("/a"), Scripted(script))])
    assert hearing.mishap is None
    assert time.slept == [0.5, 1.0, 2.0]
    assert engine.kinds() == ["queued", "started", "retried", "retried", "retried", "finished"]
    assert [event.seconds for event in engine.events if event.kind == "retried"] == [0.5, 1.0, 2.0]


def test_retries_end_and_leave_the_last_reason(engine, time):
    script = Flaky(RESET, times=99)
    (hearing,) = all_of([engine(retries=2).submit(order("/a"), Scripted(script))])
    assert hearing.mishap == RESET
    assert script.tries["/a"] == 3


def test_what_is_not_transient_is_not_tried_again(engine, time):
    script = Flaky(Mishap(Cause.NOT_FOUND, "No such page."))
    (hearing,) = all_of([engine(retries=5).submit(order("/a"), Scripted(script))])
    assert hearing.mishap.cause is Cause.NOT_FOUND
    assert script.tries["/a"] == 1
    assert time.slept == []


def test_pauses_are_spread_and_bounded(time):
    spread = time.timing()
    low = type(spread)(chance=lambda: 0.0)
    assert [low.pause(n) for n in (1, 2, 3)] == [0.25, 0.5, 1.0]
    assert [spread.pause(n) for n in (1, 5, 50, 5000)] == [0.5, 8.0, 8.0, 8.0]


def test_a_load_that_waits_to_try_again_holds_no_slot(engine, time):
    began = []

    async def script(order, services):
        began.append(order.target.url)
        if began.count("/flaky") == 1 and order.target.url == "/flaky":
            raise HearingError(RESET)
        return said(order)

    async def sleep(seconds):
        await asyncio.wrap_future(second)
        await at_once(seconds)

    at_once, time.sleep = time.sleep, sleep
    made = engine(concurrency=1)
    with made.hold():
        first = made.submit(order("/flaky"), Scripted(script))
        second = made.submit(order("/next"), Scripted(script))
    assert all(hearing.mishap is None for hearing in all_of([first, second]))
    assert began == ["/flaky", "/next", "/flaky"]


def rate_limited(seconds):
    return Mishap(Cause.RATE_LIMITED, "Too many requests.", transient=True, retry_after=seconds)


def test_a_host_that_asks_for_a_pause_gets_it_from_all_its_loads_and_no_other_host_waits(engine, time):
    moments = []

    async def script(order, services):
        moments.append((order.target.url, time.time - 1000.0))
        if len(moments) == 1:
            raise HearingError(rate_limited(30.0))
        return said(order)

    async def sleep(seconds):
        await asyncio.wrap_future(futures[2])
        await at_once(seconds)

    at_once, time.sleep = time.sleep, sleep
    made = engine(concurrency=1)
    with made.hold():
        futures = [made.submit(order(url), Scripted(script)) for url in ("/a", "/b")]
        futures.append(made.submit(order("/c", host="other"), Scripted(script)))
    assert all(hearing.mishap is None for hearing in all_of(futures))
    assert moments[:2] == [("/a", 0.0), ("/c", 0.0)]
    assert sorted(moments[2:]) == [("/a", 30.0), ("/b", 30.0)]


@pytest.mark.parametrize("seconds", [600.0, math.inf])
def test_a_host_that_asks_for_too_long_a_pause_is_left_alone_at_once(engine, time, seconds):
    script = Flaky(rate_limited(seconds), times=99)
    made = engine(concurrency=1)
    with made.hold():
        futures = [made.submit(order(url), Scripted(script)) for url in ("/a", "/b")]
    own, other = all_of(futures)
    assert own.mishap.cause is other.mishap.cause is Cause.RATE_LIMITED
    spoken = "10 minutes" if seconds == 600 else "ever"
    assert own.mishap.message.startswith("Too many requests. shop.test asked to be left alone for ")
    assert spoken in own.mishap.message
    assert spoken in other.mishap.message
    assert script.tries == {"/a": 1}
    assert time.slept == []
    (later,) = all_of([made.submit(order("/c"), Scripted(script))])
    assert later.mishap.cause is Cause.RATE_LIMITED
    assert made.submit(order("/d", host="other"), Scripted()).result(BOUND)[0].mishap is None


def test_nobody_waits_beyond_the_deadline(engine, time):
    script = Flaky(rate_limited(60.0), times=99)
    (hearing,) = all_of([engine(deadline=50.0).submit(order("/a"), Scripted(script))])
    assert "60 seconds" in hearing.mishap.message
    assert time.slept == []


def test_a_server_error_keeps_its_own_cause_when_the_pause_is_too_long(engine, time):
    script = Flaky(Mishap(Cause.SERVER_ERROR, "503.", transient=True, retry_after=900.0))
    (hearing,) = all_of([engine().submit(order("/a"), Scripted(script))])
    assert hearing.mishap.cause is Cause.SERVER_ERROR
    assert "15 minutes" in hearing.mishap.message


@pytest.mark.parametrize("nonsense", [math.nan, -5.0])
def test_a_pause_that_makes_no_sense_is_not_kept(engine, time, nonsense):
    script = Flaky(rate_limited(nonsense))
    (hearing,) = all_of([engine().submit(order("/a"), Scripted(script))])
    assert hearing.mishap is None
    assert time.slept == [0.5]


def test_a_pause_for_something_without_a_host_is_its_own(engine, time):
    script = Flaky(rate_limited(7.0))
    (hearing,) = all_of([engine().submit(order("/a", host=""), Scripted(script))])
    assert hearing.mishap is None
    assert time.slept == [7.0]
