"""The options of records that say where they are: what they mean, in JSON Schema, and what does not go together."""

from collections.abc import Mapping, Sequence
from typing import Any

from pytest_promises.channels.presets.fitting import meant, misfit, option_schemas, rules
from pytest_promises.measuring.tables.vendors import DESKS

Schema = Mapping[str, Any]
FORMATS: tuple[str, ...] = ("csv", "json", "parquet")
COLUMNS: tuple[str, ...] = ("from", "to", "took", "published", "every", "of", "id")
"""The options that name a column."""


def _word(title: str, what: str, example: str) -> Schema:
    return {"title": title, "description": what, "type": "string", "minLength": 1, "examples": [example]}


_PLAIN: Mapping[str, Schema] = {
    "read": _word("Read", "Of an API: where the rows are in a page, as a JMESPath expression.", "tickets"),
    "next": _word("Next", "Of an API: where a page tells the next one's address, as JMESPath.", "links.next"),
}
PAGED: tuple[str, ...] = ("preset", *_PLAIN)
"""The options that make an address that of an API."""

OPTIONS: Mapping[str, Schema] = {
    "table": {
        "title": "Table",
        "description": "The table of a database, with its schema before it where it has one; on Spark also a path.",
        "type": "string",
        "minLength": 1,
        "examples": ["tickets", "support.tickets"],
    },
    "as": {
        "title": "As",
        "description": "What files are written in: `json` is a list of records, or one record a line. Default: their "
        "names tell, where one that ends with .gz is compressed.",
        "enum": list(FORMATS),
        "examples": ["csv"],
    },
    **option_schemas(DESKS),
    **_PLAIN,
}
"""The JSON Schemas of the options that say where records are."""

_NO_FILE = {"not": {}, "description": "it tells what files are written in"}
_NO_PAGES = {"not": {}, "description": "it is of an API that answers in pages"}
_NO_TABLE = {"not": {}, "description": "only a database has tables"}
_OTHER_SCHEME = r"^(?![hH][tT][tT][pP][sS]?://)[A-Za-z][A-Za-z0-9+.-]*://"
_DATABASE = {"properties": {"source": {"type": "string", "pattern": _OTHER_SCHEME}}}

RULES: Sequence[Schema] = (
    {
        "if": _DATABASE,
        "then": {"required": ["table"], "properties": {"as": _NO_FILE, **dict.fromkeys(PAGED, _NO_PAGES)}},
        "else": {"properties": {"table": _NO_TABLE}},
    },
    {"if": {"anyOf": [{"required": [name]} for name in PAGED]}, "then": {"properties": {"as": _NO_FILE}}},
    *rules(DESKS, _PLAIN),
)
"""What the options of one source must fit together."""


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, in a sentence, or `None`.

    That is an option of another preset, a column that a preset does not have, or no JMESPath.
    """
    return misfit(options, DESKS, _PLAIN) or _no_column(options) or _no_path(options)


def _no_column(options: Mapping[str, object]) -> str | None:
    desk = next((one for one in DESKS if one.name == options.get("preset")), None)
    if desk is None:
        return None
    named = ((option, str(options[option]).strip()) for option in COLUMNS if option in options)
    wrong = next(((option, name) for option, name in named if name.lower() not in desk.columns), None)
    if wrong is None:
        return None
    option, name = wrong
    guess = meant(name, desk.columns) or f"; its columns are {', '.join(f'`{one}`' for one in desk.columns)}"
    return f"`{option}: {name}` is no column of `{desk.name}`{guess}"


def _no_path(options: Mapping[str, object]) -> str | None:
    paths = {name: options[name] for name in _PLAIN if name in options}
    if not paths:
        return None
    from pytest_promises.channels.data.json_reading import path_problem

    found = ((name, path_problem(str(path))) for name, path in paths.items())
    return next((f"`{name}:` is no JMESPath expression: {reason}" for name, reason in found if reason), None)
