"""Zendesk: canned replies of Support and articles of the help centre.

Sources: https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/ and
https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.presets.loading import by_link, listed
from pytest_promises.channels.presets.options import TITLE
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import mappings, text
from pytest_promises.channels.presets.words import passages
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.statement import Passage

_COMMENTS = ("comment_value_html", "comment_value")
Record = Mapping[str, Any]


def _title(record: Record) -> str:
    return text(record, "title")


def _load_macros(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("api/v2/macros.json", "macros", by_link)))


def _read_macros(records: Sequence[Any], wanted: Wanted) -> Told:
    active = [one for one in records if one.get("active") is not False]
    found: list[Passage] = []
    flaws: list[Mishap] = []
    for macro in wanted.select("title", active, _title):
        for words in _comments(macro):
            if "{{dc." in words.replace(" ", ""):
                flaws.append(_elsewhere(macro))
            found += passages(_title(macro), words, f"macros[?id==`{macro.get('id')}`].actions[].value")
    return Told(tuple(found), flaws=tuple(flaws))


def _comments(macro: Record) -> Iterator[str]:
    """Yield what a macro writes to the customer: a text, or a channel and a text."""
    for action in mappings(macro, "actions"):
        if action.get("field") in _COMMENTS:
            value = action.get("value")
            last = value[-1] if isinstance(value, list) and value else value
            if isinstance(last, str):
                yield last


def _elsewhere(macro: Record) -> Mishap:
    message = f"The macro {_title(macro)!r} has dynamic content in it, whose words are kept elsewhere."
    return Mishap(Cause.MISSING, message, "Audit a place where the reply is shown.")


def _load_articles(wanted: Wanted) -> Load:
    locale = quote(wanted.locale.lower().replace("_", "-"), safe="")
    return tuple((yield from listed(f"api/v2/help_center/{locale}/articles.json?per_page=100", "articles", by_link)))


def _read_articles(records: Sequence[Any], wanted: Wanted) -> Told:
    published = [one for one in records if one.get("draft") is not True]
    found = [
        passage
        for article in wanted.select("title", published, _title)
        for passage in passages(
            _title(article), text(article, "body"), f"articles[?id==`{article.get('id')}`].body", _lang(article)
        )
    ]
    return Told(tuple(found))


def _lang(article: Record) -> str | None:
    return text(article, "locale") or None


PRESETS = (
    Preset("zendesk.macros", "Zendesk's canned replies", _load_macros, _read_macros, {"title": TITLE}, texts=True),
    Preset(
        "zendesk.articles",
        "the published articles of a Zendesk help centre in the channel's locale",
        _load_articles,
        _read_articles,
        {"title": TITLE},
        loaded_by=("locale",),
        texts=True,
    ),
)
