"""The documents of a phone menu: fetched or read from files, each once, and taken for what they are."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urldefrag, urlsplit, urlunsplit
from urllib.request import url2pathname

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.documents.files import content_of
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.http.fetching import fetch
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.phone import twiml, voicexml
from pytest_promises.channels.phone.ssml import Mouth
from pytest_promises.channels.phone.transcripts import transcript
from pytest_promises.channels.phone.turns import Sound, Turn, Words, with_fields
from pytest_promises.channels.xml_tree import Node, parse
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, HearingError, Mishap, Target

_ACCEPT = "application/xml, text/xml, application/voicexml+xml, text/plain;q=0.5, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as it came: `status` is `None` for a file."""

    url: str
    body: bytes
    content_type: str = ""
    status: int | None = None


class Documents:
    """Loads the documents of one menu; `fields` are sent with each, as the telephone service sends its own."""

    def __init__(self, target: Target, services: Services, fields: Mapping[str, str]) -> None:
        self._target = target
        self._services = services
        self._fields = fields
        self._roots: dict[str, Node | str] = {}
        self.loaded: list[Loaded] = []

    @property
    def first(self) -> Loaded | None:
        """The document that the call begins with, once it is there."""
        return self.loaded[0] if self.loaded else None

    @property
    def text(self) -> str:
        """All the documents in the order in which they came, each led by its address."""
        pairs = ((shown(one.url), decode(one.body, one.content_type)) for one in self.loaded)
        return "\n\n".join(f"<!-- {url} -->\n{text}" for url, text in pairs)

    async def turn_at(self, url: str) -> Turn:
        """Return what a caller hears at an address, which may name a dialog (`#orders`).

        Raises `HearingError`.
        """
        document = urldefrag(url)[0]
        if document not in self._roots:
            self._roots[document] = await self._root(document)
        root = self._roots[document]
        if isinstance(root, str):
            return Turn((Words(root),))
        if root.name == twiml.ROOT:
            return twiml.turn(root, document)
        if root.name == voicexml.ROOT:
            return voicexml.turn(root, url)
        mouth = Mouth(document)
        mouth.say(root, None, f"/{root.name}")
        return Turn(tuple(mouth.said))

    async def words_of(self, sound: Sound, form: str, wordless: tuple[str, ...]) -> Words | Mishap | None:
        """Return what a recording says, by the transcript beside it; `None` for one that has no words.

        `form` is how transcripts end (`""`: there are none), `wordless` patterns of recordings that say nothing.
        """
        if any(fnmatchcase(part, pattern) for pattern in wordless for part in _names(sound.url)):
            return None
        if not form:
            message = f"{shown(sound.url)} is played, and nobody wrote down what it says."
            remedy = "Put a transcript beside it and say which in `transcripts:`, or list it in `wordless:`."
            return Mishap(Cause.MISSING, message, remedy)
        parts = urlsplit(sound.url)
        url = urlunsplit(parts._replace(path=f"{parts.path.rpartition('.')[0] or parts.path}.{form}", query=""))
        try:
            loaded = await self._load(url)
            text = transcript(loaded.body, loaded.content_type, loaded.url)
        except HearingError as error:
            return error.mishap
        return Words(text, sound.lang, sound.selector, sound.lead)

    async def _root(self, url: str) -> Node | str:
        loaded = await self._load(with_fields(url, self._fields) if self._fields else url)
        self.loaded.append(loaded)
        if not loaded.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return transcript(loaded.body, loaded.content_type, loaded.url)
        root = await asyncio.to_thread(parse, loaded.body, loaded.content_type, loaded.url)
        if root.name not in {twiml.ROOT, voicexml.ROOT, "speak"}:
            message = f"{shown(loaded.url)} is no phone menu: its root is <{root.name[:40]}>."
            raise failed(Cause.MALFORMED, message, "Point the channel at TwiML, VoiceXML or a transcript.")
        return root

    async def _load(self, url: str) -> Loaded:
        if self._target.host or urlsplit(url).scheme != "file":
            document = await fetch(self._target, self._services, accept=_ACCEPT, url=url)
            if document.refusal is not None:
                raise HearingError(document.refusal)
            return Loaded(document.final_url, document.body, document.content_type, document.status)
        path, folder = (Path(url2pathname(urlsplit(one).path)) for one in (url, self._target.url))
        return await asyncio.to_thread(_read, path, folder.parent, self._services.settings.max_bytes)


def _names(url: str) -> tuple[str, ...]:
    path = urlsplit(url).path
    return url, path, path.rpartition("/")[2]


def _read(path: Path, folder: Path, limit: int) -> Loaded:
    path = path.resolve()
    if not path.is_relative_to(folder):
        message = f"{path.name} is outside {folder}, where the menu begins."
        raise failed(Cause.DENIED, message, "Keep the files of a menu in one folder.")
    return Loaded(path.as_uri(), content_of(path, limit))
