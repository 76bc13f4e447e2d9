"""What is kept of a journey: the page that it came to, and a trace of the way, without what nobody may see."""

import io
import json

import pytest
from PIL import Image
from tests.measuring.probing import TYPES

from pytest_promises.audit import LocalListening
from pytest_promises.audit.sites import Sites
from pytest_promises.evidence.recorder import Recorder
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Settings
from pytest_promises.model.redacting import Redacting
from pytest_promises.redaction import Redactor

STYLE = "<style>body { background: BACK }</style>"
FORM = "<h1>Contact</h1><form action=/done><label>E-mail <input name=mail></label><button>Send</button></form>"
STEPS = """
steps:
  - fill: {label: E-mail, with: WITH}
  - click: {role: button, name: Send}
  - expect: {text: Thank you}
    timeout: 1
"""


@pytest.fixture
def keep(spec, tmp_path):
    """Makes a journey and returns its evidence, and the recorder that has it."""

    def go(journey, **settings):
        run = spec(journey)
        assert not run.loaded.problems, run.problems
        recorder = Recorder(tmp_path / "kept", Redactor(["hush-hush"], [Redacting()]))
        given = Settings(timeout=10.0, retries=0, probe=True, **settings)
        with Engine(given, keeper=recorder) as engine:
            listening = LocalListening(engine, TYPES, Sites({}), lambda _: run.loaded.spec)
            hearing = listening.hearing((run.loaded.spec.path, run.loaded.spec.measures[0].name)).result(90)
            listening.close()
        recorder.close()
        assert hearing.mishap is None, hearing.mishap
        return hearing.evidence, recorder.store

    return go


def shown(store, evidence):
    return Image.open(io.BytesIO(store.get(evidence.screenshot))).convert("RGB").getpixel((900, 500))


def is_like(pixel, colour):
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 40


def texts(store, evidence):
    return [one["text"] for one in json.loads(store.get(evidence.layout))["passages"]]


def test_the_page_that_a_journey_comes_to_is_kept(keep, shop):
    shop.page("/", FORM).page("/done", STYLE.replace("BACK", "#0000ff") + "<h1>Thank you</h1>")
    evidence, store = keep(STEPS.replace("WITH", "a-name"), screenshots=True, documents=True)
    assert is_like(shown(store, evidence), (0, 0, 255))
    assert "Thank you" in texts(store, evidence)
    assert b"<h1>Thank you</h1>" in store.get(evidence.document)


def test_of_several_trials_the_first_failure_is_shown(keep, shop):
    shop.page("/", FORM)
    ends = [("#ffffff", "Thank you"), ("#ff0000", "Sorry"), ("#00ff00", "Sorry"), ("#0000ff", "Thank you")]
    answers = []
    for back, words in ends:
        shop.page("/done", STYLE.replace("BACK", back) + f"<h1>{words}</h1>")
        answers.append(shop.answers["/done"])
    shop.answers["/done"] = answers
    evidence, store = keep("samples: 4" + STEPS.replace("WITH", "a-name"), screenshots=True)
    assert is_like(shown(store, evidence), (255, 0, 0))
    assert "Sorry" in texts(store, evidence)


def test_what_was_filled_in_and_nobody_may_see_is_in_no_evidence(keep, shop):
    shop.page("/", FORM.replace("action=/done", "onsubmit='return false'"))
    evidence, store = keep(STEPS.replace("WITH", "anna@shop.example"), screenshots=True, documents=True)
    assert evidence.screenshot
    assert "anna" not in "".join(texts(store, evidence))
    assert b"anna@" not in store.get(evidence.document)


def test_a_trace_is_kept_of_a_journey_without_secrets(keep, shop):
    shop.page("/", FORM).page("/done", "<h1>Thank you</h1>")
    evidence, store = keep(STEPS.replace("WITH", "a-name"), traces=True)
    assert store.get(evidence.trace).startswith(b"PK")


def test_there_is_no_trace_of_a_secret_that_is_filled_in(keep, shop):
    shop.page("/", FORM).page("/done", "<h1>Thank you</h1>")
    evidence, _ = keep(STEPS.replace("WITH", "hush-hush"), traces=True)
    assert evidence.trace == ""


def test_there_is_no_trace_of_a_journey_that_signs_in(keep, shop):
    shop.page("/", FORM.replace("<button>", "<input type=password name=p aria-label=Password><button>"))
    shop.page("/done", "<h1>Thank you</h1>")
    evidence, store = keep(STEPS.replace("WITH", "a-name"), traces=True)
    assert evidence.trace == ""
    assert list(store.folder.rglob("*.zip")) == []
