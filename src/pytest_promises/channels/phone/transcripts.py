"""Transcripts of what is spoken: plain text, WebVTT, SubRip, and the JSON of the common speech services."""

import json
import re
from collections.abc import Iterator

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

FORMATS = ("txt", "vtt", "srt", "json")
_TIMING = re.compile(r"^\s*(\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s*-->")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]{0,20}>", re.IGNORECASE)
_BLOCK = re.compile(r"\n\s*\n")
_WHITE = re.compile(r"\s+")
_DEEPEST = 20


def transcript(body: bytes, content_type: str, url: str) -> str:
    """Return what is said, as one text.

    Raises `HearingError`: `EMPTY` for no words, `MALFORMED` for JSON of another shape, or a page in its place.
    """
    text = decode(body, content_type).replace("\r\n", "\n").strip()
    if text[:1] == "<":
        raise failed(Cause.MALFORMED, f"{shown(url)} is no transcript but a page.", "Put the words there as text.")
    if text[:1] in {"{", "["}:
        spoken = _of_json(text, url)
    elif text.startswith("WEBVTT") or any(map(_TIMING.match, text.split("\n", 3)[:3])):
        spoken = " ".join(_of_cues(text))
    else:
        spoken = text
    spoken = _WHITE.sub(" ", spoken).strip()
    if not spoken:
        raise failed(Cause.EMPTY, f"{shown(url)} has no words.", "Write down what is said.")
    return spoken


def _of_cues(text: str) -> Iterator[str]:
    """Yield the lines of the cues; one that rolls up is there again in the next cue, and said once."""
    before: list[str] = []
    for block in _BLOCK.split(text):
        lines = block.split("\n")
        timing = next((at for at, line in enumerate(lines) if _TIMING.match(line)), None)
        if timing is None:
            continue
        spoken = [_TAG.sub("", line).strip() for line in lines[timing + 1 :]]
        yield from (line for line in spoken if line and line not in before)
        before = spoken


def _of_json(text: str, url: str) -> str:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise failed(Cause.MALFORMED, f"{shown(url)} is no JSON.", "Correct the transcript.") from error
    spoken = list(_spoken(data, 0))
    if not spoken:
        message = f"{shown(url)} has no `text` or `transcript` in it."
        raise failed(Cause.MALFORMED, message, 'Write it like {"text": "We are open from nine to six."}.')
    return " ".join(spoken)


def _spoken(data: object, depth: int) -> Iterator[str]:
    """Yield the texts: a whole one where there is one, else those of its parts; of alternatives the first."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _spoken(one, depth + 1)
    elif isinstance(data, dict):
        whole = next((data[name] for name in ("text", "transcript") if isinstance(data.get(name), str)), None)
        if whole is not None:
            yield whole
            return
        for name in ("results", "transcripts", "segments", "alternatives", "channels", "utterances"):
            if name in data:
                parts = data[name]
                yield from _spoken(
                    parts[:1] if name == "alternatives" and isinstance(parts, list) else parts, depth + 1
                )
                return
