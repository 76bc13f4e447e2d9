"""Plain HTML, whatever it is: read, in time that grows with its length alone."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.markup.html import Html, InvalidSelectorError
from pytest_promises.channels.markup.tables import Cell, headers

TAGS = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "i",
        "span",
        "a",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "details",
        "summary",
        "section",
        "footer",
        "nav",
        "article",
        "form",
        "label",
        "input",
        "select",
        "option",
        "textarea",
        "button",
        "img",
        "br",
        "pre",
        "svg",
        "text",
        "template",
        "noscript",
        "script",
        "style",
        "iframe",
        "dialog",
        "main",
        "x-box",
        "html",
        "body",
        "title",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        "hidden",
        "id=a",
        "id=b",
        "class=cookie",
        "lang=ru",
        "lang",
        "role=heading aria-level=99999999999999999999",
        "role=dialog",
        "colspan=99999999",
        "rowspan=0",
        "headers='a b'",
        "scope=rowgroup",
        "style='display:none'",
        "aria-label=' x '",
        "for=a",
        "open",
        "value='24 hours'",
        "type=hidden",
        "multiple",
        "size=x",
        "selected",
    ]
)
TAG = st.builds(
    lambda tag, attributes, close: f"</{tag}>" if close else f"<{tag} {attributes}>", TAGS, ATTRIBUTES, st.booleans()
)
MARKUP = st.lists(TAG | st.text(max_size=12), max_size=40).map("".join)


@given(MARKUP)
@example("\x1f")
@settings(max_examples=300)
def test_any_markup_is_read(markup):
    for passage in Html(markup).passages:
        assert passage.text.strip()
        assert passage.selector


@given(st.text(), st.text(max_size=20))
def test_any_text_and_any_selector(text, selector):
    html = Html(text)
    try:
        found = html.within(selector)
    except InvalidSelectorError:
        return
    assert found is None or set(found) <= set(html.passages) | set(found)


@given(MARKUP)
def test_a_part_says_no_more_than_the_whole(markup):
    html = Html(f"<body><div id=part>{markup}</div><p>rest</p>")
    whole = [passage.text for passage in html.passages]
    part = [passage.text for passage in html.within("#part") or ()]
    assert len(part) <= len(whole)
    assert all(any(text in longer for longer in whole) for text in part)


@given(st.binary(), st.sampled_from(["", "text/html", "text/html; charset=utf-16", "charset=nonsense", "charset=idna"]))
def test_any_bytes_are_text(body, content_type):
    assert isinstance(decode(body, content_type), str)


WRITTEN = {
    "as the header says": ("Доставка".encode("cp1251"), "text/html; charset=windows-1251", "Доставка"),
    "as the document says": (b"<meta charset='koi8-r'>" + "Доставка".encode("koi8-r"), "", "Доставка"),
    "as it always did": (
        b'<meta http-equiv=content-type content="text/html; charset=tis-620">' + "จัดส่ง".encode("cp874"),
        "text/html",
        "จัดส่ง",
    ),
    "by its mark": (codecs.BOM_UTF8 + "Доставка".encode(), "text/html; charset=windows-1251", "Доставка"),
    "in two bytes": (codecs.BOM_UTF16_LE + "Доставка".encode("utf-16-le"), "", "Доставка"),
    "in UTF-8 without a word": ("Доставка".encode(), "text/html", "Доставка"),
    "in what is called Latin-1": ("50 €".encode("cp1252"), "text/html; charset=iso-8859-1", "50 €"),
    "in what is not UTF-8": ("50 €".encode("cp1252"), "text/html", "50 €"),
    "in something unheard of": ("Доставка".encode(), "text/html; charset=klingon", "Доставка"),
    "claiming two bytes": (b"<meta charset=utf-16>" + "Доставка".encode(), "", "Доставка"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_encodings(case):
    body, content_type, text = WRITTEN[case]
    assert decode(body, content_type).endswith(text)


HEAVY = {
    "deep": "<div>" * 20_000 + "24 hours",
    "deep inline": "<p>" + "<b><i>" * 10_000 + "24 hours",
    "wide": "<ul>" + "<li>24 hours" * 20_000 + "</ul>",
    "a long text": "<p>" + "24 hours " * 100_000,
    "a long table": "<table>" + "<tr><td>x<td>24 hours" * 3_000 + "</table>",
    "spans everywhere": "<table>" + "<tr>" + "<td rowspan=65534 colspan=1000>24 hours" * 50 + "</table>",
    "many ids": "<p id=a>24 hours" * 5_000,
    "many details": "<details><summary>x</summary>" * 2_000 + "24 hours",
    "many siblings": "<p>24 hours<br>" * 5_000,
}


@pytest.mark.parametrize("case", HEAVY)
def test_heavy_markup_is_read(case):
    passages = Html(HEAVY[case]).passages
    assert passages or case == "many details"


def test_ten_thousand_parts_of_one_page_are_found_once_each():
    html = Html("".join(f"<p id=p{i}>{i} hours</p>" for i in range(2_000)))
    found = [html.within(f"#p{i % 2_000}") for i in range(10_000)]
    assert found[1_999][0].text == "1999 hours"
    assert all(len(part) == 1 for part in found)


CELLS = st.builds(
    Cell,
    key=st.integers(),
    text=st.sampled_from(["", "Time", "24 hours", "Express"]),
    header=st.booleans(),
    scope=st.sampled_from(["", "row", "col"]),
    bold=st.booleans(),
    colspan=st.integers(1, 4),
    rowspan=st.integers(1, 4),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_any_table_has_headers_for_its_own_cells(rows):
    found = headers(rows)
    texts = {cell.text for row in rows for cell in row}
    assert set(found) <= {cell.key for row in rows for cell in row}
    assert all(set(one.row) | set(one.column) <= texts for one in found.values())
