"""What makes a quantity hard to read: by it, recall is told apart."""

from collections.abc import Iterator

from corpora import Item
from quantities import Quantity

from pytest_promises.model.quantities import SECONDS


def phenomena(item: Item, wanted: Quantity) -> Iterator[str]:
    """Yield the names of the phenomena of an expected quantity."""
    if wanted.low is not None and wanted.high is not None and wanted.low < wanted.high:
        yield "range"
    elif wanted.bound:
        yield {"upper": "upper bound", "lower": "lower bound"}.get(wanted.bound, "bare figure")
    if wanted.mark == "business":
        yield "business clock"
    if len(item.expected) > 1:
        yield "several in one text"
    if wanted.kind in {"duration", "percent", "money"}:
        yield from _written(item.text)
        yield from _broken(wanted)
    if wanted.scope:
        yield "scope named"
    if wanted.mood not in {"", "asserted"}:
        yield f"mood: {wanted.mood}"
    if item.promises and wanted.topic is not None and len(item.text) > 200:
        yield "long text"


def _written(text: str) -> Iterator[str]:
    digits = [sign for sign in text if sign.isdigit()]
    if not digits:
        yield "number words, no digit"
    elif not all(digit.isascii() for digit in digits):
        yield "digits of another script"


def _broken(wanted: Quantity) -> Iterator[str]:
    """Yield whether an end is no whole number of what it is counted in: halves, fractions, compounds, decimals."""
    size = next((length for unit, length in SECONDS.items() if unit == wanted.unit.rstrip("s")), 1.0)
    ends = [end / size for end in (wanted.low, wanted.high) if end is not None]
    if any(abs(end - round(end)) > 1e-6 for end in ends):
        yield "fraction or compound"
