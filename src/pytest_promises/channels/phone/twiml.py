"""TwiML: what a caller hears of a document of Twilio's voice markup, and where their keys lead.

Elements and attributes are those of www.twilio.com/docs/voice/twiml. A caller who presses nothing hears it all, until
a verb ends the call or hands it over.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import partial

from pytest_promises.channels.phone.ssml import Mouth
from pytest_promises.channels.phone.turns import Menu, Said, Sound, Turn, Words, joined, with_fields
from pytest_promises.channels.xml_tree import Node

ROOT = "Response"
_ENDS = frozenset({"Hangup", "Leave", "Reject"})
_KEY = re.compile(r"(?<![\d.,:–-])\d(?![\d.,:–-]*\d)")
_VOICE = re.compile(r"\.([a-z]{2,3}-[A-Z]{2})-")


def turn(root: Node, url: str) -> Turn:
    """Return what a caller hears of a document.

    Raises `HearingError` (`MALFORMED`) when it leads to what is no address.
    """
    script = _Script(url)
    for verb, path in _numbered(root, f"/{ROOT}"):
        if not script.run(verb, path):
            break
    return Turn(tuple(script.said), tuple(script.menus), tuple(script.onward))


def _numbered(node: Node, path: str) -> Iterator[tuple[Node, str]]:
    """Yield the elements in one with a path to each, as XPath has them."""
    counts: Counter[str] = Counter()
    for child in node.elements:
        counts[child.name] += 1
        yield child, f"{path}/{child.name}[{counts[child.name]}]"


class _Script:
    def __init__(self, url: str) -> None:
        self.said: list[Said] = []
        self.menus: list[Menu] = []
        self.onward: list[str] = []
        self._url = url

    def run(self, verb: Node, path: str) -> bool:
        """Run a verb; return whether the call goes on with the next one."""
        if verb.name == "Redirect":
            self.onward.append(joined(self._url, verb.flat()))
        elif verb.name == "Enqueue" and verb.get("waitUrl"):
            self.onward.append(joined(self._url, verb.get("waitUrl")))
        elif verb.name == "Gather":
            self._gather(verb, path)
        elif verb.name == "Dial":
            return not verb.get("action")
        else:
            self._speak(verb, path)
        return verb.name not in _ENDS | {"Redirect", "Enqueue"}

    def _speak(self, verb: Node, path: str) -> None:
        if verb.name == "Say":
            mouth = Mouth(self._url)
            mouth.say(verb, _language(verb), path)
            self.said += mouth.said
        elif verb.name == "Play":
            # Without an address it plays the tones of `digits`.
            if verb.flat():
                self.said.append(Sound(joined(self._url, verb.flat()), None, path))
        elif verb.name == "ConversationRelay":
            if verb.get("welcomeGreeting"):
                self.said.append(Words(verb.get("welcomeGreeting"), verb.get("language") or None, path))
        else:
            for child, below in _numbered(verb, path):
                self._speak(child, below)

    def _gather(self, verb: Node, path: str) -> None:
        before = len(self.said)
        for child, below in _numbered(verb, path):
            self._speak(child, below)
        words = " ".join(one.text for one in self.said[before:] or self.said if isinstance(one, Words))
        takes_keys = "dtmf" in (verb.get("input") or "dtmf").split()
        action = joined(self._url, verb.get("action") or self._url)
        most = int(verb.get("numDigits")) if verb.get("numDigits").isdecimal() else None
        press = partial(_pressed, action, most, verb.attributes.get("finishOnKey", "#")) if takes_keys else _deaf
        self.menus.append(Menu(press, _keys(words) if takes_keys and most in {None, 1} else ()))


def _pressed(action: str, most: int | None, finish: str, keys: str) -> Turn | None:
    digits = keys.removesuffix(finish) if finish else keys
    if not digits or (most is not None and len(digits) > most):
        return None
    return Turn(onward=(with_fields(action, {"Digits": digits}),))


def _deaf(keys: str) -> Turn | None:  # noqa: ARG001 - a menu that is spoken to
    return None


def _keys(words: str) -> tuple[str, ...]:
    """Return the keys that a menu names in figures of any script, in its order; a range of hours names none."""
    return tuple(dict.fromkeys(str(unicodedata.digit(key)) for key in _KEY.findall(words)))


def _language(say: Node) -> str | None:
    """Return the language of a `<Say>`: its own, else that in the name of its voice (`Google.bg-BG-Standard-A`)."""
    voice = _VOICE.search(say.get("voice"))
    return say.get("language") or (voice[1] if voice else None)
