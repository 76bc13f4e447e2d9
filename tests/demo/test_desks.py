"""The shop's help desks, read with the presets of records as a run does."""

from datetime import UTC, datetime

import pytest
from tests.measuring.probing import Run

from pytest_promises.demo import Shop
from pytest_promises.demo.desks import answer
from pytest_promises.demo.records.recent import recent_tickets
from pytest_promises.model.hearing import Cause

DAY = 86_400
NOW = datetime(2026, 11, 23, 11, 40, tzinfo=UTC)
ZENDESK = "source: /, preset: zendesk.ticket_metrics, from: created_at, to: first_reply_at, id: id"
FRESHDESK = "source: /freshdesk, preset: freshdesk.tickets, from: created_at, to: first_reply_at, id: id"
INTERCOM = "source: /intercom, preset: intercom.conversations, from: created_at, to: first_reply_at, id: id"
JIRA = (
    "source: /jira, preset: jira.sla, goal: Time to resolution, jql: project = CARE, from: started_at, to: stopped_at"
)


def hear(tmp_path, shop, records, **settings):
    text = f"""
    records: {{desk: {{{records}}}}}
    promises: {{first-reply: {{topic: reply, within: 24 hours, kept_by: {{records: desk, share: 90%}}}}}}
    """
    (hearing,) = Run(tmp_path, shop.url, text).hear(pauses=False, **settings).values()
    return hearing


@pytest.fixture(scope="module")
def shop():
    with Shop() as running:
        yield running


@pytest.fixture
def tickets(monkeypatch):
    """Those of this hour, also where it ends while they are read."""
    found = recent_tickets(datetime.now(UTC))
    monkeypatch.setattr("pytest_promises.demo.desks.answering.recent_tickets", lambda _: found)
    return found


def mails(ticket, newest):
    return ticket.channel == "email" and ticket.created > newest - 14 * DAY


def forms(ticket, newest):
    return ticket.channel == "form"


def chats(ticket, newest):
    return ticket.channel == "chat"


def complaints(ticket, newest):
    return ticket.kind == "complaint" and ticket.created > newest - 7 * DAY


@pytest.mark.parametrize(
    ("records", "mine", "end", "least"),
    [
        (ZENDESK, mails, "replied", 300),
        (FRESHDESK, forms, "replied", 150),
        (INTERCOM, chats, "replied", 51),
        (JIRA, complaints, "solved", 5),
    ],
)
def test_every_desk_is_read_to_its_last_page(tmp_path, shop, tickets, records, mine, end, least):
    expected = [ticket for ticket in tickets if mine(ticket, tickets[0].created)]
    assert len(expected) >= least
    took = [getattr(ticket, end) - ticket.created for ticket in expected if getattr(ticket, end)]
    measured = hear(tmp_path, shop, records).measured
    assert measured.counts.read == len(expected)
    assert (measured.counts.flawed, measured.counts.duplicates) == (0, 0)
    assert measured.distributions[0].within(DAY)[0] == sum(one <= DAY for one in took)


def test_a_shop_has_more_tickets_than_a_page_of_any_desk():
    tickets = recent_tickets(NOW)
    sizes = {name: sum(one.channel == name for one in tickets) for name in ("email", "form", "chat")}
    assert sizes["email"] > 500
    assert sizes["form"] > 200
    assert sizes["chat"] > 150


def test_the_same_hour_has_the_same_tickets_and_none_of_them_is_of_the_future():
    tickets = recent_tickets(NOW)
    assert tickets == recent_tickets(NOW.replace(minute=59))
    assert max(one.updated for one in tickets) <= NOW.replace(minute=0).timestamp()
    assert all(one.reply_minutes is None or one.reply_minutes >= 0 for one in tickets)
    assert [one.created for one in tickets] == sorted((one.created for one in tickets), reverse=True)


def test_working_time_is_that_of_the_shop():
    weekend = [one for one in recent_tickets(NOW) if datetime.fromtimestamp(one.created, UTC).weekday() == 6]
    answered = [one for one in weekend if one.replied and one.replied - one.created < 4 * 3600]
    assert answered
    assert {one.reply_minutes for one in answered} == {0}


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/v2/ticket_metrics", "page[after]=x"),
        ("/api/v2/ticket_metrics", "page[after]=%C3%A4%C3%A4"),
        ("/api/v2/ticket_metrics", "page[size]=many"),
        ("/freshdesk/api/v2/tickets", "page=last"),
        ("/freshdesk/api/v2/tickets", "updated_since=yesterday"),
        ("/intercom/conversations", "starting_after=____"),
        ("/jira/rest/api/3/search/jql", "nextPageToken=x"),
    ],
)
def test_a_page_that_there_is_not_is_refused(path, query):
    assert answer(path, query, NOW.isoformat(), "http://shop.example").status == 400


def test_a_request_that_there_is_not_is_missed():
    path = "/jira/rest/servicedeskapi/request/CARE-1/sla"
    assert answer(path, "", NOW.isoformat(), "http://shop.example").status == 404
    assert answer("/jira/rest/servicedeskapi/request/CARE-1", "", NOW.isoformat(), "") is None


def test_a_page_that_is_refused_once_is_waited_for_and_the_list_is_whole(tmp_path, tickets):
    whole = sum(mails(ticket, tickets[0].created) for ticket in tickets)
    with Shop("desk-busy") as busy:
        assert hear(tmp_path, busy, ZENDESK, retries=1).measured.counts.read == whole
    with Shop("desk-busy") as busy:
        assert hear(tmp_path, busy, ZENDESK, retries=0).mishap.cause is Cause.RATE_LIMITED


@pytest.mark.parametrize(
    ("fault", "cause", "words"),
    [
        ("desk-fails", Cause.SERVER_ERROR, "answered 503"),
        ("desk-token-expired", Cause.DENIED, "expired, revoked or malformed"),
        ("desk-in-a-circle", Cause.MALFORMED, "which was read before"),
        ("desk-list-gone", Cause.MALFORMED, "has no list `ticket_metrics`"),
    ],
)
def test_part_of_a_list_is_no_list(tmp_path, fault, cause, words):
    with Shop(fault) as broken:
        hearing = hear(tmp_path, broken, ZENDESK)
    assert hearing.measured is None
    assert (hearing.mishap.cause, words in hearing.mishap.message) == (cause, True), hearing.mishap


def test_without_what_makes_the_records_a_desk_says_so(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    from pytest_promises.demo.records.recent import _recent

    _recent.cache_clear()
    told = answer("/api/v2/ticket_metrics", "", NOW.isoformat(), "http://shop.example")
    assert told.status == 503
    assert b"pytest-promises[records]" in told.body
