"""Languages served: the names of languages in a row ("in English, German or French")."""

import re
from collections.abc import Iterator
from typing import Final

from pytest_promises.model.quantities import Languages

from . import codes as c
from .found import Found
from .items import Items

_BETWEEN: Final = rf"[{c.FILLER}{c.TO}]?[,/{c.AND}{c.PLUS}]{{1,2}}[{c.OTHER}{c.FILLER}{c.TO}{c.RATE}{c.UPPER}]?"
_ROW: Final = re.compile(rf"{c.LANGUAGE}(?:{_BETWEEN}{c.LANGUAGE}){{0,40}}")


def languages(items: Items) -> Iterator[Found]:
    """Yield the rows of languages of a sentence; what they are named for, only its topic tells."""
    for match in _ROW.finditer(items.codes):
        named = {items.data[at] for at in range(*match.span()) if items.codes[at] == c.LANGUAGE}
        yield Found(Languages(tuple(sorted(named))), match.start(), match.end())
