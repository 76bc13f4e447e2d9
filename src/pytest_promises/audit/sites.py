"""Base URLs: what `site:` names, with `demo` starting the bundled shop."""

from collections.abc import Mapping
from contextlib import ExitStack
from urllib.parse import urlsplit

from pytest_promises.model.hearing import Cause, HearingError, Mishap


class Sites:
    """The sites of a run; each bundled shop is started once and stopped by `close`."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._shops: dict[str, str] = {}
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
            self._shops[site] = self._open.enter_context(shop).url
        return self._shops[site]

    def close(self) -> None:
        """Stop the shops."""
        self._open.close()
