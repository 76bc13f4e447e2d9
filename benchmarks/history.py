"""How long questions to a history take that has a year of nightly runs of 1,000 checks: 365,000 findings on SQLite.

The times are those of the processor: all that is asked is in the system's cache, and other programs do not count.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import measure

from pytest_promises.history import open_history
from pytest_promises.history.history import History
from pytest_promises.model.finding import Figure, Finding, Quote, Verdict
from pytest_promises.model.hearing import Evidence
from pytest_promises.model.promise import Location
from pytest_promises.model.report import RunInfo
from pytest_promises.wire import to_plain

PROMISES, CHANNELS = 50, 20
SPEC = "specs/shop.yaml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--nights", type=int, default=365)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        history = open_history("", folder)
        started = time.process_time()
        taking = [_take(history, folder, run) for run in _nights(given.nights)]
        filling = time.process_time() - started
        answers = {name: _seconds(question, given.rounds) for name, question in _questions(history).items()}
        slowest = max(answers, key=lambda name: median(answers[name]))
        measure.record(
            f"history of {given.nights} nights, the slowest question",
            {
                **_milliseconds(answers[slowest]),
                "rounds": given.rounds,
                "asked": "< 200 ms",
                "question": slowest,
                **{f"{name} ms": _milliseconds(times)["ratio"] for name, times in answers.items()},
                "a run taken ms": _milliseconds(taking[-30:])["ratio"],
                "filled in s": round(filling, 1),
                "MB": round((folder / "history.sqlite").stat().st_size / 1e6, 1),
            },
        )


def _questions(history: History) -> Mapping[str, Callable[[], object]]:
    newest, older = history.runs(2)
    found = history.findings(newest.run.id)
    return {
        "report": lambda: history.report(newest.run, found, ()),
        "runs": lambda: history.runs(30),
        "findings of a run": lambda: history.findings(newest.run.id),
        "difference of two runs": lambda: history.diff(older.run.id, newest.run.id),
        "a promise over the year": lambda: history.trend("promise-7"),
        "where all checks stand": history.standing,
    }


def _seconds(question: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        started = time.process_time()
        question()
        times.append(time.process_time() - started)
    return times


def _milliseconds(times: list[float]) -> dict[str, float]:
    names = {"ratio": median, "least": min, "greatest": max}
    return {name: round(choose(times) * 1000, 1) for name, choose in names.items()}  # type: ignore[operator]


def _nights(count: int) -> Iterator[RunInfo]:
    today = datetime.now(UTC).replace(microsecond=0)
    for back in reversed(range(count)):
        start = today - timedelta(days=back)
        end = (start + timedelta(minutes=5)).isoformat()
        yield RunInfo(f"{start:%Y%m%dT%H%M%S}-{back:06x}", start.isoformat(), end, "0.1.0", "main")


def _take(history: History, folder: Path, run: RunInfo) -> float:
    """Write the journal of a night, and return the seconds that taking it takes."""
    journal = folder / "night.jsonl"
    lines: list[dict[str, Any]] = [{"run": to_plain(run)}, *({"finding": to_plain(one)} for one in _findings(run))]
    journal.write_text("".join(f"{json.dumps(line)}\n" for line in [*lines, {"end": to_plain(run)}]), "utf-8")
    started = time.process_time()
    history.take(journal)
    return time.process_time() - started


def _findings(run: RunInfo) -> Iterator[Finding]:
    """Yield what a night found: nine in ten checks as the night before, some broken for weeks, some without answer."""
    for number in range(PROMISES * CHANNELS):
        promise, channel = f"promise-{number % PROMISES}", f"channel-{number // PROMISES}"
        url = f"https://shop.example/{channel}"
        evidence = Evidence(url, url, 200, run.started_at, browser="Chromium 140", seconds=0.4, screenshot=f"{run.id}")
        verdict = _verdict(number, run)
        words = "within 24 hours" if verdict is Verdict.STATED else "within 2 business days"
        quote = Quote(channel, words, f"We reply to e-mails {words}.", (20, 20 + len(words)), evidence=evidence)
        value = Random(f"{number} {run.id}").gauss(90, 3) if number % 10 == 0 else None
        yield Finding(
            SPEC,
            promise,
            f"stated[{channel}]",
            "stated",
            verdict,
            Location(SPEC, 10 + number, 3),
            owner=f"team-{number % 7}",
            topic="reply",
            channel=channel,
            declared="24 hours",
            text="We answer every e-mail within 24 hours.",
            quotes=(quote,),
            figures=(Figure("share", f"{value:.1f} %", value, unit="%"),) if value else (),
            why=f"{channel} says {words}, declared is within 24 hours",
            evidence=evidence,
        )


def _verdict(number: int, run: RunInfo) -> Verdict:
    day = datetime.fromisoformat(run.started_at).toordinal()
    if Random(f"{number} {day}").random() < 0.01:
        return Verdict.INCONCLUSIVE
    episode = Random(f"{number} {day // 14}").random()
    return Verdict.CONTRADICTED if episode < 0.08 else Verdict.STATED


if __name__ == "__main__":
    main()
