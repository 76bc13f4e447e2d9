"""Scripts by their ISO 15924 codes: the ranges of their letters."""

from typing import Final

SCRIPTS: Final = {
    "Latn": "a-zA-Z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Grek": "\u0370-\u03ff",
    "Arab": "\u0600-\u06ff",
    "Hebr": "\u0590-\u05ff",
    "Deva": "\u0900-\u097f",
    "Hans": "\u4e00-\u9fff",
    "Jpan": "\u3040-\u30ff\u4e00-\u9fff",
    "Kore": "\uac00-\ud7af",
    "Armn": "\u0530-\u058f",
    "Beng": "\u0980-\u09ff",
    "Ethi": "\u1200-\u139f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Gujr": "\u0a80-\u0aff",
    "Guru": "\u0a00-\u0a7f",
    "Khmr": "\u1780-\u17ff",
    "Knda": "\u0c80-\u0cff",
    "Laoo": "\u0e80-\u0eff",
    "Mlym": "\u0d00-\u0d7f",
    "Mymr": "\u1000-\u109f",
    "Sinh": "\u0d80-\u0dff",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
}
