"""A second reading of a page, by other means: pypdf finds the letters of some fonts that PDFium does not, and so on."""

import io
import logging
from collections.abc import Iterable

from pytest_promises.channels.extras import need

_LONGEST = 200_000


class SecondReading:
    """Reads pages again, when the first reading found signs that it does not know."""

    def __init__(self, body: bytes, passwords: Iterable[str]) -> None:
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        self._pypdf = need("pypdf", "pdf", "pdf")
        self._body = body
        self._passwords = tuple(passwords)
        self._pages: list[object] | None = None

    def lines(self, number: int) -> list[str]:
        """Return the lines of a page, counted from 1; none when it cannot be read this way either."""
        try:
            if self._pages is None:
                reader = self._pypdf.PdfReader(io.BytesIO(self._body))
                if reader.is_encrypted:
                    any(reader.decrypt(password) for password in ("", *self._passwords))
                self._pages = list(reader.pages)
            text = str(self._pages[number - 1].extract_text())[:_LONGEST]  # type: ignore[attr-defined]
        except Exception:  # noqa: BLE001 - a broken file makes it fail in any way, and it is only asked for more
            return []
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return [line for line in lines if line and not any(_is_unknown(char) for char in line)]


def _is_unknown(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (ord(char) < 0x20)
