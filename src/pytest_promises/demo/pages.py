"""The shop's pages: texts put into the templates in `templates/`."""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from . import checkout
from .content import LOCALES, Content, content, group, look_up

PRODUCTS = ("tent", "pack", "jacket", "lamp")
_PLACES = ("delivery", "returns", "faq", "contact", "about", "cart")
_SECTIONS = {
    "orders": ("reply", "callback", "claim"),
    "shipping": ("delivery", "attempts"),
    "money": ("returns", "refund", "warranty", "gift"),
    "other": ("history", "age", "cookies"),
}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


class _Layout(Template):
    idpattern = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"


class _Escaped:
    """Texts by dotted key, escaped unless they are markup."""

    def __init__(self, texts: Content) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        found = look_up(self._texts, key)
        return found if isinstance(found, Markup) else escape(str(found))


def page(texts: Content, place: str) -> str | None:
    """Return the page of that path below the language's own (`""`, `faq`, `product/tent`), or `None`."""
    if place == "chat":
        return _fill("chat", texts)
    fill = _MAINS.get(place.split("/", maxsplit=1)[0])
    main = fill(texts, place) if fill else None
    return None if main is None else _page(texts, place, _title(texts, place), main)


def missing(texts: Content) -> str:
    """Return the page for what is not there."""
    return _page(texts, "", str(look_up(texts, "missing.title")), _fill("missing", texts))


@cache
def _template(name: str) -> _Layout:
    return _Layout(files(__package__).joinpath("templates", f"{name}.html").read_text("utf-8"))


def _fill(name: str, texts: Content, **more: object) -> Markup:
    return Markup(_template(name).substitute(_Escaped({**texts, **more})))  # type: ignore[arg-type]


def _title(texts: Content, place: str) -> str:
    name, _, rest = place.partition("/")
    return str(look_up(texts, f"products.{rest}.name" if name == "product" else f"{name or 'home'}.title"))


def _page(texts: Content, place: str, title: str, main: Markup) -> str:
    lang = str(texts["lang"])
    return _fill(
        "layout",
        texts,
        page_title=title,
        main=main,
        alternates=_alternates(place),
        switch=Markup("".join(_language(locale, lang, place) for locale in LOCALES)),
        pages=Markup("".join(_link(texts, name, place) for name in _PLACES)),
        footer_shop=_listed(_link(texts, name) for name in ("delivery", "cart", "about")),
        footer_help=_listed(_link(texts, name) for name in ("faq", "returns", "contact")),
    )


def _alternates(place: str) -> Markup:
    links = (f'<link rel="alternate" hreflang="{locale}" href="/{locale}/{place}">' for locale in LOCALES)
    return Markup("\n".join([*links, f'<link rel="alternate" hreflang="x-default" href="/en/{place}">']))


def _language(locale: str, current: str, place: str) -> str:
    here = ' aria-current="true"' if locale == current else ""
    return f'<a href="/{locale}/{place}" lang="{locale}" hreflang="{locale}"{here}>{content(locale)["name"]}</a>'


def _link(texts: Content, name: str, place: str = "") -> str:
    here = ' aria-current="page"' if name == place else ""
    return f'<a href="/{texts["lang"]}/{name}"{here}>{escape(str(look_up(texts, f"nav.{name}")))}</a>'


def _listed(links: Iterable[str]) -> Markup:
    return Markup("".join(f"<li>{link}</li>" for link in links))


def _cards(texts: Content, products: Iterable[str]) -> Markup:
    groups = {name: group(texts, f"products.{name}") for name in products}
    return Markup("".join(_fill("card", {"lang": texts["lang"], "id": name, **item}) for name, item in groups.items()))


def _plain(texts: Content, place: str) -> Markup | None:
    return _fill(place, texts) if "/" not in place else None


def _home(texts: Content, place: str) -> Markup:
    return _fill(place or "home", texts, cards=_cards(texts, PRODUCTS))


def _product(texts: Content, place: str) -> Markup | None:
    name = place.partition("/")[2]
    if name not in PRODUCTS:
        return None
    others = _cards(texts, (other for other in PRODUCTS if other != name))
    return _fill("product", texts, id=name, item=group(texts, f"products.{name}"), cards=others)


def _faq(texts: Content, place: str) -> Markup | None:
    if place != "faq":
        return None
    return _fill("faq", texts, **{name: _answers(texts, ids) for name, ids in _SECTIONS.items()})


def _answers(texts: Content, ids: tuple[str, ...]) -> Markup:
    """Every second answer unfolds by the browser's own means, the others by a script."""
    kinds = ("faq_details", "faq_accordion")
    items = group(texts, "faq.items")
    return Markup("".join(_fill(kinds[at % 2], {"id": name, **group(items, name)}) for at, name in enumerate(ids)))


def _checkout(texts: Content, place: str) -> Markup | None:
    if place == checkout.DONE:
        return _fill("thanks", texts)
    form = checkout.FORMS.get(place)
    if form is None:
        return None
    fields = (_fill("field", {"name": one.name, "kind": one.kind, **_known(texts, one)}) for one in form.fields)
    return _fill("checkout", texts, action=f"/{texts['lang']}/{form.then}", fields=Markup("".join(fields)))


def _known(texts: Content, field: checkout.Field) -> Content:
    return {"label": look_up(texts, f"checkout.{field.name}"), "autocomplete": field.autocomplete}


_MAINS: dict[str, Callable[[Content, str], Markup | None]] = {
    "": _home,
    "product": _product,
    "faq": _faq,
    checkout.PLACE: _checkout,
    **dict.fromkeys(("contact", "delivery", "returns", "about", "cart", "message"), _plain),
}
