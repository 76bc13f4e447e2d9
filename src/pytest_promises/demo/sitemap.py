"""The shop's sitemap: every page in every language, each with its alternates (www.sitemaps.org)."""

from .content import LOCALES
from .pages import PRODUCTS

PLACES = ("", "delivery", "returns", "faq", "contact", "about", *(f"product/{name}" for name in PRODUCTS))
"""The pages that are listed, below the path of each language."""


def sitemap(origin: str) -> bytes:
    """Return the sitemap of a shop whose addresses begin so."""
    urls = "".join(_url(origin, locale, place) for place in PLACES for locale in LOCALES)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
        f"{urls}</urlset>\n"
    ).encode()


def robots(origin: str) -> bytes:
    """Return `robots.txt`, which names the sitemap."""
    return f"User-agent: *\nDisallow: /en/cart\nSitemap: {origin}/sitemap.xml\n".encode()


def _url(origin: str, locale: str, place: str) -> str:
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href="{origin}/{other}/{place}"/>' for other in LOCALES
    )
    return f"<url><loc>{origin}/{locale}/{place}</loc>{alternates}</url>\n"
