"""The `text` channel: what files say that are kept beside the spec: plain text, Markdown, HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from pytest_promises.channels.documents.files import content_of, is_pattern, matching, path_of
from pytest_promises.channels.documents.writing import ENCODING, FORMATS, encoding_problem, format_of, passages_of
from pytest_promises.channels.mishaps import failed, timed_out
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Text",
        "description": "A file, or all that match a pattern; relative to this file.",
        "type": "string",
        "minLength": 1,
        "examples": ["handbook.md", "replies/*.txt", "macros/**/*.{locale}.md"],
    },
    "options": {
        "as": {
            "title": "As",
            "description": "What it is written in. Default: what its name ends with tells.",
            "enum": list(FORMATS),
            "examples": ["markdown"],
        },
        "encoding": ENCODING,
    },
}

_File = tuple[Path, bytes | Mishap]


class TextChannel(ChannelType):
    """Hears files; channels of the same files share one reading of them."""

    kind = "text"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with the options, or `None`: an encoding that is none."""
        return encoding_problem(options.get("encoding"))

    def target(self, channel: Channel, site: str) -> Target:  # noqa: ARG002 - files are on no site
        """Return the files to read.

        Raises `HearingError` (`MALFORMED`) for an address that is no path.
        """
        return Target(self.kind, str(path_of(channel.address, channel)), "")

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a file is opened in no time."""

    def in_parts(self, channel: Channel) -> bool:
        """Return whether there may be several files, some of which cannot be read."""
        return is_pattern(channel.address)

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Read the files once and return one hearing a channel."""
        import asyncio

        from pytest_promises.channels.aside import aside

        started, fetched_at = perf_counter(), services.now()
        pattern = Path(order.target.url)
        try:
            async with asyncio.timeout(services.settings.timeout):
                files = await aside(lambda: _files(pattern, services.settings.max_bytes), "promises-text")
                evidence = Evidence(url=str(pattern), fetched_at=fetched_at, seconds=perf_counter() - started)
                return await aside(lambda: [_hearing(one, files, evidence) for one in order.channels], "promises-text")
        except TimeoutError as error:
            raise timed_out(str(pattern), services.settings.timeout) from error


def _files(pattern: Path, limit: int) -> list[_File]:
    """Return the files with what is in them, or why it cannot be read; together they have at most `limit` bytes."""
    files: list[_File] = []
    left = limit
    for path in matching(pattern):
        try:
            body = content_of(path, left)
        except HearingError as error:
            files.append((path, error.mishap))
        else:
            files.append((path, body))
            left -= len(body)
    return files


def _hearing(channel: Channel, files: Sequence[_File], evidence: Evidence) -> Hearing:
    passages: list[Passage] = []
    flaws: list[Mishap] = []
    for path, body in files:
        try:
            said = _said(channel, path, body)
        except HearingError as error:
            flaws.append(error.mishap)
        else:
            passages += said if len(files) == 1 else (replace(one, url=str(path)) for one in said)
    if flaws and not passages:
        return Hearing(channel.name, evidence=evidence, mishap=flaws[0])
    # One file of many that is empty was heard: it says nothing.
    unheard = tuple(flaw for flaw in flaws if flaw.cause is not Cause.EMPTY)
    return Hearing(channel.name, tuple(passages), evidence=evidence, flaws=unheard)


def _said(channel: Channel, path: Path, body: bytes | Mishap) -> tuple[Passage, ...]:
    if isinstance(body, Mishap):
        raise HearingError(body)
    if not body.strip():
        raise failed(Cause.EMPTY, f"{path} is empty.", "Look at the file.")
    form = channel.options.get("as") or format_of(path)
    return passages_of(body, str(form), str(channel.options.get("encoding") or "").strip(), str(path))


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `text` channel."""
    return [TextChannel()]
