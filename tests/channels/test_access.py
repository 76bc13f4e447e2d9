"""The way to a service: what goes along goes to one host alone, and nobody is asked whom nobody named."""

import json
import ssl
from base64 import b64encode
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import trustme
from tests.channels.conftest import Reply, Site, channel

from pytest_promises.hookspecs import Order
from pytest_promises.model.access import Access, Credentials, Geolocation, Proxy
from pytest_promises.model.hearing import Cause, HearingError

VIEWS = pytest.mark.parametrize("view", ["browser", "http"])
PAGE = "<title>Contact</title><h1>Contact</h1><p>We reply within 24 hours, on every day of the week."


@pytest.fixture
def other():
    """Another host: the same machine under a name, so that it is no origin of the site's."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def visit(ear, site):
    """Hear a page by a way of its own."""

    def hear(access=None, path="/", site_url=None, view="browser", options=None, **settings):
        kind, order = ear.order(site_url or site.url, channel(path, view=view, **(options or {})))
        order = Order(replace(order.target, access=access or Access()), order.channels)
        (hearing,) = ear.run(kind.hear(order, ear.loan(**settings)))
        return hearing

    return hear


def sent(site, path="/"):
    return [headers for asked, headers in site.requests if asked == path]


@VIEWS
def test_headers_credentials_and_cookies_go_along(visit, site, view):
    site.page("/", PAGE)
    access = Access(
        headers=(("X-Audit", "yes"),), cookies=(("consent", "necessary"),), http_credentials=Credentials("me", "hush")
    )
    assert visit(access, view=view).mishap is None
    (headers,) = sent(site)
    assert (headers["x-audit"], headers["cookie"]) == ("yes", "consent=necessary")
    assert headers["authorization"] == "Basic " + b64encode(b"me:hush").decode()


@VIEWS
def test_they_stay_when_the_host_redirects_to_itself(visit, site, view):
    site.replies["/"] = Reply("", 302, headers={"Location": "/contact"})
    site.page("/contact", PAGE)
    visit(Access(headers=(("X-Audit", "yes"),), cookies=(("a", "b"),)), view=view)
    (headers,) = sent(site, "/contact")
    assert (headers["x-audit"], headers["cookie"]) == ("yes", "a=b")


@VIEWS
def test_they_go_to_no_other_host_that_a_redirect_leads_to(visit, site, other, view):
    site.replies["/"] = Reply("", 302, headers={"Location": f"{other.other}/contact"})
    other.page("/contact", PAGE)
    named = Access(
        headers=(("X-Audit", "yes"),),
        cookies=(("a", "b"),),
        http_credentials=Credentials("me", "hush"),
        hosts=("localhost",),
    )
    hearing = visit(named, view=view)
    assert hearing.mishap is None
    assert hearing.evidence.final_url == f"{other.other}/contact"
    (headers,) = sent(other, "/contact")
    assert not {"x-audit", "cookie", "authorization"} & set(headers)


def test_they_go_to_no_other_host_that_the_page_loads_from(visit, site, other):
    site.page("/", f"{PAGE}<script src='{other.other}/a.js'></script><img src='/logo.svg'>")
    other.page("/a.js", "document.body.append('From afar')", type="text/javascript")
    hearing = visit(Access(headers=(("X-Audit", "yes"),)))
    assert any("From afar" in passage.text for passage in hearing.passages)
    assert "x-audit" not in sent(other, "/a.js")[0]
    assert sent(site, "/logo.svg")[0]["x-audit"] == "yes"


@VIEWS
@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_to_a_host_that_nobody_named_is_denied_and_not_followed(visit, site, other, view, status):
    site.replies["/"] = Reply("", status, headers={"Location": f"{other.other}/contact"})
    other.page("/contact", PAGE)
    with pytest.raises(HearingError) as caught:
        visit(view=view)
    mishap = caught.value.mishap
    assert mishap.cause is Cause.DENIED
    assert f"leads to the host {urlsplit(other.other).netloc}" in mishap.message
    assert urlsplit(other.other).netloc in mishap.remedy
    assert other.asked == []


@pytest.mark.parametrize("how", ["location.href = '{}'", "location.replace('{}')"])
def test_a_script_that_leaves_for_a_host_that_nobody_named_is_denied(visit, site, other, how):
    site.page("/", f"{PAGE}<script>{how.format(other.other + '/x')}</script>")
    with pytest.raises(HearingError) as caught:
        visit()
    assert caught.value.mishap.cause is Cause.DENIED
    assert other.asked == []


def test_a_click_that_leaves_for_one_is_denied_for_its_channel_alone(ear, site, other):
    site.page("/", f"{PAGE}<a id=away href='{other.other}/x'>Help</a>")
    here, away = ear.hear(site.url, channel("/", name="here"), channel("/", name="away", open="#away"))
    assert here.mishap is None
    assert away.mishap.cause is Cause.DENIED
    assert other.asked == []


@VIEWS
def test_a_run_can_name_the_only_hosts(visit, site, other, view):
    site.page("/", f"{PAGE}<script src='{other.other}/a.js'></script>")
    other.page("/a.js", "document.body.append('From afar')", type="text/javascript")
    hearing = visit(view=view, hosts=("127.0.0.1",))
    assert hearing.mishap is None
    assert other.asked == []
    with pytest.raises(HearingError, match="which this run may not talk to"):
        visit(view=view, hosts=("*.shop.example",))


@pytest.mark.parametrize("named", [("127.0.0.1",), ("127.0.0.1", "localhost")])
def test_a_socket_to_a_host_that_the_run_does_not_name_is_not_opened(visit, site, other, named):
    url = other.other.replace("http", "ws")
    over = "w.onclose = w.onerror = () => s.className = s.textContent = 'over'"
    site.page("/", f"{PAGE}<p id=s>waiting<script>const w = new WebSocket('{url}/s'); {over}</script>")
    hearing = visit(hosts=named, options={"wait_for": "#s.over"})
    assert hearing.mishap is None
    assert other.asked == ["/s"] * (len(named) - 1)


@VIEWS
def test_the_user_agent_is_the_one_asked_for(visit, site, view):
    site.page("/", PAGE)
    visit(Access(user_agent="AcmeAudit/1.0"), view=view)
    assert sent(site)[0]["user-agent"] == "AcmeAudit/1.0"


@VIEWS
def test_a_saved_login_is_brought_along_to_its_own_host(visit, site, tmp_path, view):
    site.page("/", PAGE)
    flags = {"path": "/", "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    own = {"name": "session", "value": "s3cr3t", "domain": "127.0.0.1", **flags}
    state = {"cookies": [own, {**own, "domain": "elsewhere.example", "value": "no"}], "origins": []}
    tmp_path.joinpath("me.json").write_text(json.dumps(state), "utf-8")
    for _ in range(2):
        visit(Access(storage_state=str(tmp_path / "me.json")), view=view)
    assert [headers["cookie"] for headers in sent(site)] == ["session=s3cr3t"] * 2


@VIEWS
@pytest.mark.parametrize("content", [None, "{}", "[1]", "no json", '{"cookies": [{"name": "a"}]}'])
def test_a_saved_login_that_cannot_be_read_is_told(visit, site, tmp_path, view, content):
    site.page("/", PAGE)
    path = tmp_path / "me.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(HearingError) as caught:
        visit(Access(storage_state=str(path)), view=view)
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert "storage_state" in caught.value.mishap.message


def test_the_browser_is_where_and_when_it_is_told_to_be(visit, site):
    site.page(
        "/",
        f"{PAGE}<p id=zone></p><script>zone.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone</script>",
    )
    place = Geolocation(43.25, 27.9)
    hearing = visit(Access(timezone_id="Asia/Bangkok", geolocation=place), site_url=site.other)
    assert "Asia/Bangkok" in [passage.text for passage in hearing.passages]


def test_the_browser_tells_a_secure_page_where_it_is(visit, site):
    script = "navigator.geolocation.getCurrentPosition(p => document.body.append(p.coords.latitude + ' north'))"
    site.page("/", f"{PAGE}<script>{script}</script>")
    hearing = visit(Access(geolocation=Geolocation(43.25, 27.9)))
    assert any("43.25 north" in passage.text for passage in hearing.passages)


@pytest.fixture
def private(tmp_path):
    """A site whose certificate only a private authority vouches for, and that authority's own."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    site = Site(context)
    yield site, str(tmp_path / "ca.pem")
    site.close()


@VIEWS
def test_a_private_authority_is_trusted_when_it_is_named(visit, private, view):
    site, authority = private
    site.page("/", f"{PAGE}<script src=/late.js></script>")
    site.page("/late.js", "document.body.append('Loaded, too')", type="text/javascript")
    with pytest.raises(HearingError) as caught:
        visit(site_url=site.url, view=view)
    assert caught.value.mishap.cause is Cause.TLS
    hearing = visit(Access(ca_certificates=authority), site_url=site.url, view=view)
    assert hearing.mishap is None
    assert any("Loaded, too" in passage.text for passage in hearing.passages) is (view == "browser")


@VIEWS
def test_one_that_is_named_vouches_for_no_other(visit, private, tls_site, view):
    tls_site.page("/", PAGE)
    with pytest.raises(HearingError) as caught:
        visit(Access(ca_certificates=private[1]), site_url=tls_site.url, view=view)
    assert caught.value.mishap.cause is Cause.TLS


@VIEWS
def test_certificates_that_are_none_are_told(visit, site, tmp_path, view):
    tmp_path.joinpath("ca.pem").write_text("no certificate", "utf-8")
    with pytest.raises(HearingError, match="ca_certificates"):
        visit(Access(ca_certificates=str(tmp_path / "ca.pem")), view=view)


@pytest.fixture
def proxy():
    """A proxy that answers every request itself, and says so."""
    site = Site()
    site.replies["http://shop.test/"] = Reply("<title>P</title><h1>Proxy</h1><p>We reply within 24 hours, by proxy.")
    yield site
    site.close()


@VIEWS
def test_a_proxy_is_gone_through(visit, proxy, view):
    hearing = visit(Access(proxy=Proxy(proxy.url)), site_url="http://shop.test", view=view)
    assert any("by proxy" in passage.text for passage in hearing.passages)


@VIEWS
def test_what_a_proxy_is_not_for_goes_past_it(visit, site, view):
    site.page("/", PAGE)
    nobody = "http://127.0.0.1:9"
    assert visit(Access(proxy=Proxy(nobody, "127.0.0.1")), view=view).mishap is None


def test_a_page_has_no_cookies_of_the_one_before(visit, site):
    site.page("/", PAGE, headers={"Set-Cookie": "seen=1"})
    for _ in range(2):
        visit(Access(headers=(("X-Audit", "yes"),)))
    assert all("cookie" not in headers for headers in sent(site))


@VIEWS
def test_every_document_waits_for_the_pace_of_its_host(ear, site, view, monkeypatch):
    site.replies["/"] = Reply("", 302, headers={"Location": "/contact"})
    site.page("/contact", PAGE)
    asked = []

    async def pace(self, host, rate):
        asked.append((host, rate))

    monkeypatch.setattr("tests.channels.conftest.Loan.pace", pace)
    kind, order = ear.order(site.url, channel("/", view=view))
    order = Order(replace(order.target, access=Access(rate=3)), order.channels)
    ear.run(kind.hear(order, ear.loan()))
    documents = 1 if view == "browser" else 2  # a browser follows redirects by itself
    assert asked == [(urlsplit(site.url).netloc, 3)] * documents


def test_a_frame_of_a_named_host_cannot_load_from_one_that_the_run_does_not_name(visit, site, other):
    site.page("/", f"{PAGE}<iframe src='{other.other}/frame'></iframe>")
    other.page("/frame", f"<p id=a>In a frame<script src='{other.url}/a.js'></script>")
    other.page("/a.js", "document.body.append('From afar')", type="text/javascript")
    hearing = visit(hosts=(urlsplit(site.url).netloc, "localhost"))
    assert any("In a frame" in passage.text for passage in hearing.passages)
    assert other.asked == ["/frame"]


@VIEWS
def test_a_private_authority_is_trusted_past_a_proxy_too(visit, private, view):
    site, authority = private
    site.page("/", PAGE)
    access = Access(proxy=Proxy("http://127.0.0.1:9", "127.0.0.1"), ca_certificates=authority)
    assert visit(access, site_url=site.url, view=view).mishap is None


@VIEWS
def test_what_a_private_host_sends_without_end_is_stopped(visit, private, view):
    site, authority = private
    site.page("/", PAGE + "x" * 300_000)
    with pytest.raises(HearingError) as caught:
        visit(Access(ca_certificates=authority), site_url=site.url, view=view, max_bytes=100_000)
    assert caught.value.mishap.cause is Cause.TOO_LARGE


@pytest.mark.parametrize("hosts", [(), ("127.0.0.1",)])
def test_a_window_that_a_click_opens_asks_no_host_that_nobody_named(ear, site, other, hosts):
    site.page("/", f"{PAGE}<a id=away target=_blank href='{other.other}/x'>Help</a>")
    (hearing,) = ear.hear(site.url, channel("/", open="#away"), hosts=hosts)
    assert hearing.mishap is None
    assert other.asked == []
