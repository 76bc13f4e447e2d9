"""What is used of the pages of Playwright's synchronous API: whatever has these methods can be read."""

from collections.abc import Sequence
from typing import Any, Protocol


class Element(Protocol):
    """A handle of an element."""

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """Return what a script says of the element."""
        ...

    def owner_frame(self) -> "Frame | None":
        """Return the frame that the element is in."""
        ...


class Frame(Protocol):
    """A frame of a page."""

    @property
    def url(self) -> str:
        """Where the frame is."""
        ...

    @property
    def child_frames(self) -> Sequence["Frame"]:
        """The frames in it."""
        ...

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """Return what a script says in the frame."""
        ...

    def frame_element(self) -> Element:
        """Return the element that the frame stands in."""
        ...


class Page(Protocol):
    """A page, of which all frames are read."""

    @property
    def main_frame(self) -> Frame:
        """The page's own frame."""
        ...


class Locator(Protocol):
    """Elements of a page, of which alone what they show is read."""

    def element_handles(self) -> Sequence[Element]:
        """Return the elements that match now."""
        ...

    def evaluate_all(self, expression: str, arg: Any = None) -> Any:
        """Return what a script says of all elements that match now."""
        ...
