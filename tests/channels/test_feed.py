"""News as their readers see them: the latest word first, from a real server."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.feeds.choice import Wish, chosen
from pytest_promises.channels.feeds.entries import Entry, feed
from pytest_promises.model.hearing import Cause, HearingError

NOW = datetime.now(UTC)


def ago(days):
    return (NOW - timedelta(days=days)).isoformat(timespec="seconds")


def rfc822(days):
    return (NOW - timedelta(days=days)).strftime("%a, %d %b %Y %H:%M:%S GMT")


def atom(*entries, lang="en"):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}"><title>News</title><id>urn:news</id>
{"".join(entries)}</feed>"""


def entry(number, text, days, kind="text", **more):
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return (
        f"<entry><id>urn:{number}</id><title>Title {number}</title><link href='/news/{number}'/>"
        f"<updated>{ago(days)}</updated>{inner}<content type='{kind}'>{text}</content></entry>"
    )


@pytest.fixture
def hear(ear, site, make):
    def listen(body, **options):
        site.page("/news", body, type="application/xml")
        (hearing,) = ear.hear(site.url, make("/news", kind="feed", **options))
        return hearing

    return listen


@pytest.fixture
def texts(hear):
    def read(body, **options):
        hearing = hear(body, **options)
        assert hearing.mishap is None, hearing.mishap
        return [passage.text for passage in hearing.passages]

    return read


def test_entries_are_heard_newest_first_with_title_day_and_address(hear, site):
    hearing = hear(atom(entry(1, "We reply within 48 hours.", 200), entry(2, "We reply within 24 hours.", 3)))
    assert [passage.text for passage in hearing.passages] == [
        "Title 2", "We reply within 24 hours.", "Title 1", "We reply within 48 hours.",
    ]  # fmt: skip
    first, said = hearing.passages[:2]
    assert (first.headings, said.headings) == (("News",), ("News", "Title 2"))
    assert (said.as_of, said.label) == (ago(3), ago(3)[:10])
    assert (said.url, said.selector, said.lang) == (f"{site.url}/news/2", "urn:2", "en")
    assert (hearing.evidence.as_of, hearing.evidence.status) == (ago(3), 200)


def test_channels_of_one_feed_share_its_load(ear, site, make):
    site.page("/news", atom(entry(1, "a", 1), entry(2, "b", 2)))
    one, two = ear.hear(
        site.url, make("/news", kind="feed", name="a", newest=1), make("/news", kind="feed", name="b", matching="b")
    )
    assert [[p.text for p in one.passages], [p.text for p in two.passages]] == [["Title 1", "a"], ["Title 2", "b"]]
    assert site.asked == ["/news"]


def test_markup_is_read_as_it_is_shown_in_each_of_its_spellings(texts):
    html = "&lt;p&gt;Free from&amp;nbsp;&lt;b&gt;50 €&lt;/b&gt;.&lt;/p&gt;&lt;p hidden&gt;Old.&lt;/p&gt;"
    xhtml = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Free from <b>50 €</b>.<br/>Now.</p></div>'
    assert texts(atom(entry(1, html, 1, "html"))) == ["Title 1", "Free from\xa050 €."]
    assert texts(atom(entry(1, xhtml, 1, "xhtml"))) == ["Title 1", "Free from 50 €.\nNow."]
    assert texts(atom(entry(1, "1 &lt; 2 &amp; &lt;b&gt;", 1))) == ["Title 1", "1 < 2 & <b>"]
    assert texts(atom(entry(1, "<![CDATA[<p>Text.</p>]]>", 1, "html"))) == ["Title 1", "Text."]


def test_rss_is_read_with_its_modules(texts):
    body = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>News &amp; offers</title><language>ru</language>
    <item><title>Old</title><guid>1</guid><pubDate>{rfc822(40)}</pubDate><description>Short.</description></item>
    <item><title>New</title><guid>2</guid><pubDate>{rfc822(4)}</pubDate><description>Teaser</description>
    <content:encoded><![CDATA[<p>Мы отвечаем за 24&nbsp;часа.</p>]]></content:encoded></item></channel></rss>"""
    assert texts(body) == ["New", "Мы отвечаем за 24\xa0часа.", "Old", "Short."]


def test_rdf_and_undeclared_prefixes_are_read(hear):
    body = f"""<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>News</title></channel>
    <item rdf:about="http://shop.example/1"><title>One</title><description>Text&nbsp;of one.</description>
    <dc:date>{ago(5)}</dc:date></item></rdf:RDF>"""
    hearing = hear(body)
    assert [passage.text for passage in hearing.passages] == ["One", "Text\xa0of one."]
    assert (hearing.passages[0].as_of, hearing.passages[0].selector) == (ago(5), "http://shop.example/1")


def test_a_json_feed_is_read(hear):
    items = [
        {"id": 1, "content_text": "1 < 2", "date_published": ago(9), "date_modified": ago(2), "language": "bg"},
        {"id": 2, "title": "T", "content_html": "<p>Two</p>", "date_published": ago(3), "url": "javascript:alert(1)"},
    ]
    hearing = hear(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": items}))
    assert [(p.text, p.lang, p.as_of) for p in hearing.passages] == [
        ("1 < 2", "bg", ago(2)), ("T", None, ago(3)), ("Two", None, ago(3)),
    ]  # fmt: skip
    assert hearing.passages[1].url.endswith("/news")


def test_of_versions_with_one_id_the_latest_is_heard(texts):
    body = atom(entry(1, "48 hours.", 9), entry(1, "24 hours.", 1), entry(1, "12 hours.", 20))
    assert texts(body) == ["Title 1", "24 hours."]


def test_a_change_of_an_entry_makes_it_new_again(texts):
    body = atom(entry(1, "changed", 1, published=ago(300)), entry(2, "later", 2, published=ago(2)))
    assert texts(body, newest=1) == ["Title 1", "changed"]


def test_words_choose_entries_by_what_is_shown(texts, hear):
    body = atom(entry(1, "About RETURNS.", 1), entry(2, "<p class='returns'>Delivery</p>", 2, "xhtml"))
    assert texts(body, matching="returns") == ["Title 1", "About RETURNS."]
    assert len(texts(body, matching=["returns", "delivery"])) == 4
    mishap = hear(body, matching="warranty").mishap
    assert (mishap.cause, "'warranty'" in mishap.message) == (Cause.EMPTY, True)


# How old


def test_what_is_too_old_is_left_out_and_stale_when_nothing_newer_came(texts, hear):
    body = atom(entry(1, "old", 100), entry(2, "new", 10))
    assert texts(body, newer_than="90 days") == ["Title 2", "new"]
    mishap = hear(body, newer_than="5 days").mishap
    assert (mishap.cause, ago(10)[:10] in mishap.message) == (Cause.STALE, True)


def test_of_an_entry_without_a_date_nobody_can_tell_and_that_is_told(hear, texts):
    undated = "<entry><id>u</id><title>Undated</title><updated>yesterday</updated></entry>"
    assert texts(atom(undated, entry(1, "dated", 5))) == ["Title 1", "dated", "Undated"]
    hearing = hear(atom(undated, entry(1, "dated", 5)), newer_than="90 days")
    assert [passage.text for passage in hearing.passages] == ["Title 1", "dated"]
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.STALE]
    assert hear(atom(undated), newer_than="90 days").mishap.cause is Cause.STALE


def test_a_date_that_lies_ahead_makes_no_entry_the_newest(hear):
    hearing = hear(atom(entry(1, "planned", -30), entry(2, "now", 1)), newest=1)
    assert [passage.text for passage in hearing.passages] == ["Title 2", "now"]


# What goes wrong


@pytest.mark.parametrize(
    ("body", "cause", "words"),
    [
        ("", Cause.EMPTY, "nothing"),
        (atom(), Cause.EMPTY, "no entries"),
        ("<rss><channel><item></rss>", Cause.MALFORMED, "line 1"),
        ("<svg/>", Cause.MALFORMED, "<svg>"),
        ('{"items": {}}', Cause.MALFORMED, "items"),
        ("{", Cause.MALFORMED, "no JSON"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", Cause.MALFORMED, "entity &a;"),
        ("<!doctype html><p>News", Cause.MALFORMED, "is a page"),
    ],
)
def test_what_is_no_feed_is_told_with_its_reason(ear, site, make, hear, body, cause, words):
    try:
        mishap = hear(body).mishap
    except HearingError as error:
        mishap = error.mishap
    assert (mishap.cause, words in mishap.message) == (cause, True), mishap


def test_a_page_tells_where_its_feed_is(ear, site, make):
    site.page("/news", '<html><link rel="alternate" type="application/rss+xml" href="/news.rss"><p>News</html>')
    assert f"{site.url}/news.rss" in ear.refusal(site.url, make("/news", kind="feed")).remedy


@pytest.mark.parametrize(("status", "cause"), [(404, Cause.NOT_FOUND), (429, Cause.RATE_LIMITED), (401, Cause.DENIED)])
def test_a_refusal_is_told(ear, site, make, status, cause):
    site.page("/news", "<rss/>", status=status)
    assert ear.refusal(site.url, make("/news", kind="feed")).cause is cause


def test_a_feed_larger_than_the_run_allows_is_not_read(ear, site, make):
    site.page("/news", atom(entry(1, "x" * 5000, 1)))
    assert ear.refusal(site.url, make("/news", kind="feed"), max_bytes=1000).cause is Cause.TOO_LARGE


def test_an_age_that_is_none_is_told_before_anything_is_loaded(ear):
    kind = ear.types["feed"]
    assert kind.problem({"newer_than": "90 days", "newest": 1}) is None
    assert "`newer_than: soon`" in kind.problem({"newer_than": "soon"})


# Any input


MOMENTS = st.sampled_from(["", ago(0), ago(1), ago(50), ago(400), ago(-90)])


@given(st.lists(st.tuples(st.sampled_from("abc"), MOMENTS, st.text("xy", max_size=2)), max_size=12), st.integers(1, 5))
def test_whatever_is_chosen_is_once_there_and_in_order(rows, newest):
    entries = tuple(Entry(name, "", text, moment) for name, moment, text in rows)
    wish = Wish(newest=newest, newer_than=90 * 86400.0, matching=("x",))
    try:
        found, _ = chosen(entries, wish, ago(0), "https://shop.example/n", lambda entry: entry.content)
    except HearingError as error:
        found, cause = (), error.mishap.cause
    else:
        cause = None
    assert (cause in {Cause.EMPTY, Cause.STALE}) is not bool(found)
    assert len(found) <= newest
    assert len({entry.id for entry in found}) == len(found)
    assert [entry.moment for entry in found] == sorted((entry.moment for entry in found), reverse=True)
    assert all("x" in entry.content and ago(90) <= entry.moment <= ago(0) for entry in found)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_a_mishap(body):
    for made in (body, b"<rss><channel><item><title>" + body + b"</title></item></channel></rss>", b"{" + body):
        try:
            assert feed(made, "", "https://shop.example/n").entries is not None
        except HearingError as error:
            cause = error.mishap.cause
        else:
            cause = Cause.EMPTY
        assert cause in {Cause.EMPTY, Cause.MALFORMED, Cause.TOO_LARGE}
