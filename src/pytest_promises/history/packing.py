"""Findings as they are kept: the words once, as long as they are the same, and the evidence once for all that share it.

When and how a page was loaded differs from run to run, while what it says mostly does not. So a finding is taken apart
into its body, in which each evidence is a number, and the evidence; each part is known by the hash of its JSON.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

_ENCODER = json.JSONEncoder(separators=(",", ":"))
DIGEST = 16
"""Bytes of a part's hash."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A finding in parts: `body` and `evidence` are JSON."""

    body: bytes
    evidence: tuple[bytes, ...]


def pack(finding: Mapping[str, Any]) -> Packed:
    """Take a finding apart, given as plain data (`wire.to_plain`)."""
    found: list[object] = []
    body = dict(finding)
    body["evidence"] = _number(body.get("evidence") or {}, found)
    for name in ("quotes", "beside"):
        body[name] = [
            quote | {"evidence": _number(quote.get("evidence") or {}, found)} for quote in body.get(name) or ()
        ]
    return Packed(_json(body), tuple(map(_json, found)))


def unpack(body: bytes, evidence: Sequence[bytes]) -> dict[str, Any]:
    """Return the finding as plain data."""
    finding: dict[str, Any] = json.loads(body)
    known = [json.loads(one) for one in evidence]
    for one in (finding, *finding["quotes"], *finding["beside"]):
        one["evidence"] = known[one["evidence"]]
    return finding


def digest(content: bytes) -> bytes:
    """Return what a content is known by."""
    return blake2b(content, digest_size=DIGEST).digest()


def compressed(content: bytes) -> bytes:
    """Return a content as the database holds it."""
    return zlib.compress(content, 6)


def expanded(packed: bytes) -> bytes:
    """Return the content that `compressed` was given."""
    return zlib.decompress(packed)


def split(digests: bytes) -> tuple[bytes, ...]:
    """Return the digests of a row of evidence."""
    return tuple(digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST))


def _number(evidence: object, found: list[object]) -> int:
    """Return which of those found an evidence is; the same words share one, so that few are told apart."""
    if evidence not in found:
        found.append(evidence)
    return found.index(evidence)


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()
