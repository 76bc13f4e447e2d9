"""Pictures of pages in a real browser, with the words where the layout says and nothing that must not be seen."""

import io
import json
from itertools import pairwise

import pytest
from PIL import Image
from tests.channels.conftest import SECRET, Loan

from pytest_promises.evidence.layout import boxes
from pytest_promises.redaction import MASK

STYLE = """<style>
  body { margin: 0; background: #fff; font: 20px/30px sans-serif; color: #eee; width: 800px }
  .green { background: #0f0; color: #0d0 }
  .red { background: #f00; color: #d00 }
</style>"""
GREEN, RED, WHITE = (0, 255, 0), (255, 0, 0), (255, 255, 255)


class Shot:
    """What was kept of one page."""

    def __init__(self, hearing, store):
        self.hearing = hearing
        self.image = Image.open(io.BytesIO(store.get(hearing.evidence.screenshot))).convert("RGB")
        self.layout = json.loads(store.get(hearing.evidence.layout))

    def boxes(self, words):
        for passage in self.hearing.passages:
            at = passage.text.find(words)
            if at >= 0:
                return boxes(self.layout, passage.selector, passage.text, (at, at + len(words)))
        raise AssertionError(f"{words} was not heard")

    def colours(self, box):
        area = (box.x, box.y, box.x + box.width, box.y + box.height)
        return self.image.crop(tuple(map(round, area))).get_flattened_data()

    def count(self, colour):
        return sum(is_like(pixel, colour) for pixel in self.image.get_flattened_data())


def is_like(pixel, colour):
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 60


def is_mostly(pixels, colour):
    """Whether an area has one colour, but for its edges, which JPEG blurs."""
    return sum(is_like(pixel, colour) for pixel in pixels) > 0.7 * len(pixels)


@pytest.fixture
def shoot(ear, site, make, recorder):
    """Hear a page with this body, and return what was kept of it."""

    def take(body, lang="en", **options):
        site.page("/", f'<!doctype html><html lang="{lang}"><title>Shop</title>{STYLE}<body>{body}</body></html>')
        (hearing,) = ear.hear(site.url, make("/", **options), screenshots=True)
        assert hearing.mishap is None
        return Shot(hearing, recorder.store)

    return take


def assert_marks(shot, words, colour=GREEN, lines=1):
    """The boxes of the words are all of one colour, and hardly anything else is."""
    found = shot.boxes(words)
    assert len(found) == lines
    assert all(is_mostly(shot.colours(box), colour) for box in found)
    inside = sum(is_like(pixel, colour) for box in found for pixel in shot.colours(box))
    assert inside > 0.7 * shot.count(colour)


@pytest.mark.parametrize(
    ("lang", "before", "words", "after"),
    [
        ("en", "We reply ", "within 24 hours", " to everybody."),
        ("en", "We reply 😀👍 ", "within 24 hours", " 😀."),
        ("th", "เราตอบกลับภายใน", "24 ชั่วโมง", "ทุกวัน"),
        ("ja", "メールには", "24時間以内に", "返信いたします。"),
        ("ar", "نرد على الرسائل ", "خلال 24 ساعة", " دائما"),
    ],
)
def test_the_boxes_of_words_are_where_the_picture_shows_them(shoot, lang, before, words, after):
    way = "rtl" if lang == "ar" else "ltr"
    shot = shoot(f'<p dir="{way}" style="color:#000">{before}<span class="green">{words}</span>{after}</p>', lang)
    assert_marks(shot, words)


def test_words_that_wrap_have_a_box_on_each_line(shoot):
    shot = shoot('<p style="width:200px;color:#000">We reply <b class="green">within twenty-four hours</b> to all.</p>')
    found = shot.boxes("within twenty-four hours")
    assert [box.y + box.height <= below.y + 1 for box, below in pairwise(found)] == [True, True]
    assert_marks(shot, "within twenty-four hours", lines=3)


def test_a_word_that_is_half_bold_is_one_box(shoot):
    shot = shoot('<p>Within <span class="green">24 ho<b>urs</b></span>.</p>')
    assert_marks(shot, "24 hours")


def test_soft_hyphens_and_collapsed_spaces_move_no_box(shoot):
    shot = shoot('<p>\n  De\u00adliv\u00adery   takes\n\n <i class="green">five\u00a0 days</i> </p>')
    assert_marks(shot, "five\u00a0 days")


def test_a_long_page_is_pictured_to_its_end_and_not_scrolled(shoot):
    script = "<script>addEventListener('scroll', () => document.body.append('scrolled'))</script>"
    shot = shoot(f'{script}<div style="height:6000px"></div><p class="green" style="width:9em">within 24 hours</p>')
    assert shot.image.height > 0.7 * 6000
    assert_marks(shot, "within 24 hours")
    assert not any("scrolled" in passage.text for passage in shot.hearing.passages)


def test_a_page_is_not_told_that_its_picture_is_taken(ear, site, make, recorder):
    listen = "for (const on of ['resize', 'scroll']) addEventListener(on, (e) => seen.push(`${e.type} ${innerWidth}`));"
    moving = '<p id="m">moves</p><script>m.animate({opacity: [1, .9]}, {duration: 1000, iterations: Infinity})</script>'
    tell = "tell.onclick = () => { tell.textContent = `told: ${seen} ${document.getAnimations()[0].playState}` }"
    page = f"<script>const seen = []; {listen}</script>{moving}<button id='tell'>Tell</button><script>{tell}</script>"
    site.page("/", f"{page}<p style='height:3000px'>A long page</p>")
    _, after = ear.hear(site.url, make("/", name="a"), make("/", name="b", open="#tell"), screenshots=True)
    assert [passage.text for passage in after.passages if "told" in passage.text] == ["told: running"]


def test_a_picture_ends_somewhere(shoot):
    shot = shoot('<p>at the top</p><div style="height:30000px"></div><p>at the bottom</p>')
    assert shot.image.size == (shot.layout["width"], shot.layout["height"]) == (960, 9000)
    assert len(shot.boxes("at the top")) == 1
    assert shot.boxes("at the bottom") == ()


@pytest.mark.parametrize("other", [False, True], ids=["same site", "other site"])
def test_words_in_frames_are_boxed_where_the_frames_stand(shoot, site, other):
    site.page("/inner", f'{STYLE}<div style="height:40px"></div><p class="green" style="width:8em">within 24 hours</p>')
    style = "margin:50px 70px;border:9px solid;padding:5px;width:400px;height:300px"
    url, down = (site.other, 200) if other else (site.url, 900)
    shot = shoot(f'<div style="height:{down}px"></div><iframe src="{url}/inner" style="{style}"></iframe>')
    (box,) = shot.boxes("within 24 hours")
    assert box.x >= 0.75 * (70 + 9 + 5) - 1
    assert box.y > 0.75 * (down + 50 + 40)
    assert_marks(shot, "within 24 hours")


def test_what_the_browser_does_not_paint_of_another_sites_frame_has_no_boxes(shoot, site):
    site.page("/inner", f'{STYLE}<p class="green">within 24 hours</p>')
    shot = shoot(f'<div style="height:2000px"></div><iframe src="{site.other}/inner"></iframe>')
    assert [passage.text for passage in shot.hearing.passages] == ["within 24 hours"]
    assert shot.boxes("within 24 hours") == ()
    assert shot.count(GREEN) == 0


def test_what_a_box_scrolls_out_of_sight_is_nowhere_in_the_picture(shoot):
    inner = '<p style="margin:0">in sight</p><div style="height:900px"></div><p>out of sight</p>'
    shot = shoot(f'<div style="height:100px;overflow:auto">{inner}</div><p>below</p>')
    assert len(shot.boxes("in sight")) == 1
    assert shot.boxes("out of sight") == ()
    assert len(shot.boxes("below")) == 1


def test_words_in_shadow_roots_have_boxes(shoot):
    host = '<div id="h"></div><script>h.attachShadow({mode: "open"}).innerHTML = '
    shot = shoot(f"""{host}'<p style="background:#0f0;color:#0d0;width:8em">within 24 hours</p>'</script>""")
    assert_marks(shot, "within 24 hours")


@pytest.mark.parametrize(
    "body",
    [
        '<p>Write to <span class="red">anna@shop.example</span> at any time.</p>',
        f'<p>Your key is <span class="red">{SECRET}</span>.</p>',
        '<p><input class="red" style="border:0;color:#d00" value="anna@shop.example"></p>',
        f'<p>{"We are glad to help you. " * 80}<input type="password" class="red" style="border:0" value="x"></p>',
        '<p>Hello!</p><div class="red secret-part">Anna Example</div>',
        '<style>.own::before { content: "anna@shop.example" }</style><p>Write: <b class="red own"></b></p>',
        '<dialog id="d">To <b class="red">anna@shop.example</b></dialog><script>d.showModal()</script><p>Hello</p>',
        '<div style="transform:rotate(3deg)"><p>To <span class="red">anna@shop.example</span> now.</p></div>',
        '<p>To <span class="red" style="position:relative;z-index:2147483647">anna@shop.example</span> now.</p>',
        '<p style="height:3000px"></p><p style="position:sticky;bottom:0"><b class="red">anna@shop.example</b></p>',
        "<iframe srcdoc=\"<p>To <b style='background:#f00;color:#d00'>anna@shop.example</b></p>\"></iframe>",
    ],
    ids=[
        "mail",
        "secret",
        "field",
        "password",
        "selector",
        "generated",
        "dialog",
        "turned",
        "on top",
        "sticky",
        "frame",
    ],
)
def test_what_nobody_may_see_is_covered(shoot, body):
    assert shoot(body, mask=".secret-part").count(RED) < 40


def test_covers_are_gone_once_the_picture_is_taken(ear, site, make, recorder):
    masked = '<p>Write to anna@shop.example.</p><p id="box">Cookies? <button>OK</button></p>'
    click = (
        "<script>more.onclick = () => { more.textContent = document.querySelectorAll('div').length + ' left' }</script>"
    )
    site.page("/", f'{masked}<button id="more">More</button>{click}')
    first, second = ear.hear(site.url, make("/", name="a"), make("/", name="b", open="#more"), screenshots=True)
    assert recorder.store.get(first.evidence.screenshot) != recorder.store.get(second.evidence.screenshot)
    assert "0 left" in [passage.text for passage in second.passages]


def test_the_layout_has_the_words_that_are_heard_once_they_are_redacted(shoot, recorder):
    shot = shoot('<p>Write to anna@shop.example: <b class="green">within 24 hours</b>.</p>')
    hearing = recorder.redactor.hearing(shot.hearing)
    assert "anna" not in json.dumps(shot.layout)
    (passage,) = hearing.passages
    assert MASK in passage.text
    at = passage.text.index("within 24 hours")
    (box,) = boxes(shot.layout, passage.selector, passage.text, (at, at + len("within 24 hours")))
    assert is_mostly(shot.colours(box), GREEN)
    start = passage.text.index(MASK)
    assert boxes(shot.layout, passage.selector, passage.text, (start, start + len(MASK))) == ()


def test_a_cookie_banner_stays_out_of_the_picture_and_where_it_was(ear, site, make, recorder):
    banner = '<div id="cookie-banner" class="red">We use cookies. <button>Accept</button></div>'
    site.page("/", f"{STYLE}<style>.red {{ position: fixed; inset: 0 }}</style><p>We reply within a day.</p>{banner}")
    (hearing,) = ear.hear(site.url, make("/"), screenshots=True)
    assert Shot(hearing, recorder.store).count(RED) < 40


def test_a_page_that_meddles_is_heard_without_a_picture(ear, site, make, recorder):
    empty = "{ get: () => ({ told: [], banners: [] }), set() {} }"
    script = f"<script>Object.defineProperty(window, Symbol.for('pytest-promises.told'), {empty})</script>"
    site.page("/", f"<p>We reply within a day.</p>{script}")
    (hearing,) = ear.hear(site.url, make("/"), screenshots=True)
    assert [passage.text for passage in hearing.passages] == ["We reply within a day."]
    assert hearing.evidence.screenshot == hearing.evidence.layout == ""


def test_a_mask_that_is_no_selector_is_told_and_nothing_is_pictured(ear, site, make, recorder):
    site.page("/", "<p>We reply within a day.</p>")
    wrong, right = ear.hear(site.url, make("/", name="a", mask="..x"), make("/", name="b"), screenshots=True)
    assert wrong.mishap.message == "`mask: ..x` is no CSS selector."
    assert right.mishap is None
    assert right.evidence.screenshot == ""


def test_no_picture_is_taken_where_none_is_wanted(ear, site, make, recorder):
    site.page("/", "<p>We reply within a day.</p>")
    (hearing,) = ear.hear(site.url, make("/"))
    assert (hearing.evidence.screenshot, hearing.evidence.layout, hearing.evidence.document) == ("", "", "")
    assert list(recorder.store.folder.rglob("*.*")) == []


def test_the_answer_of_a_chat_is_in_its_picture(ear, site, make, recorder):
    answer = '<p class="green" style="width:9em">within 24 hours</p>'
    page = f"""{STYLE}<button id="open">Chat</button><div id="log"></div><input id="q" hidden>
    <script>document.querySelector('#open').onclick = () => {{ q.hidden = false }}
    q.onkeydown = (event) => {{ if (event.key === 'Enter') log.innerHTML = '{answer}' }}</script>"""
    site.page("/", page)
    chat = make("/", kind="chat", open="#open", ask="When will you reply?", into="#q")
    (hearing,) = ear.hear(site.url, chat, screenshots=True, probe=True)
    assert_marks(Shot(hearing, recorder.store), "within 24 hours")


def test_a_page_that_keeps_the_browser_busy_is_heard_without_a_picture(ear, site, make, recorder):
    busy = "Range.prototype.getClientRects = () => { for (;;) if (performance.now() > until) return [] }"
    site.page("/", f"<p>We reply within a day.</p><script>const until = performance.now() + 4000; {busy}</script>")
    (hearing,) = ear.hear(site.url, make("/"), screenshots=True, timeout=8.0)
    assert [passage.text for passage in hearing.passages] == ["We reply within a day."]
    assert hearing.mishap is None


def test_a_page_that_looks_as_before_keeps_its_picture_and_one_that_does_not_gets_another(ear, site, make, recorder):
    def look(text):
        site.page("/", f'<!doctype html><html lang="en"><title>Shop</title><body><p>{text}</p></body></html>')
        (hearing,) = ear.hear(site.url, make("/"), screenshots=True, documents=True)
        return hearing.evidence

    first = look("We reply within 24 hours.")
    path = recorder.store.find(first.screenshot)
    taken = path.stat().st_ino
    again, other = look("We reply within 24 hours."), look("We reply within 48 hours.")
    assert (again.screenshot, again.layout, again.document) == (first.screenshot, first.layout, first.document)
    assert path.stat().st_ino == taken
    assert other.screenshot != first.screenshot
    path.unlink()
    assert recorder.store.get(look("We reply within 24 hours.").screenshot)


def test_the_next_load_begins_before_the_picture_and_not_before_the_last_click(ear, site, make, recorder, monkeypatch):
    stages, kept = [], recorder.keep
    monkeypatch.setattr(recorder, "keep", lambda content, kind: stages.append(kind) or kept(content, kind))
    monkeypatch.setattr(Loan, "leave", lambda _: stages.append("leaves"))
    more = "<button id=more onclick=\"this.textContent = 'in 2 days'\">More</button>"
    site.page("/", f"<p>We reply within a day.</p>{more}")
    ear.hear(site.url, make("/", name="a"), make("/", name="b", open="#more"), screenshots=True)
    assert stages == ["image/jpeg", "application/json", "leaves", "image/jpeg", "application/json"]


def test_a_page_is_heard_and_pictured_though_others_take_long_over_their_pictures(ear, site, make, recorder):
    site.page("/", "<p>We reply within a day.</p>")
    ear.hear(site.url, make("/"))
    keeping, taken = ear.resources["browser-chromium"].result().keeping, 0
    while not keeping.locked():
        ear.run(keeping.acquire())
        taken += 1
    (hearing,) = ear.hear(site.url, make("/"), screenshots=True, timeout=8.0)
    for _ in range(taken):
        ear.loop.call_soon_threadsafe(keeping.release)
    assert [passage.text for passage in hearing.passages] == ["We reply within a day."]
    assert Shot(hearing, recorder.store).image.width == 960
