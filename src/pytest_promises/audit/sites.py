"""Base URLs: what `site:` names, with `demo` starting the bundled shop."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_promises.model.hearing import Cause, HearingError, Mishap

if TYPE_CHECKING:
    from pytest_promises.demo import Shop


class Sites:
    """The sites of a run; each bundled shop is started once and stopped by `close`."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._shops: dict[str, Shop] = {}
        self._open = ExitStack()

    def base_url(self, site: str) -> str:
        """Return the base URL of a site as a spec names it.

        Raises `HearingError` for a fault that the bundled shop does not know, or a site that is no URL.
        """
        if site == "demo" or site.startswith("demo?"):
            return self._shop(site)
        if urlsplit(site).scheme not in {"http", "https", ""}:
            message = f"{site} is no site: it is neither an http(s) address nor `demo`"
            raise HearingError(Mishap(Cause.MALFORMED, message, "Write it like https://shop.example."))
        return site

    def _shop(self, site: str) -> str:
        if site not in self._shops:
            from pytest_promises.demo import start

            try:
                shop = start(site, self._env)
            except ValueError as error:
                raise HearingError(Mishap(Cause.MALFORMED, str(error))) from error
            self._shops[site] = self._open.enter_context(shop)
        return self._shops[site].url

    def place(self, address: str, site: str) -> str:
        """Return what an address stands for: `demo:NAME` is what the bundled shop of that site has by that name.

        Raises `HearingError` when the site is not the bundled shop, or has nothing of that name.
        """
        scheme, _, name = address.partition(":")
        if scheme != "demo":
            return address
        self.base_url(site)
        shop = self._shops.get(site)
        places = shop.places if shop else {}
        if name not in places:
            known = ", ".join(f"demo:{one}" for one in sorted(places)) or "there is none without `site: demo`"
            message = f"{address} is nothing that the bundled shop has"
            raise HearingError(Mishap(Cause.MALFORMED, message, f"What it has: {known}."))
        return places[name]

    def close(self) -> None:
        """Stop the shops."""
        self._open.close()
