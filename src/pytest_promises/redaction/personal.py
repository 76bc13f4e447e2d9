"""Mail addresses and telephone numbers in texts."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_CANDIDATE = re.compile(r"(?<![\w./#-])[+(]?\d(?:[\s\u00a0().\-/\u2010-\u2013]{0,3}\d){6,17}(?!\w)")
"""What may be a number: libphonenumber, which takes far longer, is asked about nothing else."""

_DATE = re.compile(r"(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d")
_GROUPED = re.compile(r"\d[\s\u00a0().\-/\u2010-\u2013]+\d")
_SURE = ("+", "(", "0")


def mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of mail addresses, also of one that is percent-encoded in a URL (`%40`)."""
    if "@" in text:
        yield from (match.span() for match in MAIL.finditer(text))
    if "%40" in text:
        plain = text.replace("%40", "@\0\0")
        for match in re.finditer(MAIL.pattern.replace("@", "@\0\0"), plain):
            yield match.span()


def telephone_numbers(text: str, regions: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of telephone numbers, and each as E.164 has it: `+35929876543`.

    They are international ones, and those as people in the regions (ISO 3166-1 alpha-2) write them. What is a number to
    libphonenumber and looks like a date is none.
    """
    for match in _CANDIDATE.finditer(text):
        if _is_written_as_one(match.group()):
            for start, end, number in _numbers(match.group(), tuple(regions)):
                yield match.start() + start, match.start() + end, number


@lru_cache(maxsize=4096)
def _numbers(text: str, regions: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

    found = (match for region in (*regions, None) for match in PhoneNumberMatcher(text, region, Leniency.VALID))
    return tuple((one.start, one.end, format_number(one.number, PhoneNumberFormat.E164)) for one in found)


def _is_written_as_one(raw: str) -> bool:
    if _DATE.match(raw):
        return False
    return raw.startswith(_SURE) or bool(_GROUPED.search(raw))
