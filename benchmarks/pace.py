"""How fast readers read: texts a second, and megabytes a second of a page and of sentences that all state something."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import site_pages
from corpora import Item
from measure import Sample

_PARAGRAPH = 500
"""Characters of a paragraph of dense text: more than the reader remembers of texts that repeat."""

Read = Callable[[str, str | None], Sequence[object]]
"""Reads a text in a language, or in one to be found; what comes of it is not looked at."""
Text = tuple[str, str | None]
"""A text and its language, `None` for one to be found."""


def forget() -> None:
    """Have the project's reader forget the texts that it has read, but not the words that it knows."""
    from pytest_promises.reading import context, reader

    for module in (reader, context):
        for value in vars(module).values():
            if getattr(value, "__module__", "") == module.__name__ and hasattr(value, "cache_clear"):
                value.cache_clear()


def warm_up(readers: Mapping[str, Read], texts: Sequence[Text]) -> None:
    """Have each reader load what it needs for the languages."""
    for read in readers.values():
        for lang in sorted({lang or "" for _, lang in texts}):
            read("1", lang or None)


def interleaved(readers: Mapping[str, Read], texts: Sequence[Text], rounds: int) -> dict[str, list[Sample]]:
    """Have the readers read the texts in turn, A B A B ..., and return the seconds of each round."""
    samples: dict[str, list[Sample]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            samples[name].append(Sample(timed(read, texts), 0.0))
    return samples


def timed(read: Read, texts: Sequence[Text]) -> float:
    """Return the processor's seconds that one pass over the texts takes: reading waits for nothing else."""
    forget()
    started = time.process_time()
    for text, lang in texts:
        read(text, lang)
    return time.process_time() - started


def evenly(texts: Sequence[Text], count: int) -> Sequence[Text]:
    """Return so many of the texts, taken from all over."""
    return texts if len(texts) <= count else [texts[at * len(texts) // count] for at in range(count)]


def site_text(*, told: bool) -> list[Text]:
    """Return what a page of a shop says, passage by passage: ten promises among more than a hundred products."""
    from pytest_promises.channels.markup.html import Html

    return [(passage.text, "en" if told else None) for passage in Html(site_pages.page(0, scripted=False)).passages]


def dense_text(items: Sequence[Item], size: int, *, told: bool) -> list[Text]:
    """Return paragraphs made of the corpora's sentences, of `size` bytes of UTF-8 at least."""
    by_language = sorted(items, key=lambda item: item.lang)
    paragraphs = [
        (paragraph, lang if told else None)
        for lang, group in groupby(by_language, key=lambda item: item.lang)
        for paragraph in _paragraphs([item.text for item in group])
    ]
    repeats = max(1, -(-size // max(1, bytes_of(paragraphs))))
    return [(f"{text} {turn}", lang) for turn in range(repeats) for text, lang in paragraphs]


def bytes_of(texts: Sequence[Text]) -> int:
    """Return the size of texts in UTF-8."""
    return sum(len(text.encode("utf-8", "replace")) for text, _ in texts)


def first_bytes(texts: Sequence[Text], size: int) -> list[Text]:
    """Return texts, taken from all over, that have about so many bytes together."""
    return list(evenly(texts, max(1, len(texts) * size // max(1, bytes_of(texts)))))


def _paragraphs(sentences: Sequence[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for sentence in sentences:
        paragraph.append(sentence)
        if sum(map(len, paragraph)) >= _PARAGRAPH:
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)
