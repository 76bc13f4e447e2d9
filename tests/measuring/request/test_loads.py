"""The `request` probe with `view: browser`: loads that the browser times, and what keeps a page from being one."""

import pytest
from tests.measuring.server import Answer

from pytest_promises.model.hearing import Cause

HTML = "text/html; charset=utf-8"
SPEC = """
probes:
  home: {{request: /, view: browser, warm_up: {warm_up}, samples: {samples}, rate: 50, {options}}}
promises:
  fast: {{topic: reply, within: 30 seconds, kept_by: {{request: home}}}}
"""
SLOW = 0.6


def page(body, head="", **how):
    text = f"<!doctype html><html lang=en><head><title>Shop</title>{head}</head><body>{body}</body></html>"
    return Answer(text.encode(), type=HTML, **how)


@pytest.fixture
def load(run, server):
    """Loads the page, and returns the hearing."""
    server.answers["/"] = page("<h1>A fine shop</h1>")

    def go(options="timeout: 20 seconds", samples=1, warm_up=0):
        found = run(SPEC.format(options=options, samples=samples, warm_up=warm_up))
        assert not found.problems, found.problems
        return found.hear()["fast::home"]

    return go


def times(hearing):
    assert hearing.mishap is None, hearing.mishap
    return hearing.measured.distributions[0]


def longest(hearing):
    return times(hearing).closed[-1][0]


def test_each_load_is_that_of_a_customer_who_was_never_there(load, server):
    server.answers["/"] = page("<img src=/p.png><script>document.cookie = 'known=1'</script><h1>A fine shop</h1>")
    server.answers["/p.png"] = Answer(b"", type="image/png", headers={"Cache-Control": "max-age=3600"})
    hearing = load(samples=3, warm_up=1)
    assert sum(count for _, count in times(hearing).closed) == 3
    assert [one.path for one in server.asked].count("/p.png") == 4
    assert not any("cookie" in one.headers for one in server.asked if one.path == "/")
    assert (hearing.evidence.view, hearing.evidence.status) == ("browser", 200)
    assert hearing.evidence.browser.startswith("chromium ")
    assert hearing.measured.notes == (f"timed up to the load, by {hearing.evidence.browser}",)


def test_the_load_is_over_when_all_that_belongs_to_the_page_is_there(load, server):
    server.answers["/"] = page("<h1>A fine shop</h1><img src=/p.png>")
    server.answers["/p.png"] = Answer(b"", type="image/png", seconds=SLOW)
    assert longest(load()) >= SLOW


@pytest.mark.parametrize(("until", "waits"), [("first_byte", False), ("dom_content_loaded", False), ("load", True)])
def test_what_does_not_belong_to_the_time_does_not_hold_it_up(load, server, until, waits):
    server.answers["/"] = page("<h1>A fine shop</h1><img src=/p.png>")
    server.answers["/p.png"] = Answer(b"", type="image/png", seconds=8)
    found = times(load(f"until: {until}, timeout: 7 seconds"))
    assert bool(found.open) is waits


def test_the_first_byte_is_that_of_the_page(load, server):
    server.answers["/"] = page("<h1>A fine shop</h1>", seconds=SLOW)
    assert longest(load("until: first_byte")) >= SLOW


def test_the_document_is_there_when_its_scripts_are(load, server):
    server.answers["/"] = page("<h1>A fine shop</h1>", "<script defer src=/s.js></script>")
    server.answers["/s.js"] = Answer(b"", type="text/javascript", seconds=SLOW)
    assert longest(load("until: dom_content_loaded")) >= SLOW


def test_the_largest_paint_can_come_after_the_load(load, server):
    late = f"setTimeout(() => {{ at.innerHTML = '<h1>' + 'All that you came for. '.repeat(40) }}, {SLOW * 1000})"
    server.answers["/"] = page(f"<p>Hi there</p><div id=at></div><script>{late}</script>")
    assert longest(load("until: largest_contentful_paint")) >= SLOW


def test_errors_of_the_server_are_counted_and_told(load, server):
    server.answers["/"] = [page("<h1>A fine shop</h1>"), page("no", status=503), page("<h1>A fine shop</h1>")]
    hearing = load(samples=3)
    assert (times(hearing).failed, hearing.measured.notes) == (1, (hearing.measured.notes[0], "1 of 3 answered 503"))


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (page("<p>Verify you are human</p>", "<title>Just a moment...</title>"), Cause.WALL),
        (page("", "<script></script>"), Cause.EMPTY),
        (page("<label>Password <input type=password></label>"), Cause.LOGIN),
        (page("no", status=404), Cause.NOT_FOUND),
        (page("no", status=403), Cause.DENIED),
    ],
)
def test_what_stands_in_place_of_the_page_is_quick_and_no_measure(load, server, answer, cause):
    if cause is Cause.WALL:
        answer.body = answer.body.replace(b"<title>Shop</title>", b"")
    server.answers["/"] = answer
    hearing = load(samples=2)
    assert (hearing.measured, hearing.mishap.cause) == (None, cause)


def test_it_is_loaded_as_the_device_that_is_named(load, server):
    load("device: iPhone 15")
    assert "iPhone" in server.asked[0].headers["user-agent"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("view: browser, method: POST", "`method:` means nothing to a browser"),
        ("view: browser, media_type: text/html", "`media_type:` means nothing to a browser"),
        ("until: load", "`until:` means nothing without a browser: add `view: browser`"),
        ("device: iPhone 15", "`device:` means nothing without a browser"),
        ("view: browser, until: forever", "until"),
    ],
)
def test_options_of_the_other_view_are_problems_of_the_spec(run, options, told):
    assert told in run(SPEC.replace("view: browser, ", "").format(options=options, samples=1, warm_up=0)).problems
