"""The `promises` command: `check` specs, `read` texts, print the `schema`, find the `browser`, serve the `shop`."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

from pytest_promises._version import __version__
from pytest_promises.cli import history, read, replay, serve
from pytest_promises.cli.console import complain, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 0 fine, 1 problems found, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.command
    try:
        return command(parsed)
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python's own flush at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="promises", description="Audit what a service promises its customers.")
    parser.add_argument("--version", action="version", version=f"promises {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check specs, without any network")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="spec files and folders (default: specs)")
    check.set_defaults(command=_check)
    read.add_arguments(commands.add_parser("read", help="show what is understood of a text, a file or a page, and why"))
    replay.add_arguments(commands.add_parser("replay", help="judge a run of the past again, from what was heard then"))
    history.add_arguments(commands.add_parser("history", help="show the last runs, or the course of a promise"))
    serve.add_arguments(
        commands.add_parser("serve", help="browse the history: runs, differences, one promise over a year")
    )
    schema = commands.add_parser("schema", help="print the JSON Schema of specs")
    schema.add_argument("--built-in", action="store_true", help="leave out the channel types of installed plugins")
    schema.add_argument("--report", action="store_true", help="that of --promises-json reports instead")
    schema.set_defaults(command=_schema)
    browser = commands.add_parser("browser", help="say which browser would be used, and why")
    browser.add_argument("--engine", default="chromium", choices=("chromium", "firefox", "webkit"))
    browser.add_argument("--install", action="store_true", help="get one when there is none")
    browser.set_defaults(command=_browser)
    shop = commands.add_parser("shop", help="serve the bundled shop, for a look at it")
    shop.add_argument("--fault", default="", metavar="NAME", help="plant a fault")
    shop.add_argument("--faults", action="store_true", help="list the faults")
    shop.set_defaults(command=_shop)
    return parser


def _check(parsed: argparse.Namespace) -> int:
    from pytest_promises.plugins import PluginError, manager
    from pytest_promises.plugins.lexicons import use_lexicons
    from pytest_promises.plugins.specs import all_types, load_spec
    from pytest_promises.spec import render

    paths: list[Path] = parsed.paths or [Path("specs")]
    missing = [path for path in paths if not path.exists()]
    if missing:
        return complain(f"promises check: there is no {missing[0]}; give the path of a spec or of a folder of specs")
    files = sorted(set(_spec_files(paths)))
    if not files:
        return complain(f"promises check: there is no spec (*.yaml) in {', '.join(map(str, paths))}")
    try:
        plugins = manager()
        use_lexicons(plugins)
        types = all_types(plugins)
    except PluginError as error:
        return complain(str(error))
    problems: dict[str, None] = {}
    for file in files:
        loaded = load_spec(file, types, os.environ)
        problems.update({render(problem): None for problem in loaded.problems})
    for text in problems:
        say(text)
    count = len(problems)
    say(f"{len(files)} spec{'s' * (len(files) != 1)}, {count or 'no'} problem{'s' * (count != 1)}")
    return 1 if problems else 0


def _spec_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            files = (file for suffix in ("yaml", "yml") for file in path.rglob(f"*.{suffix}"))
            yield from (file for file in files if not file.name.startswith(("_", ".")))
        else:
            yield path


def _schema(parsed: argparse.Namespace) -> int:
    from pytest_promises.plugins import PluginError, channel_types, manager
    from pytest_promises.plugins.specs import all_types, measure_kinds
    from pytest_promises.reporting import json_report
    from pytest_promises.spec import json_schema

    if parsed.report:
        schema = json_report.schema()
    else:
        try:
            plugins = manager(installed=not parsed.built_in)
            measures = measure_kinds(all_types(plugins))
        except PluginError as error:
            return complain(str(error))
        schema = json_schema({kind: one.schema for kind, one in channel_types(plugins).items()}, measures)
    say(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0


def _browser(parsed: argparse.Namespace) -> int:
    from pytest_promises.channels.browser.binary import find_browser, install_browser
    from pytest_promises.model.hearing import HearingError

    try:
        choice = find_browser("", parsed.engine)
    except HearingError as error:
        if not parsed.install:
            complain(f"{error.mishap.message}\n{error.mishap.remedy}".strip())
            return 1
        try:
            choice = install_browser(say)
        except HearingError as failed:
            complain(f"{failed.mishap.message}\n{failed.mishap.remedy}".strip())
            return 1
    say(f"{choice.path}\n{choice.why}")
    return 0


def _shop(parsed: argparse.Namespace) -> int:
    from pytest_promises.demo import FAULTS, Shop

    if parsed.faults:
        for fault in FAULTS.values():
            say(f"{fault.name:<32} {fault.description}")
        return 0
    if parsed.fault and parsed.fault not in FAULTS:
        return complain(f"promises shop: there is no fault {parsed.fault}; `promises shop --faults` lists them")
    with Shop(parsed.fault or None) as shop:
        say(f"{shop.url}/en/\nCtrl-C ends it.")
        Event().wait()
    return 0
