"""`{placeholders}` in the texts of steps: what is known beforehand, and what was read on the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

THRESHOLD = "threshold"
"""The amount or the number that the promise has: `{threshold}`, `{threshold-0.01}`, `{threshold+10}`."""
MARK = "mark"
"""The text that tells a test: `{mark}`."""

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_OFFSET = re.compile(r"threshold(?:([+-])(\d{1,15}(?:\.\d{1,6})?))?")


def names_in(text: str) -> Iterator[str]:
    """Yield what stands between braces; of a threshold with something added it is `threshold`."""
    for match in _BRACES.finditer(text):
        if match[1] is not None:
            yield THRESHOLD if _OFFSET.fullmatch(match[1]) else match[1]


@dataclass(frozen=True, slots=True)
class Blanks:
    """What placeholders stand for: `threshold` with the digits that its currency has after the point, and `words`."""

    threshold: Decimal | None = None
    digits: int = 2
    words: Mapping[str, str] = field(default_factory=dict)

    def filled(self, text: str) -> str:
        """Return a text with everything filled in; raises `KeyError` for a name that nothing is known of."""
        return _BRACES.sub(lambda match: match[0][0] if match[1] is None else self._value(match[1]), text)

    def _value(self, name: str) -> str:
        offset = _OFFSET.fullmatch(name)
        if offset is None or self.threshold is None:
            return self.words[name]
        added = Decimal(f"{offset[1] or '+'}{offset[2] or 0}")
        # An offset finer than the currency is meant, and is not rounded away.
        exponent = max(self.digits, -int(added.as_tuple().exponent))
        return f"{self.threshold + added:.{exponent}f}"
