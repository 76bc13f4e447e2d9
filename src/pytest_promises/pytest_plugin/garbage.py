"""Garbage collection while a run lasts: what pages, specs and checks are made of lives as long as the run.

Looking through all of it for garbage again and again, as Python does by default after every 700 new objects, takes a
quarter of an audit's own time.
"""

import gc
from collections.abc import Callable

_OBJECTS = 50_000


def relax() -> Callable[[], None]:
    """Collect garbage less often from now on; returns what undoes it."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])

    def undo() -> None:
        gc.unfreeze()
        gc.set_threshold(*before)

    return undo


def keep() -> None:
    """Look no more at what there is now."""
    gc.freeze()
