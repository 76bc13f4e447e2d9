"""What a voice says: SSML 1.1 as words, each paragraph by itself, and the recordings in between.

`<say-as>` is taken as it is written: how a figure is spoken ("two four") does not change what is told.
"""

import re

from pytest_promises.channels.phone.turns import Said, Sound, Words, joined
from pytest_promises.channels.xml_tree import Node

_WHITE = re.compile(r"\s+")
_SILENT = frozenset({"desc", "grammar", "lexicon", "mark", "meta", "metadata", "rate", "script"})
_PARAGRAPHS = frozenset({"p", "paragraph", "prompt", "speak", "voice"})
_UNKNOWN = "…"
"""What stands for a value that only the running call knows."""


class Mouth:
    """Takes in markup of one document in its order; `said` is what has been said so far."""

    def __init__(self, url: str, names: tuple[str, ...] = ()) -> None:
        self.said: list[Said] = []
        self._url = url
        self._names = names
        self._run: list[str] = []

    def say(self, node: Node, lang: str | None, selector: str, lead: str = "") -> None:
        """Say all that is in an element, as something of its own."""
        self.pause(lang, selector, lead)
        lang = node.get("xml:lang") or lang
        for child in node.children:
            if isinstance(child, Node):
                self.take(child, lang, selector, lead)
            else:
                self._run.append(child)
        self.pause(lang, selector, lead)

    def text(self, text: str) -> None:
        """Go on with plain text."""
        self._run.append(text)

    def take(self, node: Node, lang: str | None, selector: str, lead: str = "") -> None:
        """Go on with an element."""
        if node.name in _SILENT:
            return
        if node.name in _PARAGRAPHS:
            self.say(node, lang, selector, lead)
        elif node.name == "audio":
            self._recording(node, lang, selector, lead)
        else:
            self._run.append(self._inline(node))

    def pause(self, lang: str | None, selector: str, lead: str = "") -> None:
        """End what is being said."""
        text = _WHITE.sub(" ", "".join(self._run)).strip()
        self._run.clear()
        if text and text != _UNKNOWN:
            self.said.append(Words(text, lang, selector, lead))

    def _recording(self, node: Node, lang: str | None, selector: str, lead: str) -> None:
        """Take the words that an `<audio>` holds for the case that it cannot be played as what it says."""
        inside = Node("audio", children=[c for c in node.children if isinstance(c, str) or c.name not in _SILENT])
        if inside.text().strip():
            self.say(inside, lang, selector, lead)
            return
        self.pause(lang, selector, lead)
        if node.get("src"):
            self.said.append(Sound(joined(self._url, node.get("src")), lang, selector, lead))
        elif node.get("expr"):
            self._run.append(_UNKNOWN)

    def _inline(self, node: Node) -> str:
        if node.name in _SILENT:
            return ""
        if node.name in {"break", "s", "sentence"}:
            return f" {''.join(map(self._part, node.children))} "
        if node.name == "sub":
            return node.get("alias") or node.text()
        if node.name == "enumerate":
            return " " + "; ".join(self._names) + " "
        if node.name == "value":
            return _UNKNOWN
        return "".join(map(self._part, node.children))

    def _part(self, part: Node | str) -> str:
        return part if isinstance(part, str) else self._inline(part)
