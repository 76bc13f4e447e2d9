"""A process that is run to its end: never through a shell, bounded in time and in what it writes."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_CHUNK = 65_536
_MOST_ERRORS = 65_536
_DRAINING = 2.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a process ended: its exit status (negative: the signal that ended it), what it wrote, and the seconds."""

    status: int
    output: bytes
    errors: bytes
    seconds: float


class TooMuchOutputError(Exception):
    """Raised for a process that writes more than was allowed."""


async def run(argv: Sequence[str], *, folder: Path, given: bytes, limit: int, timeout: float) -> Outcome:  # noqa: ASYNC109
    """Return how a process ended that is started in a folder, and given some bytes on its standard input.

    `limit` bounds its standard output in bytes, `timeout` its life in seconds. When it is cut off, what it started in
    its own group ends, too. Of its standard error the end is kept.

    Raises `OSError` when it cannot be started, `TimeoutError`, `TooMuchOutputError`.
    """
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *argv, cwd=folder, stdin=PIPE if given else DEVNULL, stdout=PIPE, stderr=PIPE, start_new_session=True
    )
    try:
        async with asyncio.timeout(timeout), asyncio.TaskGroup() as group:
            group.create_task(_feed(process, given))
            output = group.create_task(_read(process.stdout, limit))
            errors = group.create_task(_read_end(process.stderr))
            group.create_task(process.wait())
    except ExceptionGroup as met:
        raise met.exceptions[0] from met
    finally:
        await _ended(process)
    return Outcome(process.returncode or 0, output.result(), errors.result(), perf_counter() - started)


async def _feed(process: Process, given: bytes) -> None:
    if process.stdin is None:
        return
    # A process that ends without reading all of it is none of our trouble: its exit status tells.
    with suppress(ConnectionError):
        process.stdin.write(given)
        await process.stdin.drain()
    process.stdin.close()
    with suppress(ConnectionError):
        await process.stdin.wait_closed()


async def _read(stream: asyncio.StreamReader | None, limit: int) -> bytes:
    assert stream is not None
    read = bytearray()
    while chunk := await stream.read(_CHUNK):
        read += chunk
        if len(read) > limit:
            raise TooMuchOutputError
    return bytes(read)


async def _read_end(stream: asyncio.StreamReader | None) -> bytes:
    assert stream is not None
    read = bytearray()
    while chunk := await stream.read(_CHUNK):
        read += chunk
        del read[:-_MOST_ERRORS]
    return bytes(read)


async def _ended(process: Process) -> None:
    """End a process that still runs, and read what is left, so that its pipes are closed."""
    if process.returncode is not None and _is_at_end(process):
        return
    _kill(process)
    with suppress(TimeoutError):
        async with asyncio.timeout(_DRAINING):
            for stream in (process.stdout, process.stderr):
                while stream is not None and await stream.read(_CHUNK):
                    pass
            await process.wait()


def _is_at_end(process: Process) -> bool:
    return all(stream is None or stream.at_eof() for stream in (process.stdout, process.stderr))


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            # It leads a group of its own: what it has started ends with it.
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
