"""The pages of a PDF as PDFium finds them: letters with their places, pictures, language."""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from pytest_promises.channels.documents.pdf_sheets import Glyph, Sheet
from pytest_promises.channels.extras import need
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_PASSWORD = 4
_FEW_LETTERS = 30
_MANY_LINES = 200
_DEEPEST_FORM = 4
_HYPHEN = 0x02
"""What PDFium has in place of a hyphen at the end of a line."""


class Pdf:
    """An opened file; `pages` is how many there are, `lang` the language that it says it is in."""

    def __init__(self, body: bytes, passwords: Iterable[str]) -> None:
        """Open the file with the first password that fits; raises `HearingError` (`DENIED`, `MALFORMED`)."""
        self._pdfium = need("pypdfium2", "pdf", "pdf")
        self._raw: ModuleType = self._pdfium.raw
        self._document = self._opened(body, ("", *passwords))
        self.pages = len(self._document)
        self.lang = self._language()
        self.is_form = self._document.get_formtype() == self._raw.FORMTYPE_XFA_FULL

    def sheet(self, number: int) -> Sheet:
        """Return a page, counted from 1; raises `HearingError` (`MALFORMED`) for one that is broken."""
        try:
            page = self._document[number - 1]
            text = page.get_textpage()
        except self._pdfium.PdfiumError as error:
            raise failed(Cause.MALFORMED, f"page {number} is broken ({error}).", "Make the file anew.") from error
        width, height = page.get_size()
        letters = tuple(self._letters(text.raw))
        unread = sum(not known for _, _, known in letters)
        few = len(letters) - unread < _FEW_LETTERS
        has_picture, picture = self._pictures(page, width * height) if few else (False, 0.0)
        text.close()
        page.close()
        groups: dict[int, list[Glyph]] = {}
        for angle, glyph, _ in letters:
            groups.setdefault(angle, []).append(glyph)
        glyphs = tuple(tuple(group) for _, group in sorted(groups.items(), key=lambda item: -len(item[1])))
        return Sheet(number, width, height, glyphs, len(letters), unread, has_picture, picture)

    def _opened(self, body: bytes, passwords: tuple[str, ...]) -> Any:
        for password in passwords:
            try:
                return self._pdfium.PdfDocument(body, password=password or None)
            except self._pdfium.PdfiumError as error:
                if getattr(error, "err_code", None) != _PASSWORD:
                    raise failed(Cause.MALFORMED, f"it is broken ({error}).", "Make the file anew.") from error
        message = "it is encrypted, and needs another password." if any(passwords) else "it needs a password."
        raise failed(Cause.DENIED, message, "Give it from the environment: `password: ${TERMS_PASSWORD}`.")

    def _language(self) -> str:
        size = self._raw.FPDFCatalog_GetLanguage(self._document.raw, None, 0)
        if not 2 < size < 200:
            return ""
        buffer = ctypes.create_string_buffer(size)
        self._raw.FPDFCatalog_GetLanguage(
            self._document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        return buffer.raw[: size - 2].decode("utf-16-le", "ignore")

    def _letters(self, text: Any) -> Iterator[tuple[int, Glyph, bool]]:
        """Yield each letter with its angle in quarter turns, and whether it is known what letter it is."""
        raw = self._raw
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        holder, style, spaced = None, (1.0, False, 0, (1.0, 0.0)), False
        for i in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, i)
            if code in {0x0A, 0x0D} or raw.FPDFText_IsGenerated(text, i) == 1:
                continue
            char = "-" if code in {_HYPHEN, 0xFFFE} else chr(code) if not 0xD800 <= code < 0xE000 else ""
            if char.isspace():
                spaced = True
                continue
            own = ctypes.cast(raw.FPDFText_GetTextObject(text, i), ctypes.c_void_p).value
            if own != holder:
                holder, style = own, self._style(text, i)
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            raw.FPDFText_GetLooseCharBox(text, i, box)
            size, bold, turns, (cos, sin) = style
            corners = (box.left * cos + box.bottom * sin, box.right * cos + box.top * sin)
            known = bool(char) and raw.FPDFText_HasUnicodeMapError(text, i) != 1 and _is_known(code)
            base = y.value * cos - x.value * sin
            # In place of a sign that is not known stands one that no word or figure has: `2?` hours are not 2 hours.
            yield turns, Glyph(char if known else "\ufffd", min(corners), max(corners), base, size, bold, spaced), known
            spaced = False

    def _style(self, text: Any, i: int) -> tuple[float, bool, int, tuple[float, float]]:
        """Return size in points, boldness, and direction (in quarter turns, and as cosine and sine)."""
        raw = self._raw
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, i, matrix)
        size = abs(raw.FPDFText_GetFontSize(text, i)) * (math.hypot(matrix.c, matrix.d) or 1.0)
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(text, i, name, 200, None)
        bold = bool(_BOLD.search(name.value.decode("utf-8", "replace"))) or raw.FPDFText_GetFontWeight(text, i) >= 600
        turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        return size or 1.0, bold, turns, ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[turns]

    def _pictures(self, page: Any, area: float) -> tuple[bool, float]:
        """Return whether something is painted that may be letters, and the largest picture's share of the page."""
        image, path = self._raw.FPDF_PAGEOBJ_IMAGE, self._raw.FPDF_PAGEOBJ_PATH
        largest, lines = 0.0, 0
        for thing in page.get_objects(filter=(image, path), max_depth=_DEEPEST_FORM):
            if thing.type == path:
                lines += 1
                continue
            left, bottom, right, top = thing.get_bounds()
            largest = max(largest, (right - left) * (top - bottom) / max(area, 1.0))
        return largest > 0 or lines > _MANY_LINES, min(largest, 1.0)


def _is_known(code: int) -> bool:
    """Return whether that is a letter, and none of those that stand for what is not known."""
    return code in {_HYPHEN, 0xFFFE} or not (code < 0x20 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF)
