"""One load a target, however many ask."""

import asyncio
import threading

from pytest_promises.hookspecs import Order
from pytest_promises.model.hearing import Cause, HearingError, Mishap
from pytest_promises.model.promise import Location

from .conftest import Scripted, order, said

BOUND = 20


def test_orders_made_together_are_one_load(engine):
    made, channels = engine(), Scripted()
    with made.hold():
        futures = [made.submit(order("/a", name), channels) for name in ("one", "two", "one")]
    assert [future.result(BOUND)[0].channel for future in futures] == ["one", "two", "one"]
    assert [[channel.name for channel in asked.channels] for asked in channels.orders] == [["one", "two"]]
    assert [event.channels for event in engine.events] == [("one",), ("two",), ("one", "two"), ("one", "two")]


def test_an_order_that_comes_again_is_answered_from_the_first_load(engine):
    made, channels = engine(), Scripted()
    first = made.submit(order("/a"), channels).result(BOUND)
    assert made.submit(order("/a"), channels).result(BOUND) == first
    assert len(channels.orders) == 1


def test_an_order_that_comes_while_the_load_is_under_way_shares_its_answer(engine):
    entered, go = threading.Event(), threading.Event()

    async def slow(order, services):
        entered.set()
        await asyncio.to_thread(go.wait, BOUND)
        return said(order)

    made, channels = engine(), Scripted(slow)
    first = made.submit(order("/a"), channels)
    assert entered.wait(BOUND)
    second = made.submit(order("/a"), channels)
    go.set()
    assert first.result(BOUND) == second.result(BOUND)
    assert len(channels.orders) == 1


def test_a_channel_that_comes_too_late_is_loaded_for_and_the_others_are_not_loaded_again(engine):
    made, channels = engine(), Scripted()
    made.submit(order("/a", "one"), channels).result(BOUND)
    late = made.submit(order("/a", "one", "two"), channels).result(BOUND)
    assert [hearing.channel for hearing in late] == ["one", "two"]
    assert [[channel.name for channel in asked.channels] for asked in channels.orders] == [["one"], ["two"]]


def test_a_channel_that_comes_after_its_target_failed_shares_the_failure(engine):
    async def refuse(order, services):
        raise HearingError(Mishap(Cause.REFUSED, "No."))

    made, channels = engine(), Scripted(refuse)
    made.submit(order("/a", "one"), channels).result(BOUND)
    (hearing,) = made.submit(order("/a", "two"), channels).result(BOUND)
    assert (hearing.channel, hearing.mishap.cause) == ("two", Cause.REFUSED)
    assert len(channels.orders) == 1


def test_a_channel_that_comes_between_two_tries_joins_the_next(engine, time):
    async def flaky(order, services):
        if len(channels.orders) == 1:
            raise HearingError(Mishap(Cause.UNREACHABLE, "Not now.", transient=True))
        return said(order)

    def join(event):
        engine.events.append(event)
        if event.kind == "retried":
            late.append(made.submit(order("/a", "two"), channels))

    late = []
    channels = Scripted(flaky)
    made = engine()
    made._loader._on_event = join
    made.submit(order("/a", "one"), channels).result(BOUND)
    assert late[0].result(BOUND)[0].passages
    assert [[channel.name for channel in asked.channels] for asked in channels.orders] == [["one"], ["one", "two"]]


def test_two_specs_may_use_one_name_for_different_things(engine):
    async def tell(order, services):
        return [type(hearing)(hearing.channel, hearing.passages * 2) for hearing in said(order)]

    made, channels = engine(), Scripted(tell)
    with made.hold():
        whole = made.submit(order("/a", "faq"), channels)
        part = made.submit(order("/a", "faq", within="#replies"), channels)
    assert whole.result(BOUND)[0].channel == part.result(BOUND)[0].channel == "faq"
    (asked,) = channels.orders
    assert [dict(channel.options) for channel in asked.channels] == [{}, {"within": "#replies"}]
    assert len({channel.name for channel in asked.channels}) == 2


def test_where_a_channel_is_declared_does_not_make_it_another(engine):
    from dataclasses import replace

    here = order("/a")
    there = Order(here.target, tuple(replace(channel, location=Location("other.yaml", 7)) for channel in here.channels))
    made, channels = engine(), Scripted()
    with made.hold():
        futures = [made.submit(asked, channels) for asked in (here, there)]
    assert futures[0].result(BOUND) == futures[1].result(BOUND)
    assert len(channels.orders[0].channels) == 1


def test_another_variant_of_a_page_is_another_target(engine):
    from dataclasses import replace

    desk = order("/a")
    phone = Order(replace(desk.target, variant=(("device", "phone"),)), desk.channels)
    made, channels = engine(), Scripted()
    with made.hold():
        futures = [made.submit(asked, channels) for asked in (desk, phone)]
    assert all(future.result(BOUND)[0].mishap is None for future in futures)
    assert len(channels.orders) == 2
