"""Looks at a service: is it up at this moment? What is nobody's fault but ours is no answer."""

import errno
import socket
from collections.abc import Iterator

import httpx2

from pytest_promises.channels.http.client import Letterhead
from pytest_promises.channels.mishaps import status_mishap
from pytest_promises.measuring.sampling.exchange import Bounds, Question, Reply, exchange
from pytest_promises.measuring.sampling.sample import Sample
from pytest_promises.measuring.sampling.statuses import fits
from pytest_promises.measuring.sampling.walls import refuse_wall
from pytest_promises.model.hearing import Cause, HearingError

_DOWN = {
    Cause.REFUSED: "refused the connection",
    Cause.UNREACHABLE: "could not be reached",
    Cause.TIMEOUT: "did not answer in time",
    Cause.TLS: "had a TLS error",
}
_SHUT_OUT = frozenset({Cause.WALL, Cause.DENIED, Cause.RATE_LIMITED})
"""What tells of the audit's standing with the service, and not of the service."""
_OFFLINE = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


async def look(
    client: httpx2.AsyncClient, question: Question, letters: Letterhead, bounds: Bounds, expect: tuple[str, ...]
) -> tuple[bool, str]:
    """Return whether the service is up, and if not, what was met.

    Raises `HearingError` when that cannot be told: the audit is shut out, or itself without a network.
    """
    try:
        reply = await exchange(client, question, letters, bounds)
    except HearingError as error:
        if error.mishap.cause not in _DOWN or _is_offline(error):
            raise
        return False, _DOWN[error.mishap.cause]
    return _judged(reply, expect)


def _judged(reply: Reply, expect: tuple[str, ...]) -> tuple[bool, str]:
    refuse_wall(reply)
    if fits(reply.status, expect):
        return True, ""
    mishap = status_mishap(reply.status, reply.url, reply.headers, "")
    if mishap is not None and mishap.cause in _SHUT_OUT:
        raise HearingError(mishap)
    return False, f"answered {reply.status}"


def _is_offline(error: BaseException) -> bool:
    return any(
        (isinstance(one, socket.gaierror) and one.errno == socket.EAI_AGAIN)
        or (isinstance(one, OSError) and one.errno in _OFFLINE)
        for one in _chain(error)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def down_because(samples: tuple[Sample, ...]) -> str:
    """Return what the samples met that found the service down, in words; empty when one found it up."""
    if not samples or any(sample.up for sample in samples):
        return ""
    return ", ".join(dict.fromkeys(sample.why for sample in samples))
