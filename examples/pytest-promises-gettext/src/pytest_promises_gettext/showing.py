"""What users see of messages: translations, or the source language's own texts, without their markup."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from pytest_promises.model.statement import Passage
from pytest_promises_gettext.catalogue import Message

_BLOCKS = frozenset({"br", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "table", "td", "th", "tr", "ul"})


def passages(messages: Sequence[Message], lang: str, source: str, file: str) -> Iterator[Passage]:
    """Yield what the messages of a catalogue say in its language, one passage a message or plural form.

    A message without a translation says something in the source language alone: elsewhere its users would be shown a
    language that is not theirs.
    """
    own = _language(lang) == _language(source)
    for message in messages:
        for text in message.translations or (message.ids if own else ()):
            headings = (message.context,) if message.context else ()
            yield Passage(plain(text), lang or None, headings, selector=f"{file}:{message.line}")


def plain(text: str) -> str:
    """Return a text without HTML tags, as a browser would lay it out on lines."""
    if "<" not in text and "&" not in text:
        return text
    tags = _Text()
    tags.feed(text)
    tags.close()
    return "".join(tags.parts).strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _language(locale: str) -> str:
    return locale.replace("_", "-").split("-")[0].casefold()
