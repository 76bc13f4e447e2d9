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

    def remember(self, key: str, refs: Sequence[str]) -> None:
        """Remember nothing."""

    def recall(self, key: str) -> tuple[str, ...]:  # noqa: ARG002 - a keeper's
        """Know nothing."""
        return ()
