"""A PDF of a few pages, as PDF 1.7 (ISO 32000-1) has it: text in the two faces of Helvetica that every viewer has.

A library for this would weigh more than the rest of the shop. The file is all ASCII, so that faults can be planted in
its words; lines do not wrap, and letters are those of windows-1252.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it begins, in points from the left and from the bottom, and its size."""

    x: int
    y: int
    size: int
    text: str
    bold: bool = False


def pdf(pages: Sequence[Sequence[Line]], *, title: str, lang: str) -> bytes:
    """Return a PDF of A4 pages, each with a small picture of a pine at its top."""
    count = len(pages)
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(count))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({lang}) >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        _PINE,
        f"<< /Title ({_escaped(title)}) /Producer (Harbor and Pine) >>",
    ]
    for at, lines in enumerate(pages):
        objects += [_page(8 + 2 * at), _stream(_drawn(lines))]
    return _file(objects)


_PINE = (
    "<< /Type /XObject /Subtype /Image /Width 3 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    "/Filter /ASCIIHexDecode /Length 19 >>\nstream\nFF80FF804080FF40FF>\nendstream"
)


def _font(name: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def _page(content: int) -> str:
    resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Pine 5 0 R >> >>"
    box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    return f"<< /Type /Page /Parent 2 0 R {box} /Resources {resources} /Contents {content} 0 R >>"


def _drawn(lines: Sequence[Line]) -> str:
    pine = "q 24 0 0 24 60 790 cm /Pine Do Q"
    texts = (
        f"/F{2 if one.bold else 1} {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm ({_escaped(one.text)}) Tj" for one in lines
    )
    return "\n".join([pine, "BT", *texts, "ET"])


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return "".join(char if char.isascii() else f"\\{char.encode('cp1252')[0]:03o}" for char in plain)


def _file(objects: Sequence[str]) -> bytes:
    body = "%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>"
    xref = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return (body + xref).encode("ascii")
