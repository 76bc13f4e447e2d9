"""Whatever keeps a page from being heard has its own cause, and a sentence that tells; in a browser and without."""

import socket
import threading

import pytest

from pytest_promises.channels.markup.html import Html
from pytest_promises.hookspecs import Settings
from pytest_promises.model.hearing import Cause

VIEWS = pytest.mark.parametrize("view", ["browser", "http"])
WELCOME = "<!doctype html><title>Shop</title><h1>Contact</h1><p>We answer every message within 24 hours.</p>"


@pytest.fixture
def refusal(ear, site, make):
    def refuse(path="/", view="browser", url=None, **settings):
        return ear.refusal(url or site.url, make(path, view=view), **settings)

    return refuse


STATUSES = {
    400: Cause.MALFORMED,
    401: Cause.DENIED,
    403: Cause.DENIED,
    404: Cause.NOT_FOUND,
    410: Cause.NOT_FOUND,
    429: Cause.RATE_LIMITED,
    500: Cause.SERVER_ERROR,
    503: Cause.SERVER_ERROR,
}


@VIEWS
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_has_its_cause(refusal, site, view, status):
    site.page("/", "<h1>No</h1><p>We answer every message within 24 hours.</p>", status=status)
    mishap = refusal(view=view)
    assert mishap.cause is STATUSES[status]
    assert str(status) in mishap.message
    assert site.url in mishap.message
    assert mishap.transient == (status in {429, 500, 503})


@VIEWS
@pytest.mark.parametrize(("given", "seconds"), [("7", 7.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None)])
def test_retry_after_is_told(refusal, site, view, given, seconds):
    site.page("/", "no", status=429, headers={"Retry-After": given})
    assert refusal(view=view).retry_after == seconds


@VIEWS
def test_a_refused_connection(refusal, view):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        mishap = refusal(url=f"http://127.0.0.1:{reserved.getsockname()[1]}", view=view)
    assert (mishap.cause, mishap.transient) == (Cause.REFUSED, True)


@VIEWS
def test_a_host_without_an_address(refusal, view):
    assert refusal(url="http://no-such-host.invalid", view=view).cause is Cause.UNREACHABLE


@VIEWS
def test_a_certificate_that_nobody_trusts(refusal, tls_site, view):
    tls_site.page("/", WELCOME)
    mishap = refusal(url=tls_site.url, view=view)
    assert (mishap.cause, mishap.transient) == (Cause.TLS, False)


@VIEWS
def test_redirects_in_a_circle(refusal, site, reply, view):
    site.replies["/"] = reply(status=302, headers={"Location": "/b"})
    site.replies["/b"] = reply(status=302, headers={"Location": "/"})
    assert refusal(view=view).cause is Cause.REDIRECTS


@VIEWS
def test_redirects_without_end(refusal, site, reply, view):
    def send(handler):
        handler.send_response(302)
        handler.send_header("Location", f"/?{len(site.asked)}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.replies["/"] = reply(send=send)
    assert refusal(view=view).cause is Cause.REDIRECTS
    assert len(site.asked) < 30


def test_redirects_by_script_without_end(refusal, site):
    site.page("/", "<p>We will take you on</p><script>location.href = '/?' + performance.now()</script>")
    assert refusal().cause is Cause.REDIRECTS


@VIEWS
def test_a_redirect_is_followed(ear, site, make, reply, view):
    site.replies["/"] = reply(status=301, headers={"Location": "/new", "Set-Cookie": "a=b"})
    site.page("/new", WELCOME)
    (hearing,) = ear.hear(site.url, make(view=view))
    assert hearing.evidence.final_url == f"{site.url}/new"
    assert hearing.evidence.status == 200
    assert site.requests[-1][1]["cookie"] == "a=b"


def test_a_redirect_to_another_scheme_is_not_followed(refusal, site, reply):
    site.replies["/"] = reply(status=302, headers={"Location": "file:///etc/passwd"})
    assert refusal(view="http").cause is Cause.REDIRECTS


def test_a_browser_is_not_redirected_to_a_file(refusal, site, reply):
    site.replies["/"] = reply(status=302, headers={"Location": "file:///etc/passwd"})
    assert refusal().cause in {Cause.REDIRECTS, Cause.UNREACHABLE, Cause.MALFORMED}


@VIEWS
def test_a_server_that_never_answers(refusal, site, reply, view):
    site.replies["/"] = reply(WELCOME, wait=threading.Event())
    assert refusal(view=view, timeout=1.0).cause is Cause.TIMEOUT


@VIEWS
def test_a_page_that_never_finishes(refusal, site, reply, view):
    site.replies["/"] = reply(WELCOME, hold=threading.Event())
    mishap = refusal(view=view, timeout=1.0)
    assert mishap.cause is Cause.TIMEOUT
    assert "1 second" in mishap.message


@VIEWS
def test_a_page_that_announces_too_much(refusal, site, reply, view):
    def send(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "200000000")
        handler.end_headers()
        handler.wfile.write(WELCOME.encode())

    site.replies["/"] = reply(send=send)
    assert refusal(view=view).cause is Cause.TOO_LARGE


@VIEWS
def test_a_page_that_grows_too_large(refusal, site, reply, view):
    sent = []

    def send(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(20_000):
            handler.wfile.write(b"<p>" + b"hours " * 1700 + b"</p>")
            sent.append(1)

    site.replies["/"] = reply(send=send)
    mishap = refusal(view=view, max_bytes=3_000_000)
    assert mishap.cause is Cause.TOO_LARGE
    assert "3,000,000" in mishap.message
    assert len(sent) < 20_000


def test_a_small_answer_that_unpacks_to_too_much(refusal, site):
    site.zipped("/", "<p>" + "hours " * 1_000_000)
    assert refusal(view="http", max_bytes=1_000_000).cause is Cause.TOO_LARGE
    assert refusal(max_bytes=1_000_000).cause is Cause.TOO_LARGE


@VIEWS
def test_a_connection_that_breaks_off(refusal, site, reply, view):
    def send(handler):
        handler.connection.shutdown(socket.SHUT_RDWR)

    site.replies["/"] = reply(send=send)
    mishap = refusal(view=view)
    assert (mishap.cause, mishap.transient) == (Cause.UNREACHABLE, True)


@VIEWS
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/pdf", "image/png"])
def test_what_is_no_page(refusal, site, view, kind):
    site.page("/", '{"reply": "24 hours"}', type=kind)
    assert refusal(view=view).cause is Cause.MALFORMED


def test_a_download_is_no_page(refusal, site):
    site.page("/", WELCOME, headers={"Content-Disposition": "attachment; filename=x.html"})
    assert refusal().cause is Cause.MALFORMED


@VIEWS
@pytest.mark.parametrize("body", ["", "<html></html>", "<p> </p>", "<p>Loading...</p>", "<p>Загрузка…</p>", "<p>ok"])
def test_a_page_with_nothing_on_it(refusal, site, view, body):
    site.page("/", body)
    assert refusal(view=view).cause is Cause.EMPTY


WALLS = {
    "a title": "<title>Just a moment...</title><h1>shop.example</h1><p>Enable JavaScript and cookies to continue</p>",
    "a phrase": "<title>shop.example</title><p>Please verify you are human by completing the action below.</p>",
    "a challenge's form": "<title>Shop</title><form id=challenge-form><p>One second</p></form>",
    "a captcha": "<title>Security check</title><div class=h-captcha></div><p>Solve it to go on to our shop.</p>",
    "in Russian": "<title>shop</title><p>Подтвердите, что запросы отправляли вы, а не робот</p>",
}


@VIEWS
@pytest.mark.parametrize("case", WALLS)
def test_a_bot_wall_is_not_the_page(refusal, site, view, case):
    site.page("/", "<!doctype html><meta charset=utf-8>" + WALLS[case])
    assert refusal(view=view).cause is Cause.WALL


@VIEWS
def test_a_bot_wall_that_denies(refusal, site, view):
    site.page("/", WALLS["a title"], status=403)
    assert refusal(view=view).cause is Cause.WALL


@VIEWS
def test_a_server_that_names_its_challenge(refusal, site, view):
    site.page("/", WELCOME, status=403, headers={"cf-mitigated": "challenge"})
    assert refusal(view=view).cause is Cause.WALL


LONG = "<p>" + "We sell tents, boots and stoves, and we answer every message within 24 hours. " * 30 + "</p>"
NO_WALLS = {
    "mentions robots": f"<title>Are our robots safe?</title><h1>Robots</h1><p>They mow within 24 hours.</p>{LONG}",
    "a form with a captcha": "<title>Contact</title><h1>Contact</h1><form><p>We answer within 24 hours.</p>"
    "<div class=g-recaptcha></div><button>Send</button></form>",
    "a long page that asks": f"<title>Help</title>{LONG}<p>Please verify you are human when you pay.</p>",
    "a moment in its title": f"<title>Just a moment: our story</title>{LONG}",
    "a login in its header": f"<title>Shop</title><form><input type=password></form>{LONG}",
}


@VIEWS
@pytest.mark.parametrize("case", NO_WALLS)
def test_a_page_that_only_looks_a_little_like_a_wall_is_heard(ear, site, make, view, case):
    site.page("/", NO_WALLS[case])
    (hearing,) = ear.hear(site.url, make(view=view))
    assert hearing.mishap is None


@VIEWS
def test_a_redirect_to_a_login(refusal, site, reply, view):
    site.replies["/orders"] = reply(status=302, headers={"Location": "/account/login?next=/orders"})
    site.page("/account/login", f"<h1>Welcome</h1>{LONG}")
    mishap = refusal("/orders", view=view)
    assert mishap.cause is Cause.LOGIN
    assert "/account/login" in mishap.message


@VIEWS
def test_a_page_that_only_asks_for_a_password(refusal, site, view):
    site.page("/", "<h1>Staging</h1><form><label>Password <input type=password></label><button>Go</button></form>")
    assert refusal(view=view).cause is Cause.LOGIN


@VIEWS
def test_a_login_page_that_is_wanted_is_heard(ear, site, make, view):
    site.page("/login", "<h1>Log in</h1><p>Help within 24 hours</p><input type=password>")
    (hearing,) = ear.hear(site.url, make("/login", view=view))
    assert hearing.mishap is None


@VIEWS
def test_a_password_in_the_address_is_in_no_message(refusal, site, view):
    mishap = refusal(url=site.url.replace("//", "//me:hush@"), view=view)
    assert mishap.cause is Cause.NOT_FOUND
    assert "hush" not in mishap.message


@VIEWS
def test_a_password_in_the_address_is_in_no_evidence(ear, site, make, view):
    site.page("/", WELCOME)
    (hearing,) = ear.hear(site.url.replace("//", "//me:hush@"), make(view=view))
    assert "hush" not in repr(hearing)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://shop.example/",
        "http://",
        "//[",
        "mailto:a@b.c",
    ],
)
def test_only_web_addresses_are_loaded(refusal, address):
    mishap = refusal(address)
    assert mishap.cause is Cause.MALFORMED
    assert address[:10] in mishap.message or "parsed" in mishap.message


def test_a_path_needs_a_site(ear, make):
    assert ear.refusal("", make("/contact")).cause is Cause.MALFORMED


ADDRESSES = [
    ("https://shop.example", "/en/contact", "https://shop.example/en/contact"),
    ("https://shop.example/", "en", "https://shop.example/en"),
    ("https://shop.example/store", "en", "https://shop.example/store/en"),
    ("https://shop.example/store", "/en", "https://shop.example/en"),
    ("https://shop.example/?a=1#b", "?page=2", "https://shop.example/?page=2"),
    ("https://shop.example", "https://help.example/faq", "https://help.example/faq"),
    ("https://shop.example", "//help.example/faq", "https://help.example/faq"),
    ("HTTPS://Shop.Example:443", "", "https://shop.example/"),
    ("https://shop.example", "/faq#replies", "https://shop.example/faq"),
    ("https://shop.example", "/#/faq", "https://shop.example/#/faq"),
    ("http://[::1]:8080", "/", "http://[::1]:8080/"),
]


@pytest.mark.parametrize(("base", "address", "url"), ADDRESSES)
def test_addresses_are_joined_onto_the_site(ear, make, base, address, url):
    assert ear.types["page"].target(make(address), base).url == url


def test_the_host_has_no_password(ear, make):
    assert ear.types["page"].target(make("/"), "http://me:hush@shop.example:81").host == "shop.example:81"


def test_the_error_of_an_engine_that_is_not_here_names_what_to_do(ear, site, make):
    mishap = ear.refusal(site.url, make(engine="firefox"))
    assert mishap.cause is Cause.UNAVAILABLE
    assert "playwright install" in mishap.remedy
    assert "firefox" in mishap.remedy


def test_a_browser_that_does_not_start(fresh_ear, site, make, tmp_path):
    broken = tmp_path / "browser"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    mishap = fresh_ear.refusal(site.url, make(), executable=str(broken), timeout=5.0)
    assert mishap.cause is Cause.UNAVAILABLE


def test_a_device_that_does_not_exist(ear, site, make):
    mishap = ear.refusal(site.url, make(device="iPhone 15 Maxx"))
    assert mishap.cause is Cause.MALFORMED
    assert "iPhone 15 Pro Max" in mishap.remedy


def test_the_defaults_bound_everything():
    settings = Settings()
    assert min(settings.timeout, settings.deadline, settings.max_bytes) > 0
    assert Html("").passages == ()
