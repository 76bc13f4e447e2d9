"""What crosses between the processes of a run: JSON objects as bytes, once each side has proved to know the key."""

import hmac
import json
import secrets
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Client, Connection, Listener, wait
from typing import Any

Plain = Any
"""Plain data: dicts, lists, strings, numbers, booleans and `None`."""

Key = tuple[str, str]
"""A spec's path and a channel's name."""

JOINING = 2.0
"""Seconds that a thread of the hand-over is waited for when it is told to end."""
LONGEST_ASKING = 64_000_000
LONGEST_ANSWER = 1_000_000_000
_LONGEST_PROOF = 1_000
_HANDSHAKE = 10.0


class LetterError(Exception):
    """Raised for what the other side may not send."""


GONE = (OSError, EOFError, LetterError)
"""What is raised where the other side has gone, or sends what it may not."""


def listen() -> tuple[Listener, str, Callable[[], None]]:
    """Return a listener that only this machine's user can reach, its address as text, and what closes it.

    A Unix socket in a private folder where there are such sockets and the folder's path is short enough for one,
    otherwise TCP on the loopback. Raises `OSError`.
    """
    if hasattr(socket, "AF_UNIX"):
        folder = tempfile.mkdtemp(prefix="promises-")
        try:
            listener = Listener(f"{folder}/socket", "AF_UNIX", backlog=64)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            return listener, f"unix:{folder}/socket", lambda: _close(listener, folder)
    listener = Listener(("127.0.0.1", 0), "AF_INET", backlog=64)
    return listener, f"tcp:{listener.address[1]}", lambda: _close(listener)


def connect(address: str) -> Connection:
    """Connect to a listener's address; raises `OSError`, or `ValueError` when it is no address."""
    kind, _, place = address.partition(":")
    if kind == "unix":
        return Client(place, "AF_UNIX")
    if kind == "tcp":
        return Client(("127.0.0.1", int(place)), "AF_INET")
    raise ValueError(f"{address!r} is no address of a broker")


def encode(letter: Plain) -> bytes:
    """Return the letter as it is sent; raises `TypeError`, `ValueError` or `RecursionError` for what is not plain."""
    return json.dumps(letter, separators=(",", ":")).encode()


def receive(connection: Connection, longest: int) -> dict[str, Plain]:
    """Return the next letter of at most so many bytes; raises `LetterError`, `EOFError` or `OSError`."""
    try:
        letter = json.loads(connection.recv_bytes(longest))
    except (ValueError, RecursionError) as error:
        raise LetterError("what was sent is not JSON") from error
    if not isinstance(letter, dict):
        raise LetterError("what was sent is no letter")
    return letter


def letters(connection: Connection, stop: Connection, longest: int) -> Iterator[dict[str, Plain]]:
    """Yield the letters until `stop` can be read from; raises like `receive`."""
    while stop not in wait([connection, stop]):
        yield receive(connection, longest)


def admit(connection: Connection, stop: Connection, key: str) -> None:
    """Have the client prove that it knows the key, and prove it back; raises like `receive`."""
    challenge = secrets.token_hex(32)
    connection.send_bytes(encode({"challenge": challenge}))
    letter = _soon(connection, stop)
    nonce = str(letter.get("nonce"))
    if not hmac.compare_digest(_proof(key, "client", challenge, nonce), str(letter.get("proof")).encode()):
        raise LetterError("the client does not know the key")
    connection.send_bytes(encode({"proof": _proof(key, "broker", challenge, nonce).decode()}))


def introduce(connection: Connection, stop: Connection, key: str) -> None:
    """Prove to the broker that this client knows the key, and have it proved back; raises like `receive`."""
    challenge, nonce = str(_soon(connection, stop).get("challenge")), secrets.token_hex(32)
    connection.send_bytes(encode({"nonce": nonce, "proof": _proof(key, "client", challenge, nonce).decode()}))
    proof = str(_soon(connection, stop).get("proof")).encode()
    if not hmac.compare_digest(_proof(key, "broker", challenge, nonce), proof):
        raise LetterError("the broker does not know the key")


def _soon(connection: Connection, stop: Connection) -> dict[str, Plain]:
    if connection not in wait([connection, stop], _HANDSHAKE):
        raise LetterError("the other side does not introduce itself")
    return receive(connection, _LONGEST_PROOF)


def _proof(key: str, role: str, challenge: str, nonce: str) -> bytes:
    return hmac.new(key.encode(), f"{role}:{challenge}:{nonce}".encode(), "sha256").hexdigest().encode()


def _close(listener: Listener, folder: str = "") -> None:
    with suppress(OSError):
        listener.close()
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def key_of(data: Plain) -> Key:
    """Return the key that plain data is; raises `LetterError` for anything else."""
    if not (isinstance(data, list) and len(data) == 2 and all(isinstance(part, str) for part in data)):
        raise LetterError("what was sent names no channel")
    return data[0], data[1]


def in_thread(work: Callable[..., None], *args: object) -> threading.Thread:
    """Start work in a thread of its own, which does not keep the process alive."""
    thread = threading.Thread(target=work, args=args, name=f"promises-{work.__name__.strip('_')}", daemon=True)
    thread.start()
    return thread
