"""The browser between loads: one for all, its tabs used again but never seen by the next page; and when it dies."""

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest

from pytest_promises.channels.page import PageChannel
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.hearing import Cause

WELCOME = "<!doctype html><title>Shop</title><h1>Contact</h1><p>We reply within 24 hours</p>"


def texts(hearing):
    assert hearing.mishap is None
    return [passage.text for passage in hearing.passages]


def test_the_evidence_is_complete(ear, site, make):
    site.page("/contact", WELCOME)
    (hearing,) = ear.hear(site.url, make("/contact", locale="ru", device="Pixel 7"))
    evidence = hearing.evidence
    assert (evidence.url, evidence.final_url, evidence.status) == (f"{site.url}/contact", f"{site.url}/contact", 200)
    assert (evidence.locale, evidence.device, evidence.view) == ("ru", "Pixel 7", "browser")
    assert evidence.browser.startswith("chromium ")
    assert evidence.fetched_at.endswith("+00:00")
    assert evidence.seconds > 0


def test_the_evidence_of_plain_http_is_complete(ear, site, make):
    site.page("/contact", WELCOME)
    (hearing,) = ear.hear(site.url, make("/contact", locale="ru", view="http"))
    evidence = hearing.evidence
    assert (evidence.status, evidence.locale, evidence.view, evidence.browser) == (200, "ru", "http", "")
    assert site.requests[-1][1]["accept-language"] == "ru"


def test_the_locale_and_the_device_are_seen_by_the_page(ear, site, make):
    view = "<meta name=viewport content='width=device-width'>"
    site.page(
        "/", f"{view}<p id=a></p><script>a.textContent = `${{navigator.language}} is ${{innerWidth}} wide`</script>"
    )
    (plain,) = ear.hear(site.url, make(locale="bg"))
    (phone,) = ear.hear(site.url, make(locale="pt_BR", device="iPhone 15"))
    assert texts(plain) == ["bg is 1280 wide"]
    assert texts(phone) == ["pt-BR is 393 wide"]
    assert site.requests[0][1]["accept-language"].startswith("bg")


def test_a_page_leaves_nothing_for_the_next(ear, site, make):
    count = (
        "n = +(localStorage.n || 0) + 1; localStorage.n = sessionStorage.n = n; document.cookie = 'seen=1;max-age=99'"
    )
    tell = f"const was = document.cookie; {count}; a.textContent = `visit ${{n}} ${{was}}`"
    site.page("/", f"<p id=a></p><script>{tell}</script>")
    for _ in range(3):
        (hearing,) = ear.hear(site.url, make())
        assert texts(hearing) == ["visit 1"]


def test_the_same_address_with_another_route_is_loaded_anew(ear, site, make):
    site.page("/", "<p id=a></p><script>a.textContent = `at ${location.hash} now`</script>")
    for route in ("#/one", "#/two"):
        (hearing,) = ear.hear(site.url, make(f"/{route}"))
        assert texts(hearing) == [f"at {route} now"]


INTRUSIVE = {
    "an alert": "alert('Hi')",
    "a question": "confirm('Sure?'); prompt('Who?')",
    "a question on leaving": "onbeforeunload = () => 'Stay?'",
    "a window": "open('/popup')",
    "a request for a permission": "navigator.geolocation.getCurrentPosition(() => 0); Notification.requestPermission()",
    "a service worker": "navigator.serviceWorker.register('/worker.js').catch(() => 0)",
    "a download": "location.href = '/file'",
    "a print": "print()",
    "an error": "throw new Error('no')",
    "a meddling": "JSON.parse = JSON.stringify = null",
}


@pytest.mark.parametrize("case", INTRUSIVE)
def test_an_intrusive_page_is_heard_or_refused(ear, site, make, case):
    site.page("/", f"{WELCOME}<script>setTimeout(() => {{ {INTRUSIVE[case]} }}, 0)</script>")
    site.page("/popup", "<p>Buy now</p>")
    site.page("/worker.js", "onfetch = (e) => e.respondWith(new Response('hijacked'))", type="text/javascript")
    site.page("/file", "x", type="application/zip")
    if case == "a meddling":
        assert ear.refusal(site.url, make()).cause is Cause.MALFORMED
    else:
        (hearing,) = ear.hear(site.url, make())
        assert "We reply within 24 hours" in texts(hearing)
    site.page("/", WELCOME)
    (after,) = ear.hear(site.url, make())
    assert texts(after) == ["Contact", "We reply within 24 hours"]


def test_a_window_that_a_page_opens_is_closed(ear, site, make):
    site.page("/", f"{WELCOME}<script>open('/popup')</script>")
    site.page("/popup", "<p>Buy now</p>")
    ear.hear(site.url, make())

    async def open_pages():
        session = await ear.resources["browser-chromium"]
        return [page.url for context in session.browser.contexts for page in context.pages if "popup" in page.url]

    assert ear.run(open_pages()) == []


def test_many_loads_at_once_share_one_browser(ear, site, make):
    site.page("/", WELCOME)
    kind, order = ear.order(site.url, make())

    async def all_at_once():
        async def one():
            return await kind.hear(order, loan)

        loan = ear.loan(timeout=20.0)
        return await asyncio.gather(*(one() for _ in range(8)))

    assert all(texts(hearing) == ["Contact", "We reply within 24 hours"] for (hearing,) in ear.run(all_at_once()))
    assert [key for key in ear.resources if key.startswith("browser")] == ["browser-chromium"]


def test_idle_tabs_are_bounded(ear, site, make):
    site.page("/", WELCOME)
    for locale in ("en", "ru", "bg", "th", "de", "fr", "it", "es", "pt", "cs", "ja"):
        ear.hear(site.url, make(locale=locale))

    async def contexts():
        return len((await ear.resources["browser-chromium"]).browser.contexts)

    assert ear.run(contexts()) <= 2 * Settings().concurrency


def test_a_page_that_dies_is_a_crash_and_the_browser_goes_on(fresh_ear, site, make):
    site.page("/", f"{WELCOME}<iframe src=/hang></iframe>")
    entered, over = threading.Event(), threading.Event()

    def send(handler):
        entered.set()
        site.until(over)

    site.replies["/hang"] = type(site.replies["/"])(send=send)
    kind, order = fresh_ear.order(site.url, make())

    async def die():
        hearing = asyncio.ensure_future(kind.hear(order, fresh_ear.loan(timeout=20.0)))
        await asyncio.to_thread(entered.wait, 20)
        session = await fresh_ear.resources["browser-chromium"]
        (page,) = [page for context in session.browser.contexts for page in context.pages]
        leaving = asyncio.ensure_future(page.goto("chrome://crash"))
        try:
            return await hearing
        finally:
            await asyncio.gather(leaving, return_exceptions=True)

    with pytest.raises(Exception, match="died") as caught:
        fresh_ear.run(die())
    over.set()
    assert caught.value.mishap.cause is Cause.CRASHED
    assert caught.value.mishap.transient
    site.page("/", WELCOME)
    (after,) = fresh_ear.hear(site.url, make())
    assert texts(after) == ["Contact", "We reply within 24 hours"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_a_browser_that_dies_is_replaced_and_the_load_tried_again(site, make):
    kind = PageChannel()
    channel = make()
    order = Order(kind.target(channel, site.url), (channel,))
    entered = threading.Event()

    def send(handler):
        entered.set()
        site.until(threading.Event() if len(site.asked) < 2 else None)
        site.page("/", WELCOME)
        site.answer(handler, site.replies["/"])

    site.replies["/"] = type(site.page("/", "").replies["/"])(send=send)
    events = []
    with Engine(Settings(timeout=20.0), events.append) as engine:
        future = engine.submit(order, kind)
        assert entered.wait(20)
        site.page("/", WELCOME)
        kill_newest_browser()
        (hearing,) = future.result(60)
    assert texts(hearing) == ["Contact", "We reply within 24 hours"]
    retried = [event.mishap.cause for event in events if event.kind == "retried"]
    assert retried == [Cause.CRASHED]


def kill_newest_browser():
    """Kill the browser that this process has started last; ids of processes begin anew when they run out."""
    own = [one for one in processes() if one[1] == os.getpid() and "run-driver" in one[3]]
    driver = max(own, key=lambda one: one[2])[0]
    browsers = [pid for pid, parent, _, _ in processes() if parent == driver]
    assert browsers
    for pid in browsers:
        os.kill(pid, signal.SIGKILL)


def processes():
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            yield int(folder.name), int(stat[1]), int(stat[19]), (folder / "cmdline").read_text()
        except OSError:
            continue
