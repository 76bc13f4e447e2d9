"""How the audit comes to a service: what it says of itself, what it brings along, and whom it may talk to."""

from dataclasses import dataclass, field, fields, replace

Pairs = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they are sent."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user for HTTP authentication (RFC 7617)."""

    username: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: `server` is its URL, `bypass` lists hosts that are reached without it, separated by commas."""

    server: str = field(repr=False)
    bypass: str = ""
    credentials: Credentials | None = None


@dataclass(frozen=True, slots=True)
class Geolocation:
    """A place in degrees (WGS 84), `accuracy` in metres."""

    latitude: float
    longitude: float
    accuracy: float = 0.0


@dataclass(frozen=True, slots=True)
class Access:
    """The way to a service; what is not given is empty, and names are those of Playwright's browser contexts.

    `headers`, `cookies` and `http_credentials` go to the host of the target alone, never to one that a page or a
    redirect leads to. `storage_state` and `ca_certificates` are paths; `rate` bounds the documents asked of one host
    in a second (0: unbounded); `hosts` are those that may be talked to beside the target's own, `*.` at their start
    stands for all below.
    """

    headers: Pairs = field(default=(), repr=False)
    cookies: Pairs = field(default=(), repr=False)
    http_credentials: Credentials | None = None
    storage_state: str = ""
    proxy: Proxy | None = None
    user_agent: str = ""
    ca_certificates: str = ""
    timezone_id: str = ""
    geolocation: Geolocation | None = None
    rate: float = 0.0
    hosts: tuple[str, ...] = ()

    def anonymous(self) -> "Access":
        """Return the same way without anything that says who comes."""
        return replace(self, headers=(), cookies=(), http_credentials=None, storage_state="")

    def over(self, base: "Access") -> "Access":
        """Return another way with everything that this one gives in its place."""
        given = {one.name: value for one in fields(self) if (value := getattr(self, one.name)) != one.default}
        return replace(base, **given)
