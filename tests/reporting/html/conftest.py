"""A report as a reader opens it: a file, in a real browser, which tells of everything that it should not have done."""

import json
import struct
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pytest_promises.channels.browser.binary import find_browser
from pytest_promises.model.finding import Direction, Figure, Finding, Quote, Spread, Verdict
from pytest_promises.model.hearing import Cause, Evidence
from pytest_promises.model.measured import Distribution
from pytest_promises.model.promise import Location
from pytest_promises.model.report import Change, Point, Report, RunInfo, Since
from pytest_promises.reporting.html.report import HtmlReport

RUN = RunInfo(
    "20261123T030000-abcdef", "2026-11-23T03:00:00+00:00", "2026-11-23T03:02:00+00:00", "1.2.3", "main", "3f9ac1d"
)
BEFORE = RunInfo("20261122T030000-abcdef", "2026-11-22T03:00:00+00:00")


class Kept(dict):
    """What is kept as evidence, by reference."""

    def keep(self, content):
        ref = f"sha256:{sha256(content).hexdigest()}"
        self[ref] = content
        return ref


def png(width, height, shade=200):
    """Return a picture of one shade of grey."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def quote(channel="faq-en", words="within 48 hours", *, before="We answer e-mail ", after=".", **more):
    context = f"{before}{words}{after}"
    fields = {
        "channel": channel, "words": words, "context": context, "span": (len(before), len(before) + len(words)),
        "value": "within 48 hours", "role": "understated", "place": ("Questions", "Reply"), "selector": "#reply > p",
        "lang": "en",
        "evidence": Evidence(
            url="https://shop.example/faq", final_url="https://shop.example/en/faq", status=200,
            fetched_at="2026-11-23T03:00:30+00:00", locale="en", view="browser", browser="chromium 150", seconds=0.8,
        ),
    }  # fmt: skip
    return Quote(**{**fields, **more})


def finding(promise="first-reply", check="stated[faq-en]", verdict=Verdict.STATED, **more):
    kind, _, channel = check.removesuffix("]").partition("[")
    quotes = (quote(channel or "faq-en", "within 24 hours", value="within 24 hours", role="agrees"),)
    fields = {
        "spec": "specs/support.yaml", "promise": promise, "check": check, "kind": kind, "verdict": verdict,
        "location": Location("specs/support.yaml", 26, 17), "topic": "reply", "owner": "support",
        "channel": "" if kind in {"kept", "consistent"} else channel, "declared": "24 hours",
        "text": f"We keep {promise} within 24 hours.", "quotes": quotes, "evidence": quotes[0].evidence,
    }  # fmt: skip
    return Finding(**{**fields, **more})


def broken(check="stated[faq-en]", promise="first-reply", **more):
    fields = {
        "direction": Direction.UNDERSTATED, "quotes": (quote(),), "why": "faq-en says within 48 hours",
        "remedy": 'Change the words to "within 24 hours".',
    }  # fmt: skip
    return finding(promise, check, Verdict.CONTRADICTED, **{**fields, **more})


UNCOVERED = finding(
    "coverage", "coverage", Verdict.UNCOVERED, kind="coverage", channel="", topic="",
    text="What the channels state is covered by promises.", declared="90 % of what is stated",
    quotes=(quote(role="uncovered", declare="delivery: {topic: delivery, within: 48 hours, stated_on: [faq-en]}"),),
    figures=(Figure("share", "50 % (1 of 2 statements)", 50.0, unit="%"),), why="promises cover 1 of 2 statements",
)  # fmt: skip
SPREAD = Spread(
    "seconds",
    (Distribution((), tuple((3600.0 * hour, 30 - hour) for hour in range(1, 29)), ((7200.0, 3),), failed=1),),
    bound=86400.0,
    honest=72000.0,
)
MEASURED = finding(
    "first-reply", "kept[tickets]", Verdict.BROKEN, quotes=(), why="91.2 % of 406 records were answered in time",
    figures=(Figure("share", "91.2 % within 24 hours", 91.2, 88.1, 93.7, "%"),), spread=SPREAD,
)  # fmt: skip


def sample(kept):
    """Return a run in which something of everything was found."""
    layout = {
        "width": 1280, "height": 2000,
        "passages": [{
            "selector": "#reply > p", "text": "We answer e-mail within 48 hours.",
            "words": [[0, 2, 100, 900, 25, 20], [3, 9, 130, 900, 60, 20], [10, 16, 195, 900, 55, 20],
                      [17, 23, 255, 900, 50, 20], [24, 26, 310, 900, 20, 20], [27, 32, 335, 900, 45, 20]],
        }],
    }  # fmt: skip
    seen = Evidence(
        url="https://shop.example/en/faq", status=200, locale="en",
        screenshot=kept.keep(png(1280, 2000)), layout=kept.keep(json.dumps(layout).encode()),
    )  # fmt: skip
    arabic = quote(
        "faq-ar", "خلال 24 ساعة", before="نرد على كل رسالة ", lang="ar", role="agrees",
        evidence=Evidence(url="https://shop.example/ar/faq", locale="ar"),
    )  # fmt: skip
    thai = quote("faq-th", "ภายใน 24 ชั่วโมง", before="เราตอบอีเมลทุกฉบับ", lang="th", role="agrees")
    return (
        broken(quotes=(quote(evidence=seen),), evidence=seen),
        finding(check="stated[faq-ar]", quotes=(arabic,)),
        finding(check="stated[faq-th]", quotes=(thai,)),
        broken("consistent", quotes=(quote(evidence=seen), arabic, thai)),
        MEASURED,
        finding("returns", "stated[terms]", Verdict.UNSTATED, quotes=(), topic="returns", owner="shop",
                why="terms says nothing of it", declared="30 days", evidence=seen),
        finding("returns", "stated[faq-en]", topic="returns", owner="shop", declared="30 days"),
        finding("callback", "stated[chat]", Verdict.INCONCLUSIVE, quotes=(), cause=Cause.UNREACHABLE,
                why="chat could not be heard: nobody answers", remedy="Start the chat."),
        finding("hours", "stated[footer]", Verdict.WAIVED, underlying=Verdict.CONTRADICTED,
                notes=("waived until 2027-01-01: new shop",)),
        finding("uptime", "stated[about]", topic="uptime", owner="shop"),
    )  # fmt: skip


def report(*findings, **more):
    return Report(RUN, findings, **more)


def with_past(*findings):
    """Return a report in which what is broken broke twelve days ago."""
    days = [f"2026-11-{day:02}T03:00:00+00:00" for day in range(1, 23)]
    past, since = {}, {}
    for one in findings:
        bad = one.verdict in {Verdict.CONTRADICTED, Verdict.BROKEN}
        past[one.key] = tuple(
            Point(f"run-{at}", day, one.verdict if at >= 10 else Verdict.STATED, 90.0 + at if one.figures else None)
            for at, day in enumerate(days)
        )
        since[one.key] = Since(Change.STILL_BROKEN, days[10], 13) if bad else Since(Change.STILL_KEPT, days[0], 23)
    gone = (("specs/support.yaml", "first-reply", "stated[old]"),)
    return Report(RUN, findings, previous=BEFORE, past=past, since=since, gone=gone)


@dataclass
class Opened:
    """A page, and what it did that a report must not do."""

    page: object
    did: list = field(default_factory=list)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser().path)
        yield browser
        browser.close()


@pytest.fixture
def open_report(browser, tmp_path):
    """Open a report with a fragment and options of the browser's context; whatever it asks for is taken down."""
    contexts = []

    def open_(shown, kept=None, fragment="", **options):
        path = tmp_path / "report.html"
        HtmlReport().write(shown, path, kept if kept is not None else Kept())
        context = browser.new_context(**options)
        contexts.append(context)
        opened = Opened(context.new_page())
        watch(opened, path)
        opened.page.goto(f"{path.as_uri()}{fragment}")
        return opened

    yield open_
    for context in contexts:
        context.close()


def watch(opened, path: Path):
    did = opened.did
    opened.page.on("dialog", lambda dialog: (did.append(dialog.message), dialog.dismiss()))
    opened.page.on("console", lambda message: did.append(message.text))
    opened.page.on("pageerror", lambda error: did.append(str(error)))

    def asked(request):
        if not request.url.startswith(("blob:", "data:", path.as_uri())):
            did.append(request.url)

    opened.page.on("request", asked)
