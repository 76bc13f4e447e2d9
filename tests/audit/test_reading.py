from pytest_promises.audit import reading
from pytest_promises.audit.reading import Readings, vocabulary
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Channel, Location, Promise, ScopeWords, Spec
from pytest_promises.model.statement import Passage

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
