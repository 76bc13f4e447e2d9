"""Whom a run may talk to: the hosts that somebody named, and nobody that a spec or a redirect slips in."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from pytest_promises.channels.addresses import host_of, shown
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Settings
from pytest_promises.model.hearing import Cause, Target


def refuse_unnamed(url: str, target: Target, settings: Settings) -> None:
    """Raise `HearingError` (`DENIED`) when nobody named the host of a page or document.

    The target's own host is named by the spec, and so are those of its `hosts:`. Where the run names hosts, each must
    be among them, too.
    """
    host = host_of(url)
    if host != target.host and not matches(host, target.access.hosts):
        message = f"{shown(target.url)} leads to the host {host}, which the spec does not name."
        raise failed(Cause.DENIED, message, f"If that is right, add {host!r} to `access: {{hosts: [...]}}`.")
    refuse_forbidden(url, settings)


def refuse_forbidden(url: str, settings: Settings) -> None:
    """Raise `HearingError` (`DENIED`) when the run names the only hosts that may be talked to, and not this one."""
    host = host_of(url)
    if settings.hosts and not matches(host, settings.hosts):
        message = f"{shown(url)} is on the host {host}, which this run may not talk to."
        raise failed(Cause.DENIED, message, f"If that is right, add {host!r} to `promises_hosts`.")


def matches(host: str, patterns: Iterable[str]) -> bool:
    """Return whether a host, with its port if it has one of its own, fits a pattern.

    A pattern without a port fits every port; `*.shop.example` fits what is below shop.example, and not itself.
    """
    name = _name(host)
    return any(_fits(name, host, pattern.lower()) for pattern in patterns)


def _fits(name: str, host: str, pattern: str) -> bool:
    wanted = host.lower() if _has_port(pattern) else name
    return wanted.endswith(pattern[1:]) if pattern.startswith("*.") else wanted == pattern


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _has_port(pattern: str) -> bool:
    try:
        return urlsplit(f"//{pattern}").port is not None
    except ValueError:
        return False
