import asyncio
import subprocess
import sys
import threading
from concurrent.futures import wait

import pytest

from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Settings
from pytest_promises.model.hearing import Cause, Hearing, HearingError, Mishap

from .conftest import Scripted, order, said

BOUND = 20


def hear(engine, *args):
    return engine.submit(*args).result(BOUND)


def test_an_order_gets_a_hearing_for_each_channel_in_its_own_order(engine):
    async def backwards(order, services):
        return said(order)[::-1]

    hearings = hear(engine(), order("/a", "one", "two"), Scripted(backwards))
    assert [(hearing.channel, hearing.passages[0].text) for hearing in hearings] == [("one", "/a"), ("two", "/a")]
    assert engine.kinds() == ["queued", "started", "finished"]


def test_an_order_for_no_channel_is_answered_without_a_load(engine):
    channels = Scripted()
    empty = order("/a")
    assert hear(engine(), type(empty)(empty.target, ()), channels) == ()
    assert channels.orders == []


def test_a_hearing_error_is_the_mishap_of_all_channels(engine):
    mishap = Mishap(Cause.NOT_FOUND, "There is no such page.")

    async def missing(order, services):
        raise HearingError(mishap)

    hearings = hear(engine(), order("/a", "one", "two"), Scripted(missing))
    assert [hearing.mishap for hearing in hearings] == [mishap, mishap]
    assert engine.events[-1].mishap == mishap


@pytest.mark.parametrize("error", [ZeroDivisionError("by\x1b[31m zero"), SystemExit(3), KeyboardInterrupt()])
def test_a_crash_of_a_channel_type_is_a_mishap_and_the_engine_lives_on(engine, error):
    async def crash(order, services):
        raise error

    made = engine()
    (hearing,) = hear(made, order("/a"), Scripted(crash))
    assert hearing.mishap.cause is Cause.CRASHED
    assert type(error).__name__ in hearing.mishap.message
    assert hearing.mishap.message.isprintable()
    assert hear(made, order("/b"), Scripted())[0].mishap is None


def test_a_channel_type_that_cancels_itself_has_crashed(engine):
    async def cancelled(order, services):
        raise asyncio.CancelledError

    assert hear(engine(), order("/a"), Scripted(cancelled))[0].mishap.cause is Cause.CRASHED


def test_a_channel_that_the_type_forgot_is_malformed_and_the_others_are_heard(engine):
    async def forgetful(order, services):
        return [*said(order)[:1], "noise"]

    one, two = hear(engine(), order("/a", "one", "two"), Scripted(forgetful))
    assert one.mishap is None
    assert two.mishap.cause is Cause.MALFORMED
    assert "two" in two.mishap.message


def test_a_type_that_returns_nothing_at_all_has_crashed(engine):
    async def nothing(order, services):
        return None

    assert hear(engine(), order("/a"), Scripted(nothing))[0].mishap.cause is Cause.CRASHED


def test_an_order_that_is_no_order_is_answered_too(engine):
    made = order("/a")
    unhashable = type(made.target)("scripted", "/a", "h", ["not", "hashable"])
    assert hear(engine(), type(made)(unhashable, made.channels), Scripted())[0].mishap.cause is Cause.CRASHED


def test_a_load_that_takes_too_long_is_cut_off(engine):
    async def endless(order, services):
        await asyncio.Event().wait()

    (hearing,) = hear(engine(timeout=0.05), order("/slow"), Scripted(endless))
    assert hearing.mishap.cause is Cause.TIMEOUT
    assert "/slow" in hearing.mishap.message
    assert not hearing.mishap.transient


def test_a_load_that_ignores_its_cancellation_gives_its_slot_back_and_does_not_keep_the_engine(engine):
    async def stubborn(order, services):
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                continue

    made = engine({"stopping": 0.05}, timeout=0.05, concurrency=1)
    assert hear(made, order("/stubborn"), Scripted(stubborn))[0].mishap.cause is Cause.TIMEOUT
    assert hear(made, order("/next"), Scripted())[0].mishap is None
    made.close()


def test_the_deadline_ends_all_that_is_not_heard_and_all_that_comes_later(engine):
    async def endless(order, services):
        await asyncio.Event().wait()

    made = engine(deadline=0.1, concurrency=1)
    under_way, waiting = (made.submit(order(url), Scripted(endless)) for url in ("/a", "/b"))
    for future, url in ((under_way, "/a"), (waiting, "/b")):
        mishap = future.result(BOUND)[0].mishap
        assert mishap.cause is Cause.TIMEOUT
        assert mishap.message == f"The run's deadline of 0.1 seconds passed before {url} was heard."
    assert "deadline" in hear(made, order("/c"), Scripted())[0].mishap.message


def test_closing_answers_what_is_under_way_and_what_waits(engine):
    entered = threading.Event()

    async def endless(order, services):
        entered.set()
        await asyncio.Event().wait()

    made = engine(concurrency=1)
    futures = [made.submit(order(url), Scripted(endless)) for url in ("/a", "/b")]
    assert entered.wait(BOUND)
    made.close()
    assert all(future.done() for future in futures)
    messages = [future.result()[0].mishap.message for future in futures]
    assert messages == ["The run ended before /a was heard.", "The run ended before /b was heard."]


def test_what_is_ordered_after_the_end_is_answered_at_once(engine):
    made = engine()
    made.close()
    made.close()
    future = made.submit(order("/late"), Scripted())
    assert future.done()
    assert future.result()[0].mishap.cause is Cause.TIMEOUT


def test_a_future_cannot_be_cancelled_under_the_engine(engine):
    future = engine().submit(order("/a"), Scripted())
    assert not future.cancel()
    assert future.result(BOUND)[0].mishap is None


def test_a_display_that_fails_costs_no_hearing(time, caplog):
    def broken(event):
        raise ValueError("no terminal")

    with Engine(Settings(), broken, time.timing()) as made:
        assert hear(made, order("/a"), Scripted())[0].mishap is None
    assert "a progress display failed" in caplog.text


def test_the_engine_may_be_closed_from_its_own_thread(time):
    closed = threading.Event()

    def close(event):
        made.close()
        closed.set()

    made = Engine(Settings(), close, time.timing())
    future = made.submit(order("/a"), Scripted())
    assert closed.wait(BOUND)
    assert future.result(BOUND)[0].mishap.cause is Cause.TIMEOUT
    made.close()


def test_many_threads_may_order_at_once(engine):
    made, channels = engine(concurrency=3), Scripted()
    futures = []

    def work(part):
        futures.extend(made.submit(order(f"/{n}"), channels) for n in range(part * 50, part * 50 + 50))

    threads = [threading.Thread(target=work, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND)
    assert not wait(futures, BOUND).not_done
    assert sorted(future.result()[0].passages[0].text for future in futures) == sorted(f"/{n}" for n in range(200))


def test_a_caller_with_a_running_loop_of_its_own_is_not_disturbed(engine):
    async def main():
        mine = asyncio.get_running_loop()
        hearings = await asyncio.wrap_future(engine().submit(order("/a"), Scripted(elsewhere)))
        assert asyncio.get_running_loop() is mine
        assert loops[0] is not mine
        return hearings

    loops = []

    async def elsewhere(order, services):
        loops.append(asyncio.get_running_loop())
        return said(order)

    assert asyncio.run(main())[0].mishap is None


PROGRAM = """
import asyncio, sys, threading
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import ChannelType, Order, Settings
from pytest_promises.model.hearing import Target
from pytest_promises.model.promise import Channel

class Endless(ChannelType):
    kind = "endless"
    async def hear(self, order, services):
        entered.set()
        try:
            await asyncio.Event().wait()
        finally:
            print("cancelled", flush=True)

entered = threading.Event()
engine = Engine(Settings())
future = engine.submit(Order(Target("endless", "/", "h"), (Channel("c", "endless", "/"),)), Endless())
entered.wait(20)
{ending}
"""


@pytest.mark.parametrize(("ending", "code"), [("pass", 0), ("raise KeyboardInterrupt", 130), ("sys.exit(5)", 5)])
def test_an_engine_that_nobody_closed_does_not_keep_the_interpreter(ending, code):
    command = [sys.executable, "-W", "error", "-c", PROGRAM.format(ending=ending)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "cancelled\n"
    assert done.returncode in {code, -2 if code == 130 else code}
    assert "never" not in done.stderr


def test_an_engine_that_is_given_nothing_starts_no_thread(engine):
    before = threading.active_count()
    engine().close()
    assert threading.active_count() == before


def test_gathering_imports_nothing_heavy():
    program = "import sys, pytest_promises.gathering, pytest_promises.gathering.broker; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True).stdout
    assert not {"pytest", "playwright", "httpx2", "yaml", "babel", "cattrs", "jsonschema"} & set(out.split())


def test_a_hearing_with_a_mishap_of_its_own_stays_with_its_channel(engine):
    gone = Mishap(Cause.MISSING, "There is no #replies.")

    async def half(order, services):
        return [Hearing("one", mishap=gone), said(order)[1]]

    one, two = hear(engine(), order("/a", "one", "two"), Scripted(half))
    assert (one.mishap, two.mishap) == (gone, None)
    assert engine.events[-1].mishap is None
