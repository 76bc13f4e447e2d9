"""Sends messages with Apprise, which knows how more than a hundred services want to be talked to."""

import logging
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any


class NotifyError(Exception):
    """Raised when a message could not be sent; its text names no address: those hold tokens."""


def send(addresses: Sequence[str], title: str, body: str) -> None:
    """Send a message to all addresses; raises `NotifyError` when one of them did not take it."""
    # What it logs has the addresses in it.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        # What a package warns its own authors of is nothing that a user of ours could act on.
        warnings.simplefilter("ignore")
        _send(_apprise(), addresses, title, body)


def _apprise() -> Any:
    try:
        return import_module("apprise")
    except ModuleNotFoundError as error:
        raise NotifyError("this needs Apprise: pip install 'pytest-promises[notify]'") from error


def _send(apprise: Any, addresses: Sequence[str], title: str, body: str) -> None:
    everyone = apprise.Apprise()
    unknown = sum(not everyone.add(address) for address in addresses)
    if unknown:
        raise NotifyError(f"{unknown} of {len(addresses)} addresses are none that Apprise knows")
    try:
        taken = everyone.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
    except Exception as error:
        raise NotifyError(f"Apprise failed ({type(error).__name__})") from error
    if not taken:
        raise NotifyError("not every address took the message")
