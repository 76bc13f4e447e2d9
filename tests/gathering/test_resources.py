"""What loads share: opened once, closed at the end, replaced when it breaks."""

import asyncio
import threading
import time
from contextlib import asynccontextmanager

from pytest_promises.model.hearing import Cause, HearingError, Mishap

from .conftest import Scripted, order, said

BOUND = 20


class Diary:
    """Resources that write down when they are opened and closed."""

    def __init__(self):
        self.lines, self.serial = [], 0

    def of(self, name, after=None, fails=0):
        @asynccontextmanager
        async def resource():
            self.serial += 1
            if self.serial <= fails:
                raise HearingError(Mishap(Cause.UNAVAILABLE, "No browser."))
            await asyncio.sleep(0)
            task = asyncio.current_task()
            self.lines.append(f"open {name}")
            yield f"{name}-{self.serial}"
            assert asyncio.current_task() is task
            self.lines.append(f"close {name}")
            if after:
                await after()

        return resource


def users(*steps):
    """A channel type whose every load does the steps with its services."""

    async def script(order, services):
        for step in steps:
            await step(services)
        return said(order)

    return Scripted(script)


def results(futures):
    return [future.result(BOUND)[0].mishap for future in futures]


def test_what_is_asked_for_at_the_same_time_is_opened_once_and_closed_in_reverse(engine):
    diary, given = Diary(), []

    async def use(services):
        given.append(await services.shared("driver", diary.of("driver")))
        given.append(await services.shared("browser", diary.of("browser")))

    made, channels = engine(concurrency=8), users(use)
    assert results([made.submit(order(f"/{n}"), channels) for n in range(8)]) == [None] * 8
    assert len(given) == 16
    assert len(set(given)) == 2
    made.close()
    assert diary.lines == ["open driver", "open browser", "close browser", "close driver"]


def test_a_resource_that_needs_another_is_closed_before_it(engine):
    diary = Diary()

    async def use(services):
        @asynccontextmanager
        async def browser():
            await services.shared("driver", diary.of("driver"))
            async with diary.of("browser")() as opened:
                yield opened

        await services.shared("browser", browser)

    made = engine()
    assert results([made.submit(order("/a"), users(use))]) == [None]
    made.close()
    assert diary.lines == ["open driver", "open browser", "close browser", "close driver"]


def test_an_opening_that_fails_is_told_to_those_who_asked_and_tried_again_by_the_next(engine):
    diary = Diary()

    async def use(services):
        await services.shared("browser", diary.of("browser", fails=1))

    made, channels = engine(concurrency=2), users(use)
    with made.hold():
        futures = [made.submit(order(url), channels) for url in ("/a", "/b")]
    assert [mishap.cause for mishap in results(futures)] == [Cause.UNAVAILABLE] * 2
    assert results([made.submit(order("/c"), channels)]) == [None]


def test_an_opening_that_crashes_is_the_mishap_of_the_load(engine):
    @asynccontextmanager
    async def broken():
        raise OSError("no such file")
        yield

    async def use(services):
        await services.shared("browser", broken)

    (mishap,) = results([engine().submit(order("/a"), users(use))])
    assert mishap.cause is Cause.CRASHED
    assert "no such file" in mishap.message


def test_an_opening_that_hangs_is_cut_off(engine):
    @asynccontextmanager
    async def hanging():
        await asyncio.Event().wait()
        yield

    async def use(services):
        await services.shared("browser", hanging)

    (mishap,) = results([engine({"grace": 5.0}, timeout=0.05).submit(order("/a"), users(use))])
    assert (mishap.cause, mishap.message) == (Cause.TIMEOUT, "browser was not ready within 0.05 seconds.")


def test_a_load_that_is_cut_off_does_not_cut_off_the_opening_for_others(engine):
    entered, go = threading.Event(), threading.Event()

    @asynccontextmanager
    async def slow():
        entered.set()
        await asyncio.to_thread(go.wait, BOUND)
        yield "late"

    async def give_up(services):
        try:
            async with asyncio.timeout(0.01):
                await services.shared("browser", slow)
        except TimeoutError:
            go.set()

    async def use(services):
        assert await services.shared("browser", slow) == "late"

    made = engine()
    assert results([made.submit(order("/a"), users(give_up))]) == [None]
    assert entered.is_set()
    assert results([made.submit(order("/b"), users(use))]) == [None]


def test_what_broke_is_closed_and_opened_anew(engine):
    diary, given = Diary(), []

    async def use(services):
        given.append(await services.shared("browser", diary.of("browser")))
        await services.discard("browser")
        given.append(await services.shared("browser", diary.of("browser")))

    assert results([engine().submit(order("/a"), users(use))]) == [None]
    assert given == ["browser-1", "browser-2"]
    assert diary.lines == ["open browser", "close browser", "open browser"]


def test_two_loads_that_see_the_same_browser_die_do_not_close_the_new_one(engine):
    diary, given, both = Diary(), [], asyncio.Barrier(2)

    async def use(services):
        await services.shared("browser", diary.of("browser"))
        await both.wait()
        await services.discard("browser")
        given.append(await services.shared("browser", diary.of("browser")))

    made, channels = engine(concurrency=2), users(use)
    assert results([made.submit(order(url), channels) for url in ("/a", "/b")]) == [None, None]
    assert given == ["browser-2", "browser-2"]


def test_discarding_what_was_never_opened_does_nothing(engine):
    async def use(services):
        await services.discard("browser")

    assert results([engine().submit(order("/a"), users(use))]) == [None]


def test_a_resource_that_does_not_close_is_left_behind_and_the_others_are_closed(engine):
    diary = Diary()

    async def use(services):
        await services.shared("driver", diary.of("driver"))
        await services.shared("browser", diary.of("browser", after=asyncio.Event().wait))

    made = engine({"closing": 0.2})
    assert results([made.submit(order("/a"), users(use))]) == [None]
    made.close()
    assert diary.lines[-2:] == ["close browser", "close driver"]


def test_a_resource_that_fails_to_close_hides_nothing(engine):
    async def explode():
        raise RuntimeError("the browser is gone")

    diary = Diary()

    async def use(services):
        await services.shared("driver", diary.of("driver"))
        await services.shared("browser", diary.of("browser", after=explode))

    made = engine()
    assert results([made.submit(order("/a"), users(use))]) == [None]
    made.close()
    assert diary.lines[-1] == "close driver"


def test_an_opening_under_way_at_the_end_is_given_up(engine):
    entered = threading.Event()

    @asynccontextmanager
    async def hanging():
        entered.set()
        await asyncio.Event().wait()
        yield

    async def use(services):
        await services.shared("browser", hanging)

    made = engine()
    future = made.submit(order("/a"), users(use))
    assert entered.wait(BOUND)
    made.close()
    assert results([future])[0].message == "The run ended before /a was heard."


def test_a_channel_is_lent_the_settings_and_the_time(engine):
    seen = []

    async def use(services):
        seen.append((services.settings.timeout, services.now()))

    assert results([engine(timeout=7.0).submit(order("/a"), users(use))]) == [None]
    assert seen == [(7.0, "2026-01-02T03:04:05+00:00")]


def test_what_is_shared_is_closed_when_nothing_is_under_way_and_opened_again_for_who_comes_late(engine):
    diary = Diary()

    async def hear(ordered, services):
        await services.shared("browser", diary.of("browser"))
        return said(ordered)

    made = engine()
    first = made.submit(order("/one"), Scripted(hear))
    made.rest()
    assert first.result(5)
    _until(lambda: diary.lines[-1] == "close browser")
    assert made.submit(order("/two"), Scripted(hear)).result(5)
    assert diary.lines == ["open browser", "close browser", "open browser"]


def _until(true):
    end = time.monotonic() + 5
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    assert true()
