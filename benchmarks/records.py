"""Records at scale: `python benchmarks/records.py [--rows 10000000] [--loop 100000] [--full]`.

Tickets are made as Parquet, and measured as a run does: business hours with public holidays, share and percentiles by
five groups. Beside it, in the same run, are DuckDB's own quantiles of elapsed time by the same groups, and business
time in a Python loop over 100,000 tickets, reckoned up. With `--full` the time for 1, 10 and 100 million tickets shows
whether it grows with them.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.clocks.reference import business_time
from pytest_promises.measuring.counting.columns import Columns
from pytest_promises.measuring.counting.inquiries import Inquiry
from pytest_promises.measuring.counting.measuring import measure
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
    parser.add_argument("--loop", type=int, default=100_000, help="tickets that the Python loop measures")
    parser.add_argument("--full", action="store_true", help="also 1, 10 and 100 million tickets")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = compared(Path(folder), given.rows, given.loop)
        if given.full:
            figures["seconds_by_rows"] = {
                n: measured(Path(folder), n)[0] for n in (MILLION, 10 * MILLION, 100 * MILLION)
            }
    figures["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures, indent=2))


def compared(folder: Path, rows: int, sample: int) -> dict[str, Any]:
    """Return the seconds that each way takes over the same tickets, and how many times as long one is as the other."""
    ours, found = measured(folder, rows)
    query = QUANTILES.format(path=tickets(folder, rows))
    theirs = timed(lambda: duckdb.connect(config={"threads": 2}).execute(query).fetchall())[0]
    loop = looped(tickets(folder, rows), min(rows, sample)) * rows / min(rows, sample)
    return {
        "rows": rows,
        "groups": found,
        "seconds": ours,
        "quantiles_seconds": theirs,
        "times_quantiles": ours / theirs,
        "loop_seconds": loop,
        "times_faster_than_loop": loop / ours,
    }


def tickets(folder: Path, rows: int) -> Path:
    path = folder / f"tickets-{rows}.parquet"
    if not path.exists():
        duckdb.connect(config={"threads": 2}).execute(TICKETS.format(rows=rows, path=path))
    return path


def measured(folder: Path, rows: int) -> tuple[float, int]:
    """Return the seconds that measuring takes, and how many groups it finds."""
    path = tickets(folder, rows)
    question = Question("reply", "lengths", "business seconds", bound=9 * HOUR, by=("channel",))

    def run() -> int:
        with open_table(Source("files", str(path), path.name), Settings()) as opened:
            found = measure(opened, [Inquiry(Columns("created", "replied"), calendar(), (question,))], NOW)["reply"]
        if isinstance(found, Mishap):
            raise SystemExit(found.message)
        return len(found.distributions)

    return timed(run)


def looped(path: Path, rows: int) -> float:
    """Return the seconds that a loop over so many tickets takes."""
    query = f"SELECT epoch_us(created), epoch_us(replied) FROM '{path}' LIMIT {rows}"
    pairs = duckdb.connect().execute(query).fetchall()
    zone = ZoneInfo("Europe/Sofia")
    times = [tuple(datetime.fromtimestamp(one / 1e6, UTC).astimezone(zone) for one in pair) for pair in pairs]
    hours = calendar()
    return timed(lambda: [business_time(hours, start, end) for start, end in times])[0]


def calendar() -> Calendar:
    hours = read_value("Mo-Fr 09:00-18:00", "en")
    if not isinstance(hours, WeeklyHours):
        raise SystemExit("the hours cannot be read")
    return Calendar(hours, "Europe/Sofia", "BG")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    main()
