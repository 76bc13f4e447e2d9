"""The options of a `sitemap` channel: their schema, and their values as a channel has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from pytest_promises.model.promise import Channel

_MOST = 200
_PATH = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Sitemap",
        "description": (
            "All pages that a sitemap, a sitemap index or `robots.txt` lists; or a page, whose links are followed to "
            "all pages below its path. A path below the site, or a whole http(s) address."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/sitemap.xml", "/robots.txt", "/en/"],
    },
    "options": {
        "under": {
            "title": "Under",
            "description": "Only pages whose path begins so. Default: all that are listed, or below the first page.",
            "type": "string",
            "pattern": "^/",
            "patternErrorMessage": "a path begins with `/`",
            "examples": ["/en/", "/help/"],
        },
        "exclude": {
            "title": "Exclude",
            "description": "Paths of pages that are left out; `*` stands for anything.",
            "type": "array",
            "minItems": 1,
            "items": _PATH,
            "examples": [["/*/cart", "/blog/*"]],
        },
        "at_most": {
            "title": "At most",
            "description": "The most pages that are heard. Going past it is told.",
            "type": "integer",
            "minimum": 1,
            "maximum": 2000,
            "default": _MOST,
            "examples": [50],
        },
        "view": {
            "title": "View",
            "description": (
                "`http` reads what the server sends, which is fast; `browser` shows every page in a real browser."
            ),
            "enum": ["http", "browser"],
            "default": "http",
            "examples": ["browser"],
        },
        "within": {
            "title": "Within",
            "description": "A CSS selector: of each page only what the matching elements show is heard.",
            "type": "string",
            "minLength": 1,
            "examples": ["main"],
        },
    },
}


@dataclass(frozen=True, slots=True)
class SitemapOptions:
    """What a channel asks of a site."""

    under: str = ""
    exclude: tuple[str, ...] = ()
    at_most: int = _MOST
    view: str = "http"
    within: str = ""

    def wants(self, url: str) -> bool:
        """Return whether a page is among those that are heard."""
        path = urlsplit(url).path or "/"
        return path.startswith(self.under) and not any(fnmatchcase(path, pattern) for pattern in self.exclude)

    def of_page(self) -> Mapping[str, object]:
        """Return the options of a `page` channel for one of the pages, written as people write them."""
        asked = {"view": "http" if self.view == "http" else "", "within": self.within}
        return {name: value for name, value in asked.items() if value}


def options_of(channel: Channel) -> SitemapOptions:
    """Return the channel's options as values."""
    given = channel.options
    texts = {name: value.strip() for name, value in given.items() if isinstance(value, str)}
    most, exclude = given.get("at_most"), given.get("exclude")
    return SitemapOptions(
        under=texts.get("under", ""),
        exclude=tuple(map(str, exclude)) if isinstance(exclude, list) else (),
        at_most=most if isinstance(most, int) else _MOST,
        view=texts.get("view") or "http",
        within=texts.get("within", ""),
    )
