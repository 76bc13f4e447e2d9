"""Owners are told what has changed: by a real Apprise, to a real server, remembered in a real history."""

import json
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.reporting.test_text import contradiction

from pytest_promises.history import open_history
from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Change, Report, RunInfo, Since
from pytest_promises.notifying.notifier import notify
from pytest_promises.notifying.sending import NotifyError, send
from pytest_promises.notifying.wording import LONGEST, MOST

RUN = RunInfo("20261101T000000-abcdef", "2026-11-01T00:00:00+00:00", job="https://ci.example/jobs/7")
NOT_OFTEN, ALWAYS = timedelta(hours=1), timedelta(0)


@pytest.fixture
def inbox():
    """A server that takes what Apprise posts; `status` is what it answers."""

    class Inbox(BaseHTTPRequestHandler):
        taken, status = [], 200

        def do_POST(self):
            self.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(Inbox.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Inbox)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Inbox.address = f"json://user:t0ken@127.0.0.1:{server.server_port}/"
    yield Inbox
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def history(tmp_path):
    return open_history("", tmp_path)


def told(inbox, history, *findings, every=ALWAYS, owners=("support",), since=None):
    """Return what owners get after a run, and what the run is told."""
    inbox.taken.clear()
    changes = {one.key: since or Since(Change.NEW, RUN.started_at) for one in findings}
    addresses = dict.fromkeys(owners, (inbox.address,))
    lines = list(notify(Report(RUN, findings, since=changes), addresses, history, send, every))
    return [(one["title"], one["message"]) for one in inbox.taken], lines


BROKEN = contradiction()
KEPT = replace(contradiction(), verdict=Verdict.STATED, direction=None)
LATER = Since(Change.NEWLY_KEPT, "2026-11-02T00:00:00+00:00")


def test_a_breach_is_told_with_the_words_and_the_link(inbox, history):
    ((title, message),), lines = told(inbox, history, BROKEN)
    assert title == "Promises: 1 broken"
    assert message.splitlines() == [
        "first-reply on faq-ru: contradicted (understated)",
        "promised: 24 hours",
        "found: в течение 2 рабочих дней",
        "https://shop.example/ru/faq/",
        "",
        "https://ci.example/jobs/7",
    ]
    assert lines == []


def test_it_is_told_once_while_it_lasts_and_when_it_is_kept_again(inbox, history):
    assert len(told(inbox, history, BROKEN)[0]) == 1
    assert told(inbox, history, BROKEN)[0] == []
    ((title, message),), _ = told(inbox, history, KEPT, since=LATER)
    assert title == "Promises: 1 kept again"
    assert message.startswith("first-reply on faq-ru: kept again")
    assert told(inbox, history, KEPT, since=LATER)[0] == []


def test_what_always_was_kept_is_no_news(inbox, history):
    assert told(inbox, history, KEPT) == ([], [])


@pytest.mark.parametrize(
    "finding",
    [
        contradiction(draft=True),
        contradiction(verdict=Verdict.WAIVED, underlying=Verdict.UNSTATED),
        contradiction(verdict=Verdict.INCONCLUSIVE),
    ],
)
def test_what_is_known_or_could_not_be_checked_is_no_news(finding, inbox, history):
    assert told(inbox, history, finding) == ([], [])


def test_each_owner_gets_one_message_with_what_is_theirs(inbox, history):
    mine = [contradiction(promise=f"mine-{number}") for number in range(2)]
    theirs = contradiction(owner="shipping", promise="theirs")
    messages, _ = told(inbox, history, *mine, theirs, owners=("support", "default"))
    assert sorted(title for title, _ in messages) == ["Promises: 1 broken", "Promises: 2 broken"]


def test_nobody_is_told_who_has_no_address(inbox, history):
    assert told(inbox, history, contradiction(owner="nobody")) == ([], [])


def test_too_soon_after_another_message_it_is_left_to_a_later_run(inbox, history):
    told(inbox, history, BROKEN)
    other = contradiction(promise="other")
    messages, lines = told(inbox, history, BROKEN, other, every=NOT_OFTEN)
    assert messages == []
    assert lines == ["support was told something a short while ago: 1 more are told by a later run"]
    assert told(inbox, history, BROKEN, other)[0][0][0] == "Promises: 1 broken"


def test_what_could_not_be_sent_is_sent_by_a_later_run_and_no_token_is_shown(inbox, history):
    inbox.status = 500
    _, lines = told(inbox, history, BROKEN)
    assert lines == ["support could not be told: not every address took the message"]
    inbox.status = 200
    assert len(told(inbox, history, BROKEN, every=NOT_OFTEN)[0]) == 1


def test_an_address_that_is_none_says_so_without_the_address(caplog):
    with pytest.raises(NotifyError, match="1 of 1 addresses are none that Apprise knows") as caught:
        send(["t0ken-of-nobody"], "a", "b")
    assert "t0ken" not in str(caught.value) + caplog.text


def test_a_message_is_never_longer_than_chats_take(inbox, history):
    many = [contradiction(promise=f"promise-{number}", declared="x" * 500) for number in range(60)]
    ((title, message),), _ = told(inbox, history, *many)
    assert title == "Promises: 60 broken"
    assert len(message) <= LONGEST
    assert f"and {60 - message.count('promised:')} more" in message
    assert 3 <= message.count("promised:") <= MOST
