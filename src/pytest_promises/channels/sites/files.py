"""Sitemaps (www.sitemaps.org), their indexes, lists of addresses, and `robots.txt`: what pages a site has."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.mishaps import failed, too_large
from pytest_promises.channels.xml_tree import Node, parse
from pytest_promises.model.hearing import Cause

_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_ROBOTS = re.compile(r"^[ \t]*(user-agent|sitemap|(dis)?allow)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that is listed: `changed` is its `lastmod`, `alternates` are pairs of language and address."""

    url: str
    changed: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a document lists: pages, or further sitemaps; `is_page` is set where it is a page itself."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[str, ...] = ()
    is_page: bool = False


def listing(body: bytes, content_type: str, url: str, limit: int) -> Listing:
    """Return what a document lists, unpacking it where it is packed.

    Raises `HearingError`: `MALFORMED` for what is no sitemap, `TOO_LARGE` for more than `limit` bytes unpacked.
    """
    body = _unpacked(body, url, limit)
    start = decode(body[:2000], content_type)
    if _PAGE.match(start):
        return Listing(is_page=True)
    if start.lstrip("\ufeff \t\r\n")[:1] == "<":
        return _of_xml(parse(body, content_type, url), url)
    text = decode(body, content_type)
    if _ROBOTS.search(text):
        named = tuple(_joined(url, _SITEMAP.findall(text)))
        return Listing(sitemaps=named or (urljoin(url, "/sitemap.xml"),))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and all(urlsplit(line).scheme in {"http", "https"} for line in lines):
        return Listing(tuple(map(Listed, lines)))
    raise _no_sitemap(url, "it is neither XML nor a list of addresses")


def _unpacked(body: bytes, url: str, limit: int) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise failed(Cause.MALFORMED, f"{shown(url)} cannot be unpacked: {error}.", "Pack it anew.") from error
    if len(unpacked) > limit:
        raise too_large(url, limit)
    if not unpacker.eof:
        raise failed(Cause.MALFORMED, f"{shown(url)} cannot be unpacked: it ends too early.", "Pack it anew.")
    return unpacked


def _of_xml(root: Node, url: str) -> "Listing":
    if root.name == "sitemapindex":
        return Listing(sitemaps=tuple(_joined(url, (_text(one, "loc") for one in root.all("sitemap")))))
    if root.name == "urlset":
        return Listing(tuple(filter(None, (_listed(one, url) for one in root.all("url")))))
    raise _no_sitemap(url, f"its root is <{root.name[:40]}>")


def _listed(node: Node, url: str) -> Listed | None:
    address = next(_joined(url, [_text(node, "loc")]), "")
    links = [link for link in node.all("link") if link.get("rel") == "alternate" and link.get("hreflang")]
    alternates = tuple((link.get("hreflang"), href) for link in links for href in _joined(url, [link.get("href")]))
    return Listed(address, _text(node, "lastmod"), alternates) if address else None


def _text(node: Node, name: str) -> str:
    found = node.first(name)
    return found.flat() if found is not None else ""


def _joined(url: str, references: Iterable[str]) -> Iterator[str]:
    for reference in references:
        try:
            yield urljoin(url, reference.strip())
        except ValueError:
            # What cannot be parsed is told by the page's own load.
            yield reference.strip()


def _no_sitemap(url: str, why: str) -> Exception:
    return failed(Cause.MALFORMED, f"{shown(url)} is no sitemap: {why}.", "Point the channel at a sitemap or a page.")


def in_locale(pages: Iterable[Listed], locale: str) -> tuple[str, ...]:
    """Return the addresses of pages in a language, each once: of a page with alternates the one that is in it.

    A page without alternates is taken for one of any language. The pages that were changed last come first, then those
    that do not tell, in their order.
    """
    latest = sorted(pages, key=lambda page: page.changed, reverse=True)
    return tuple(dict.fromkeys(filter(None, (_in_locale(page, locale) for page in latest))))


def _in_locale(page: Listed, locale: str) -> str:
    wanted = locale.lower().replace("_", "-")
    known = {language.lower().replace("_", "-"): url for language, url in page.alternates}
    known.pop("x-default", None)
    if not wanted or not known:
        return page.url
    if wanted in known:
        return known[wanted]
    language = wanted.partition("-")[0]
    return next((url for name, url in known.items() if name.partition("-")[0] == language), "")
