"""What the shop keeps in files: a handbook for the staff in Markdown, and a program that prints the duty roster."""

import json
from collections.abc import Callable, Iterator, Mapping

from .content import LOCALES, Content, look_up

Texts = Callable[[str], Content]
"""Returns the texts of a language."""

PLACES: Mapping[str, str] = {
    **{f"handbook-{locale}": f"handbook/{locale}.md" for locale in LOCALES},
    "roster": "roster.py",
}
"""What a spec calls `demo:NAME`, and where it is."""

_HANDBOOK = """\
---
audience: staff
review: every 6 months
---
# {title}

{lead}

## {mail_title}

- {reply}
- {callback}

## {claim_title}

| {step} | {time} |
|--------|--------|
| {acknowledge} | {acknowledge_time} |
| {solve} | {solve_time} |
"""
_ROSTER = '''\
"""Print who is on duty, in every language: `python roster.py`."""

import json
import sys

DUTY = json.loads({duty!r})
json.dump(DUTY, sys.stdout, indent=1)
'''


def files(texts: Texts) -> Iterator[tuple[str, bytes]]:
    """Yield the files with what is in them."""
    for locale in LOCALES:
        yield PLACES[f"handbook-{locale}"], _handbook(texts(locale)).encode()
    yield PLACES["roster"], _ROSTER.format(duty=json.dumps(_duty(texts))).encode()


def _handbook(texts: Content) -> str:
    return _HANDBOOK.format_map(_group(texts, "handbook"))


def _duty(texts: Texts) -> Mapping[str, Mapping[str, object]]:
    return {locale: _group(texts(locale), "roster") for locale in LOCALES}


def _group(texts: Content, key: str) -> dict[str, object]:
    found = look_up(texts, key)
    if not isinstance(found, Mapping):
        raise KeyError(key)
    return dict(found)
