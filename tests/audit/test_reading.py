from pytest_promises.audit import reading
from pytest_promises.audit.reading import Readings, vocabulary
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Channel, Location, Promise, ScopeWords, Spec
from pytest_promises.model.quantities import Duration
from pytest_promises.model.statement import Passage, Statement

AT = Location("specs/a.yaml")


def test_a_scope_that_a_promise_uses_names_itself():
    promise = Promise("pro-reply", "reply", AT, scope=(("plan", "Pro"),))
    words = vocabulary(Spec("specs/a.yaml", promises=(promise,)))
    passage = Passage("Pro: we reply within 4 hours. Team: we reply within 8 hours.", "en")
    heard = Readings().heard(Channel("faq", "page", "/faq", locale="en"), Hearing("faq", (passage,)), words)
    assert dict(heard.on("reply")[0].scope)["plan"] == "Pro"


def test_declared_words_are_kept_as_they_are():
    declared = ScopeWords("plan", "Pro", (("en", ("Professional",)),))
    promise = Promise("pro-reply", "reply", AT, scope=(("plan", "Pro"),))
    assert vocabulary(Spec("specs/a.yaml", scopes=(declared,), promises=(promise,))).scopes == (declared,)


def test_a_text_that_two_channels_share_is_read_once(monkeypatch):
    calls = []
    real = reading.read_passage
    monkeypatch.setattr(reading, "read_passage", lambda *args, **more: calls.append(1) or real(*args, **more))
    readings, words = Readings(), vocabulary(Spec("specs/a.yaml"))
    passages = (Passage("We reply within 24 hours.", "en"),)
    for name in ("faq", "faq-copy"):
        readings.heard(Channel(name, "page", "/faq", locale="en"), Hearing(name, passages), words)
    assert len(calls) == 1


def data(*headings, scope=(), text='{"value": 4}'):
    passage = Passage(text, headings=headings)
    return Statement(Duration(None, 14400.0), text, (0, len(text)), "reply", scope, passage=passage)


def told(statement, *scopes, locale="en"):
    channel = Channel("data", "api", "/data", locale=locale)
    hearing = Hearing("data", statements=(statement,))
    (said,) = Readings().heard(channel, hearing, vocabulary(Spec("specs/a.yaml", scopes=scopes))).on("reply")
    return said


def test_what_came_as_data_is_for_whom_the_names_around_it_say():
    plan = ScopeWords("plan", "Pro", (("en", ("Professional",)), ("ru", ("Профи",))))
    assert dict(told(data("Professional", "Live chat"), plan).scope) == {"plan": "Pro", "support": "chat"}
    assert dict(told(data("Тариф Профи"), plan, locale="ru").scope) == {"plan": "Pro"}
    assert [reason.source for reason in told(data("Professional"), plan).reasons] == ["headings"]


def test_what_data_says_of_its_scope_counts_more_than_the_names_around_it():
    said = told(data("Live chat", scope=(("support", "phone"),)))
    assert (said.scope, said.reasons) == ((("support", "phone"),), ())


def test_the_data_itself_is_not_read_for_names():
    assert told(data(text='{"chat": 4}')).scope == ()
