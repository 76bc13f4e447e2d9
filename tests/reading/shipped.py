"""What is shipped beside the languages' data files, made from others: `python -m tests.reading.shipped` writes it."""

import json
from importlib.resources import files
from pathlib import Path

from pytest_promises.reading.data import language_data, languages
from pytest_promises.reading.signs import signs_of

from .spellout import every_language

FOLDER = Path(str(files("pytest_promises.reading"))) / "lexicon"


def shipped() -> dict[str, str]:
    """Return the text of each file by its name: the number words of CLDR, and what languages show themselves by."""
    return {
        "number_words.json": _as_text(every_language()),
        "signs.json": _as_text({lang: signs_of(language_data(lang)) for lang in languages()}),
    }


def _as_text(by_language: dict[str, dict[str, str]]) -> str:
    """Return data as JSON with a line a language."""
    lines = (f"{json.dumps(lang)}: {json.dumps(data, ensure_ascii=False)}" for lang, data in by_language.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    for name, text in shipped().items():
        (FOLDER / name).write_text(text, "utf-8")
