"""Addresses of channels: joined onto the site, made the same where they mean the same, shown without secrets."""

from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from pytest_promises.model.hearing import Cause, HearingError, Mishap

_PORTS = {"http": 80, "https": 443}
_REMEDY = "Write a path below the site (`/en/contact`) or a whole http(s) address."


@lru_cache(maxsize=4096)
def absolute(address: str, site: str) -> str:
    """Return the URL of an address on a site, as RFC 3986 resolves it; the site's own path counts as a folder.

    A fragment stays only where it routes (`#/cart`, `#!cart`), because a plain anchor is a place on the same page.

    Raises `HearingError` (`MALFORMED`) for anything but http(s), and for a path without a site.
    """
    base = _parts(site, site) if site else None
    if base is None and not scheme_of(address):
        raise HearingError(Mishap(Cause.MALFORMED, f"There is no site for {address!r}.", "Give the spec a `site:`."))
    folder = urlunsplit(base._replace(path=base.path.rstrip("/") + "/", query="", fragment="")) if base else ""
    return urlunsplit(_parts(_joined(folder, address), address))


def host_of(url: str) -> str:
    """Return the host of a URL, with its port where that is not the scheme's own."""
    return urlsplit(url).netloc.rpartition("@")[2]


def shown(url: str) -> str:
    """Return the URL without user and password, for messages and evidence."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be parsed"
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def scheme_of(address: str) -> str:
    """Return the scheme that an address begins with, or an empty string."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _joined(folder: str, address: str) -> str:
    try:
        # A whole address stays what it is: joining would read "http:x" as a path.
        return address.strip() if scheme_of(address.strip()) else urljoin(folder, address.strip())
    except ValueError as error:
        raise _malformed(address) from error


def _parts(url: str, written: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _malformed(written) from error
    if parts.scheme not in _PORTS or not parts.hostname or any(char.isspace() for char in parts.netloc):
        raise _malformed(written)
    user = parts.netloc.rpartition("@")[0]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return parts._replace(netloc=f"{user}@{netloc}" if user else netloc, path=parts.path or "/", fragment=fragment)


def _malformed(written: str) -> HearingError:
    return HearingError(Mishap(Cause.MALFORMED, f"{shown(written)!r} is no http(s) address.", _REMEDY))
