"""Records in pages of an API, from a spec to what is measured: all of them, or a reason."""

import json

import pytest
from tests.measuring.probing import Run
from tests.measuring.server import Answer, Server

from pytest_promises.model.hearing import Cause

BEGUN = "2026-01-05T10:00:00Z"


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


def page(data, status=200, **headers):
    return Answer(json.dumps(data).encode(), status, headers=headers)


def hear(tmp_path, server, records, **settings):
    text = f"""
        records:
          tickets: {{source: "{server.url}/", {records}}}
        promises:
          first-reply:
            topic: reply
            within: 2 hours
            kept_by: {{records: tickets, share: 50%}}
        """
    (hearing,) = Run(tmp_path, server.url, text).hear(pauses=False, **settings).values()
    return hearing


def kept(hearing):
    assert hearing.mishap is None, hearing.mishap
    (distribution,) = hearing.measured.distributions
    return distribution.within(7200.0)


def metric(number, minutes):
    return {
        "ticket_id": number,
        "created_at": BEGUN,
        "solved_at": None,
        "reply_time_in_minutes": {"calendar": minutes, "business": minutes},
        "reply_time_in_seconds": {"calendar": None if minutes is None else minutes * 60},
    }


def test_zendesk_tickets_are_read_to_the_last_page_and_one_without_a_reply_is_open(tmp_path, server):
    more = {"meta": {"has_more": True}, "links": {"next": f"{server.url}/api/v2/ticket_metrics?page[after]=x"}}
    server.answers["/api/v2/ticket_metrics"] = [
        page({"ticket_metrics": [metric(1, 60), metric(2, 180)], **more}),
        page({"ticket_metrics": [metric(3, None)], "meta": {"has_more": False}}),
    ]
    records = "preset: zendesk.ticket_metrics, from: created_at, to: first_reply_at, id: id"
    assert kept(hear(tmp_path, server, records)) == (1, 3)
    assert [one.path for one in server.asked][1] == "/api/v2/ticket_metrics?page[after]=x"


def test_freshdesk_tickets_are_asked_for_since_ever_and_paged_by_their_header(tmp_path, server):
    def ticket(number, replied):
        return {"id": number, "created_at": BEGUN, "status": 2, "stats": {"first_responded_at": replied}}

    link = f'<{server.url}/api/v2/tickets?page=2>; rel="next"'
    server.answers["/api/v2/tickets"] = [
        page([ticket(1, "2026-01-05T11:00:00Z")], Link=link),
        page([ticket(2, "2026-01-05T15:00:00Z")]),
    ]
    records = "preset: freshdesk.tickets, from: created_at, to: first_reply_at"
    assert kept(hear(tmp_path, server, records)) == (1, 2)
    assert "updated_since=2000-01-01" in server.asked[0].path


def test_jira_cycles_are_asked_for_request_by_request(tmp_path, server):
    def cycle(**times):
        return {name: {"iso8601": value} for name, value in times.items()}

    server.answers["/rest/api/3/search/jql"] = [
        page({"issues": [{"key": "H-1"}], "nextPageToken": "t"}),
        page({"issues": [{"key": "H-2"}]}),
    ]
    done = cycle(startTime="2026-01-05T10:00:00+0000", stopTime="2026-01-05T11:00:00+0000")
    goals = [
        {"name": "Other", "completedCycles": [done]},
        {"name": "Time to first response", "completedCycles": [done]},
    ]
    server.answers["/rest/servicedeskapi/request/H-1/sla"] = page({"isLastPage": True, "values": goals})
    running = {"name": "Time to first response", "ongoingCycle": cycle(startTime="2026-01-05T10:00:00+0000")}
    server.answers["/rest/servicedeskapi/request/H-2/sla"] = page({"isLastPage": True, "values": [running]})
    records = "preset: jira.sla, goal: Time to first response, jql: project = H, from: started_at, to: stopped_at"
    assert kept(hear(tmp_path, server, records)) == (1, 2)


def test_intercom_conversations_count_seconds_since_1970(tmp_path, server):
    def conversation(number, seconds):
        return {
            "id": str(number),
            "created_at": 1767607200,
            "statistics": {"first_admin_reply_at": 1767607200 + seconds},
        }

    server.answers["/conversations"] = [
        page({"conversations": [conversation(1, 60)], "pages": {"next": {"starting_after": "c"}}}),
        page({"conversations": [conversation(2, 9000)], "pages": {"next": None}}),
    ]
    records = "preset: intercom.conversations, from: created_at, to: first_reply_at"
    assert kept(hear(tmp_path, server, records)) == (1, 2)
    assert "starting_after=c" in server.asked[1].path


def test_any_json_is_read_by_expressions(tmp_path, server):
    row = {"at": "2026-01-05T10:00:00+02:00", "done": "2026-01-05T09:00:00Z"}
    server.answers["/"] = [page({"data": {"rows": [row]}, "next": "/?page=2"}), page({"data": {"rows": [row]}})]
    assert kept(hear(tmp_path, server, "read: data.rows, next: next, from: at, to: done")) == (2, 2)


PLAIN = "read: rows, next: next, from: at, to: done"
ROW = {"at": BEGUN, "done": "2026-01-05T11:00:00Z"}


@pytest.mark.parametrize(
    ("last", "cause"),
    [
        (page({"error": "Couldn't authenticate you"}, 401), Cause.DENIED),
        (page({"error": "TooManyRequests"}, 429), Cause.RATE_LIMITED),
        (page({}, 503), Cause.SERVER_ERROR),
        (page({"rows": None}), Cause.MALFORMED),
        (page({"rows": [ROW], "next": "/"}), Cause.MALFORMED),
        (page({"rows": [ROW], "next": 7}), Cause.MALFORMED),
        (Answer(b'{"rows": ['), Cause.MALFORMED),
    ],
)
def test_a_page_that_fails_after_others_came_is_an_error_for_the_whole(tmp_path, server, last, cause):
    server.answers["/"] = [page({"rows": [ROW], "next": "/?page=2"}), last]
    hearing = hear(tmp_path, server, PLAIN)
    assert hearing.measured is None
    assert hearing.mishap.cause is cause


def test_a_page_that_is_refused_for_a_moment_is_asked_again_and_the_others_are_not(tmp_path, server):
    server.answers["/"] = [
        page({"rows": [ROW], "next": "/?page=2"}),
        page({}, 429, **{"Retry-After": "0"}),
        page({"rows": [ROW]}),
    ]
    assert kept(hear(tmp_path, server, PLAIN, retries=1)) == (2, 2)
    assert [one.path for one in server.asked] == ["/", "/?page=2", "/?page=2"]


def test_no_records_at_all_are_told(tmp_path, server):
    server.answers["/"] = page({"rows": []})
    assert hear(tmp_path, server, PLAIN).mishap.cause is Cause.EMPTY
