"""Lexicons from outside of the package: parsed data, handed down before anything is read."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

_LEXICONS: Final[dict[str, Mapping[str, Any]]] = {}

registered: Mapping[str, Mapping[str, Any]] = MappingProxyType(_LEXICONS)
"""The data of the registered lexicons by their languages, in the shape of the package's own data files."""


def register(lexicons: Mapping[str, Mapping[str, Any]]) -> None:
    """Read these languages too, or in place of the package's own, and none that was registered before.

    The data is taken as it is: whoever hands it down has checked it.
    """
    if lexicons != _LEXICONS:
        _LEXICONS.clear()
        _LEXICONS.update(lexicons)
        _forget()


def _forget() -> None:
    """Forget all that was worked out with other lexicons, in whichever module it is remembered."""
    room = __name__.rpartition(".")[0]
    for name, module in list(sys.modules.items()):
        if name == room or name.startswith(f"{room}."):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if clear is not None and not isinstance(value, type):
                    clear()
