"""Files of records that a server has: what they are written in, and a copy that the engine reads."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from pytest_promises.channels.data.json_document import refuse_other
from pytest_promises.channels.http.fetching import Document
from pytest_promises.measuring.tables.files import format_of_name
from pytest_promises.measuring.tables.source import Source
from pytest_promises.model.hearing import HearingError

ACCEPT = "text/csv, application/vnd.apache.parquet, application/x-ndjson, application/json, */*;q=0.1"
_TYPES: Mapping[str, str] = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/vnd.apache.parquet": "parquet",
    "application/x-parquet": "parquet",
    "application/x-ndjson": "json",
    "application/ndjson": "json",
    "application/jsonl": "json",
}
"""Media types of files: RFC 4180, and those that IANA lists or that servers use where it lists none."""
_GZIP = b"\x1f\x8b"


def format_of(document: Document, told: str) -> str:
    """Return what a document is written in, where it is a file of records: as is told, as it is served, or named.

    A document of JSON is an API's; what is served as such, and `.json`, is no file.
    """
    served = document.content_type.partition(";")[0].strip().lower()
    if told or served in _TYPES:
        return told or _TYPES[served]
    name = Path(urlsplit(document.final_url).path).name or Path(urlsplit(document.url).path).name
    return "" if name.lower().endswith(".json") else format_of_name(name)


@contextmanager
def copied(document: Document, kind: str, name: str) -> Iterator[Source]:
    """Have a document as a source of files, which is gone afterwards.

    What is wrong with the copy while it is asked is told of the `name`. Raises `HearingError` for what came in place of
    a file.
    """
    refuse_other(document)
    with TemporaryDirectory(prefix="promises-copies-", ignore_cleanup_errors=True) as folder:
        # Some servers unpack what is named `.gz` on its way, so that its bytes tell, and not its name.
        path = Path(folder).resolve() / f"records.{kind}{'.gz' * document.body.startswith(_GZIP)}"
        path.write_bytes(document.body)
        try:
            yield Source("files", str(path), name, format=kind)
        except HearingError as error:
            told = error.mishap.message.replace(str(path), name)
            raise HearingError(replace(error.mishap, message=told)) from error
