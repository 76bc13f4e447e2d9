"""Lists in pages, as `channels.presets` asks for them, of more records than a channel reads."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.channels.presets.loading import Next, Pages, Records, listed, paged

Record = Mapping[str, Any]

MOST_RECORDS = 500_000
"""How many records one load takes; a longer list is refused, never cut."""


def whole_list(address: str, field: str, following: Next) -> Pages:
    """Ask for all pages of a list, as `listed` does; where there is none, nothing was measured, and so it is told."""
    return listed(address, field, following, most=MOST_RECORDS, nulls=False)


def whole(records_of: Records, following: Next) -> Pages:
    """Ask for the source's own address and all pages that follow it, as `paged` does."""
    return paged("", records_of, following, most=MOST_RECORDS)


def part(record: Record, name: str) -> Record:
    """Return a part of a record that is a mapping, empty where there is none."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}
