"""Packages that only some channels need: installed with an extra, imported when such a channel is heard."""

from importlib import import_module
from types import ModuleType

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause


def need(module: str, extra: str, kind: str) -> ModuleType:
    """Return a module that a kind of channel needs.

    Raises `HearingError` (`UNAVAILABLE`) that names the extra, when the module is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        message = f"The channel type `{kind}` needs the package {package}, which is not installed."
        raise failed(Cause.UNAVAILABLE, message, f"Run: pip install 'pytest-promises[{extra}]'") from error
