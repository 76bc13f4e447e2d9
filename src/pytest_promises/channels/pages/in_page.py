"""The pass that runs inside a page and reads one frame of it: its script, and what it is asked."""

import json
from functools import cache
from pathlib import Path

from pytest_promises.channels.markup.banners import BANNER_NAMES, COOKIE_WORDS, LONGEST

FRAME = "element => (element.ownerDocument.defaultView[Symbol.for('pytest-promises.frames')] || new Map()).get(element)"
"""Gives, for the element that a frame stands in, the context to read the frame in, or nothing when it is not shown."""

_READ = Path(__file__).with_name("passages.js")
_MOST_PASSAGES = 20_000
_LONGEST_PASSAGE = 20_000


@cache
def script() -> str:
    """Return the script: a JavaScript function from the JSON of `argument` to the JSON that `sights` reads."""
    return f"({_READ.read_text(encoding='utf-8')})"


def argument(**asked: object) -> str:
    """Return what the script is asked, as JSON; the keys are described in `passages.js`."""
    return json.dumps(
        {
            "within": [],
            "context": {},
            "most": _MOST_PASSAGES,
            "longest": _LONGEST_PASSAGE,
            "cookieWords": COOKIE_WORDS,
            "bannerNames": BANNER_NAMES,
            "longestBanner": LONGEST,
            **asked,
        }
    )
