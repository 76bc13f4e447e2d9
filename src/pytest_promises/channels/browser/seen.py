"""What a locator finds at one moment."""

from dataclasses import dataclass

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Seen:
    """How many elements a locator finds; of a single one, whether it is visible and the text that it shows."""

    count: int
    visible: bool = False
    text: str = ""

    def shows(self, text: str) -> bool:
        """Return whether it is one visible element with that text in it; white space is all alike."""
        return self.count == 1 and self.visible and _squeezed(text) in _squeezed(self.text)

    def lacks(self, text: str) -> bool:
        """Return whether it is away; with a text whether it is there, and without that text."""
        if text:
            return self.count == 1 and self.visible and not self.shows(text)
        return self.count == 0 or (self.count == 1 and not self.visible)


def shortened(text: str) -> str:
    """Return the beginning of a text in one line."""
    line = _squeezed(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
