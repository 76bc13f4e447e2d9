"""The report in a real browser: what a reader sees, does and prints, and that it asks nobody for anything."""

from dataclasses import replace
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from pytest_promises.model.finding import Figure, Spread, Verdict
from pytest_promises.model.hearing import Evidence
from pytest_promises.model.measured import Distribution
from pytest_promises.model.report import RunInfo

from .conftest import UNCOVERED, Kept, broken, finding, quote, report, sample, with_past

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def opened(open_report):
    """Open the sample: the page, and what it did that it must not do."""

    def open_(fragment="", **options):
        kept = Kept()
        return open_report(with_past(*sample(kept)), kept, fragment, **{"viewport": DESK, **options})

    return open_


def until(page, holds):
    """Wait until an expression holds; the page's own policy forbids Playwright's way, which evaluates text in it."""
    for _ in range(600):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(holds)


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    until(page, "[...document.querySelectorAll('details.promise .body')].every((body) => body.children.length)")
    page.evaluate("document.querySelectorAll('details details').forEach((each) => { each.open = true; })")


def shown(page, selector):
    return [one.text_content().strip() for one in page.locator(selector).all() if one.is_visible()]


def test_a_reader_sees_what_is_broken_first(opened):
    page = opened().page
    assert page.title().startswith("2 of 5 promises are broken")
    assert page.locator("h1").inner_text().startswith("2 of 5 promises are broken")
    assert shown(page, ".card h3") == ["We keep first-reply within 24 hours.", "We keep returns within 24 hours."]
    first = page.locator(".card").first
    assert first.locator(".breach .badge").all_inner_texts() == [
        "broken",
        "contradicted, understated",
        "contradicted, understated",
    ]
    assert first.locator("mark").first.inner_text() == "within 48 hours"
    assert "still broken for 12 days" in first.inner_text()
    assert [one.inner_text() for one in page.locator("main h2").all()] == [
        "Broken", "Not checked", "Let through for now", "Promises by channels", "Promises", "Not asked any more",
    ]  # fmt: skip


def test_it_asks_nobody_for_anything_and_complains_about_nothing(opened):
    one = opened()
    unfold(one.page)
    one.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    until(one.page, "document.querySelectorAll('.plot canvas').length >= 2")
    assert one.did == []


def test_a_section_is_filled_when_it_is_opened(opened):
    page = opened().page
    section = page.locator("[id='support.first-reply']")
    assert section.locator(".check").count() == 0
    section.locator("summary").first.click()
    section.locator(".check").first.wait_for()
    assert section.locator(".check").count() == 5
    assert section.locator("dl.about").inner_text().split("\n")[:2] == [
        "promised",
        "We keep first-reply within 24 hours.",
    ]
    assert section.locator(".check .badge").first.inner_text() == "contradicted, understated"


def test_the_words_are_marked_in_a_picture_that_is_cut_to_them(opened):
    page = opened().page
    shot = page.locator(".card .shot").first
    shot.scroll_into_view_if_needed()
    until(page, "document.querySelector('.card .shot image').getAttribute('href')?.startsWith('blob:')")
    box = shot.locator("svg").get_attribute("viewBox").split(" ")
    assert box == ["52", "780", "760", "260"]
    word = shot.locator("rect.word")
    assert [word.get_attribute(name) for name in ("x", "y", "width", "height")] == ["252", "898", "131", "24"]
    size = page.evaluate(
        "async () => { const image = new Image();"
        " image.src = document.querySelector('.shot image').getAttribute('href');"
        " await image.decode(); return [image.naturalWidth, image.naturalHeight]; }"
    )
    assert size == [1280, 2000]
    shot.get_by_role("button", name="Whole page").click()
    assert shot.locator("svg").get_attribute("viewBox") == "0 0 1280 2000"


def test_the_whole_page_is_there_where_something_is_not_said(opened):
    page = opened().page
    card = page.locator(".card", has_text="returns")
    card.scroll_into_view_if_needed()
    image = card.locator(".shot img")
    until(page, "[...document.querySelectorAll('.shot img')].some((image) => image.naturalHeight === 2000)")
    assert image.get_attribute("alt") == "Picture of the whole page of terms"


def test_a_picture_that_is_damaged_leaves_no_empty_frame(open_report):
    kept = Kept()
    first = sample(kept)[0]
    kept[first.evidence.screenshot] = b"\xff\xd8\xff and then no more"
    page = open_report(report(first), kept, viewport=DESK).page
    until(page, "document.querySelector('.card').shown?.size === 1")
    until(page, "document.querySelectorAll('.card figure.shot').length === 0")
    assert page.locator(".card mark").inner_text() == "within 48 hours"


def test_times_in_days_are_told_in_days(open_report):
    spread = Spread("business days", (Distribution((), ((0.0, 4), (1.0, 3), (2.0, 2), (3.0, 1))),), bound=2.0)
    page = open_report(report(finding("refund", "kept[refunds]", Verdict.BROKEN, quotes=(), spread=spread))).page
    plot = page.locator(".card .plot")
    plot.locator("canvas").wait_for()
    assert plot.get_attribute("aria-label") == "Distribution of 10 times: 9 within 2 business days, 1 later"
    assert page.locator(".card .chart tbody tr").first.locator("td").all_text_contents() == [
        "0 business days",
        "4",
        "40 %",
        "",
    ]


def test_measured_times_are_drawn_and_said_in_words(opened):
    page = opened().page
    plot = page.locator(".card .plot").first
    plot.scroll_into_view_if_needed()
    plot.locator("canvas").wait_for()
    assert plot.get_attribute("aria-label") == "Distribution of 434 times: 420 within 24 h, 14 later; 3 open; 1 failed"
    table = page.locator(".card .chart table").first
    assert table.locator("tbody tr").first.locator("td").all_text_contents() == ["1 h", "29", "6.68 %", ""]
    assert "promised: 24 h" in page.locator(".card .key").first.inner_text()
    assert "honest: 20 h" in page.locator(".card .key").first.inner_text()


DRAWN = """() => {
  const canvas = document.querySelector(".card .plot canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), counts = {};
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 3).join();
    if (data[at + 3] === 255) counts[colour] = (counts[colour] || 0) + 1;
  }
  return counts;
}"""
"""The colours of the first histogram's canvas, each with how many of its pixels have it."""


def test_what_was_in_time_and_what_was_late_have_colours_of_their_own(opened):
    page = opened(color_scheme="light").page
    page.locator(".card .plot").first.scroll_into_view_if_needed()
    page.locator(".card .plot canvas").first.wait_for()
    in_time, late = "27,102,58", "168,35,26"
    until(page, f"({DRAWN})()['{late}'] > 0")
    counts = page.evaluate(DRAWN)
    assert counts[in_time] > 20 * counts[late] > 0


def test_streaks_are_drawn_and_told(opened):
    page = opened().page
    bar = page.locator(".card .streaks").first
    assert bar.get_attribute("aria-label") == (
        "From 2026-11-01 to 2026-11-23: stated from 2026-11-01, 10 runs; broken from 2026-11-11, 13 runs"
    )
    assert bar.locator("rect").count() == 2


def test_filters_leave_what_fits_and_stand_in_the_address(opened):
    page = opened().page
    page.get_by_label("owner").select_option("shop")
    assert shown(page, "#count") == ["2 of 5 promises, 3 checks"]
    assert shown(page, ".card h3") == ["We keep returns within 24 hours."]
    assert shown(page, ".matrix tbody th") == ["returns", "uptime"]
    assert shown(page, "details.promise .name b") == ["returns", "uptime"]
    assert page.url.endswith("#owner=shop")
    page.get_by_role("button", name="unstated").click()
    assert page.url.endswith("#owner=shop&verdict=unstated")
    assert shown(page, "#count") == ["1 of 5 promises, 1 checks"]
    page.get_by_role("button", name="Clear").click()
    assert shown(page, "#count") == []
    assert len(shown(page, "details.promise")) == 5


def test_a_view_can_be_sent_to_somebody(opened):
    page = opened("#q=%D8%B1%D8%B3%D8%A7%D9%84%D8%A9&lang=ar&at=support.first-reply").page
    assert page.get_by_label("lang").input_value() == "ar"
    assert shown(page, "details.promise .name b") == ["first-reply"]
    assert shown(page, ".check .line b") == ["consistent", "stated[faq-ar]"]


def test_a_link_to_a_promise_opens_it(opened):
    page = opened("#support.uptime").page
    assert page.locator("[id='support.uptime'] .check").count() == 1
    until(page, "document.activeElement.closest('details')?.id === 'support.uptime'")


def test_filters_that_hide_the_place_of_a_link_give_way(opened):
    page = opened("#owner=shop").page
    page.evaluate("location.hash = '#support.callback'")
    page.locator("[id='support.callback'] .check").wait_for()
    assert page.url.endswith("#support.callback")
    assert page.locator("[id='support.callback']").is_visible()


def test_nonsense_in_the_address_does_no_harm(opened):
    one = opened("#verdict=x,stated&owner=nobody&at=nowhere&%E0%A4%A=1")
    assert shown(one.page, "#count") == ["0 of 5 promises, 0 checks"]
    one.page.evaluate("location.hash = '#%E0%A4%A'")
    one.page.evaluate("location.hash = '#<img src=x onerror=alert(1)>'")
    assert one.page.locator("h1").is_visible()
    assert one.did == []


def test_the_keyboard_leads_through_the_matrix_and_into_a_promise(opened):
    page = opened().page
    page.wait_for_selector("table[role=grid]")
    page.evaluate("document.querySelector('.matrix tbody a').focus()")
    where = "[document.activeElement.closest('tr').dataset.promise, document.activeElement.parentElement.cellIndex]"
    moves = [page.evaluate(where)]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        moves.append(page.evaluate(where))
    assert moves == [
        ["support.first-reply", 0], ["support.first-reply", 1], ["support.first-reply", 2], ["support.first-reply", 1],
        ["support.first-reply", 5], ["support.first-reply", 0], ["support.returns", 0], ["support.first-reply", 0],
    ]  # fmt: skip
    assert page.locator(".matrix tbody a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("[id='support.first-reply']").get_attribute("open") is not None


def test_the_first_stop_of_the_keyboard_skips_to_what_was_found(opened):
    page = opened().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(opened, scheme, size):
    page = opened(color_scheme=scheme, viewport=size, reduced_motion="reduce").page
    page.wait_for_selector("table[role=grid]")
    unfold(page)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_itself_never_scrolls_sideways(opened, size):
    page = opened(viewport=size).page
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_theme_follows_the_system_until_it_is_switched(opened):
    page = opened(color_scheme="dark").page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(19, 19, 21)"
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(ground) == "rgb(250, 249, 247)"
    # A browser takes its time to keep what a page of a file stores.
    for _ in range(50):
        page.reload()
        if page.evaluate(ground) == "rgb(250, 249, 247)":
            return
    raise AssertionError(page.evaluate("document.documentElement.outerHTML.slice(0, 100)"))


def test_words_are_shown_in_their_language_and_direction(opened):
    page = opened("#support.first-reply").page
    arabic = page.locator(".check blockquote[lang=ar]").first
    assert arabic.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    assert (
        page.locator(".check blockquote[lang=th]").first.evaluate("(each) => getComputedStyle(each).direction") == "ltr"
    )


def test_without_scripts_what_is_broken_and_the_matrix_are_there_and_no_dead_controls(opened):
    page = opened(java_script_enabled=False).page
    assert len(shown(page, ".card h3")) == 2
    assert "within 48 hours" in shown(page, ".card mark")
    assert page.locator(".matrix td a").count() == 10
    assert shown(page, "button, input, select") == []


def test_on_paper_is_all_that_is_broken_with_its_pictures_and_no_controls(opened):
    page = opened(color_scheme="dark").page
    pdf = PdfReader(BytesIO(page.pdf()))
    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    for words in ("2 of 5 promises are broken", "faq-en says within 48 hours", "terms says nothing of it", "faq-ar"):
        assert words in text
    for control in ("All owners", "Whole page", "Skip to"):
        assert control not in text
    assert sum(len(one.images) for one in pdf.pages) >= 2


def test_a_long_report_is_laid_out_only_where_it_is_looked_at_and_all_of_it_on_paper(open_report):
    page = open_report(report(*(broken(promise=f"reply-{at}") for at in range(501))), viewport=DESK).page
    words = "document.querySelectorAll('.card')[150].querySelector('mark')"
    laid_out = f"() => {words}.checkVisibility({{contentVisibilityAuto: true}})"
    assert page.evaluate(laid_out) is False
    page.locator(".card").nth(150).scroll_into_view_if_needed()
    until(page, f"({laid_out})()")
    text = " ".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages)
    assert "We keep reply-199 within 24 hours." in text
    assert "We keep reply-500 within 24 hours." in text


def hostile():
    """Return findings with hostile text in every field that comes from elsewhere."""
    evil = "</script><img src=x onerror=alert(1)><!--<script>\u202e\u2066\0\x1b{{7*7}}'\""
    long = "w" * 100_000
    for at, text in enumerate((evil, long, f"javascript:alert(1)//{evil}", "\ud800 \u2028")):
        page = Evidence(url=text, final_url=text, fetched_at=text, locale=text, device=text, view=text, browser=text,
                        screenshot=text, layout=text, document=text, trace=text)  # fmt: skip
        said = quote(text, text, before=text, after=text, value=text, role=text, place=(text,), selector=text,
                     lang=text, declare=text, evidence=page)  # fmt: skip
        more = {"quotes": (said,) * 6, "beside": (said,), "why": text, "remedy": text, "notes": (text,), "text": text,
                "owner": text, "topic": text, "declared": text, "evidence": page, "spec": text,
                "figures": (Figure(text, text, 1.0, 0.5, 2.0, text, (text,)),)}  # fmt: skip
        yield replace(broken(**more), promise=text, check=f"{text}{at}", channel=text)
        yield replace(finding(verdict=Verdict.INCONCLUSIVE, **more), promise=text, check=f"consistent{at}", channel="")


def test_hostile_text_in_every_field_is_only_text(open_report):
    run = RunInfo(
        "</title><script>alert(1)</script>", "2026-11-23T03:00:00+00:00", branch="<b>", job="javascript:alert(1)"
    )
    shown_run = replace(with_past(*hostile()), run=run, problems=("<img src=x onerror=alert(1)>",))
    one = open_report(shown_run, viewport=PHONE)
    unfold(one.page)
    one.page.get_by_label("Find words").fill("onerror")
    until(one.page, "document.getElementById('count').textContent.includes('promises')")
    assert one.page.locator("main img:not(.shot img)").count() == 0
    assert one.page.locator("a[href^='javascript:' i]").count() == 0
    assert one.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert one.did == []


def test_what_no_promise_covers_is_shown_with_what_to_declare(open_report):
    one = open_report(report(finding(), UNCOVERED), viewport=DESK)
    entry = UNCOVERED.quotes[0].declare
    assert one.page.locator("h1").inner_text() == "Customers are told what no promise covers"
    assert shown(one.page, ".card .badge") == ["uncovered"]
    assert shown(one.page, ".card .declare code") == [entry]
    unfold(one.page)
    assert shown(one.page, "#support\\.coverage .declare code") == [entry]
    assert one.page.locator(".matrix a.v-uncovered").inner_text().strip() == "uncovered"
    assert one.did == []


def test_a_report_of_nothing_opens_too(open_report):
    one = open_report(report())
    assert one.page.locator("h1").inner_text() == "Not everything could be checked"
    assert one.did == []
