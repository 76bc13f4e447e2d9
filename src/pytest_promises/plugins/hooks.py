"""The hooks of a plugin by their names: one that there is not, or that lacks its marker, would be silently left out."""

from collections.abc import Iterator
from difflib import get_close_matches

from pytest_promises import hookspecs
from pytest_promises.hookspecs import PROJECT

_PREFIX = "promises_"
_MARK = f"{PROJECT}_impl"
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(_PREFIX))
"""The names of all hooks."""


def has_hook(plugin: object) -> bool:
    """Tell whether something has one of the hooks, or means to."""
    return any(name in HOOKS or _is_marked(plugin, name) for name in _names(plugin))


def hook_problems(plugin: object) -> Iterator[str]:
    """Yield what is wrong with the names and markers of a plugin's hooks."""
    where = getattr(plugin, "__file__", None) or getattr(plugin, "__name__", type(plugin).__name__)
    for name in _names(plugin):
        if name in HOOKS and not _is_marked(plugin, name):
            yield f"{where}: `{name}` lacks the marker `@pytest_promises.hookimpl`"
        elif name not in HOOKS and _is_marked(plugin, name):
            close = get_close_matches(name, HOOKS, 1)
            hint = f"did you mean `{close[0]}`?" if close else f"the hooks are {', '.join(HOOKS)}"
            yield f"{where}: there is no hook `{name}`; {hint}"


def _names(plugin: object) -> list[str]:
    return [name for name in dir(plugin) if name.startswith(_PREFIX)]


def _is_marked(plugin: object, name: str) -> bool:
    return isinstance(getattr(getattr(plugin, name, None), _MARK, None), dict)
