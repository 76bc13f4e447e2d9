"""Audit what a service promises its customers: is it stated, does every place agree, is it kept?"""

from typing import TYPE_CHECKING

from pytest_promises._version import __version__

if TYPE_CHECKING:
    from pytest_promises.hookspecs import hookimpl
    from pytest_promises.reading import read

__all__ = ["__version__", "hookimpl", "read"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that pytest starts no slower for having the plugin."""
    if name == "hookimpl":
        from pytest_promises.hookspecs import hookimpl

        return hookimpl
    if name == "read":
        from pytest_promises.reading import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
