"""What a spec says of where records are: files, a database, or an API that answers in pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.documents.files import path_of
from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.tables.options import OPTIONS, PAGED
from pytest_promises.model.hearing import Cause, Target
from pytest_promises.model.promise import Channel

Form = Literal["files", "database", "api"]
_IN_FILE = ("duckdb", "sqlite")


@dataclass(frozen=True, slots=True)
class Source:
    """Where records are.

    `address` is a path or pattern of files, or a URL, which may hold a password; `name` is what messages call it.
    `table` names the table of a database, `format` what files are written in (`""`: their names tell).
    """

    form: Form
    address: str = field(repr=False)
    name: str
    table: str = ""
    format: str = ""


def source_of(channel: Channel, site: str = "") -> Source:
    """Return where a channel's records are: files are relative to the spec that declares them, APIs to the site.

    Raises `HearingError` (`MALFORMED`) for what is neither a path nor a URL.
    """
    address, options = channel.address.strip(), channel.options
    scheme, separator, rest = address.partition("://")
    if scheme.lower() in {"http", "https"} or any(name in options for name in PAGED):
        url = absolute(address, site or channel.site)
        return Source("api", url, shown(url), format=_text(options, "as"))
    if not separator:
        path = str(path_of(address, channel))
        return Source("files", path, path, format=_text(options, "as"))
    if scheme.lower() in _IN_FILE:
        address = f"{scheme}://{path_of(rest, channel).absolute()}"
    table = _text(options, "table")
    if not table:
        message = f"{_named(address)} is a database, and nothing says which of its tables is meant."
        raise failed(Cause.MALFORMED, message, "Write its name beside it: `table: tickets`.")
    return Source("database", address, _named(address), table)


def _named(address: str) -> str:
    """Return what a database is called: its URL without its user, and without its query, which may hold a password."""
    scheme, _, rest = address.partition("://")
    place, _, query = rest.partition("?")
    given = dict(parse_qsl(query))
    cluster = given.get("spark.remote") or given.get("spark.master") or ""
    # What follows the address of Spark Connect are parameters, a token among them.
    return f"{scheme}://{place.rpartition('@')[2] or cluster.partition(';')[0]}"


def target_of(kind: str, channel: Channel, site: str) -> Target:
    """Return what has to be loaded for a channel; channels whose records come from one place share it.

    Raises `HearingError` (`MALFORMED`) as `source_of` does.
    """
    source = source_of(channel, site)
    # Conditions and columns are asked of what is open already; these options decide what is opened.
    decides = {name: _text(channel.options, name) for name in OPTIONS}
    variant = tuple(sorted((name, value) for name, value in decides.items() if value))
    return Target(kind, source.address, "" if source.form == "files" else host_of(source.address), variant)


def _text(options: Mapping[str, object], name: str) -> str:
    found = options.get(name)
    return found.strip() if isinstance(found, str) else ""
