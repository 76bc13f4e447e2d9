"""Records at scale: business hours with public holidays, a share and percentiles by five groups of 10 million tickets.

Beside it, in turn in one process, are DuckDB's own quantiles of elapsed time by the same groups, and business time in a
loop over 10,000 tickets, reckoned up. `--full` measures 10 and 100 million tickets, each in a process of its own: it
takes 3 GB of disk.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import measure

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.clocks.reference import business_time
from pytest_promises.measuring.counting import measuring
from pytest_promises.measuring.counting.columns import Columns
from pytest_promises.measuring.counting.inquiries import Inquiry
from pytest_promises.measuring.counting.questions import Question
from pytest_promises.measuring.tables.opening import open_table
from pytest_promises.measuring.tables.source import Source
from pytest_promises.model.calendar import Calendar
from pytest_promises.model.hearing import Mishap
from pytest_promises.model.quantities import WeeklyHours
from pytest_promises.reading import read_value

MILLION = 1_000_000
NOW = "2026-07-01T00:00:00+00:00"
HOUR = 3600 * 1_000_000
TICKETS = """
COPY (
    SELECT range AS id, ['email', 'chat', 'phone', 'social', 'form'][range % 5 + 1] AS channel,
        begun AS created, begun + to_microseconds(took::BIGINT) AS replied
    FROM (SELECT range, TIMESTAMPTZ '2025-01-01' + to_seconds(hash(range) % 40000000) AS begun,
        -86400000000 * ln(1 - (hash(range, 1) % 1000000) / 1000001.0) AS took FROM range({rows}))
) TO '{path}' (FORMAT PARQUET)
"""
QUANTILES = """
SELECT channel, count(*) FILTER (WHERE took <= 86400) / count(*), quantile_cont(took, [0.5, 0.9, 0.95, 0.99])
FROM (SELECT channel, epoch_us(replied) / 1e6 - epoch_us(created) / 1e6 AS took FROM '{path}') GROUP BY channel
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10 * MILLION)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--loop", type=int, default=10_000, help="tickets that the Python loop measures")
    parser.add_argument("--full", action="store_true", help="also 10 and 100 million tickets, each alone")
    parser.add_argument("--only", type=Path, help="measure the tickets of this file, and tell nothing")
    given = parser.parse_args()
    if given.only:
        measured(given.only)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(tickets(Path(folder), given.rows), given.rows, given.rounds, given.loop)
        if given.full:
            grow(Path(folder))


def compare(path: Path, rows: int, rounds: int, sample: int) -> None:
    """Keep how many times as long as DuckDB's quantiles measuring takes, and a loop as measuring."""
    query = QUANTILES.format(path=path)
    with duckdb.connect(config={"threads": 2}) as database:
        pairs = [
            (timed(lambda: measured(path)), timed(lambda: database.execute(query).fetchall()))
            for _ in range(rounds + 1)
        ][1:]
    keep("records, business hours / quantiles of elapsed time", pairs, ("measured", "quantiles"), asked="≤ 3")
    loop = looped(path, min(rows, sample)) * rows / min(rows, sample)
    loops = [(loop, ours) for ours, _ in pairs]
    keep("records, loop in Python / business hours", loops, ("loop", "measured"))


def grow(folder: Path) -> None:
    """Keep how many times as long ten times as many tickets take, and what memory."""
    fewer, more = (alone(tickets(folder, rows)) for rows in (10 * MILLION, 100 * MILLION))
    memory = {"MiB": round(more.mebibytes), "asked": "≤ 10, < 2048 MiB"}
    names = ("100 million", "10 million")
    keep("records, 100 million / 10 million", [(more.seconds, fewer.seconds)], names, **memory)


def keep(name: str, pairs: list[tuple[float, float]], names: tuple[str, str], **more: Any) -> None:
    """Keep the ratios of pairs of seconds under a name."""
    ratios = [over / under for over, under in pairs]
    figures = {"ratio": median(ratios), "least": min(ratios), "greatest": max(ratios)}
    figures |= {one: median(pair[side] for pair in pairs) for side, one in enumerate(names)}
    measure.record(name, {one: round(figure, 3) for one, figure in figures.items()} | {"rounds": len(pairs), **more})


def alone(path: Path) -> measure.Sample:
    """Measure the tickets of a file in a process of its own."""
    return measure.run([sys.executable, __file__, "--only", str(path)], path.parent, path.with_suffix(".log"))


def tickets(folder: Path, rows: int) -> Path:
    path = folder / f"tickets-{rows}.parquet"
    if not path.exists():
        with duckdb.connect(config={"threads": 2}) as database:
            database.execute(TICKETS.format(rows=rows, path=path))
    return path


def measured(path: Path) -> None:
    """Measure as a run does."""
    question = Question("reply", "lengths", "business seconds", bound=9 * HOUR, by=("channel",))
    inquiry = Inquiry(Columns("created", "replied"), calendar(), (question,))
    with open_table(Source("files", str(path), path.name), Settings()) as opened:
        found = measuring.measure(opened, [inquiry], NOW)["reply"]
    if isinstance(found, Mishap) or len(found.distributions) != 5:
        raise SystemExit(f"not measured: {found}")


def looped(path: Path, rows: int) -> float:
    """Return the seconds that a loop over so many tickets takes."""
    query = f"SELECT epoch_us(created), epoch_us(replied) FROM '{path}' LIMIT {rows}"
    with duckdb.connect() as database:
        pairs = database.execute(query).fetchall()
    zone = ZoneInfo("Europe/Sofia")
    times = [tuple(datetime.fromtimestamp(one / 1e6, UTC).astimezone(zone) for one in pair) for pair in pairs]
    hours = calendar()
    return timed(lambda: [business_time(hours, start, end) for start, end in times])


def calendar() -> Calendar:
    hours = read_value("Mo-Fr 09:00-18:00", "en")
    if not isinstance(hours, WeeklyHours):
        raise SystemExit("the hours cannot be read")
    return Calendar(hours, "Europe/Sofia", "BG")


def timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
