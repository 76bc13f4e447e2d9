from pathlib import Path

import pytest

from pytest_promises.demo import FAULTS, Shop
from pytest_promises.demo.catalogue import markdown
from pytest_promises.demo.changes import Answer, Edit, Figure, Response, Reword
from pytest_promises.demo.content import content
from pytest_promises.model.finding import PASSING, Verdict

DOCS = Path(__file__).parents[2] / "docs" / "shop.md"


@pytest.fixture(scope="module")
def sound(auditor):
    """The shop without a fault, heard and judged."""
    with Shop() as shop:
        auditor.sound = auditor.read(auditor.ask(shop, auditor.keys))
    return auditor.judge(auditor.sound)


@pytest.fixture(scope="module")
def shops():
    """All shops with a fault, open at the same time."""
    running = {name: Shop(name).__enter__() for name in FAULTS}
    yield running
    for shop in running.values():
        shop.close()


@pytest.fixture(scope="module")
def asked(auditor, sound, shops):
    """The channels of all faulty shops, asked for at once."""
    return {
        name: auditor.ask(shops[name], auditor.affected(fault), stalls=_stalls(fault)) for name, fault in FAULTS.items()
    }


def _stalls(fault):
    return any(isinstance(change, Answer) and change.stalls for change in fault.changes)


def _line(finding):
    return f"{finding.promise} {finding.check} {finding.verdict} {finding.direction or ''}".strip()


def test_the_shop_without_a_fault_states_and_keeps_everything(sound):
    assert [f"{_line(finding)}: {finding.why}" for finding in sound if finding.verdict not in PASSING] == []


def test_the_specs_are_as_large_as_a_real_companys(auditor):
    assert sum(len(spec.promises) for spec in auditor.specs) >= 25
    assert len({channel.group for spec in auditor.specs for channel in spec.channels}) >= 15


def test_nothing_is_read_from_the_distractors(auditor, sound):
    distractors = ("cookie", "1998", "28 ", "14 years", "9 months", "150", "23 years", "Knives", "knives")
    said = [
        statement
        for (_, name), heard in auditor.sound.items()
        if name.endswith("-en")
        for promise_topic in heard.by_topic
        if promise_topic is not None
        for statement in heard.on(promise_topic)
    ]
    assert said
    assert [s.words for s in said if any(word in s.words for word in distractors)] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_turns_its_own_checks_red_and_no_others(auditor, asked, name):
    fault = FAULTS[name]
    heard = auditor.sound | auditor.read(asked[name])
    red = [finding for finding in auditor.judge(heard) if finding.verdict not in PASSING]
    expected = [f"{one.promise} {one.check} {one.verdict} {one.direction or ''}".strip() for one in fault.red]
    assert sorted(map(_line, red)) == sorted(expected), [finding.why for finding in red]
    for finding in red:
        _is_at_the_right_place(finding, fault)


def _is_at_the_right_place(finding, fault):
    where = finding.channel or fault.channel
    if finding.verdict is Verdict.INCONCLUSIVE:
        assert finding.cause is fault.cause
        assert where in finding.why or finding.kind == "kept"
    elif finding.verdict is Verdict.BROKEN:
        assert fault.words in finding.why
    elif finding.verdict is not Verdict.UNSTATED:
        # What a published figure contradicts stands elsewhere, and may be right.
        quotes = [quote for quote in finding.quotes if quote.channel == where or quote.role == "published"]
        assert any(fault.words in quote.words for quote in quotes)


def test_there_are_faults_of_every_verdict():
    assert len(FAULTS) >= 34
    verdicts = {red.verdict for fault in FAULTS.values() for red in fault.red}
    assert verdicts == {*Verdict} - PASSING - {Verdict.WAIVED}
    directions = {red.direction for fault in FAULTS.values() for red in fault.red}
    assert len(directions) == 3


def test_every_fault_names_checks_that_the_specs_have(auditor):
    checks = {(check.promise.id, check.name) for spec in auditor.specs for check in auditor.checks(spec)}
    assert {(red.promise, red.check) for fault in FAULTS.values() for red in fault.red} <= checks


def test_the_docs_have_the_table_of_all_faults():
    assert DOCS.read_text("utf-8").endswith(markdown())


def test_a_rewording_is_of_one_language_and_page():
    change = Reword("ru", "contact.title", "Где мы", path="/ru/contact")
    assert change.reword(content("ru"), "ru", "/ru/contact")["contact"]["title"] == "Где мы"
    assert change.reword(content("ru"), "ru", "/ru/faq") is content("ru")
    assert change.reword(content("th"), "th", "/ru/contact") is content("th")


def test_an_edit_of_words_that_are_not_there_is_refused():
    with pytest.raises(ValueError, match="has no"):
        Edit("/en/", "24 hours", "48 hours").edit(Response(body=b"nothing"))


@pytest.mark.parametrize("at", [("target",), ("list", 3), ("list", 0, "name")])
def test_a_figure_that_is_not_there_is_refused(at):
    with pytest.raises((LookupError, TypeError)):
        Figure("/api/x.json", at, 1).edit(Response(body=b'{"list": [7]}'))


def test_an_answer_keeps_what_it_does_not_change():
    sound = Response(200, b"page", headers=(("Content-Language", "bg"),))
    assert Answer("/x", status=404).edit(sound) == Response(404, b"page", headers=(("Content-Language", "bg"),))
