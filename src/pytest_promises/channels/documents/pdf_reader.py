"""A PDF read in a process of its own: what makes it crash, hang or swell ends this process and no other.

It is given a line of JSON (`passwords`, `parts`, `most_pages`, `seconds`) and the file on the standard input, and
answers JSON: `{"mishap": {...}}`, or `{"pages": n, "parts": [{"passages": [...], "flaws": [...]}, ...]}`.
"""

import json
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from time import monotonic
from typing import Any

from pytest_promises.channels.documents.pdf_extract import Pdf
from pytest_promises.channels.documents.pdf_flow import flow
from pytest_promises.channels.documents.pdf_furniture import without_repeated
from pytest_promises.channels.documents.pdf_letters import plain
from pytest_promises.channels.documents.pdf_lines import rows
from pytest_promises.channels.documents.pdf_second import SecondReading
from pytest_promises.channels.documents.pdf_sheets import Row, Segment, Sheet
from pytest_promises.model.hearing import Cause, HearingError, Mishap

_MEMORY = 2 << 30
_UNREAD = 0.05
_SCANNED = 0.6
_FEW_LETTERS = 30
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHARE_OF_TIME = 0.8


def main() -> None:
    """Read what is on the standard input, and answer."""
    asked, _, body = sys.stdin.buffer.read().partition(b"\n")
    request = json.loads(asked)
    _bounded(int(request["seconds"]) + 1)
    try:
        answer = _read(body, request)
    except HearingError as error:
        answer = {"mishap": asdict(error.mishap)}
    except MemoryError:
        answer = {"mishap": asdict(Mishap(Cause.TOO_LARGE, "it takes more memory than it may."))}
    sys.stdout.write(json.dumps(answer))


def _bounded(seconds: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read(body: bytes, request: dict[str, Any]) -> dict[str, Any]:
    ends_at = monotonic() + _SHARE_OF_TIME * float(request["seconds"])
    pdf = Pdf(body, request["passwords"])
    if pdf.is_form:
        message = "it is a form (XFA) whose pages only Adobe's programs show."
        raise HearingError(Mishap(Cause.MALFORMED, message, "Audit a PDF that was printed from it."))
    parts = [_wanted(spans, pdf.pages) for spans in request["parts"]]
    second = SecondReading(body, request["passwords"])
    pages: dict[int, _Page] = {}
    wanted = sorted({number for part in parts for number in part})
    for number in wanted[: int(request["most_pages"])]:
        if monotonic() > ends_at:
            break
        pages[number] = _page(pdf, number, second)
    return {"pages": pdf.pages, "parts": [_part(pdf, part, pages) for part in parts]}


_Page = tuple[list[Row], Mishap | None]
"""A page's rows, and why not all of it can be read."""


def _page(pdf: Pdf, number: int, second: SecondReading) -> _Page:
    try:
        sheet = pdf.sheet(number)
    except HearingError as error:
        return [], error.mishap
    again = _again(second.lines(number), sheet) if sheet.unread else []
    return again or [row for group in sheet.glyphs for row in rows(group)], None if again else _flaw(sheet)


def _part(pdf: Pdf, wanted: Sequence[int], pages: dict[int, _Page]) -> dict[str, Any]:
    """Return what some of the pages say, whatever else is asked of the file."""
    read = [number for number in wanted if number in pages]
    flaws = [flaw for number in read if (flaw := pages[number][1]) is not None]
    if len(read) < len(wanted):
        flaws.append(_unfinished(len(read), len(wanted)))
    lang = pdf.lang if _LANG.fullmatch(pdf.lang) else None
    placed = flow(*without_repeated({number: pages[number][0] for number in read}, pdf.pages), lang)
    return {"passages": [asdict(one) for one in placed], "flaws": [asdict(flaw) for flaw in flaws]}


def _wanted(spans: Sequence[Sequence[int]], last: int) -> list[int]:
    """Return the pages of the spans (first, and last or 0 for the end); all when there is no span."""
    if not spans:
        return list(range(1, last + 1))
    return sorted({page for first, end in spans for page in range(first, min(end or last, last) + 1)})


def _unfinished(done: int, pages: int) -> Mishap:
    message = f"only {done:,} of its {pages:,} pages were read."
    return Mishap(Cause.TOO_LARGE, message, 'Name those that count: `pages: "1-20"`.')


def _flaw(sheet: Sheet) -> Mishap | None:
    """Return why not all of a page can be read, or `None`."""
    readable = sheet.letters - sheet.unread
    scanned = sheet.has_picture and (readable == 0 or (sheet.picture >= _SCANNED and readable < _FEW_LETTERS))
    if scanned and not sheet.unread:
        message = f"page {sheet.number} is a picture: there is no text in it."
        return Mishap(Cause.EMPTY, message, "Have its text recognised (OCR), or audit a PDF that was not scanned.")
    if sheet.unread > _UNREAD * sheet.letters:
        message = f"page {sheet.number} has letters of which its fonts do not say what they are."
        return Mishap(Cause.MALFORMED, message, "Make the PDF anew with Unicode maps (ToUnicode) in its fonts.")
    return None


def _again(lines: Sequence[str], sheet: Sheet) -> list[Row]:
    """Return the lines of the second reading, one below the other, where it found more than the first."""
    letters = sum(not char.isspace() for line in lines for char in line)
    if letters <= sheet.letters - sheet.unread:
        return []
    size, top = 10.0, sheet.height
    texts = ("".join(map(plain, line)) for line in lines)
    return [(Segment(text, 0.0, 6.0 * len(text), top - 12.0 * at, size),) for at, text in enumerate(texts)]


if __name__ == "__main__":
    main()
