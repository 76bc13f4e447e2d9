"""Replies that come into a mailbox of a real IMAP server: waited for, told from others, deleted."""

from email.message import EmailMessage
from functools import partial
from threading import Event, Timer
from time import monotonic

import pytest
from tests.channels.mailserver import HOST, PASSWORD, USER, Dovecot, why_not

from pytest_promises.channels.inbox import InboxChannel
from pytest_promises.channels.mail.options import options_of
from pytest_promises.measuring.sampling.arrivals import Arrival, Awaited, Missed, already_there, remove, wait
from pytest_promises.model.access import Access
from pytest_promises.model.promise import Channel

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "there is one")
TOKEN = "pp0123456789ab"


def reply(token):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "care@shop.example", USER, "We got it"
    mail.set_content(f"We answer within 24 hours.\n> {token}\n")
    return mail.as_bytes()


@pytest.fixture
def server():
    with Dovecot() as running:
        running.deliver(reply("another"), "1")
        yield running


@pytest.fixture
def awaited(server):
    address = f"imaps://{USER.replace('@', '%40')}@{HOST}:{server.tls_port}"
    channel = Channel("it", "inbox", address, options={"password": PASSWORD, "from": "care@shop.example"})
    target = InboxChannel().target(channel, "")
    access = Access(ca_certificates=str(server.certificates))
    mailbox = type(target)(target.kind, target.url, target.host, target.variant, access)
    return Awaited(mailbox, options_of(channel), TOKEN, 20.0, 1_000_000)


def test_a_reply_that_comes_while_it_is_waited_for_is_seen_and_can_be_deleted(server, awaited):
    known = already_there(awaited)
    assert len(known) == 1
    timer = Timer(1.5, partial(server.deliver, reply(TOKEN), "2"))
    timer.start()
    came = wait(awaited, known, monotonic(), Event())
    timer.join()
    assert isinstance(came, Arrival)
    assert came.seconds >= 1.5
    assert TOKEN.encode() in came.body
    remove(awaited, came)
    assert [name.partition(":")[0] for name in server.names()] == ["1"]
    remove(awaited, came)


def test_who_waits_no_longer_ends_the_waiting(awaited):
    over = Event()
    over.set()
    came = wait(awaited, frozenset(), monotonic(), over)
    assert isinstance(came, Missed)
    assert came.seconds < awaited.seconds
    assert came.stray == "We got it"
