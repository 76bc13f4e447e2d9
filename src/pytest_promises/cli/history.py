"""`promises history`: the last runs and what is broken, or the course of one promise."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_promises.cli.console import complain, say
from pytest_promises.history import HistoryError, open_history

if TYPE_CHECKING:
    from pytest_promises.history.history import History

_FILE = "history.sqlite"
_MOST_RUNS = 20
_YEAR, _LINE = 365, 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("promise", nargs="?", metavar="PROMISE", help="first-reply, or specs/support.yaml::first-reply")
    parser.add_argument("--history", metavar="URL", help="the database (default: $PROMISES_HISTORY, or in the folder)")
    parser.add_argument("--folder", type=Path, default=Path(".promises"), help="what runs left is there (.promises)")
    parser.add_argument("--branch", metavar="NAME", help="whose runs (default: the branch of the newest one)")
    parser.add_argument("--days", type=_days, metavar="N", help="how far back (365; of a promise 70: a line of days)")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(command=history)


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 36_500:
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 1 to 36500")
    return days


def history(parsed: argparse.Namespace) -> int:
    """Tell what runs found; returns 1 where no history can be had, 2 for a promise that nobody has made."""
    from pytest_promises.reporting.printable import printable

    try:
        found = _opened(parsed)
        since = datetime.now(UTC) - timedelta(days=parsed.days or (_LINE if parsed.promise else _YEAR))
        return _promise(found, parsed, since) if parsed.promise else _runs(found, parsed, since)
    except HistoryError as error:
        complain(f"promises history: {printable(str(error))}")
        return 1


def _opened(parsed: argparse.Namespace) -> "History":
    """Open the history, and take the runs that were killed; raises `HistoryError`."""
    from pytest_promises.evidence.recorder import RUNS

    url: str = parsed.history or os.environ.get("PROMISES_HISTORY", "")
    if not url and not any((parsed.folder / name).exists() for name in (_FILE, RUNS)):
        raise HistoryError(f"there is no history in {parsed.folder}: run `pytest --promises`, or name it by --history")
    found = open_history(url, parsed.folder)
    found.take_left(parsed.folder / RUNS)
    return found


def _runs(found: "History", parsed: argparse.Namespace, since: datetime) -> int:
    from pytest_promises.cli.history_text import overview
    from pytest_promises.wire import to_plain

    first = since.isoformat(timespec="seconds")
    runs = [one for one in found.runs(_MOST_RUNS, parsed.branch) if one.run.started_at >= first]
    standing = found.standing(parsed.branch)
    if parsed.json:
        _print_json({"where": found.where, "runs": to_plain(runs), "checks": to_plain(standing)})
    else:
        _print(overview(found.where, runs, standing, parsed.branch, _columns()))
    return 0


def _promise(found: "History", parsed: argparse.Namespace, since: datetime) -> int:
    from pytest_promises.cli.history_text import course
    from pytest_promises.reporting.printable import printable
    from pytest_promises.wire import to_plain

    trends = found.trend(parsed.promise, parsed.branch, since)
    if not trends:
        names = sorted({one.key[1] for one in found.standing(parsed.branch)})
        close = get_close_matches(parsed.promise, names, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names[:20]) or 'none'}"
        return complain(printable(f"promises history: no run has checked a promise {parsed.promise}; {hint}"))
    if parsed.json:
        _print_json({"where": found.where, "promise": parsed.promise, "checks": to_plain(trends)})
    else:
        _print(course(trends, _columns(), colour=_colour()))
    return 0


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        say(line)


def _print_json(content: object) -> None:
    from pytest_promises.reporting.printable import escaped

    say(escaped(json.dumps(content, indent=2, ensure_ascii=False)))


def _columns() -> int:
    from shutil import get_terminal_size

    return min(max(get_terminal_size((80, 24)).columns, 60), 120)


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
