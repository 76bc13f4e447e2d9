"""Frames that never arrive: they show nothing, and keep nobody from the rest of the page."""

import threading

from pytest_promises.model.hearing import Cause

PAGE = "<!doctype html><title>Shop</title><h1>Contact</h1><p>We reply within 24 hours.</p>{}"
CHAT = (
    "<button id=chat onclick=\"const f = document.createElement('iframe'); f.src = '/never';"
    'document.body.append(f)">Chat</button>'
)


def test_a_frame_that_never_arrives_keeps_nobody_from_the_page(ear, site, make, reply):
    site.page("/", PAGE.format("<iframe src=/never></iframe>"))
    site.replies["/never"] = reply(wait=threading.Event())
    (hearing,) = ear.hear(site.url, make(), timeout=6.0)
    assert "We reply within 24 hours." in [passage.text for passage in hearing.passages]


def test_a_click_that_leads_nowhere_spoils_only_what_it_was_to_open(ear, site, make, reply):
    site.page("/", PAGE.format(CHAT))
    site.replies["/never"] = reply(wait=threading.Event())
    channels = (make(name="page"), make(name="chat", open="#chat", within=".greeting"))
    page, chat = ear.hear(site.url, *channels, timeout=6.0)
    assert page.mishap is None
    assert "We reply within 24 hours." in [passage.text for passage in page.passages]
    assert chat.mishap.cause is Cause.MISSING
