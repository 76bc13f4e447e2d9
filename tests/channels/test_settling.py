"""A page is read when it has come to rest: text that comes late is heard, and a page without rest is read anyway."""

import threading

import pytest

from pytest_promises.model.hearing import Cause

SHELL = (
    "<!doctype html><title>Shop</title><h1>Contact</h1><p id=a>...</p>"
    "<script>const a = document.getElementById('a');{}</script>"
)
SET = "a.textContent = 'We reply within 24 hours'"

LATE = {
    "at once": SET,
    "when the document is there": f"addEventListener('DOMContentLoaded', () => {{ {SET} }})",
    "when all is loaded": f"addEventListener('load', () => {{ {SET} }})",
    "in the next frame": f"requestAnimationFrame(() => requestAnimationFrame(() => {{ {SET} }}))",
    "when idle": f"requestIdleCallback(() => {{ {SET} }})",
    "after a while": f"setTimeout(() => {{ {SET} }}, 600)",
    "after a while, twice": f"setTimeout(() => setTimeout(() => {{ {SET} }}, 300), 300)",
    "after an answer": f"fetch('/data').then(r => r.text()).then(() => {{ {SET} }})",
    "a while after an answer": f"fetch('/data').then(r => r.text()).then(() => setTimeout(() => {{ {SET} }}, 500))",
    "after two answers": f"fetch('/data').then(() => fetch('/data')).then(r => r.json()).catch(() => {{ {SET} }})",
    "after an older kind of answer": (
        f"const x = new XMLHttpRequest(); x.open('GET', '/data'); x.onload = () => {{ {SET} }}; x.send()"
    ),
    "by another script": "const s = document.createElement('script'); s.src = '/late.js'; document.head.append(s)",
    "in an iframe that comes late": (
        "setTimeout(() => { const f = document.createElement('iframe'); f.src = '/frame'; "
        "document.body.append(f) }, 300)"
    ),
    "in an iframe whose own text comes late": (
        "const f = document.createElement('iframe'); f.src = '/slow-frame'; document.body.append(f)"
    ),
    "in a shadow root that fills late": (
        "const s = a.parentNode.appendChild(document.createElement('x-a')).attachShadow({mode: 'open'});"
        "fetch('/data').then(() => setTimeout(() => { s.innerHTML = '<p>We reply within 24 hours</p>' }, 100))"
    ),
    "by a style that shows it": (
        "a.textContent = 'We reply within 24 hours'; a.hidden = true; setTimeout(() => { a.hidden = false }, 400)"
    ),
    "after a step to another page": "setTimeout(() => { location.href = '/frame' }, 200)",
}


@pytest.mark.parametrize("case", LATE)
def test_text_that_comes_late_is_heard(ear, site, make, reply, case):
    answered = threading.Event()
    slow = threading.Timer(0.4, answered.set)
    site.page("/", SHELL.format(LATE[case]))
    site.replies["/data"] = reply("never mind", type="text/plain", wait=answered)
    site.replies["/late.js"] = reply(SET, type="text/javascript", wait=answered)
    site.replies["/frame"] = reply("<p>We reply within 24 hours</p>", wait=answered)
    site.page("/slow-frame", SHELL.format(f"setTimeout(() => {{ {SET} }}, 500)"))
    slow.start()
    (hearing,) = ear.hear(site.url, make())
    slow.join()
    assert "We reply within 24 hours" in [passage.text for passage in hearing.passages]


def test_a_style_sheet_that_comes_late_hides_what_it_hides(ear, site, make, reply):
    answered = threading.Event()
    slow = threading.Timer(0.4, answered.set)
    site.page("/", "<link rel=stylesheet href=/a.css><h1>Contact</h1><p class=no>24 hours</p>")
    site.replies["/a.css"] = reply(".no { display: none }", type="text/css", wait=answered)
    slow.start()
    (hearing,) = ear.hear(site.url, make())
    slow.join()
    assert [passage.text for passage in hearing.passages] == ["Contact"]


def test_a_step_to_another_page_by_its_markup_is_followed(ear, site, make):
    site.page("/", '<meta http-equiv=refresh content="0; url=/new"><p>You are being taken on</p>')
    site.page("/new", "<p>We reply within 24 hours</p>")
    (hearing,) = ear.hear(site.url, make())
    assert [passage.text for passage in hearing.passages] == ["We reply within 24 hours"]
    assert hearing.evidence.final_url == f"{site.url}/new"


def test_a_step_to_a_page_that_is_not_there(ear, site, make):
    site.page("/", "<p>You are being taken on</p><script>location.replace('/gone')</script>")
    assert ear.refusal(site.url, make()).cause is Cause.NOT_FOUND


RESTLESS = {
    "a clock": "setInterval(() => { a.textContent = performance.now() }, 20)",
    "a list without end": "setInterval(() => { document.body.append(document.createElement('i')) }, 20)",
    "an answer that never comes": "fetch('/never')",
    "an answer without end": "fetch('/never').then(r => r.text())",
    "a poll": "(async () => { for (;;) await new Promise((go) => setTimeout(go, 50)) })()",
    "an endless animation": "a.animate([{opacity: 1}, {opacity: .5}], {duration: 100, iterations: Infinity})",
}


NOTED = {"an answer that never comes", "an answer without end"}


@pytest.mark.parametrize("case", RESTLESS)
def test_a_page_without_rest_is_read_anyway(ear, site, make, reply, caplog, case):
    caplog.set_level("INFO", "pytest_promises")
    site.replies["/never"] = reply("", type="text/plain", wait=threading.Event())
    site.page("/", "<p>We reply within 24 hours</p>" + SHELL.format(RESTLESS[case]))
    (hearing,) = ear.hear(site.url, make(), timeout=4.0)
    assert hearing.mishap is None
    assert ("never came to rest" in caplog.text) == (case in NOTED)
    assert "We reply within 24 hours" in [passage.text for passage in hearing.passages]


def test_a_page_that_blocks_itself_ends_in_time(ear, site, make):
    site.page("/", "<p>We reply within 24 hours</p><script>setTimeout(() => { for (;;); }, 0)</script>")
    assert ear.refusal(site.url, make(), timeout=2.0).cause is Cause.TIMEOUT


REVEAL = (
    "<p>the top</p><div style='height:3000px'></div><p id=a style='{}'>We reply within 24 hours</p>"
    "<script>new IntersectionObserver((seen) => {{ if (seen[0].isIntersecting) {{ {} }} }}).observe(a)</script>"
)


@pytest.mark.parametrize("veil", ["opacity:0", "visibility:hidden"])
def test_text_that_shows_when_it_is_scrolled_to_is_heard(ear, site, make, veil):
    site.page("/", REVEAL.format(veil, "a.style = ''"))
    (hearing,) = ear.hear(site.url, make())
    assert [passage.text for passage in hearing.passages] == ["the top", "We reply within 24 hours"]


def test_text_that_stays_hidden_when_it_is_scrolled_to_is_not_heard(ear, site, make):
    site.page("/", REVEAL.format("opacity:0", "0"))
    (hearing,) = ear.hear(site.url, make())
    assert [passage.text for passage in hearing.passages] == ["the top"]


def test_what_is_waited_for_comes_first(ear, site, make):
    site.page("/", SHELL.format(f"setTimeout(() => {{ a.className = 'eta'; {SET} }}, 1500)"))
    (hearing,) = ear.hear(site.url, make(wait_for=".eta"))
    assert "We reply within 24 hours" in [passage.text for passage in hearing.passages]


def test_what_is_waited_for_in_vain_is_missing(ear, site, make):
    site.page("/", SHELL.format(SET) + "<p class=eta hidden>x</p>")
    (hearing,) = ear.hear(site.url, make(wait_for=".eta"), timeout=2.0)
    assert hearing.mishap.cause is Cause.MISSING
    assert ".eta" in hearing.mishap.message


def test_what_is_waited_for_must_be_a_selector(ear, site, make):
    site.page("/", SHELL.format(SET))
    (hearing,) = ear.hear(site.url, make(wait_for="p["))
    assert hearing.mishap.cause is Cause.MALFORMED
    assert "p[" in hearing.mishap.message
