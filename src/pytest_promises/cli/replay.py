"""`promises replay`: judge a run of the past again, offline, with the specs and the reader of today."""

import argparse
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from pytest_promises.cli.console import complain, say
from pytest_promises.evidence.past_runs import NoSuchRunError, PastRun, find, read
from pytest_promises.evidence.recorder import STORE
from pytest_promises.evidence.store import Store
from pytest_promises.model.report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("run", metavar="RUN", help="the run's id, the beginning of it, or `last`")
    parser.add_argument("--folder", type=Path, default=Path(".promises"), help="where evidence is kept (.promises)")
    parser.add_argument("--then", action="store_true", help="with the specs as they were then, not as they are now")
    parser.add_argument(
        "--report",
        metavar="FORMAT=PATH",
        action="append",
        default=[],
        help="write a report; may be given several times",
    )
    parser.set_defaults(command=replay)


def replay(parsed: argparse.Namespace) -> int:
    """Judge the run again and tell what is found; returns 1 where a promise is broken or could not be checked."""
    from pytest_promises.plugins import PluginError

    try:
        run = read(find(parsed.folder, parsed.run))
        targets = [_target(text) for text in parsed.report]
        store = Store(parsed.folder.absolute() / STORE)
        report = _judged(run, store, parsed.then)
        _write(report, targets, store)
    except (NoSuchRunError, ValueError, PluginError, LookupError) as error:
        return complain(f"promises replay: {error}")
    except OSError as error:
        return complain(f"promises replay: {error.filename or parsed.folder}: {error.strerror}")
    return _tell(report)


def _judged(run: PastRun, store: Store, then: bool) -> Report:
    from pytest_promises.audit.replaying import replay as judged
    from pytest_promises.plugins import manager
    from pytest_promises.plugins.lexicons import use_lexicons
    from pytest_promises.plugins.specs import all_types, load_spec

    plugins = manager()
    use_lexicons(plugins)
    types = all_types(plugins)
    with _as_then(run, store) if then else nullcontext():
        return judged(run, store, types, lambda path, past: load_spec(Path(path), types, {**os.environ, **past}))


@contextmanager
def _as_then(run: PastRun, store: Store) -> Iterator[None]:
    """Work in a folder that has the specs as the run had them."""
    from pytest_promises.audit.replaying import kept_files

    with TemporaryDirectory() as temporary:
        for spec in run.specs.values():
            kept_files(spec, store, Path(temporary))
        with chdir(temporary):
            yield


def _target(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise ValueError(f"--report {text}: write FORMAT=PATH, like html=report.html")
    return name, Path(path)


def _write(report: Report, targets: list[tuple[str, Path]], store: Store) -> None:
    from pytest_promises.plugins import manager, report_formats

    formats = report_formats(manager()) if targets else {}
    for name, path in targets:
        if name not in formats:
            raise ValueError(f"--report: there is no format {name}; the formats are {', '.join(sorted(formats))}")
        path.parent.mkdir(parents=True, exist_ok=True)
        formats[name].write(report, path, store)


def _tell(report: Report) -> int:
    from collections import Counter
    from shutil import get_terminal_size

    from pytest_promises.reporting.standing import Standing, standing
    from pytest_promises.reporting.text import line, tell

    columns = min(max(get_terminal_size((80, 24)).columns, 60), 120)
    bad = [one for one in report.findings if standing(one) in {Standing.BROKEN, Standing.INCONCLUSIVE}]
    for problem in report.problems:
        say(problem)
    for finding in report.findings:
        say(line(finding, columns))
    for finding in bad:
        say("\n" + tell(finding, columns))
    counts = Counter(str(finding.verdict) for finding in report.findings).most_common()
    say(
        f"\nrun {report.run.id}: "
        + (", ".join(f"{count} {verdict}" for verdict, count in counts) or "nothing to judge")
    )
    return 1 if bad or report.problems else 0
