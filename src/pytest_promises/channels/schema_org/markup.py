"""What a page carries of schema.org, in all three syntaxes: JSON-LD, microdata and RDFa.

JSON-LD is read here, block by block: the library that reads the other two gives up on a page with one bad block. The
library takes a third of a second to import, and is imported for the pages that have microdata or RDFa.
"""

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from types import ModuleType
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.extras import need
from pytest_promises.channels.schema_org.blocks import Script, blocks_of
from pytest_promises.channels.schema_org.items import Graph, TooMuchError
from pytest_promises.model.hearing import Cause, HearingError, Mishap

_log = logging.getLogger(__name__)
_LARGEST = 2_000_000
"""Characters of markup up to which microdata and RDFa are looked for: it takes seconds for each million."""
_BLANK = re.compile(r"_:\w+")
_TRIES = 5
# Neither library says that it may be used by several threads at once.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Data:
    """The items of a page, and why parts of its data could not be had."""

    graph: Graph
    flaws: tuple[Mishap, ...] = ()


def data_of(html: str, url: str, *, scripted: bool) -> Data:
    """Return the data of a page; `scripted` is whether its scripts have run, so that `<noscript>` is not there.

    Raises `HearingError` (`UNAVAILABLE`) for a page with microdata or RDFa without the package that reads them.
    """
    tree = LexborHTMLParser(html or "<html></html>")
    for node in tree.css("template, noscript" if scripted else "template"):
        node.decompose()
    scripts = [_script(node.attributes, node.text()) for node in tree.css("script[type]")]
    graph = Graph(url)
    blocks, flaws = blocks_of(scripts, url)
    found = [*flaws]
    for block in blocks:
        found += _added(graph, block.data, f"JSON-LD block {block.number}", url)
    for syntax, mark, extract in _SYNTAXES:
        if tree.css_first(mark) is not None:
            found += _added_syntax(graph, syntax, extract, tree.html or "", url)
    return Data(graph, tuple(found))


def _script(attributes: Mapping[str, str | None], text: str) -> Script:
    return Script(attributes.get("type") or "", attributes.get("id") or "", text)


def _added(graph: Graph, data: object, what: str, url: str) -> Iterator[Mishap]:
    try:
        graph.add(data, what)
    except TooMuchError as error:
        message = f"{what} of {shown(url)} cannot be read whole: {error}."
        yield Mishap(Cause.TOO_LARGE, message, "Publish less data on one page.")


def _added_syntax(
    graph: Graph, syntax: str, extract: Callable[[str, str], list[dict[str, Any]]], html: str, url: str
) -> Iterator[Mishap]:
    if len(html) > _LARGEST:
        message = f"{shown(url)} has {syntax} in more than {_LARGEST:,} characters of markup, which is not read."
        yield Mishap(Cause.TOO_LARGE, message, "Audit a smaller page, or publish the data as JSON-LD.")
        return
    try:
        with _ONE_AT_A_TIME:
            items = extract(html, url)
    except HearingError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a hostile page makes it meet
        _log.info("%s of %s: %r", syntax, shown(url), error)
        message = f"The {syntax} of {shown(url)} cannot be read ({type(error).__name__})."
        yield Mishap(Cause.MALFORMED, message, "Correct the markup, or publish the data as JSON-LD.")
        return
    yield from _added(graph, items, f"The {syntax}", url)


def _library(module: str) -> ModuleType:
    """Return a module of the library; raises `HearingError` (`UNAVAILABLE`) when it is not installed."""
    for _ in range(_TRIES):
        try:
            return need(module, "structured", "structured")
        except Warning as warning:
            # What it imports warns, and filters its warnings out itself. Meanwhile the test runner, in another thread,
            # can take the filter back between two tests; what was imported by then is not imported again.
            _log.debug("importing %s: %r", module, warning)
    return need(module, "structured", "structured")


def _microdata(html: str, url: str) -> list[dict[str, Any]]:
    extractor = _library("extruct.w3cmicrodata").MicrodataExtractor(strict=True)
    items: list[dict[str, Any]] = extractor.extract(_with_times(html), base_url=url)
    return [_as_json_ld(item) for item in items]


def _with_times(html: str) -> str:
    """Return the markup with the `datetime` that HTML gives a `<time>` without one: its text."""
    tree = LexborHTMLParser(html)
    for node in tree.css("time[itemprop]:not([datetime])"):
        node.attrs["datetime"] = node.text().strip()
    return tree.html or ""


def _as_json_ld(item: Mapping[str, Any]) -> dict[str, Any]:
    properties = {
        str(name): [_as_json_ld(value) if isinstance(value, Mapping) else value for value in values]
        for name, values in dict(item.get("properties", {})).items()
    }
    identity = {"@id": item["id"]} if item.get("id") else {}
    return {**identity, **({"@type": item["type"]} if item.get("type") else {}), **properties}


def _rdfa(html: str, url: str) -> list[dict[str, Any]]:
    extractor = _library("extruct.rdfa").RDFaExtractor()
    items = [_ordered(item) for item in extractor.extract(html, base_url=url)]
    return sorted(items, key=_without_blanks)


def _ordered(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item with its values in an order that does not change from run to run: triples have none."""
    return {
        name: sorted(values, key=_without_blanks) if isinstance(values, list) else values
        for name, values in item.items()
    }


def _without_blanks(data: object) -> str:
    return _BLANK.sub("", json.dumps(data, sort_keys=True))


_SYNTAXES = (("microdata", "[itemscope]", _microdata), ("RDFa", "[typeof]", _rdfa))
