"""What was found, run by run, in a database: SQLite in the project's folder, or PostgreSQL for many machines.

Runs are compared along their own branch. A branch goes on from the trunk, which is the branch that most runs of the
database are of: what was found there before the branch's first run is the branch's past, too.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .history import History

KEEP_DAYS = 400


class HistoryError(Exception):
    """Raised when a history cannot be had; its text says where it is, what is wrong and what to do."""


def open_history(url: str, folder: Path, *, keep_days: int = KEEP_DAYS) -> "History":
    """Open the history at a URL (`""`: `history.sqlite` in the folder), made or brought up to date where needed.

    `keep_days` is for how long runs are kept; each run that is taken removes those that began earlier. Raises
    `HistoryError`.
    """
    from .history import History
    from .opening import opened

    return History(opened(url, folder), keep_days)
