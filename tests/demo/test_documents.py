"""The shop's documents are sound: a PDF that a strict reader opens, Markdown with a table, a program that runs."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from pytest_promises.channels.documents.pdf_extract import Pdf
from pytest_promises.demo import Shop
from pytest_promises.demo.content import LOCALES, content
from pytest_promises.demo.paper import HEIGHT, WIDTH, Line, pdf
from pytest_promises.demo.terms import document


@pytest.fixture(scope="module")
def shop():
    with Shop() as running:
        yield running


def test_the_terms_are_a_pdf_that_a_strict_reader_opens():
    reader = PdfReader(io.BytesIO(document()), strict=True)
    assert len(reader.pages) == 2
    assert reader.metadata.title == "Terms of business"
    assert "3–5 business days" in reader.pages[0].extract_text()


def test_the_terms_stay_on_the_paper():
    opened = Pdf(document(), ())
    glyphs = [glyph for number in (1, 2) for group in opened.sheet(number).glyphs for glyph in group]
    assert len(glyphs) > 500
    assert all(40 < glyph.left < glyph.right < WIDTH - 40 and 20 < glyph.base < HEIGHT - 40 for glyph in glyphs)


def test_letters_that_pdf_has_a_meaning_for_are_written_as_letters():
    body = pdf([[Line(60, 700, 10, r"50 € (net) \ VAT")]], title="(x)", lang="en")
    assert body.isascii()
    assert PdfReader(io.BytesIO(body), strict=True).pages[0].extract_text().strip() == r"50 € (net) \ VAT"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_handbook_is_there_in_every_language(shop, locale):
    text = Path(shop.places[f"handbook-{locale}"]).read_text("utf-8")
    assert content(locale)["handbook"]["solve_time"] in text
    assert "{" not in text


def test_the_roster_is_printed_by_a_program_of_its_own(shop):
    done = subprocess.run([sys.executable, shop.places["roster"]], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == {locale: dict(content(locale)["roster"]) for locale in LOCALES}
