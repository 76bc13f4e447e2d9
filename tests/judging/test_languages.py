"""Languages that are served, held against those that are declared."""

import pytest

from pytest_promises.judging.agreement import Agreement, compare
from pytest_promises.model.quantities import Languages
from pytest_promises.model.topics import Better
from pytest_promises.reading import read, read_value


@pytest.mark.parametrize(
    ("said", "agreement"),
    [
        ("We speak German and English.", Agreement.AGREES),
        ("We speak English.", Agreement.UNDERSTATED),
        ("We speak English, German and French.", Agreement.OVERSTATED),
        ("We speak English and Polish.", Agreement.DIFFERENT),
    ],
)
def test_the_languages_of_a_sentence_are_held_against_the_declared_ones(said, agreement):
    declared = read_value("English and German")
    assert declared == Languages(("de", "en"))
    (statement,) = read(said, "en")
    assert compare(declared, statement.value, Better.HIGHER) is agreement
