"""Which statuses of HTTP are the ones that are expected."""

from collections.abc import Mapping, Sequence
from typing import Any

DEFAULT = ("2xx", "3xx")
_CODE = r"^[1-5](xx|\d\d)$"

SCHEMA: Mapping[str, Any] = {
    "title": "Expect",
    "description": "The statuses of a good answer; `2xx` is each from 200 to 299. Default: 2xx and 3xx.",
    "type": ["array", "string", "integer"],
    "pattern": _CODE,
    "patternErrorMessage": "a status is a number like `204`, or `2xx` for all that begin alike",
    "minimum": 100,
    "maximum": 599,
    "minItems": 1,
    "items": {
        "type": ["string", "integer"],
        "pattern": _CODE,
        "patternErrorMessage": "a status is a number like `204`, or `2xx` for all that begin alike",
        "minimum": 100,
        "maximum": 599,
        "examples": ["2xx"],
    },
    "examples": [["2xx", "3xx"], 204],
}


def expected(written: object) -> tuple[str, ...]:
    """Return the statuses that an option lists, or the usual ones where it is not given."""
    if written is None:
        return DEFAULT
    several = isinstance(written, Sequence) and not isinstance(written, str)
    listed = written if several and isinstance(written, Sequence) else (written,)
    return tuple(str(one).strip().lower() for one in listed)


def fits(status: int, wanted: Sequence[str]) -> bool:
    """Return whether a status is one of those."""
    return any(code == str(status) or code == f"{str(status)[0]}xx" for code in wanted)
