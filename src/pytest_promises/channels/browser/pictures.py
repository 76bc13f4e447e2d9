"""A picture of a whole page, with what nobody may see covered while it is taken, and where in it the words stand."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame

from pytest_promises.channels.browser.capture import capture, scale_of
from pytest_promises.channels.browser.layout import LOWEST, Framed, Part, Told, layout_of, part_of
from pytest_promises.channels.browser.tab import NavigatedError, Tab
from pytest_promises.model.hearing import HearingError

_MOST_WORDS = 30_000
_UNCOVERING = 1.0
_SCRIPT = Path(__file__).with_name("layout.js")
_INSIDE = """element => {
  const style = getComputedStyle(element);
  const sides = ["Top", "Right", "Bottom", "Left"];
  const [top, right, bottom, left] = sides.map((side) => parseFloat(style[`padding${side}`]) || 0);
  const { clientLeft, clientTop, clientWidth, clientHeight } = element;
  const inside = [clientLeft + left, clientTop + top, clientWidth - left - right, clientHeight - top - bottom];
  return [...inside, element.contentDocument === null];
}"""
_UNCOVER = "() => { const name = Symbol.for('pytest-promises.uncover'); window[name]?.(); delete window[name]; }"


class NoPictureError(Exception):
    """Raised when there can be no picture; the text says why. `selectors` are those of the spec that are none."""

    def __init__(self, why: str, selectors: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.selectors = selectors


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page, and its layout as it is kept."""

    image: bytes
    layout: bytes


async def picture_of(
    tab: Tab, told: Sequence[Told], hide: Sequence[str], seconds: float, *, stays: bool = True
) -> Picture:
    """Take a picture of what a tab shows, without what is masked, passwords, and elements that match `hide`.

    The first of `told` is the main frame. A page that `stays` is given back as it was: somebody looks at it again.
    Raises `NoPictureError`, also when it takes too long.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _taken(tab, told, hide, seconds)
    except (TimeoutError, PlaywrightError, NavigatedError, HearingError) as error:
        raise NoPictureError(type(error).__name__) from error
    finally:
        if stays:
            await _uncover(tab, told)


async def _taken(tab: Tab, told: Sequence[Told], hide: Sequence[str], seconds: float) -> Picture:
    main, *others = told
    page = await _part(tab, main, hide)
    framed = [await _framed(tab.frames()[one.frame], one, await _part(tab, one, hide)) for one in others]
    layout = layout_of(main, page, [one for one in framed if one is not None])
    image = await capture(tab, layout.width, layout.height, seconds)
    return Picture(image, layout.to_json(scale_of(tab)))


async def _part(tab: Tab, told: Told, hide: Sequence[str]) -> Part:
    masks = {index: list(spans) for index, spans in enumerate(told.masks) if spans}
    asked = {"count": len(told.passages), "masks": masks, "hide": hide, "most": _MOST_WORDS, "lowest": LOWEST}
    frames = tab.frames()
    if told.frame >= len(frames):
        raise NoPictureError("a frame has gone")
    try:
        part = part_of(await tab.evaluate(frames[told.frame], _script(), json.dumps(asked)))
    except ValueError as error:
        raise NoPictureError("the page meddles with JavaScript's own functions") from error
    if part.invalid:
        raise NoPictureError("not all that is to be hidden can be found", tuple(hide[index] for index in part.invalid))
    if part.bare:
        raise NoPictureError("not everything that nobody may see can be covered")
    return part


async def _framed(frame: Frame, told: Told, part: Part) -> Framed | None:
    """Return where a frame's document is seen in the viewport of the main frame, or `None` when it is not seen."""
    element = await frame.frame_element()
    box = await element.bounding_box()
    left, top, width, height, foreign = await element.evaluate(_INSIDE)
    return None if box is None else Framed(told, part, (box["x"] + left, box["y"] + top, width, height), foreign)


async def _uncover(tab: Tab, told: Sequence[Told]) -> None:
    """Give the page back as it was; a tab where that fails is used by nobody else."""
    frames = tab.frames()
    try:
        async with asyncio.timeout(_UNCOVERING):
            for one in told:
                with suppress(NavigatedError, IndexError):
                    await tab.evaluate(frames[one.frame], _UNCOVER, "")
    except (TimeoutError, HearingError):
        tab.reusable = False


@cache
def _script() -> str:
    return f"({_SCRIPT.read_text(encoding='utf-8')})"
