"""A load that has other targets heard: without a slot of its own, without a second load, and never for ever."""

import asyncio
import threading

import pytest

from pytest_promises.model.hearing import Cause, Hearing, HearingError, Mishap
from pytest_promises.model.statement import Passage

from .conftest import Scripted, order, said

BOUND = 20


def asks(others, *urls, host="shop.test"):
    """A channel type that has these heard, and says what came of each."""

    async def script(asked, services):
        heard = await services.hear_all([(order(url, url, host=host), others) for url in urls])
        texts = [hearing.mishap.cause if hearing.mishap else hearing.passages[0].text for (hearing,) in heard]
        return [Hearing(channel.name, tuple(Passage(str(text)) for text in texts)) for channel in asked.channels]

    return Scripted(script)


def texts(future):
    (hearing,) = future.result(BOUND)
    assert hearing.mishap is None, hearing.mishap
    return [passage.text for passage in hearing.passages]


@pytest.mark.parametrize("host", ["shop.test", "other.test"])
def test_a_load_that_waits_for_others_takes_up_no_slot(engine, host):
    pages = Scripted()
    made = engine(concurrency=1, per_host=1)
    assert texts(made.submit(order("/map"), asks(pages, "/a", "/b", "/c", host=host))) == ["/a", "/b", "/c"]
    assert len(pages.orders) == 3


def test_several_loads_that_wait_at_the_same_time_do_not_wait_for_each_other(engine):
    pages = Scripted()
    made = engine(concurrency=1)
    with made.hold():
        futures = [made.submit(order(f"/map-{n}"), asks(pages, "/a", f"/{n}")) for n in range(5)]
    assert [texts(future) for future in futures] == [["/a", f"/{n}"] for n in range(5)]
    assert len(pages.orders) == 6


def test_two_requests_of_one_load_at_the_same_time_are_both_answered(engine):
    pages = Scripted()

    async def twice(asked, services):
        one, two = await asyncio.gather(
            services.hear_all([(order("/a"), pages)]), services.hear_all([(order("/b"), pages), (order("/c"), pages)])
        )
        return [Hearing("page", tuple(Passage(group[0].passages[0].text) for group in (*one, *two)))]

    assert texts(engine(concurrency=1).submit(order("/map"), Scripted(twice))) == ["/a", "/b", "/c"]


def test_what_others_asked_for_is_shared_whatever_its_name(engine):
    pages = Scripted()
    made = engine()
    made.submit(order("/a", "faq"), pages).result(BOUND)
    assert texts(made.submit(order("/map"), asks(pages, "/a", "/b"))) == ["/a", "/b"]
    assert [(asked.target.url, asked.channels[0].name) for asked in pages.orders] == [("/a", "faq"), ("/b", "/b")]


def test_what_reads_something_else_of_the_same_target_is_loaded_for(engine):
    pages = Scripted()
    made = engine()
    made.submit(order("/a", "faq", within="#replies"), pages).result(BOUND)
    assert texts(made.submit(order("/map"), asks(pages, "/a"))) == ["/a"]
    assert len(pages.orders) == 2


def test_a_target_that_fails_hides_no_other(engine):
    async def second_is_gone(asked, services):
        if asked.target.url == "/b":
            raise HearingError(Mishap(Cause.NOT_FOUND, "Gone."))
        return said(asked)

    heard = texts(engine().submit(order("/map"), asks(Scripted(second_is_gone), "/a", "/b", "/c")))
    assert heard == ["/a", "not_found", "/c"]


def test_the_time_spent_waiting_for_others_is_not_the_loads_own(engine):
    """Pages that are tried again and again take longer, all together, than one load may."""
    trips = []

    async def flaky(asked, services):
        trips.append(asked)
        await asyncio.sleep(0.3)
        if len(trips) < 4:
            raise HearingError(Mishap(Cause.UNREACHABLE, "Not now.", transient=True))
        return said(asked)

    made = engine(timeout=1.0, retries=3)
    assert texts(made.submit(order("/map"), asks(Scripted(flaky), "/a"))) == ["/a"]
    assert len(trips) == 4


def test_the_time_after_waiting_is_the_loads_own_again(engine):
    async def lingers(asked, services):
        await services.hear_all([(order("/a"), Scripted())])
        await asyncio.Event().wait()

    (hearing,) = engine(timeout=0.05).submit(order("/map"), Scripted(lingers)).result(BOUND)
    assert hearing.mishap.cause is Cause.TIMEOUT


def test_the_deadline_ends_the_waiting(engine):
    async def endless(asked, services):
        await asyncio.Event().wait()

    made = engine(deadline=0.1)
    (hearing,) = made.submit(order("/map"), asks(Scripted(endless), "/a")).result(BOUND)
    assert (hearing.mishap.cause, "deadline" in hearing.mishap.message) == (Cause.TIMEOUT, True)


def test_closing_the_engine_ends_the_waiting_and_leaves_nothing_behind(engine):
    entered = threading.Event()

    async def endless(asked, services):
        entered.set()
        await asyncio.Event().wait()

    made = engine(concurrency=1)
    future = made.submit(order("/map"), asks(Scripted(endless), "/a"))
    assert entered.wait(BOUND)
    made.close()
    assert future.result(BOUND)[0].mishap.cause is Cause.TIMEOUT


def test_the_slot_comes_back_after_the_waiting_and_is_free_for_the_next_load(engine):
    under_way, most = 0, 0

    async def counted(asked, services):
        nonlocal under_way, most
        await services.hear_all([(order(f"{asked.target.url}/page"), Scripted())])
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return said(asked)

    made, channels = engine(concurrency=1), Scripted(counted)
    with made.hold():
        futures = [made.submit(order(f"/{n}"), channels) for n in range(6)]
    assert all(future.result(BOUND)[0].mishap is None for future in futures)
    assert most == 1


def test_a_load_that_asks_for_its_own_target_is_told_so(engine):
    heard = texts(engine().submit(order("/map"), asks(Scripted(), "/a", "/map")))
    assert heard == ["/a", "malformed"]


def test_a_try_after_a_failure_has_the_answers_of_the_first(engine):
    pages = Scripted()
    tries = []

    async def flaky(asked, services):
        tries.append(await services.hear_all([(order("/a"), pages)]))
        if len(tries) == 1:
            raise HearingError(Mishap(Cause.UNREACHABLE, "Not now.", transient=True))
        return said(asked)

    assert engine().submit(order("/map"), Scripted(flaky)).result(BOUND)[0].mishap is None
    assert (len(tries), len(pages.orders)) == (2, 1)


def test_nothing_is_heard_while_a_type_only_prepares(engine):
    refused = threading.Event()

    class Eager(Scripted):
        async def prepare(self, channel, services):
            try:
                await services.hear_all([(order("/a"), self)])
            except HearingError:
                refused.set()

    made, eager = engine(), Eager()
    made.prepare(order("/map").channels[0], eager)
    assert refused.wait(BOUND)
    assert eager.orders == []


def test_no_order_is_no_wait(engine):
    async def nothing(asked, services):
        assert await services.hear_all([]) == []
        return said(asked)

    assert engine(concurrency=1).submit(order("/map"), Scripted(nothing)).result(BOUND)[0].mishap is None
