"""The `command` channel: what a command of the user's prints."""

import os
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_promises.channels.api import PLAIN
from pytest_promises.channels.data.units import is_unit
from pytest_promises.channels.documents.files import path_of
from pytest_promises.channels.documents.writing import ENCODING, FORMATS, encoding_problem, passages_in, text_of
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Target
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.channels.documents.processes import Outcome

_FIGURES: Mapping[str, object] = {name: PLAIN[name] for name in ("read", "unit", "topic")}
_COLOURS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[@-Z\\-_]")
_OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n)")
_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|KEY|CREDENTIAL|AUTH", re.IGNORECASE)
_SHORTEST_SECRET = 4
_LONGEST_LINE = 200

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Command",
        "description": "A command, run in the folder of this file; there is no shell.",
        "type": "string",
        "minLength": 1,
        "examples": ["python -m shop.hours --lang {locale}", "tools/macros.py --json"],
    },
    "options": {
        "as": {
            "title": "As",
            "description": "What it prints. Default: `text`, or `json` with `read:` or `unit:`.",
            "enum": [*FORMATS, "json"],
            "examples": ["json"],
        },
        **_FIGURES,
        "encoding": ENCODING,
    },
    "data": {"required": ["unit"]},
}


class CommandChannel(ChannelType):
    """Hears what a command prints; channels of the same command share one run of it."""

    kind = "command"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with the options, or `None`: a path that is no JMESPath, figures in a text."""
        data = sorted(options.keys() & {"read", "unit"})
        if data and options.get("as", "json") != "json":
            return f"`{data[0]}:` reads JSON, and the command is said to print {options['as']}"
        path, unit = options.get("read"), options.get("unit")
        if isinstance(path, str):
            from pytest_promises.channels.data.json_reading import path_problem

            reason = path_problem(path)
            if reason is not None:
                return f"`read:` is no JMESPath expression: {reason}"
        if isinstance(unit, str) and not is_unit(unit.strip()):
            return f"`unit: {unit}` is no unit"
        return encoding_problem(options.get("encoding"))

    def target(self, channel: Channel, site: str) -> Target:  # noqa: ARG002 - a command is on no site
        """Return the command to run, and where.

        Raises `HearingError` (`MALFORMED`) for quotes that do not end.
        """
        argv = _argv(channel)
        folder = Path(channel.location.file).parent
        return Target(self.kind, shlex.join(argv), "", (("folder", str(folder)),))

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a command is run when it is heard, and at no other time."""

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Run the command once and return one hearing a channel.

        Raises `HearingError`: `UNAVAILABLE` when there is no such program, `CRASHED` when it fails, `TIMEOUT`,
        `TOO_LARGE`, `EMPTY`.
        """
        from pytest_promises.channels.http.charset import decode
        from pytest_promises.channels.http.keeping import keep_text

        shown, fetched_at = order.target.url, services.now()
        outcome = await _outcome(order, services)
        if outcome.status:
            raise failed(Cause.CRASHED, _failure(shown, outcome), "Run it by hand, and see what it says.")
        if not outcome.output.strip():
            raise failed(Cause.EMPTY, f"`{shown}` printed nothing.", "Run it by hand, and see what it prints.")
        kept = await keep_text(decode(outcome.output, ""), "text/plain", services)
        evidence = Evidence(
            url=shown, status=outcome.status, fetched_at=fetched_at, seconds=outcome.seconds, document=kept
        )
        return tuple(_hearing(channel, outcome.output, evidence) for channel in order.channels)


def _argv(channel: Channel) -> list[str]:
    # A whole address that is a file may have spaces in it, and on Windows has backslashes.
    if path_of(channel.address, channel).is_file():
        return [channel.address.strip()]
    try:
        argv = shlex.split(channel.address)
    except ValueError as error:
        message = f"{channel.address!r} is no command: {str(error).lower()}."
        raise failed(Cause.MALFORMED, message, "Quote it as in a shell.") from error
    if not argv:
        raise failed(Cause.MALFORMED, "The command is empty.", "Write a program and its arguments.")
    return argv


def _started(argv: Sequence[str]) -> list[str]:
    """Return what is executed: Python, and what is written in it, by the interpreter that runs the audit."""
    if argv[0] in {"python", "python3"}:
        return [sys.executable, *argv[1:]]
    return [sys.executable, *argv] if argv[0].endswith(".py") else list(argv)


async def _outcome(order: Order, services: Services) -> "Outcome":
    from pytest_promises.channels.documents.processes import TooMuchOutputError, run

    shown, settings = order.target.url, services.settings
    argv = _argv(order.channels[0])
    folder = Path(dict(order.target.variant)["folder"])
    try:
        return await run(_started(argv), folder=folder, given=b"", limit=settings.max_bytes, timeout=settings.timeout)
    except TimeoutError as error:
        message = f"`{shown}` did not end within {settings.timeout:g} seconds."
        raise failed(Cause.TIMEOUT, message, "See what it waits for, or allow more time.") from error
    except TooMuchOutputError as error:
        message = f"`{shown}` printed more than {settings.max_bytes:,} bytes, and was ended."
        raise failed(Cause.TOO_LARGE, message, "Have it print less.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"`{argv[0]}` cannot be started in {folder}: {reason}."
        raise failed(Cause.UNAVAILABLE, message, "Install it, or correct the command.") from error


def _failure(shown: str, outcome: "Outcome") -> str:
    how = f"ended with status {outcome.status}" if outcome.status > 0 else f"was ended by signal {-outcome.status}"
    lines = _COLOURS.sub("", outcome.errors.decode("utf-8", "replace")).split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    said = "".join(char if char.isprintable() else "\ufffd" for char in _masked(last)[:_LONGEST_LINE])
    return f"`{shown}` {how}: {said}" if said else f"`{shown}` {how}."


def _masked(text: str) -> str:
    """Take out what the command may have told of the secrets in its environment, which the spec need not know."""
    for name, value in os.environ.items():
        if _SECRET.search(name) and len(value) >= _SHORTEST_SECRET:
            text = text.replace(value, "***")
    return text


def _hearing(channel: Channel, output: bytes, evidence: Evidence) -> Hearing:
    options = {name: value.strip() for name, value in channel.options.items() if isinstance(value, str)}
    name = f"`{evidence.url}`"
    try:
        text = text_of(output, options.get("encoding", ""), name)
        form = options.get("as") or ("json" if options.keys() & {"read", "unit"} else "text")
        if form != "json":
            return Hearing(channel.name, passages_in(_finally_shown(text), form, name), evidence=evidence)
        return _data(channel.name, options, text, evidence)
    except HearingError as error:
        return Hearing(channel.name, evidence=evidence, mishap=error.mishap)


def _finally_shown(text: str) -> str:
    """Return what a terminal would show in the end: without colours, and without what was written over."""
    return _OVERWRITTEN.sub("", _COLOURS.sub("", text))


def _data(name: str, options: Mapping[str, str], text: str, evidence: Evidence) -> Hearing:
    from pytest_promises.channels.data.json_reading import parsed, read

    data = parsed(text.encode(), "application/json", evidence.url)
    said = read(data, options.get("read") or "@", options.get("unit", ""), options.get("topic", ""), evidence.url)
    return Hearing(name, said.passages, said.statements, evidence)


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `command` channel."""
    return [CommandChannel()]
