"""What a PDF says, told by where its letters stand; and what is no such file, or says nothing."""

import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from fpdf.enums import AccessPermission
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright
from tests.channels import papers

from pytest_promises.channels.browser.binary import find_browser
from pytest_promises.channels.documents.pdf_extract import Pdf
from pytest_promises.channels.documents.pdf_flow import flow
from pytest_promises.channels.documents.pdf_letters import joined
from pytest_promises.channels.documents.pdf_lines import rows
from pytest_promises.channels.documents.pdf_second import SecondReading
from pytest_promises.channels.documents.pdf_sheets import Glyph
from pytest_promises.channels.pdf import PdfChannel, spans_of
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.promise import Location

PDF = "application/pdf"


@pytest.fixture
def hear(ear, site, make):
    def listen(body, *, seconds=20.0, **options):
        site.page("/terms.pdf", body, type=PDF)
        (hearing,) = ear.hear(site.url, make("/terms.pdf", kind="pdf", **options), timeout=seconds)
        return hearing

    return listen


@pytest.fixture
def refusal(ear, site, make):
    def refuse(body, *, type=PDF, status=200, address="/terms.pdf", settings=None, **options):  # noqa: A002
        site.page("/terms.pdf", body, type=type, status=status)
        return ear.refusal(site.url, make(address, kind="pdf", **options), **(settings or {}))

    return refuse


@pytest.fixture
def texts(hear):
    def say(*contents, **how):
        return [passage.text for passage in hear(papers.raw(*contents, **how)).passages]

    return say


PRINTED = """<!doctype html><html lang="bg"><style>
body { font: 12px sans-serif } .two { column-count: 2 } td, th { border: 1px solid; padding: 4px }</style>
<h1>Terms of business</h1>
<p>Harbor &amp; Pine sells outdoor gear and tells here, at some length, what its customers may expect of the shop,
of the
courier and of the workshop, which are three different things.</p>
<h2>Delivery</h2>
<table><tr><th>Way</th><th>Time</th><th>Price</th></tr>
<tr><th>Standard</th><td>3–5 business days, and on the islands of the Aegean Sea you should expect one more day,
when the
sea is calm</td><td>€4.90</td></tr><tr><th>Express</th><td>1–2 business days</td><td>€9.90</td></tr></table>
<h2>Връщане</h2><p>Можете да върнете неносена вещ в рамките на 30 дни.</p>
<ul><li>Standard: 3 days</li><li>Express: 1 day, from the office</li></ul>
<div class="two"><p>We answer every e-mail within 24 hours, whoever it comes from and whatever it is about, because
we like
it that way. Urgent e-mails are answered within 4 hours, if we are open at that time. Complaints are resolved
within 5
business days after they have reached us, and we tell you by e-mail how they were resolved.</p><p>Return anything
unworn
within 30<sup>1</sup> days, if it was more than 49<sup>99</sup> €, with the label that was in the parcel. We refund
you
within 5 business days after your parcel has reached us at our house in Varna, by the way you paid.</p></div>
<h2 style="break-before: page">Warranty</h2><p>All our gear comes with a 2-year warranty.</p></html>"""


@pytest.fixture(scope="module")
def printed():
    """A page as Chromium prints it."""
    footer = (
        '<p style="font-size: 8px; margin-left: 40px">Customer care is open Mon-Fri 9-18, page '
        '<span class="pageNumber"></span> of <span class="totalPages"></span></p>'
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser().path)
        page = browser.new_page()
        page.set_content(PRINTED)
        body = page.pdf(display_header_footer=True, footer_template=footer, header_template="<p></p>", tagged=True)
        browser.close()
    return body


def test_what_a_browser_prints_is_read_as_it_looks(hear, printed):
    said = {passage.text: passage for passage in hear(printed).passages}
    standard = next(one for text, one in said.items() if text.startswith("3–5 business days"))
    assert standard.text.endswith("when the sea is calm")
    assert (standard.row, standard.column) == (("Standard",), ("Time",))
    assert standard.headings == ("Terms of business", "Delivery")
    assert (said["€9.90"].row, said["€9.90"].column) == (("Express",), ("Price",))
    assert said["Можете да върнете неносена вещ в рамките на 30 дни."].headings == ("Terms of business", "Връщане")
    assert {"Standard: 3 days", "Express: 1 day, from the office"} <= set(said)
    assert said["All our gear comes with a 2-year warranty."].selector == "page 2"
    assert {passage.lang for passage in said.values()} == {"bg"}


def test_columns_are_read_one_after_the_other(hear, printed):
    columns = [one.text for one in hear(printed).passages if one.text.startswith(("We answer", "Return"))]
    assert columns[0].endswith("how they were resolved.")
    assert columns[1].endswith("by the way you paid.")


def test_raised_signs_are_no_figures(hear, printed):
    (said,) = (one.text for one in hear(printed).passages if one.text.startswith("Return"))
    assert "within 30 days, if it was more than 49.99 €," in said


def test_a_repeated_footer_is_said_once_and_below_no_heading(hear, printed):
    (footer,) = (one for one in hear(printed).passages if one.text.startswith("Customer care"))
    assert (footer.headings, footer.selector) == ((), "page 1")


def test_footers_with_different_figures_are_both_heard(texts):
    pages = [papers.line(60, 700, f"Page of {word}") + papers.line(60, 30, f"Returns within {days} days")
             for word, days in (("tents", 30), ("packs", 30), ("lamps", 14))]  # fmt: skip
    said = texts(*pages)
    assert {"Returns within 30 days", "Returns within 14 days"} <= set(said)
    assert said.count("Returns within 30 days") == 1


def test_unaligned_columns_of_any_maker(texts):
    left = [
        "Every e-mail that reaches us is read by",
        "a person and is answered by that person",
        "within 24 hours of the",
    ]
    right = [
        "next morning at the latest, on days when",
        "we work. A complaint takes more of our",
        "time: it is resolved in 5 days.",
    ]
    page = papers.line(60, 760, "How we answer our mail in this house", 18)
    page += papers.lines(60, 700, left) + papers.lines(320, 693, right)
    assert texts(page)[1] == " ".join([*left, *right])


def test_a_table_without_lines_has_headers(hear):
    page = "".join(
        papers.line(x, y, text, font="F2" if y == 700 else "F1")
        for y, row in (
            (700, ("Plan", "First reply", "Uptime")),
            (680, ("Basic", "2 days", "99%")),
            (660, ("Pro", "4 hours", "99.9%")),
        )
        for x, text in zip((60, 200, 340), row, strict=True)
    )
    said = {one.text: one for one in hear(papers.raw(page)).passages}
    assert (said["4 hours"].row, said["4 hours"].column) == (("Pro",), ("First reply",))


def test_dots_lead_from_a_name_to_its_figure(hear):
    page = papers.lines(
        60, 700, ["Standard delivery ........................ 3-5 days", "Express . . . . . . . . . . 1 day"]
    )
    said = {one.text: one.row for one in hear(papers.raw(page)).passages}
    assert said["3-5 days"] == ("Standard delivery",)
    assert said["1 day"] == ("Express",)


WORDS = {
    "no space in the file, only gaps": "[(We) -300 (reply) -300 (within) -300 (24) -300 (hours)] TJ",
    "a space sign for each gap": "(We reply within 24 hours) Tj",
    "letters placed alone": "[(W) 0 (e) -280 (r) 0 (e) 0 (p) (ly) -280 (within) -280 (2) 0 (4) -280 (h) (ours)] TJ",
    "kerning that is no gap": "[(W) 80 (e ) 20 (reply) -10 ( wi) 30 (thin 2) -20 (4) -270 (hours)] TJ",
    "spaces in words that go nowhere": "[(We re) -0 ( ) 278 (ply w) ( ) 278 (ithin 24 ho) ( ) 278 (urs)] TJ",
    "letters set far apart": "3 Tc (We reply within 24 hours) Tj",
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_words_are_told_by_their_gaps(texts, case):
    said = texts(f"BT /F1 11 Tf 60 700 Td {WORDS[case]} ET")
    assert said == ["We reply within 24 hours"]


def test_words_that_are_parted_at_the_end_of_a_line(texts):
    lines = [
        "Standard ship-",
        "ping takes five busi\xad",
        "ness days; e-",
        "mail is answered in two-",
        "day intervals, 3-",
        "5 at most.",
    ]
    assert texts(papers.lines(60, 700, lines)) == [
        "Standard shipping takes five business days; e-mail is answered in two-day intervals, 3-5 at most."
    ]


def test_a_sentence_goes_on_on_the_next_page(hear):
    pages = papers.line(60, 60, "Whatever was not worn can be returned"), papers.line(60, 780, "within 30 days.")
    (said,) = hear(papers.raw(*pages)).passages
    assert (said.text, said.selector) == ("Whatever was not worn can be returned within 30 days.", "page 1")


def test_pages_of_any_rotation_are_read(texts):
    turned = "BT /F1 11 Tf 0 1 -1 0 300 100 Tm (We reply within 24 hours) Tj ET\n"
    assert texts(turned, rotate=90) == ["We reply within 24 hours"]
    assert texts(turned + papers.line(60, 700, "Terms")) == ["We reply within 24 hours", "Terms"]


def test_thai_and_ligatures_of_an_embedded_font(hear):
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.is_file():
        pytest.skip("there is no DejaVu Sans here")

    def build(document):
        document.add_font("DejaVu", fname=font)
        document.set_font("DejaVu", size=11)
        document.cell(text="Отвечаем в течение 24 часов, of\ufb01ce \u00bd")

    (said,) = hear(papers.library(build)).passages
    assert said.text == "Отвечаем в течение 24 часов, office ½"


def test_numbered_headings_are_headings_and_numbered_items_are_not(hear):
    page = papers.line(60, 700, "1. Returns", 16) + papers.lines(
        60, 670, ["Do this:", "1. Write to us within 30 days", "2. Wait"]
    )
    said = hear(papers.raw(page)).passages
    assert [(one.text, one.headings, one.lead) for one in said] == [
        ("1. Returns", (), ""),
        ("Do this:", ("1. Returns",), ""),
        ("Write to us within 30 days", ("1. Returns",), "Do this:"),
        ("Wait", ("1. Returns",), "Do this:"),
    ]


def test_pages_are_picked_and_share_a_load(ear, site, make):
    site.page("/t.pdf", papers.raw(*(papers.line(60, 700, f"Within {days} days") for days in (3, 5, 14, 30))), type=PDF)
    wanted = {"one": "2", "some": "1,3-4", "rest": "3-"}
    hearings = ear.hear(site.url, *(make("/t.pdf", kind="pdf", name=name, pages=wanted[name]) for name in wanted))
    said = [[one.text for one in hearing.passages] for hearing in hearings]
    assert said == [
        ["Within 5 days"],
        ["Within 3 days", "Within 14 days", "Within 30 days"],
        ["Within 14 days", "Within 30 days"],
    ]
    assert site.asked == ["/t.pdf"]


def test_a_page_that_is_not_there_is_missing(hear):
    mishap = hear(papers.raw(papers.line(60, 700, "one")), pages="1, 3-4").mishap
    assert mishap.cause is Cause.MISSING
    assert "no page 3" in mishap.message


def test_pages_that_end_before_they_begin_are_told_by_the_check():
    assert "5-3" in PdfChannel().problem({"pages": "1, 5-3"})
    assert PdfChannel().problem({"pages": "1, 3-5, 7-"}) is None
    assert spans_of(" 1, 3 - 5,7- ") == [(1, 1), (3, 5), (7, 0)]


def test_a_scan_says_nothing_and_says_so(hear):
    mishap = hear(papers.scanned(None, None)).mishap
    assert mishap.cause is Cause.EMPTY
    assert "page 1 is a picture" in mishap.message
    assert "OCR" in mishap.remedy


def test_a_scanned_page_among_others_is_a_flaw_of_its_own(hear):
    body = papers.scanned("We reply within 24 hours", None, "Returns within 30 days")
    hearing = hear(body)
    assert [one.text for one in hearing.passages] == ["We reply within 24 hours", "Returns within 30 days"]
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.EMPTY]
    assert "page 2" in hearing.flaws[0].message
    assert hear(body, pages="1").flaws == ()


def test_a_blank_page_is_no_scan(hear):
    assert hear(papers.raw(papers.line(60, 700, "within 24 hours"), "")).flaws == ()


def test_a_stamp_on_a_scan_does_not_make_it_a_text(hear):
    content = "q 595 0 0 842 0 0 cm /Scan Do Q\n" + papers.line(60, 20, "Scanned with an app")
    body = papers.raw(
        content, resources="|/XObject << /Scan 50 0 R >>", objects=[papers.stream(b"\0\0\0\0", papers.IMAGE)]
    )
    assert [flaw.cause for flaw in hear(body).flaws] == [Cause.EMPTY]


def test_letters_that_nobody_knows_are_told(hear):
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /Lost /Encoding /Identity-H /DescendantFonts [51 0 R] >>"
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Lost /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /DW 500 "
        "/FontDescriptor << /Type /FontDescriptor /FontName /Lost /Flags 4 "
        "/FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
    )
    content = "BT /F9 11 Tf 60 700 Td <00010002000300040005> Tj ET"
    body = papers.raw(
        content,
        papers.line(60, 700, "Within 24 hours"),
        resources="/F9 50 0 R",
        objects=[font.encode(), descendant.encode()],
    )
    hearing = hear(body)
    assert [one.text for one in hearing.passages] == ["Within 24 hours"]
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.MALFORMED]
    assert "page 1 has letters" in hearing.flaws[0].message


def test_the_second_reading_finds_lines_and_gives_up_on_what_is_broken():
    body = papers.library(locked)
    assert SecondReading(body, ["s3cret-words"]).lines(1) == ["We reply within 24 hours"]
    assert SecondReading(body, []).lines(1) == []
    assert SecondReading(b"%PDF-1.7 and no more", []).lines(1) == []
    assert SecondReading(papers.raw(papers.line(60, 700, "one")), []).lines(2) == []


def locked(document):
    document.set_encryption(owner_password="owner", user_password="s3cret-words", permissions=AccessPermission.none())
    document.cell(text="We reply within 24 hours")


def test_an_encrypted_file_needs_its_password(hear, refusal):
    body = papers.library(locked)
    assert refusal(body).cause is Cause.DENIED
    assert "${TERMS_PASSWORD}" in refusal(body).remedy
    mishap = refusal(body, password="wr0ng-words")
    assert (mishap.cause, "another password" in mishap.message) == (Cause.DENIED, True)
    assert "wr0ng-words" not in repr(mishap)
    assert [one.text for one in hear(body, password="s3cret-words").passages] == ["We reply within 24 hours"]


def test_a_file_that_may_only_not_be_copied_is_read(hear):
    def build(document):
        document.set_encryption(owner_password="owner", permissions=AccessPermission.none())
        document.cell(text="within 24 hours")

    assert [one.text for one in hear(papers.library(build)).passages] == ["within 24 hours"]


def test_a_file_whose_end_is_missing_is_never_sure(ear, site, make):
    whole = papers.raw(*(papers.line(60, 700, f"within {days} days") for days in (3, 5, 14)))
    for share in (0.3, 0.5, 0.7, 0.9):
        site.page("/terms.pdf", whole[: int(len(whole) * share)], type=PDF)
        told = troubles(ear, site, make)
        assert Cause.MALFORMED in {one.cause for one in told}


def troubles(ear, site, make):
    """What is wrong with the file that is served: what is raised, told of all of it, or of a part."""
    try:
        (hearing,) = ear.hear(site.url, make("/terms.pdf", kind="pdf"))
    except HearingError as error:
        return [error.mishap]
    return [hearing.mishap] if hearing.mishap else hearing.flaws


NONE = {
    "a page": (
        "<!doctype html><title>Terms</title><p>" + "Our terms. " * 30,
        "text/html",
        Cause.MALFORMED,
        "text/html",
    ),
    "a login": ("<!doctype html><form><input type=password></form>", "text/html", Cause.LOGIN, "login"),
    "a wall": (
        "<!doctype html><title>Just a moment...</title><p>Checking your browser",
        "text/html",
        Cause.WALL,
        "wall",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n", "image/png", Cause.MALFORMED, "image/png"),
    "nothing": (b"", PDF, Cause.EMPTY, "empty"),
    "a beginning alone": (b"%PDF-1.7\nnothing else", PDF, Cause.MALFORMED, "broken"),
}


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_pdf(refusal, case):
    body, kind, cause, says = NONE[case]
    mishap = refusal(body, type=kind)
    assert mishap.cause is cause
    assert says in mishap.message


def test_a_file_with_no_page_that_says_anything_is_empty(hear):
    assert hear(papers.raw("")).mishap.cause is Cause.EMPTY


def test_a_status_is_told_whatever_comes_with_it(refusal):
    assert refusal(papers.raw(papers.line(1, 1, "x")), status=404).cause is Cause.NOT_FOUND
    assert refusal("<p>no", type="text/html", status=403).cause is Cause.DENIED


def test_a_local_file(ear, make, tmp_path):
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "terms 1.pdf").write_bytes(papers.raw(papers.line(60, 700, "within 24 hours")))
    place = Location(str(tmp_path / "support.yaml"))
    for address in ("file:print/terms 1.pdf", f"file://{tmp_path}/print/terms 1.pdf"):
        (hearing,) = ear.hear("", replace(make(address, kind="pdf"), location=place))
        assert [one.text for one in hearing.passages] == ["within 24 hours"]
    assert ear.refusal("", replace(make("file:none.pdf", kind="pdf"), location=place)).cause is Cause.NOT_FOUND


def test_a_thousand_pages_are_read_and_no_more(hear):
    body = papers.raw(*(papers.line(60, 700, f"Clause {number + 7} of these terms") for number in range(1, 1003)))
    hearing = hear(body, seconds=60.0)
    assert len(hearing.passages) == 1000
    assert [flaw.cause for flaw in hearing.flaws] == [Cause.TOO_LARGE]
    assert "1,000 of its 1,002 pages" in hearing.flaws[0].message


def test_a_bomb_ends_its_own_process_and_nothing_else(ear, site, make):
    packed = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    numbered = papers.raw("x").replace(
        b"<< /Length 1 >>\nstream\nx",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s" % (len(packed), packed),
    )
    site.page("/terms.pdf", numbered, type=PDF)
    (mishap,) = troubles(ear, site, make)
    assert mishap.cause in {Cause.EMPTY, Cause.CRASHED, Cause.TOO_LARGE, Cause.TIMEOUT, Cause.MALFORMED}


def test_a_file_that_takes_too_long_is_given_up(refusal):
    mishap = refusal(papers.raw(papers.line(60, 700, "x")), settings={"timeout": 0.05})
    assert mishap.cause is Cause.TIMEOUT


def test_a_reader_that_breaks_is_told(refusal, monkeypatch, tmp_path):
    (tmp_path / "pypdfium2.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert refusal(papers.raw(papers.line(60, 700, "x"))).cause is Cause.CRASHED


@pytest.mark.parametrize("package", ["pypdfium2", "pypdf"])
def test_without_the_extra_one_line_names_it(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(HearingError) as caught:
        Pdf(papers.raw("x"), ()) if package == "pypdfium2" else SecondReading(b"", ())
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert "pytest-promises[pdf]" in caught.value.mishap.remedy
    assert "\n" not in caught.value.mishap.message


def test_the_missing_extra_comes_back_from_the_process_that_reads(refusal, monkeypatch, tmp_path):
    (tmp_path / "pypdfium2.py").write_text("raise ModuleNotFoundError('gone', name='pypdfium2')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    mishap = refusal(papers.raw("x"))
    assert mishap.cause is Cause.UNAVAILABLE
    assert mishap.message == "The channel type `pdf` needs the package pypdfium2, which is not installed."


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("busi-", "ness", "business"),
        ("busi\u00ad", "ness", "business"),
        ("3-", "5 days", "3-5 days"),
        ("two-", "day", "two-day"),
        ("e-", "mail", "e-mail"),
        ("long-", "term", "long-term"),
        ("within", "24 hours", "within 24 hours"),
        ("ภายใน", "24", "ภายใน 24"),
        ("ภาย", "ใน", "ภายใน"),
        ("営業", "日", "営業日"),
        ("영업", "일", "영업 일"),
    ],
)
def test_lines_are_joined_as_words_are_written(above, below, whole):
    assert joined(above, below, frozenset({"long-term"})) == whole


ARABIC = "نرد خلال 24 ساعة"


@pytest.mark.parametrize("order", ["as it is read", "from left to right", "mixed"])
def test_a_line_that_is_read_from_the_right_is_read_so(order):
    seen = [*"نرد", " ", *"خلال", " ", *"42", " ", *"ساعة"]
    placed = [Glyph(char, 500 - 5.0 * at, 505 - 5.0 * at, 700, 11) for at, char in enumerate(seen) if char != " "]
    glyphs = {
        "as it is read": [*placed[:7], placed[8], placed[7], *placed[9:]],
        "from left to right": placed[::-1],
        "mixed": [*placed[2::-1], *placed[3:7], placed[8], placed[7], *placed[:8:-1]],
    }[order]
    assert [[one.text for one in row] for row in rows(glyphs)] == [[ARABIC]]


def test_text_beside_text_is_not_torn_apart(hear):
    page = papers.lines(60, 700, ["Support", "We reply within two working days, that is", "in 24 hours at best."])
    page += papers.lines(320, 700, ["Shipping", "Standard delivery takes 3-5 days within the", "European Union."])
    said = [one.text for one in hear(papers.raw(page)).passages]
    assert "Standard delivery takes 3-5 days within the European Union." in said
    assert "We reply within two working days, that is in 24 hours at best." in said


def test_tight_rows_of_a_table_stay_apart(hear):
    page = papers.lines(60, 700, ["Standard delivery", "Express delivery"])
    page += papers.lines(220, 700, ["3-5 business days", "1-2 business days"])
    said = {one.text: one.row for one in hear(papers.raw(page)).passages}
    assert said["3-5 business days"] == ("Standard delivery",)
    assert said["1-2 business days"] == ("Express delivery",)


GLYPHS = st.lists(
    st.builds(
        Glyph,
        st.characters(codec="utf-8", exclude_categories=("Cs", "Zs", "Cc")),
        st.floats(-1000, 1000),
        st.floats(-1000, 1000),
        st.floats(-1000, 1000),
        st.floats(0.1, 100),
        st.booleans(),
        st.booleans(),
    ),
    max_size=60,
)


@given(GLYPHS)
def test_letters_anywhere_are_all_read_and_never_break_it(glyphs):
    lines = rows(glyphs)
    said = "".join(one.text for one in flow({1: lines} if lines else {}, {}, None))
    letters = {glyph.text for glyph in glyphs if glyph.text.isascii() and glyph.text.isalpha()}
    assert letters <= set(said)
