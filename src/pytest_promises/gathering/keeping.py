"""Where no evidence is kept."""

from collections.abc import Sequence


class NothingKept:
    """A keeper that keeps nothing."""

    def masks(self, text: str) -> Sequence[tuple[int, int]]:  # noqa: ARG002 - a keeper's
        """Return nothing: there will be no picture."""
        return ()

    def keep(self, content: bytes, media_type: str) -> str:  # noqa: ARG002 - a keeper's
        """Keep nothing."""
        return ""
