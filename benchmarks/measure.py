"""Times whole processes, interleaved so that a machine's drift is in both sides of a ratio."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).with_name("results.json")
DOCS = Path(__file__).parents[1] / "docs" / "benchmarks.md"

# Compiled modules are kept, as on any machine that runs a command twice.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SHARES = ("wanted", "recall", "prec.", "ends r.", "ends p.", "bound", "topic", "scope", "mood")
"""The columns of the table of what is read rightly."""
ALONE = [
    word for name in ("playwright", "asyncio", "base_url", "hypothesispytest", "anyio") for word in ("-p", f"no:{name}")
]
"""The options that leave out the plugins of this project's own tests."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One finished process: wall seconds, and the peak resident set of its largest process in MiB."""

    seconds: float
    mebibytes: float


def run(command: Sequence[str], cwd: Path, log: Path, ok: Sequence[int] = (0,)) -> Sample:
    """Run a command to its end; raises `RuntimeError` with its output when its exit status is not one of `ok`."""
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=subprocess.STDOUT, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ok:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{log.read_text('utf-8', 'replace')[-4000:]}")
    return Sample(seconds, usage.ru_maxrss / 1024)


def interleaved(
    commands: Mapping[str, Sequence[str]],
    cwd: Path,
    rounds: int,
    *,
    warm_up: bool = True,
    before: Callable[[], object] = lambda: None,
) -> dict[str, list[Sample]]:
    """Run the commands in turn, A B A B ..., and return their samples; a first round is not counted.

    `before` is called before each of them, and not timed.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for turn in range(rounds + warm_up):
        for name, command in commands.items():
            before()
            sample = run(command, cwd, cwd / f"{name}.log")
            if turn >= warm_up:
                samples[name].append(sample)
    return samples


def ratio(samples: Mapping[str, Sequence[Sample]], over: str, under: str, field: str = "seconds") -> dict[str, float]:
    """Return median, least and greatest of the ratios of the rounds, and the two medians."""
    pairs = [(getattr(a, field), getattr(b, field)) for a, b in zip(samples[over], samples[under], strict=True)]
    ratios = [a / b for a, b in pairs]
    return {
        "ratio": round(median(ratios), 3),
        "least": round(min(ratios), 3),
        "greatest": round(max(ratios), 3),
        over: round(median(a for a, _ in pairs), 3),
        under: round(median(b for _, b in pairs), 3),
        "rounds": len(ratios),
    }


def record_shares(name: str, shares: Mapping[str, object]) -> None:
    """Keep what was read rightly of a kind, in percent; no ratio, so it has a table of its own in the docs."""
    record(name, {"shares": dict(shares)})


def record(name: str, figures: Mapping[str, object]) -> None:
    """Print figures, and keep them under a name in the results, from which the docs' tables are made."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results[name] = figures
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{name}: {json.dumps(figures)}")
    _write_docs(results)


def _write_docs(results: Mapping[str, Mapping[str, Any]]) -> None:
    rows = ["| what | ratio (least - greatest) | asked | rounds | medians |", "|---|--:|--:|--:|---|"]
    known = {column for figures in results.values() for column in figures.get("shares", ())}
    columns = [column for column in SHARES if column in known]
    shares = [f"| what | {' | '.join(columns)} |", f"|---|{'--:|' * len(columns)}"]
    for name in sorted(results):
        figures = dict(results[name])
        if "shares" in figures:
            shares.append(f"| {name} | {' | '.join(str(figures['shares'].get(column, '')) for column in columns)} |")
            continue
        low, high, rounds = figures.pop("least"), figures.pop("greatest"), figures.pop("rounds")
        value, asked = figures.pop("ratio"), figures.pop("asked", "")
        rest = ", ".join(f"{key} {number}" for key, number in figures.items())
        rows.append(f"| {name} | {value} ({low} - {high}) | {asked} | {rounds} | {rest} |")
    _replace("results", rows)
    _replace("reading", shares)


def _replace(block: str, rows: Sequence[str]) -> None:
    head, _, tail = DOCS.read_text("utf-8").partition(f"<!-- {block} -->\n")
    _, _, tail = tail.partition(f"<!-- /{block} -->\n")
    DOCS.write_text(f"{head}<!-- {block} -->\n" + "\n".join(rows) + f"\n<!-- /{block} -->\n{tail}", "utf-8")
