"""All pages of a site as one channel: listed or found by their links, from a real server."""

import gzip
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.page import PageChannel
from pytest_promises.channels.sitemap import SitemapChannel
from pytest_promises.channels.sites.files import Listed, in_locale, listing
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.access import Access
from pytest_promises.model.hearing import Cause, HearingError

XML = "application/xml"


def urlset(*urls):
    listed = "".join(url if url.startswith("<") else f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:x="http://www.w3.org/1999/xhtml">{listed}</urlset>'


def index(*urls):
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in urls)}</sitemapindex>"


def html(text, *links, lang="en"):
    anchors = "".join(f'<a href="{link}">link</a>' for link in links)
    return (
        f'<!doctype html><html lang="{lang}"><title>Shop</title><main><p>{text}</p></main><nav>{anchors}</nav></html>'
    )


class Pages:
    """A site of pages, and what a channel hears of all of them."""

    def __init__(self, site, ear, make):
        self.site, self.ear, self.make = site, ear, make

    def has(self, **texts):
        for name, text in texts.items():
            self.site.page(f"/{name}", text if text.startswith("<") else html(text))
        return self

    def map(self, *paths, at="/sitemap.xml"):
        self.site.page(at, urlset(*(f"{self.site.url}/{path}" for path in paths)), type=XML)
        return self

    def hears(self, address="/sitemap.xml", **options):
        (hearing,) = self.ear.hear(self.site.url, self.make(address, kind="sitemap", **options))
        return hearing

    def says(self, address="/sitemap.xml", **options):
        hearing = self.hears(address, **{"within": "main", **options})
        assert hearing.mishap is None, hearing.mishap
        return [passage.text for passage in hearing.passages]


@pytest.fixture
def pages(site, ear, make):
    return Pages(site, ear, make)


# What is listed


def test_every_listed_page_is_heard_and_each_passage_tells_its_page(pages, site):
    pages.has(one="We reply within 24 hours.", two="Free from 50 €.").map("one", "two", "one")
    hearing = pages.hears(within="main")
    assert [(passage.text, passage.url) for passage in hearing.passages] == [
        ("We reply within 24 hours.", f"{site.url}/one"),
        ("Free from 50 €.", f"{site.url}/two"),
    ]
    assert (hearing.flaws, hearing.evidence.status, hearing.evidence.view) == ((), 200, "http")
    assert hearing.evidence.url == f"{site.url}/sitemap.xml"
    assert site.asked == ["/sitemap.xml", "/one", "/two"]


def test_an_index_packed_files_lists_and_robots_lead_to_the_same_pages(pages, site):
    pages.has(one="First page.", two="Second page.", three="Third page.")
    site.page("/packed.xml.gz", gzip.compress(urlset("/one").encode()), type="application/gzip")
    site.page("/list.txt", f"{site.url}/two\n\n{site.url}/three\n", type="text/plain")
    site.page("/index.xml", index("/packed.xml.gz", f"{site.url}/list.txt", "/index.xml"), type=XML)
    site.page("/robots.txt", "User-agent: *\nDisallow: /x\nsitemap: /index.xml\n", type="text/plain")
    for address in ("/index.xml", "/robots.txt"):
        assert pages.says(address) == ["First page.", "Second page.", "Third page."]


def test_robots_that_name_no_sitemap_have_it_where_it_is_usual(pages, site):
    pages.has(one="First page.").map("one")
    site.page("/robots.txt", "User-agent: *\nDisallow:\n", type="text/plain")
    assert pages.says("/robots.txt") == ["First page."]


def test_paths_choose_pages(pages):
    pages.has(**{"en/a": "English.", "en/cart": "Basket.", "ru/a": "Russian."}).map("en/a", "en/cart", "ru/a")
    assert pages.says(under="/en/", exclude=["/*/cart"]) == ["English."]
    nothing = pages.hears(under="/th/")
    assert (nothing.mishap.cause, "that the channel asks for" in nothing.mishap.message) == (Cause.EMPTY, True)


def test_of_pages_in_several_languages_that_of_the_channel_is_heard(pages, site):
    links = "".join(
        f'<x:link rel="alternate" hreflang="{lang}" href="/{lang}/a"/>' for lang in ("en", "ru", "x-default")
    )
    listed = [f"<url><loc>{site.url}/{lang}/a</loc>{links}</url>" for lang in ("en", "ru")]
    site.page("/sitemap.xml", urlset(*listed, "/about"), type=XML)
    pages.has(**{"en/a": "English.", "ru/a": "Русский.", "about": "About."})
    assert pages.says(locale="ru-RU") == ["Русский.", "About."]
    assert pages.says() == ["English.", "Русский.", "About."]


def test_a_page_that_is_not_there_in_a_language_is_not_taken_from_another():
    only_english = Listed("/en/a", alternates=(("en", "/en/a"), ("x-default", "/en/a")))
    assert in_locale([only_english], "th") == ()
    assert in_locale([only_english], "en-GB") == ("/en/a",)


def test_going_past_the_most_pages_is_told_and_leaves_out_the_oldest(pages, site):
    dates = {"a": "2026-01-01", "b": "2026-11-01", "c": ""}
    listed = (f"<url><loc>/{name}</loc><lastmod>{day}</lastmod></url>" for name, day in dates.items())
    site.page("/sitemap.xml", urlset(*listed), type=XML)
    pages.has(a="Oldest.", b="Newest.", c="Undated.")
    hearing = pages.hears(at_most=2, within="main")
    assert [passage.text for passage in hearing.passages] == ["Newest.", "Oldest."]
    (flaw,) = hearing.flaws
    assert (flaw.cause, "lists 3 pages, of which 2 were heard" in flaw.message) == (Cause.TOO_LARGE, True)


# Parts that fail


def test_a_page_that_fails_hides_no_other_and_is_told_by_name(pages, site):
    pages.has(one="First page.").map("one", "gone", "busy")
    site.page("/busy", html("Busy."), status=503)
    hearing = pages.hears(within="main")
    assert [passage.text for passage in hearing.passages] == ["First page."]
    assert [(flaw.cause, flaw.transient) for flaw in hearing.flaws] == [
        (Cause.NOT_FOUND, False),
        (Cause.SERVER_ERROR, False),
    ]
    assert f"{site.url}/gone" in hearing.flaws[0].message


def test_a_sitemap_that_fails_hides_no_other(pages, site):
    pages.has(one="First page.").map("one", at="/a.xml")
    site.page("/index.xml", index("/gone.xml", "/a.xml"), type=XML)
    hearing = pages.hears("/index.xml", within="main")
    assert [passage.text for passage in hearing.passages] == ["First page."]
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.NOT_FOUND]
    site.page("/index.xml", index("/gone.xml"), type=XML)
    assert pages.hears("/index.xml").mishap.cause is Cause.NOT_FOUND


def test_when_no_page_can_be_heard_the_channel_cannot(pages):
    hearing = pages.map("gone", "lost").hears()
    assert hearing.mishap.cause is Cause.NOT_FOUND
    assert hearing.mishap.message.startswith("None of 2 pages could be heard.")


def test_pages_of_other_hosts_are_not_asked_for_and_that_is_told_once(pages, site):
    pages.has(one="First page.")
    site.page("/sitemap.xml", urlset("/one", f"{site.other}/a", f"{site.other}/b"), type=XML)
    hearing = pages.hears(within="main")
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.DENIED]
    assert "localhost" in hearing.flaws[0].message
    assert site.asked == ["/sitemap.xml", "/one"]


def test_a_host_that_the_spec_names_is_asked_without_what_says_who_comes(site, ear, make):
    site.page("/sitemap.xml", urlset(f"{site.url}/one", f"{site.other}/two"), type=XML)
    for path in ("/one", "/two"):
        site.page(path, html("A page."))
    kind, order = ear.order(site.url, make("/sitemap.xml", kind="sitemap"))
    access = Access(headers=(("X-Key", "secret"),), hosts=("localhost",))
    ear.run(kind.hear(Order(replace(order.target, access=access), order.channels), ear.loan()))
    sent = {path: headers.get("x-key") for path, headers in site.requests}
    assert sent == {"/sitemap.xml": "secret", "/one": "secret", "/two": None}


# Links


def test_links_are_followed_below_the_folder_of_the_first_page(pages, site):
    pages.has(
        **{
            "en/": html(
                "Home.", "/en/a", "a#top", "/ru/", "?page=2", "/en/file.pdf", "mailto:a@b.c", "http://[", "/en/"
            ),
            "en/a": html("Page a.", "b"),
            "en/b": html("Page b.", "/en/", "https://other.test/en/"),
        }
    )
    assert pages.says("/en/") == ["Home.", "Page a.", "Page b."]
    assert set(site.asked) == {"/en/", "/en/a", "/en/b"}


def test_a_base_moves_the_links_and_a_path_narrows_them(pages):
    pages.has(
        **{
            "index.html": '<html><base href="/help/"><main>Home page.</main><a href="a">a</a><a href="/shop/b">b</a>',
            "help/a": "Help page.",
            "shop/b": "Shop page.",
        }
    )
    assert pages.says("/index.html") == ["Home page.", "Help page.", "Shop page."]
    assert pages.says("/index.html", under="/help/") == ["Home page.", "Help page."]


def test_a_site_without_end_ends_at_its_bound_and_says_so(pages, site):
    for number in range(12):
        site.page(f"/en/{number}", html(f"Page {number}.", *(f"/en/{n}" for n in range(number, number + 3))))
    hearing = pages.hears("/en/0", at_most=5, within="main")
    assert len(hearing.passages) == 5
    assert [(flaw.cause, "leads to more pages" in flaw.message) for flaw in hearing.flaws] == [(Cause.TOO_LARGE, True)]


def test_pages_can_be_seen_in_a_browser(pages):
    pages.has(one='<main></main><script>document.querySelector("main").textContent = "Made by a script."</script>')
    pages.map("one")
    assert pages.says(view="browser") == ["Made by a script."]


# One load for all


def test_a_page_that_is_a_channel_too_is_loaded_once(site, make):
    for name in "ab":
        site.page(f"/{name}", html(f"Page {name}."))
    site.page("/sitemap.xml", urlset(f"{site.url}/a", f"{site.url}/b"), type=XML)
    page, pages = PageChannel(), SitemapChannel()
    own = make("/a", name="faq", view="http")
    every = make("/sitemap.xml", kind="sitemap", name="pages")
    with Engine(Settings(concurrency=1)) as engine:
        with engine.hold():
            futures = [
                engine.submit(Order(kind.target(channel, site.url), (channel,)), kind)
                for kind, channel in ((page, own), (pages, every), (pages, replace(every, name="again")))
            ]
        hearings = [future.result(60)[0] for future in futures]
    assert [len(hearing.passages) > 0 and hearing.mishap is None for hearing in hearings] == [True] * 3
    assert sorted(site.asked) == ["/a", "/b", "/sitemap.xml"]


def test_links_are_followed_with_the_loads_that_the_pages_are_heard_by(site, make):
    site.page("/en/", html("Home.", "a")).page("/en/a", html("Page a.", "b")).page("/en/b", html("Page b."))
    kind, every = SitemapChannel(), make("/en/", kind="sitemap")
    with Engine(Settings()) as engine:
        (hearing,) = engine.submit(Order(kind.target(every, site.url), (every,)), kind).result(60)
    assert {passage.url for passage in hearing.passages} == {f"{site.url}/en/{name}" for name in ("", "a", "b")}
    # The first document was asked for to see what it is.
    assert sorted(site.asked) == ["/en/", "/en/", "/en/a", "/en/b"]


# What goes wrong


CUT = gzip.compress(urlset("/one").encode() * 9, mtime=0)[:-20]
BOMB = gzip.compress(b" " * 3_000_000, mtime=0)


@pytest.mark.parametrize(
    ("body", "cause", "words"),
    [
        ("", Cause.MALFORMED, "neither XML nor a list"),
        ("just words", Cause.MALFORMED, "neither XML nor a list"),
        ("<urlset></urlset>", Cause.EMPTY, "lists no page."),
        ("<urlset><url>", Cause.MALFORMED, "line 1"),
        ("<rss/>", Cause.MALFORMED, "<rss>"),
        ("<!DOCTYPE u [<!ENTITY a 'b'>]><urlset>&a;</urlset>", Cause.MALFORMED, "entity &a;"),
        (CUT, Cause.MALFORMED, "cannot be unpacked"),
        (BOMB, Cause.TOO_LARGE, "larger than"),
    ],
)
def test_what_is_no_sitemap_is_told_with_its_reason(pages, site, body, cause, words):
    site.page("/sitemap.xml", body, type=XML)
    try:
        mishap = pages.ear.hear(site.url, pages.make("/sitemap.xml", kind="sitemap"), max_bytes=1_000_000)[0].mishap
    except HearingError as error:
        mishap = error.mishap
    assert mishap.cause is cause
    assert words in mishap.message


@pytest.mark.parametrize(("status", "cause"), [(404, Cause.NOT_FOUND), (403, Cause.DENIED), (503, Cause.SERVER_ERROR)])
def test_a_refusal_is_told(site, ear, make, status, cause):
    site.page("/sitemap.xml", "<urlset/>", status=status)
    assert ear.refusal(site.url, make("/sitemap.xml", kind="sitemap")).cause is cause


@pytest.mark.parametrize(
    "body", [b"\n" * 2_000_000, b"Sitemap" + b" " * 1_000_000 + b"x", b"<!---->" * 100_000, b"<" * 1_000_000]
)
def test_hostile_bytes_are_told_in_time_that_grows_with_their_length_alone(body):
    with pytest.raises(HearingError) as caught:
        listing(body, "", "https://shop.example/s.xml", 10_000_000)
    assert caught.value.mishap.cause is Cause.MALFORMED


@given(st.binary(max_size=200))
def test_any_bytes_are_a_listing_or_a_mishap(body):
    for made in (body, b"\x1f\x8b" + body, b"<urlset><url><loc>" + body + b"</loc></url></urlset>"):
        try:
            cause = None if listing(made, "", "https://shop.example/s.xml", 10_000) else Cause.EMPTY
        except HearingError as error:
            cause = error.mishap.cause
        assert cause in {None, Cause.EMPTY, Cause.MALFORMED, Cause.TOO_LARGE}
