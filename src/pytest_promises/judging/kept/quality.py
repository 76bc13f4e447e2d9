"""What was wrong with the records themselves: always told, and where it is much, nothing is judged by the rest."""

from collections.abc import Iterator

from pytest_promises.model.amounts import counted, number, percent
from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Counts

from .judged import Judged

MOST_FLAWED = 0.01
"""The share of flawed records above which the others tell nothing: the flawed ones could be those that are late."""


def too_flawed(counts: Counts) -> Judged | None:
    """Return what is said of records of which too many are in no figure, or `None`."""
    window = max(counts.read - counts.outside, counts.flawed)
    if counts.flawed <= MOST_FLAWED * window:
        return None
    what = "; ".join(_flaws(counts))
    why = f"{counted(counts.flawed, 'record')} of {number(window)} ({percent(counts.flawed / window)}) are in no figure"
    remedy = (
        f"Correct these records, or leave them out with `where`; up to {percent(MOST_FLAWED)} of them is let through."
    )
    return Judged(Verdict.INCONCLUSIVE, f"{why}: {what}", remedy)


def notes_on(counts: Counts) -> tuple[str, ...]:
    """Return a note on each kind of flaw that there is."""
    notes = [f"{flaw}: in no figure" for flaw in _flaws(counts)]
    if counts.duplicates:
        notes.append(f"{counted(counts.duplicates, 'record')} with the identifier of another: in the figures")
    return tuple(notes)


def _flaws(counts: Counts) -> Iterator[str]:
    told = {
        "ending before the start": counts.reversed,
        "with a time in the future": counts.future,
        "without a time that can be read": counts.unreadable,
    }
    return (f"{counted(count, 'record')} {what}" for what, count in told.items() if count)
