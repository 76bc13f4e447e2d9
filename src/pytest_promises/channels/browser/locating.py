"""Which element of a page is meant, in the words of Playwright's locators."""

from dataclasses import dataclass
from typing import Any

_GETTERS = {
    "label": "get_by_label",
    "text": "get_by_text",
    "placeholder": "get_by_placeholder",
}


@dataclass(frozen=True, slots=True)
class Locate:
    """An element: `by` is the kind of locator (`role`, `label`, `text`, `test_id`, `placeholder`, `css`).

    `value` is what the locator is given, `name` the accessible name of a role; `exact` wants the whole text in its own
    case. `inside` is the element that it lies in, `frame` a CSS selector of the frame.
    """

    by: str
    value: str
    name: str = ""
    exact: bool = False
    inside: "Locate | None" = None
    frame: str = ""

    def on(self, page: Any) -> Any:
        """Return Playwright's locator on a page."""
        around = page.frame_locator(self.frame) if self.frame else page
        around = self.inside.on(around) if self.inside else around
        if self.by == "role":
            return around.get_by_role(self.value, **({"name": self.name, "exact": self.exact} if self.name else {}))
        if self.by == "test_id":
            return around.get_by_test_id(self.value)
        if self.by == "css":
            return around.locator(f"css={self.value}")
        return getattr(around, _GETTERS[self.by])(self.value, exact=self.exact)

    def __str__(self) -> str:
        """Return the locator as a person reads it: `button "Add" in css "#basket"`."""
        own = f'{self.value} "{self.name}"' if self.name else f'{self.by} "{self.value}"'
        own += f" in {self.inside}" if self.inside else ""
        return f'{own} of the frame "{self.frame}"' if self.frame else own
