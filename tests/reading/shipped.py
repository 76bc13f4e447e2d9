"""What is shipped beside the languages' data files, made from others: `python -m tests.reading.shipped` writes it."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from pytest_promises.reading.compiled import compile_language
from pytest_promises.reading.data import language_data, languages
from pytest_promises.reading.signs import signs_of

from .spellout import every_language

FOLDER = Path(str(files("pytest_promises.reading"))) / "lexicon"


def shipped() -> dict[str, str]:
    """Return the text of each file by its name: CLDR's number words, languages' signs, and lexicons made ready."""
    return {
        "number_words.json": _as_text(every_language()),
        "signs.json": _as_text({lang: signs_of(language_data(lang)) for lang in languages()}),
        **{f"compiled/{lang}.json": _as_text(compile_language(lang), 2) for lang in languages()},
    }


def _as_text(data: dict[str, Any], depth: int = 0) -> str:
    """Return data as JSON with a line for each key, and for those of `depth` levels of tables in it."""
    lines = (f"{json.dumps(key, ensure_ascii=False)}: {_value(value, depth)}" for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: Any, depth: int) -> str:
    in_lines = depth and isinstance(value, dict) and value
    return _as_text(value, depth - 1).rstrip() if in_lines else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    (FOLDER / "number_words.json").write_text(_as_text(every_language()), "utf-8")  # the lexicons are made with it
    for name, text in shipped().items():
        (FOLDER / name).write_text(text, "utf-8")
