"""The `request` probe: response times, what is no good answer, and what keeps it from measuring."""

import socket
from contextlib import ExitStack

import pytest
from tests.measuring.server import Answer

from pytest_promises.model.hearing import Cause

SPEC = """
probes:
  search: {{request: "/api/search?q=tent", {options}}}
promises:
  fast:
    topic: reply
    within: {within}
    kept_by: {{request: search, {keeping}}}
"""


@pytest.fixture
def probe(run, server):
    def make(options="samples: 5, rate: 50", within="1 second", keeping="percentile: 95"):
        return run(SPEC.format(options=options, within=within, keeping=keeping))

    server.answers["/api/search"] = Answer()
    return make


def measured(hearing):
    assert hearing.mishap is None, hearing.mishap
    return hearing.measured.distributions[0]


def test_each_sample_is_timed_and_none_of_the_warm_up(probe, server):
    server.answers["/api/search"] = [Answer(seconds=3.0), Answer(seconds=3.0), Answer()]
    hearing = probe().hear()["fast::search"]
    found = measured(hearing)
    assert len(server.asked) == 7
    assert sum(count for _, count in found.closed) == 5
    assert 0 < found.closed[0][0] <= found.closed[-1][0] < 2.9
    assert found.total == pytest.approx(sum(edge * count for edge, count in found.closed))
    assert hearing.measured.unit == "seconds"
    assert hearing.evidence.status == 200
    assert hearing.evidence.url == f"{server.url}/api/search?q=tent"


def test_what_a_server_takes_is_in_the_time(probe, server):
    server.answers["/api/search"] = Answer(seconds=0.2)
    found = measured(probe().hear()["fast::search"])
    assert found.closed[0][0] >= 0.2
    assert found.within(0.2) == (0, 5)
    assert found.within(60) == (5, 5)


def test_one_connection_is_kept(probe, server):
    measured(probe().hear()["fast::search"])
    assert len({asked.connection for asked in server.asked}) == 1


def test_promises_of_one_probe_share_its_exchanges(run, server):
    server.answers["/x"] = Answer()
    text = """
    probes: {x: {request: /x, samples: 3, warm_up: 1, rate: 50}}
    promises:
      fast: {topic: reply, within: 1 second, kept_by: {request: x, share: 90%}}
      fine: {topic: reply, within: 2 seconds, kept_by: [{request: x, average: true}, {request: x, name: all}]}
    """
    heard = run(text).hear()
    assert len(heard) == 3
    assert len(server.asked) == 4
    assert len({one.measured.distributions for one in heard.values()}) == 1


def test_the_rate_is_kept_and_its_waits_are_no_part_of_what_is_measured(probe, server):
    found = probe("samples: 4, warm_up: 0, rate: 2").hear()["fast::search"]
    lasted = server.asked[-1].at - server.asked[0].at
    assert lasted > 1.3
    assert found.evidence.seconds < lasted


def test_errors_of_the_server_are_counted_and_told(probe, server):
    good, bad = Answer(), Answer(status=503)
    server.answers["/api/search"] = [good, bad, bad, good]
    hearing = probe("samples: 5, warm_up: 0, rate: 50").hear()["fast::search"]
    found = measured(hearing)
    assert found.failed == 2
    assert found.within(60) == (3, 5)
    assert hearing.measured.notes == ("2 of 5 answered 503",)


def test_what_takes_too_long_is_still_open_after_the_time_it_was_given(probe, server):
    server.answers["/api/search"] = [Answer(), Answer(seconds=30), Answer()]
    hearing = probe("samples: 3, warm_up: 0, rate: 50, timeout: 1 second").hear()["fast::search"]
    found = measured(hearing)
    assert found.open == ((1.0, 1),)
    assert found.within(0.9) == (2, 3)
    assert found.within(5) == (2, 2), "nobody knows whether it would have come within five seconds"
    assert hearing.measured.notes == ("1 of 3 took too long to be waited for",)


def test_a_service_that_is_always_too_slow_has_been_measured(probe, server):
    server.answers["/api/search"] = Answer(seconds=30)
    hearing = probe("samples: 2, warm_up: 1, rate: 50, timeout: 1 second", within="0.5 seconds").hear()["fast::search"]
    assert measured(hearing).open == ((1.0, 2),)
    assert hearing.measured.notes == ("2 of 2 took too long to be waited for",)


def test_a_host_that_takes_no_connection_is_not_slow_but_away(run):
    with ExitStack() as held:
        full = held.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            one = held.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        text = SPEC.format(options="samples: 2, timeout: 1 second", within="1 second", keeping="percentile: 95")
        text = text.replace("/api/search", f"http://127.0.0.1:{full.getsockname()[1]}/")
        mishap = run(text).hear()["fast::search"].mishap
    assert (mishap.cause, "took no connection" in mishap.message) == (Cause.UNREACHABLE, True)


def test_an_answer_of_another_type_is_a_failure(probe, server):
    page = Answer(b"<h1>Log in</h1>", type="text/html; charset=utf-8")
    server.answers["/api/search"] = [Answer(), page]
    found = probe("samples: 2, warm_up: 0, rate: 50, media_type: application/json").hear()["fast::search"]
    assert measured(found).failed == 1
    assert found.measured.notes == ("1 of 2 answered with text/html in place of application/json",)


def test_only_pages_where_data_should_be_is_no_measure(probe, server):
    server.answers["/api/search"] = Answer(b"<h1>Log in</h1>", type="text/html")
    found = probe("samples: 2, rate: 50, media_type: application/json").hear()["fast::search"]
    assert found.measured is None
    assert found.mishap.cause is Cause.MALFORMED
    assert "text/html" in found.mishap.message


@pytest.mark.parametrize(
    ("status", "cause"),
    [(404, Cause.NOT_FOUND), (401, Cause.DENIED), (429, Cause.RATE_LIMITED), (500, Cause.SERVER_ERROR)],
)
def test_a_service_that_answers_nothing_else_is_not_measured(probe, server, status, cause):
    server.answers["/api/search"] = Answer(status=status)
    found = probe().hear()["fast::search"]
    assert (found.measured, found.mishap.cause) == (None, cause)


WALL = Answer(b"<title>Just a moment...</title><p>Verify you are human</p>", type="text/html")


def test_a_bot_wall_is_quickly_there_and_no_measure(probe, server):
    server.answers["/api/search"] = [Answer(), Answer(), Answer(), WALL]
    found = probe().hear()["fast::search"]
    assert (found.measured, found.mishap.cause) == (None, Cause.WALL)


def test_a_page_that_is_asked_for_is_a_good_answer(probe, server):
    server.answers["/api/search"] = Answer(b"<title>Robots</title><p>We sell robots.</p>", type="text/html")
    assert measured(probe().hear()["fast::search"]).failed == 0


def test_a_host_that_wants_to_be_asked_less_often_is_left_alone_at_once(probe, server):
    server.answers["/api/search"] = [Answer(), Answer(), Answer(), Answer(status=429)]
    found = probe("samples: 50, warm_up: 2, rate: 50").hear()["fast::search"]
    assert found.mishap.cause is Cause.RATE_LIMITED
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [302, 404])
def test_a_status_that_is_expected_is_a_good_answer(probe, server, status):
    server.answers["/api/search"] = Answer(status=status, headers={"Location": "/elsewhere"})
    found = probe(f"samples: 3, rate: 50, expect: [{status}]").hear()["fast::search"]
    assert measured(found).failed == 0
    assert {asked.path for asked in server.asked} == {"/api/search?q=tent"}


def test_a_host_that_nobody_listens_at_is_not_measured(run):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        text = SPEC.format(options="samples: 2", within="1 second", keeping="percentile: 95")
        text = text.replace("/api/search", f"http://127.0.0.1:{unused.getsockname()[1]}/")
        assert run(text).hear()["fast::search"].mishap.cause is Cause.REFUSED


def test_what_writes_is_not_sent_without_leave(probe, server):
    hearing = probe("method: POST, body: hello, samples: 2, rate: 50").hear()["fast::search"]
    assert hearing.mishap.cause is Cause.NOT_PROBED
    assert server.asked == []


def test_a_body_is_sent_as_json_with_leave(probe, server):
    found = probe('method: POST, body: \'{"q": "tent", "most": 3}\', samples: 2, rate: 50').hear(probe=True)[
        "fast::search"
    ]
    assert measured(found).failed == 0
    assert {(one.method, one.headers["content-type"], one.body) for one in server.asked} == {
        ("POST", "application/json", b'{"q": "tent", "most": 3}')
    }


@pytest.mark.parametrize(
    ("options", "marks"),
    [
        ("method: POST", {"x-promises-probe": "request"}),
        ("method: POST, marked: {X-Test: audit}", {"x-test": "audit"}),
        ("marked: {X-Test: audit}", {"x-test": "audit"}),
        ("method: GET", {}),
    ],
)
def test_what_is_sent_is_marked_as_a_test(probe, server, options, marks):
    probe(f"{options}, samples: 1, warm_up: 0").hear(probe=True)
    told = {name: value for name, value in server.asked[0].headers.items() if name in {"x-promises-probe", "x-test"}}
    assert told == marks


def test_what_was_written_is_not_written_again_because_it_failed(probe, server):
    server.answers["/api/search"] = Answer(status=503)
    options = "method: POST, body: hello, samples: 1, warm_up: 0, rate: 50"
    hearing = probe(options).hear(probe=True, retries=2, pauses=False)["fast::search"]
    assert hearing.mishap.cause is Cause.SERVER_ERROR
    assert len(server.asked) == 1


def test_a_host_that_the_run_may_not_talk_to_is_not_asked(probe, server):
    hearing = probe().hear(hosts=("shop.example",))["fast::search"]
    assert hearing.mishap.cause is Cause.DENIED
    assert server.asked == []


@pytest.mark.parametrize(
    ("options", "within", "told"),
    [
        ("timeout: soon", "1 second", "`timeout: soon` is no length of time"),
        ("body: hello", "1 second", "add `method: POST`"),
        ("rate: 1000", "1 second", "rate"),
        ("samples: 0", "1 second", "samples"),
        ("expect: fine", "1 second", "a status is a number"),
        ("samples: 5", "2 business days", "`request` measures seconds as they pass"),
    ],
)
def test_what_cannot_be_measured_is_a_problem_of_the_spec(probe, options, within, told):
    assert told in probe(options, within).problems


def test_a_statistic_that_the_probe_does_not_know_is_a_problem(probe):
    assert "`where` means nothing to `request`" in probe(keeping="where: a = 1").problems
