"""A language's data file is told what is wrong with it, by table and key."""

import pytest

from pytest_promises.reading.data import language_data, languages
from pytest_promises.reading.data_file import flaws

GOOD = {"script": "Latn", "detection": {"letters": "ĉ", "words": ["kaj"]}}


@pytest.mark.parametrize("lang", languages())
def test_the_packages_own_files_have_no_flaws(lang):
    assert [str(flaw) for flaw in flaws(language_data(lang))] == []


def test_a_file_needs_no_more_than_its_script_and_what_it_is_found_by():
    assert not list(flaws(GOOD))


def test_what_is_missing_is_told():
    told = [str(flaw) for flaw in flaws({})]
    assert [line.partition(" is missing: ")[0] for line in told] == [
        "script: it",
        "[detection] letters: it",
        "[detection] words: it",
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"script": "latin"}, "script: 'latin' is no script's code; did you mean Latn?"),
        ({"wrods": {}}, "wrods: there is no such key; did you mean words?"),
        ({"words": {"uper": ["ene de"]}}, "[words] uper: there is no such key; did you mean upper?"),
        ({"words": {"upper": "ene de"}}, "[words] upper: 'ene de' is no list: write it in [ ]"),
        ({"words": ["ene de"]}, "words: ['ene de'] is no table: write it under [words]"),
        ({"words": {"upper": [" "]}}, "[words] upper: a phrase is empty"),
        ({"words": {"upper": ["{a|b"]}}, "[words] upper: the choices of '{a|b' have braces that do not match"),
        ({"words": {"upper": ["re*spond"]}}, "[words] upper: a * in 're*spond' does not end a word"),
        ({"words": {"upper": [3]}}, "[words] upper: 3 is no text"),
        ({"numbers": {"du": "2"}}, "[numbers] du: '2' is no number from 0"),
        ({"numbers": {"du": True}}, "[numbers] du: True is no number from 0"),
        ({"spans": {"momento": "short"}}, "[spans] momento: 'short' is no number with a unit, as in \"0.25 hour\""),
        ({"spans": {"momento": "2- day"}}, "[spans] momento: '2- day' is no number with a unit, as in \"0.25 hour\""),
        (
            {"spans": {"momento": "1-2-3 day"}},
            "[spans] momento: '1-2-3 day' is no number with a unit, as in \"0.25 hour\"",
        ),
        ({"hours": {"days": [["lundo"]]}}, "[hours] days: the list has 1 parts where 7 are needed"),
        ({"hours": {"sets": {"ĉiutage": [9]}}}, "[hours.sets] ĉiutage: 9 is no day"),
        ({"hours": {"times": {"tagmezo": 2000}}}, "[hours.times] tagmezo: 2000 are no minutes since midnight"),
        ({"currencies": {"steloj": "stelo"}}, "[currencies] steloj: 'stelo' is no currency's ISO 4217 code"),
        ({"topics": {"repply": {}}}, "[topics] repply: 'repply' is no topic; did you mean reply?"),
        ({"topics": {"reply": {"storng": []}}}, "[topics.reply] storng: there is no such key; did you mean strong?"),
        ({"mood": {"negatd": []}}, "[mood] negatd: there is no such key; did you mean negated?"),
        ({"unspaced": "yes"}, "unspaced: 'yes' is neither true nor false"),
    ],
)
def test_what_is_wrong_is_told_by_table_and_key(wrong, told):
    (flaw,) = flaws({**GOOD, **wrong})
    assert str(flaw).startswith(told)


def test_a_unit_that_is_none_is_told_with_those_there_are():
    (flaw,) = flaws({**GOOD, "units": {"dya": ["tago"]}})
    assert str(flaw).startswith("[units] dya: 'dya' is no unit: one of second, minute, hour, day, week,")


def test_every_flaw_of_a_file_is_told():
    assert len(list(flaws({"script": "xx", "words": {"uper": [], "lowr": []}, "detection": 5}))) == 4
