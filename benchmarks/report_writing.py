"""Writes a report of 10,000 checks into a folder, and prints how many seconds of the processor that took."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from pytest_promises.evidence.store import Store
from pytest_promises.model.finding import Direction, Figure, Finding, Quote, Spread, Verdict
from pytest_promises.model.hearing import Evidence
from pytest_promises.model.measured import Distribution
from pytest_promises.model.promise import Location
from pytest_promises.model.report import Change, Point, Report, RunInfo, Since
from pytest_promises.reporting.html.report import HtmlReport

PROMISES = 200
CHANNELS = 49
LANGUAGES = ("en", "ru", "th", "bg", "ar")
PAST = 30
PICTURE = 150_000
HOUR = 3600.0
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
SPREAD = Spread(
    "seconds",
    (Distribution((), tuple((HOUR * at, 60 - at) for at in range(1, 56))),),
    bound=24 * HOUR,
    honest=36 * HOUR,
)


def findings(pages: tuple[Evidence, ...]) -> Iterator[Finding]:
    """Yield 200 promises on 49 channels and by one measure each; every fortieth check is broken."""
    for promise in range(PROMISES):
        for channel in range(CHANNELS):
            yield _stated(promise, channel, pages[channel % len(pages)])
        yield _kept(promise)


def _stated(promise: int, channel: int, page: Evidence) -> Finding:
    wrong = (promise * CHANNELS + channel) % 40 == 0
    words = "within 48 hours" if wrong else "within 24 hours"
    name = f"page-{channel:02}"
    before, after = "We answer every e-mail and every letter ", ", on working days and at the weekend, too."
    quote = Quote(
        name, words, f"{before}{words}{after}", (len(before), len(before) + len(words)), words,
        "understated" if wrong else "agrees", ("Help", "Contact", "How fast do you reply?"), f"#reply-{promise} > p",
        LANGUAGES[channel % 5], page,
    )  # fmt: skip
    return Finding(
        f"specs/spec-{promise // 50}.yaml", f"promise-{promise}", f"stated[{name}]", "stated",
        Verdict.CONTRADICTED if wrong else Verdict.STATED, Location("specs/spec.yaml", promise + 1, 3), "reply",
        "support", name, "24 hours", f"We answer letter {promise} within 24 hours.",
        Direction.UNDERSTATED if wrong else None, (quote,),
        why=f"{name} says {words}, declared is within 24 hours" if wrong else "", evidence=page,
    )  # fmt: skip


def _kept(promise: int) -> Finding:
    figures = (Figure("share", "91.2 % within 24 hours", 91.2, 88.1, 93.7, "%"),)
    return Finding(
        f"specs/spec-{promise // 50}.yaml", f"promise-{promise}", "kept[tickets]", "kept", Verdict.KEPT,
        Location("specs/spec.yaml", promise + 1, 3), "reply", "support", declared="24 hours", figures=figures,
        spread=SPREAD, why="91.2 % of 1,595 records were answered within 24 hours",
    )  # fmt: skip


def _pages(store: Store) -> tuple[Evidence, ...]:
    random = Random(1)
    return tuple(
        Evidence(
            f"https://shop.example/{LANGUAGES[channel % 5]}/page-{channel}", status=200,
            fetched_at="2026-11-23T03:00:00+00:00", locale=LANGUAGES[channel % 5], view="browser",
            browser="chromium 150", seconds=0.8,
            screenshot=store.put(b"\xff\xd8\xff" + random.randbytes(PICTURE), "image/jpeg"),
        )
        for channel in range(CHANNELS)
    )  # fmt: skip


def _report(found: tuple[Finding, ...]) -> Report:
    days = [(NOW - timedelta(days=PAST - at)).isoformat() for at in range(PAST)]
    past = {
        one.key: tuple(
            Point(day, day, one.verdict, 90.0 + at % 3 if one.figures else None) for at, day in enumerate(days)
        )
        for one in found
    }
    since = {
        one.key: Since(
            Change.STILL_BROKEN if one.verdict is Verdict.CONTRADICTED else Change.STILL_KEPT, days[0], PAST + 1
        )
        for one in found
    }
    run = RunInfo("20261123T030000-abcdef", NOW.isoformat(), NOW.isoformat(), "1.0", "main", "3f9ac1d")
    return Report(run, found, previous=RunInfo("before", days[-1]), since=since, past=past)


def main() -> None:
    folder = Path(sys.argv[1])
    store = Store(folder / "evidence")
    report = _report(tuple(findings(_pages(store))))
    started = time.process_time()
    HtmlReport().write(report, folder / "report.html", store)
    print(time.process_time() - started)


if __name__ == "__main__":
    main()
