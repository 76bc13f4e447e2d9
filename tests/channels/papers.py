"""PDF files for the tests: made by a library, or sign by sign where none makes such a file."""

from fpdf import FPDF


def raw(*contents, resources="", objects=(), lang="", rotate=0):
    """A PDF with these content streams as its pages; `objects` are further ones, from number 50 on."""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(contents)))
    catalog = f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({lang})' if lang else ''} >>"
    numbered = {
        1: catalog.encode(),
        2: f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    }
    for at, content in enumerate(contents):
        used = f"<< /Font << /F1 3 0 R /F2 4 0 R {resources.partition('|')[0]} >> {resources.partition('|')[2]} >>"
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Resources {used}"
        numbered[10 + 2 * at] = f"<< {page} /Contents {11 + 2 * at} 0 R >>".encode()
        numbered[11 + 2 * at] = stream(content if isinstance(content, bytes) else content.encode("cp1252"))
    numbered |= dict(enumerate(objects, 50 if not contents or len(contents) < 20 else 10_000))
    return written(numbered)


def stream(content, more=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def written(numbered):
    body, places = b"%PDF-1.7\n", {}
    for number, one in sorted(numbered.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start, size = len(body), max(numbered) + 1
    body += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        body += b"%d 1\n%010d 00000 n \n" % (number, place)
    return body + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def line(x, y, text, size=11, font="F1"):
    return f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n"


def lines(x, y, texts, size=11, pitch=13):
    return "".join(line(x, y - at * pitch, text, size) for at, text in enumerate(texts))


IMAGE = b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"


def scanned(*pages):
    """A PDF whose `None` pages are pictures that cover the page, and whose others say a text."""
    drawn = [line(60, 700, text) if text else "q 595 0 0 842 0 0 cm /Scan Do Q\n" for text in pages]
    return raw(*drawn, resources="|/XObject << /Scan 50 0 R >>", objects=[stream(b"\x00\xff\xff\x00", IMAGE)])


def library(build, **options):
    """A PDF that fpdf2 makes: `build` gets the document, on its first page."""
    document = FPDF(**options)
    document.set_font("Helvetica", size=11)
    document.add_page()
    build(document)
    return bytes(document.output())
