"""Channels of one page share its load, each with its part of it and its clicks."""

import pytest

from pytest_promises.model.hearing import Cause

VIEWS = pytest.mark.parametrize("view", ["browser", "http"])
PAGE = (
    "<!doctype html><title>Shop</title><h1>Contact</h1><section id=a><p>Reply: 24 hours</p></section>"
    "<section id=b><p>Delivery: 3 days or <span class=fast>1 day by <i>air</i></span></p></section>"
    "<p class=gone hidden>Returns: 30 days</p>"
)
CHAT = (
    '<button id=chat onclick="box.hidden = !box.hidden">Chat</button>'
    "<div id=box hidden><p>We answer in 2 minutes</p>"
    '<button id=more onclick="rest.hidden = !rest.hidden">More</button><p id=rest hidden>At night in 8 hours</p></div>'
)


def heard(hearings):
    return {hearing.channel: [passage.text for passage in hearing.passages] for hearing in hearings}


@VIEWS
def test_a_part_of_the_page(ear, site, make, view):
    site.page("/", PAGE)
    parts = {"all": "", "a": "#a", "both": "#a, #b", "inline": ".fast", "nested": "section, section p", "body": "body"}
    channels = [make("/", name=name, view=view, within=within) for name, within in parts.items()]
    said = heard(ear.hear(site.url, *channels))
    assert said == {
        "all": ["Contact", "Reply: 24 hours", "Delivery: 3 days or 1 day by air"],
        "a": ["Reply: 24 hours"],
        "both": ["Reply: 24 hours", "Delivery: 3 days or 1 day by air"],
        "inline": ["1 day by air"],
        "nested": ["Reply: 24 hours", "Delivery: 3 days or 1 day by air"],
        "body": ["Contact", "Reply: 24 hours", "Delivery: 3 days or 1 day by air"],
    }
    assert site.asked == ["/"]


@VIEWS
def test_a_part_that_is_not_there_is_missing_for_its_channel_alone(ear, site, make, view):
    site.page("/", PAGE)
    good, bad = ear.hear(
        site.url, make(name="good", view=view, within="#a"), make(name="bad", view=view, within="#faq")
    )
    assert good.mishap is None
    assert bad.mishap.cause is Cause.MISSING
    assert "#faq" in bad.mishap.message
    assert bad.evidence.status == 200


@VIEWS
def test_a_part_that_is_there_and_hidden_says_nothing(ear, site, make, view):
    site.page("/", PAGE)
    (hearing,) = ear.hear(site.url, make(view=view, within=".gone"))
    assert (hearing.mishap, hearing.passages) == (None, ())


@VIEWS
@pytest.mark.parametrize("selector", ["p[", "", "::", "p >", "(", "p::before("])
def test_what_is_no_selector_is_told(ear, site, make, view, selector):
    site.page("/", PAGE)
    (hearing,) = ear.hear(site.url, make(view=view, within=selector or "..."))
    assert hearing.mishap.cause is Cause.MALFORMED
    assert (selector or "...") in hearing.mishap.message


def test_a_part_inside_a_shadow_root_and_an_iframe(ear, site, make):
    site.page(
        "/",
        "<p>out</p><x-a><template shadowrootmode=open><p class=in>shadow</p></template></x-a>"
        "<div id=box><iframe srcdoc='<p class=in>frame</p><p>rest</p>'></iframe></div>",
    )
    inner, box = ear.hear(site.url, make(name="in", within=".in"), make(name="box", within="#box"))
    assert heard((inner, box)) == {"in": ["shadow", "frame"], "box": ["frame", "rest"]}


def test_what_a_click_opens_is_heard_by_who_asked_for_it(ear, site, make):
    site.page("/", PAGE + CHAT)
    asked = {"shut": (), "chat": "#chat", "more": ["#chat", "#more"], "again": ["#chat"]}
    said = heard(ear.hear(site.url, *(make("/", name=name, open=how) for name, how in asked.items())))
    assert "We answer in 2 minutes" not in said["shut"]
    assert "We answer in 2 minutes" in said["chat"] == said["again"]
    assert "At night in 8 hours" not in said["chat"]
    assert {"We answer in 2 minutes", "At night in 8 hours"} <= set(said["more"])
    assert site.asked == ["/"]


def test_what_a_click_fetches_is_waited_for(ear, site, make):
    site.page(
        "/",
        PAGE + "<button id=eta onclick=\"fetch('/eta').then(r => r.text()).then(t => { eta.append(t) })\">ETA</button>",
    )
    site.page("/eta", " is 4 days", type="text/plain")
    (hearing,) = ear.hear(site.url, make(open="#eta", within="#eta"))
    assert heard([hearing]) == {"it": ["ETA is 4 days"]}


def test_a_click_in_an_iframe(ear, site, make):
    site.page("/", "<h1>Contact</h1><iframe src=/widget></iframe>")
    site.page("/widget", CHAT)
    (hearing,) = ear.hear(site.url, make(open="#chat", within="#box"))
    assert heard([hearing]) == {"it": ["We answer in 2 minutes", "More"]}


def test_a_click_that_leads_to_another_page(ear, site, make):
    site.page("/", PAGE + '<a id=faq href="/faq">FAQ</a>')
    site.page("/faq", "<h1>FAQ</h1><p>We reply within 24 hours</p>")
    (hearing,) = ear.hear(site.url, make(open="#faq"))
    assert heard([hearing]) == {"it": ["FAQ", "We reply within 24 hours"]}
    assert hearing.evidence.final_url == f"{site.url}/faq"


def test_a_click_that_leads_away_spoils_nothing_for_others(ear, site, make):
    site.page("/", PAGE + CHAT + '<a id=away href="/faq">FAQ</a>')
    site.page("/faq", "<h1>FAQ</h1><p>We reply within 24 hours</p>")
    away, chat = ear.hear(site.url, make(name="away", open="#away"), make(name="chat", open="#chat", within="#box p"))
    assert "We reply within 24 hours" in heard([away])["away"]
    assert heard([chat]) == {"chat": ["We answer in 2 minutes"]}


def test_what_cannot_be_clicked_is_missing_for_its_channel_alone(ear, site, make):
    site.page("/", PAGE + "<button id=no hidden>No</button>")
    good, hidden, none, bad = ear.hear(
        site.url,
        make(name="good"),
        make(name="hidden", open="#no"),
        make(name="none", open="#nothing"),
        make(name="bad", open="p["),
        timeout=4.0,
    )
    assert good.mishap is None
    assert [one.mishap.cause for one in (hidden, none, bad)] == [Cause.MISSING, Cause.MISSING, Cause.MALFORMED]
    assert "#nothing" in none.mishap.message


def test_what_lies_under_something_else_cannot_be_clicked(ear, site, make):
    site.page("/", PAGE + CHAT + "<div style='position:fixed;inset:0'>Sale!</div>")
    (hearing,) = ear.hear(site.url, make(open="#chat"), timeout=4.0)
    assert hearing.mishap.cause is Cause.MISSING
    assert "lies over it" in hearing.mishap.message


@pytest.mark.parametrize("option", [{"open": "#chat"}, {"wait_for": "#chat"}, {"engine": "firefox"}])
def test_clicks_and_waits_need_a_browser(ear, site, make, option):
    site.page("/", PAGE + CHAT)
    (hearing,) = ear.hear(site.url, make(view="http", **option))
    assert hearing.mishap.cause is Cause.MALFORMED
    assert ear.types["page"].problem({"view": "http", **option})
    assert ear.types["page"].problem(option) is None


def test_a_device_over_plain_http_is_what_the_request_says_it_is(ear, site, make):
    site.page("/", PAGE)
    (hearing,) = ear.hear(site.url, make(view="http", device="Pixel 7"))
    assert "Pixel 7" in site.requests[0][1]["user-agent"]
    assert (hearing.evidence.view, hearing.evidence.device) == ("http", "Pixel 7")


def test_a_device_that_there_is_not_is_told(ear, site, make):
    assert "Pixel 7" in ear.refusal(site.url, make(view="http", device="Pixel7")).remedy


BANNERS = {
    "by its name": '<div id="cookie-banner"><p>We keep cookies for 30 days.</p><button>Accept</button></div>',
    "by its place": (
        '<div style="position:fixed;bottom:0;left:0;right:0;height:90%;background:#eee">'
        "<p>Мы храним файлы куки 30 дней.</p><button>Принять</button></div>"
    ),
    "as a dialog": "<div role=dialog><p>เราเก็บคุกกี้ 30 วัน</p><button>ยอมรับ</button></div>",
    "in a shadow root": (
        '<div id=usercentrics-root><template shadowrootmode=open><div style="position:fixed;inset:0;background:#fff">'
        "<p>We keep cookies for 30 days.</p><button>Deny</button></div></template></div>"
    ),
    "over everything": (
        '<div class="consent-overlay" style="position:fixed;inset:0;background:#0008"><div>'
        "<p>Съхраняваме бисквитки 30 дни.</p><button>Приемам</button></div></div>"
    ),
}


@pytest.mark.parametrize("case", BANNERS)
def test_a_cookie_banner_is_not_what_the_service_says(ear, site, make, case):
    site.page("/", "<!doctype html><meta charset=utf-8>" + PAGE + CHAT + BANNERS[case])
    plain, opened = ear.hear(site.url, make(name="plain"), make(name="opened", open="#chat"))
    assert "30" not in " ".join(heard([plain])["plain"])
    assert "Reply: 24 hours" in heard([plain])["plain"]
    assert "We answer in 2 minutes" in heard([opened])["opened"]


def test_a_cookie_banner_is_left_out_of_plain_html_too(ear, site, make):
    site.page("/", PAGE + BANNERS["by its name"])
    assert "30" not in " ".join(heard(ear.hear(site.url, make(view="http")))["it"])


NO_BANNERS = {
    "a policy": '<div class="cookie-policy"><h2>Cookies</h2><p>We keep a session cookie for 24 hours.</p></div>',
    "a fixed header": '<header style="position:fixed"><a href="/cookies">Cookies</a><p>24 hours</p></header>',
    "a chat": '<div role=dialog style="position:fixed"><p>We reply within 24 hours</p><button>Send</button></div>',
    "a page in a dialog": "<div role=dialog><h1>Cookies</h1><p>24 hours</p><button>Back</button></div>",
}


@VIEWS
@pytest.mark.parametrize("case", NO_BANNERS)
def test_what_only_looks_like_a_banner_is_said(ear, site, make, view, case):
    site.page("/", PAGE.replace("24 hours", "soon") + NO_BANNERS[case])
    assert "24 hours" in " ".join(heard(ear.hear(site.url, make(view=view)))["it"])
