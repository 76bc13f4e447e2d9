"""The number words that are shipped are those that CLDR's rules spell."""

from importlib.resources import files

from .spellout import as_text, every_language


def test_the_number_words_that_are_shipped_are_those_of_cldr():
    shipped = files("pytest_promises.reading") / "lexicon" / "number_words.json"
    assert shipped.read_text("utf-8") == as_text(every_language())
