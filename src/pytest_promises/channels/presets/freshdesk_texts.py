"""Freshdesk: canned responses and solution articles, which lie in folders.

Sources: https://developers.freshdesk.com/api/#canned_responses and
https://developers.freshdesk.com/api/#solutions
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.presets.loading import by_header, listed
from pytest_promises.channels.presets.options import TITLE, word
from pytest_promises.channels.presets.preset import Answer, Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import text
from pytest_promises.channels.presets.words import passages

_PUBLISHED = "2"
_DEEPEST = 4
Record = Mapping[str, Any]
Records = Generator[str, Answer, list[dict[str, Any]]]


def _load_responses(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    folders = yield from listed("api/v2/canned_response_folders", "", by_header)
    found: list[dict[str, Any]] = []
    for folder in folders:
        if folder.get("responses_count") != 0:
            found += yield from listed(f"api/v2/canned_response_folders/{folder.get('id')}/responses", "", by_header)
    return tuple(found)


def _read_responses(records: Sequence[Any], wanted: Wanted) -> Told:
    found = [
        passage
        for one in wanted.select("title", records, _title)
        for passage in passages(_title(one), text(one, "content_html") or text(one, "content"), _at(one))
    ]
    return Told(tuple(found))


def _title(record: Record) -> str:
    return text(record, "title")


def _at(record: Record) -> str:
    return f"[?id==`{record.get('id')}`]"


def _load_articles(wanted: Wanted) -> Load:
    language = f"/{quote(wanted['translation'], safe='')}" if wanted["translation"] else ""
    found: list[dict[str, Any]] = []
    for category in (yield from listed(f"api/v2/solutions/categories{language}?per_page=100", "", by_header)):
        folders = yield from listed(
            f"api/v2/solutions/categories/{category.get('id')}/folders{language}?per_page=100", "", by_header
        )
        for folder in folders:
            found += yield from _articles(folder, language, 0)
    return tuple(found)


def _articles(folder: Record, language: str, depth: int) -> Records:
    base = f"api/v2/solutions/folders/{folder.get('id')}"
    found = yield from listed(f"{base}/articles{language}?per_page=100", "", by_header)
    if folder.get("sub_folders_count") and depth < _DEEPEST:
        for inner in (yield from listed(f"{base}/subfolders{language}?per_page=100", "", by_header)):
            found += yield from _articles(inner, language, depth + 1)
    return found


def _read_articles(records: Sequence[Any], wanted: Wanted) -> Told:
    published = [one for one in records if str(one.get("status")) == _PUBLISHED]
    lang = wanted["translation"] or None
    found = [
        passage
        for one in wanted.select("title", published, _title)
        for passage in passages(_title(one), text(one, "description") or text(one, "description_text"), _at(one), lang)
    ]
    return Told(tuple(found))


PRESETS = (
    Preset(
        "freshdesk.canned_responses",
        "Freshdesk's canned responses",
        _load_responses,
        _read_responses,
        {"title": TITLE},
        texts=True,
    ),
    Preset(
        "freshdesk.articles",
        "Freshdesk's published solution articles",
        _load_articles,
        _read_articles,
        {
            "title": TITLE,
            "translation": word(
                "Translation", "The language code of a translation. Default: the portal's own language.", "de", "pt-BR"
            ),
        },
        loaded_by=("translation",),
        texts=True,
    ),
)
