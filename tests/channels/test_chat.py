"""Chats: what they say by themselves, late and in frames or shadow roots, and what they answer when they are asked."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from tests.channels.conftest import channel

from pytest_promises.channels.chat import ChatChannel
from pytest_promises.model.hearing import Cause

PAGE = "<!doctype html><html lang=en><title>Shop</title><body><h1>Shop</h1><p>Parcels take 3 days.</p>"
FRAME = """<!doctype html><title>Chat</title><div id=log></div>
<form><textarea></textarea><button>Send</button></form><script>
function say(text, name) {
  const p = document.createElement("p"); p.className = name; p.textContent = text; log.append(p);
}
const answers = ["We reply within 2 hours.", "We reply within 5 hours."];
let asked = 0;
const box = document.querySelector("textarea");
function answer() {
  const question = box.value; box.value = "";
  say(question, "me"); say("…", "typing");
  setTimeout(() => { document.querySelector(".typing").remove(); say(ANSWER, "bot") }, 300);
  setTimeout(() => say("Anything else?", "bot"), 700);
}
box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); answer() } });
document.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); answer() });
setTimeout(() => say("Hello! A person replies within 2 minutes.", "bot"), 400);
</script>"""
OPEN = """<button id=open>Chat</button><div id=box hidden></div><script>
document.getElementById("open").onclick = () => setTimeout(() => {
  const frame = document.createElement("iframe"); frame.src = "/widget"; box.append(frame); box.hidden = false }, 300);
</script>"""
SHADOW = """<script>
class Widget extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({mode: "open"});
    root.innerHTML = "<button class=launch>Help</button><div class=panel></div>";
    root.querySelector(".launch").onclick = () => setTimeout(() => {
      root.querySelector(".panel").innerHTML =
        "<section><h2>Away</h2><p>Nobody is here now. We reply within 9 hours.</p><input class=in></section>";
      root.querySelector(".in").onkeydown = (event) => {
        if (event.key !== "Enter") return;
        const p = document.createElement("p"); p.textContent = `Answer ${event.target.value.length}: 4 hours.`;
        root.querySelector("section").append(p);
      };
    }, 500);
  }
}
setTimeout(() => {
  customElements.define("acme-chat", Widget); document.body.append(document.createElement("acme-chat"));
}, 200);
</script>"""


@pytest.fixture
def chat(ear, site):
    """Hear a chat; the one in a frame unless told otherwise."""
    site.page("/", PAGE + OPEN).page("/widget", FRAME.replace("ANSWER", "answers[0]"))

    def hear(*, probe=False, timeout=20.0, **options):
        options = options or {"open": "#open"}
        (hearing,) = ear.hear(site.url, channel("/", kind="chat", **options), probe=probe, timeout=timeout)
        return hearing

    return hear


def at_once(*hears):
    """What hears return that wait at the same time."""
    with ThreadPoolExecutor(len(hears)) as pool:
        return list(pool.map(lambda hear: hear(), hears))


def texts(hearing):
    assert hearing.mishap is None, hearing.mishap
    return [passage.text for passage in hearing.passages]


def test_a_late_greeting_in_a_late_frame_is_heard_and_nothing_else_of_the_page(chat):
    said = texts(chat())
    assert "Hello! A person replies within 2 minutes." in said
    assert "Parcels take 3 days." not in said


def test_the_part_that_is_named_is_waited_for(chat):
    assert texts(chat(open="#open", within=".bot")) == ["Hello! A person replies within 2 minutes."]


def test_a_widget_of_another_make_in_a_shadow_root(chat, site):
    site.page("/", PAGE + SHADOW)
    assert texts(chat(open=".launch")) == ["Away", "Nobody is here now. We reply within 9 hours."]
    assert texts(chat(open=".launch", within=".panel p")) == ["Nobody is here now. We reply within 9 hours."]


def test_a_question_is_asked_only_when_the_run_may_write(chat, site):
    hearing = chat(open="#open", ask="When will you reply?")
    assert (hearing.mishap.cause, hearing.passages) == (Cause.NOT_PROBED, ())
    assert "--promises-probe" in hearing.mishap.remedy
    assert "/widget" not in site.asked


def test_the_answer_is_heard_whole_and_the_question_and_the_greeting_are_not(chat):
    hearing = chat(open="#open", ask="When will you reply?", probe=True)
    assert texts(hearing) == ["We reply within 2 hours.", "Anything else?"]
    assert {passage.lead for passage in hearing.passages} == {"When will you reply?"}


@pytest.mark.parametrize("how", [{"into": "textarea", "send": "button"}, {"answer": ".bot"}, {"within": "#log"}])
def test_the_ways_to_ask(chat, how):
    said = texts(chat(open="#open", ask="When will you reply?", probe=True, **how))
    assert [text for text in said if "reply within" in text] == ["We reply within 2 hours."]


def test_a_shadow_root_is_asked_too(chat, site):
    site.page("/", PAGE + SHADOW)
    assert texts(chat(open=".launch", ask="Hi", into=".in", probe=True)) == ["Answer 2: 4 hours."]


def test_several_questions_are_asked_in_turn(chat):
    hearing = chat(open="#open", ask=["Hello", "How long?"], answer=".bot", probe=True)
    assert [passage.lead for passage in hearing.passages if "hours" in passage.text] == ["Hello", "How long?"]


def test_a_bot_that_answers_otherwise_the_second_time_is_heard_twice(chat, site):
    site.page("/widget", FRAME.replace("ANSWER", "answers[asked++]"))
    said = texts(chat(open="#open", ask="How long?", times=2, probe=True))
    assert [text for text in said if "hours" in text] == ["We reply within 2 hours.", "We reply within 5 hours."]


def test_a_field_that_is_gone_for_a_while_after_an_answer_is_waited_for(chat, site):
    away = "box.hidden = true; setTimeout(() => { box.hidden = false }, 4500);"
    frame = FRAME.replace('say("…", "typing");', f'say("…", "typing"); {away}').replace("ANSWER", "answers[asked++]")
    site.page("/widget", frame)
    said = texts(chat(open="#open", ask="How long?", times=2, answer=".bot", probe=True))
    assert [text for text in said if "reply within" in text] == [
        "We reply within 2 hours.",
        "We reply within 5 hours.",
    ]


def test_a_chat_that_is_asked_leaves_the_others_on_the_page_alone(ear, site):
    site.page("/", PAGE + OPEN).page("/widget", FRAME.replace("ANSWER", "answers[0]"))
    page = channel("/", name="page", view="browser")
    greets = channel("/", kind="chat", name="greets", open="#open")
    answers = channel("/", kind="chat", name="answers", open="#open", ask="How long?")
    heard = {one.channel: one for one in ear.hear(site.url, page, answers, greets, probe=True)}
    assert site.asked.count("/") == 1
    assert texts(heard["page"]) == ["Shop", "Parcels take 3 days.", "Chat"]
    assert "Hello! A person replies within 2 minutes." in texts(heard["greets"])
    assert "We reply within 2 hours." not in texts(heard["greets"])
    assert texts(heard["answers"]) == ["We reply within 2 hours.", "Anything else?"]


def test_what_keeps_a_chat_from_being_heard(chat, site):
    greets = partial(chat, timeout=6.0)
    asks = partial(chat, open="#open", ask="Hi", probe=True, timeout=9.0)
    heard = at_once(
        partial(greets, open="#other"),
        partial(greets, open="#open", within="#nothing"),
        partial(greets, open="#open", within="("),
        partial(asks, into="#nothing"),
        partial(asks, into="("),
        partial(asks, answer="("),
    )
    missing, malformed = Cause.MISSING, Cause.MALFORMED
    assert [one.mishap.cause for one in heard] == [missing, missing, malformed, missing, malformed, malformed]


def test_a_chat_that_says_nothing_is_told(chat, site):
    site.page("/widget", "<!doctype html><title>Chat</title><textarea aria-label=Message></textarea>")
    greets, asks = partial(chat, open="#open"), partial(chat, open="#open", ask="Anybody there?", probe=True)
    silent, unanswered = at_once(partial(greets, timeout=8.0), partial(asks, timeout=8.0))
    assert silent.mishap.cause is unanswered.mishap.cause is Cause.EMPTY
    assert "did not answer 'Anybody there?'" in unanswered.mishap.message


def test_a_page_can_be_told_what_time_it_is(ear, site):
    night = "new Date().getHours() >= 20 ? 'We are away until 9.' : 'We reply within 2 minutes.'"
    site.page("/", f"{PAGE}<p id=a></p><script>a.textContent = {night}</script>")
    said = {}
    for at in ("2026-12-24T12:00:00", "2026-12-24T22:00:00"):
        (hearing,) = ear.hear(site.url, channel("/", within="#a", at=at))
        said[at[11:13]] = texts(hearing)
    assert said == {"12": ["We reply within 2 minutes."], "22": ["We are away until 9."]}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "nothing tells the chat from its page"),
        ({"open": "#a", "times": 2}, "`times:` is for a question"),
        ({"open": "#a", "send": "#b"}, "`send:` is for a question"),
        ({"open": "#a", "at": "noon"}, "`at:` is no time"),
    ],
)
def test_options_that_make_no_sense_together(options, words):
    assert words in ChatChannel().problem(options)


def test_options_that_do():
    assert ChatChannel().problem({"open": "#a", "ask": "Hi", "times": 3, "at": "2026-12-24T20:00+02:00"}) is None


def test_a_frame_that_never_arrives_keeps_no_chat_from_being_heard(chat, site, reply):
    site.replies["/advert"] = reply(wait=threading.Event())
    site.page("/", PAGE + "<iframe src=/advert></iframe>" + OPEN)
    said = chat(open="#open", within=".bot", timeout=10.0)
    assert texts(said) == ["Hello! A person replies within 2 minutes."]


def test_a_chat_whose_frame_never_arrives_is_missing(chat, site, reply):
    site.replies["/widget"] = reply(wait=threading.Event())
    assert chat(open="#open", within=".bot", timeout=8.0).mishap.cause is Cause.MISSING


def test_a_question_is_never_written_into_the_sites_search(chat, site):
    site.page("/", f"<header><form action=/search><input name=q></form></header>{PAGE}<button id=open>Chat</button>")
    assert chat(open="#open", ask="Anybody there?", probe=True, timeout=8.0).mishap.cause is Cause.MISSING
    assert "/search" not in site.asked
