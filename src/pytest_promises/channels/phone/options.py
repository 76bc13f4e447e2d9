"""The options of a `voice` channel: their schema, and their values as a channel has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pytest_promises.model.promise import Channel

_KEYS = "^ *[0-9*#]+( +[0-9*#]+)* *$"
MOST = 100
"""The documents of a menu that are loaded, where a channel does not say."""
_RECORDING = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Voice",
        "description": (
            "Where a phone menu begins, as TwiML, VoiceXML, SSML or a transcript: a path below the site, a whole "
            "http(s) address, or `file:` and a path beside the spec."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/ivr/welcome.xml", "file:ivr/welcome.vxml"],
    },
    "options": {
        "press": {
            "title": "Press",
            "description": (
                "The keys that are pressed, one menu after the other: what is heard is what follows the last of them. "
                "Default: none, so that the first menu is heard."
            ),
            "type": ["string", "array"],
            "pattern": _KEYS,
            "patternErrorMessage": 'keys are 0 to 9, * and #, with a space between two menus: "2 1"',
            "minItems": 1,
            "items": {"type": "string", "pattern": "^[0-9*#]+$"},
            "examples": ["2", "2 1", ["2", "4711#"]],
        },
        "all": {
            "title": "All",
            "description": "Whether the whole menu is heard, on all keys that it names.",
            "type": "boolean",
            "default": False,
            "examples": [True],
        },
        "at_most": {
            "title": "At most",
            "description": "The most documents of a menu that are loaded. Going past it is told.",
            "type": "integer",
            "minimum": 1,
            "maximum": 200,
            "default": MOST,
            "examples": [30],
        },
        "transcripts": {
            "title": "Transcripts",
            "description": (
                "How the transcripts of recordings end: what `welcome.mp3` says stands in `welcome.txt` beside it. "
                "Without it, a recording is what could not be heard."
            ),
            "enum": ["txt", "vtt", "srt", "json"],
            "examples": ["txt"],
        },
        "wordless": {
            "title": "Wordless",
            "description": "Recordings without words, such as music: names or paths, in which `*` stands for anything.",
            "type": "array",
            "minItems": 1,
            "items": _RECORDING,
            "examples": [["hold.mp3", "/music/*"]],
        },
        "parameters": {
            "title": "Parameters",
            "description": "What is sent with each document that is asked for, as the telephone service sends it.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string"},
            "examples": [{"From": "+15550100", "Direction": "inbound"}],
        },
    },
}


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """What a channel asks of a phone menu."""

    press: tuple[str, ...] = ()
    all: bool = False
    at_most: int = MOST
    transcripts: str = ""
    wordless: tuple[str, ...] = ()


def options_of(channel: Channel) -> VoiceOptions:
    """Return the channel's options as values."""
    given = channel.options
    most, form = given.get("at_most"), given.get("transcripts")
    return VoiceOptions(
        press=_texts(given.get("press")),
        all=given.get("all") is True,
        at_most=most if isinstance(most, int) else MOST,
        transcripts=form if isinstance(form, str) else "",
        wordless=_texts(given.get("wordless")),
    )


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    if options.get("all") is True and options.get("press"):
        return "`press:` chooses a way through the menu, and `all: true` is every way: leave one of them out"
    return None


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()
