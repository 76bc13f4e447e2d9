"""Journeys for a time, for what they cost the customer, and what becomes of them when they may not write."""

import pytest

from pytest_promises.model.hearing import Cause

REPLY = "promises: {p: {topic: reply, within: 3 seconds, kept_by: {journey: way}}}"
EASY = "promises: {p: {topic: free_shipping, from: 50 EUR, kept_by: {journey: way}}}"
CHAT = """<button onclick=ask()>Ask</button><div id=log></div><script>
function ask() {
  setTimeout(() => say("bot", "I am a bot"), 100);
  if (PERSON) setTimeout(() => say("person", "This is Ada"), 700);
}
function say(who, text) { const p = document.createElement("p"); p.className = who; p.textContent = text;
  log.append(p) }
</script>"""
TIMED = """
steps:
  - click: {role: button, name: Ask}
    start: true
  - expect: {css: .person}
    stop: true
    timeout: 5
"""
FORM = """<h1>{title}</h1><form action={to}>{fields}<button>Next</button></form>"""
THREE = """
no_repeats: true
at_most_steps: 3
steps:
  - fill: {label: E-mail, with: a@b.example}
  - click: {role: button, name: Next}
  - fill: {label: Street, with: "Pine 1"}
  - click: {role: button, name: Next}
  - click: {role: button, name: Next}
  - wait_for: {text: Thanks}
    timeout: 3
"""


def form(shop, path, to, *fields):
    written = "".join(f"<label>{label} <input {how}></label>" for label, how in fields)
    shop.page(path, FORM.format(title=path, to=to, fields=written))


@pytest.fixture
def checkout(shop):
    """A checkout of three forms, each for something of its own."""
    form(shop, "/", "/2", ("E-mail", "name=mail autocomplete=email required"))
    form(shop, "/2", "/3", ("Street", "name=street autocomplete=street-address required"))
    form(shop, "/3", "/4", ("Note", "name=note"))
    shop.page("/4", "<p>Thanks</p>")
    return shop


def outcome(hearing):
    assert hearing.mishap is None, hearing.mishap
    (only,) = hearing.measured.outcomes
    return only


def test_the_time_until_a_person_answers_is_measured_in_every_trial(walk, shop):
    shop.page("/", CHAT.replace("PERSON", "true"))
    measured = walk(f"samples: 3\n{TIMED}", REPLY).measured
    (times,) = measured.distributions
    assert (measured.unit, measured.outcomes) == ("seconds", ())
    assert sum(count for _, count in times.closed) == 3
    assert all(0.7 <= seconds < 8 for seconds, _ in times.closed)
    assert times.total == pytest.approx(sum(seconds * count for seconds, count in times.closed))


def test_a_bot_is_no_person_and_who_waits_for_one_in_vain_has_waited_longer_than_promised(walk, shop):
    shop.page("/", CHAT.replace("PERSON", "false"))
    measured = walk(TIMED, REPLY).measured
    (times,) = measured.distributions
    ((waited, count),) = times.open
    assert (times.closed, times.failed, count) == ((), 0, 1)
    assert waited > 3
    assert times.within(3) == (0, 1)
    (outcome,) = measured.outcomes
    assert 'css ".person" is not there' in outcome.why
    assert "I am a bot" in outcome.words


def test_where_some_may_take_longer_it_is_told_all_the_same_why_they_did(walk, shop):
    shop.page("/", CHAT.replace("PERSON", "false"))
    measured = walk(f"samples: 2\n{TIMED}", REPLY.replace("way}", "way, share: 50%}")).measured
    (note,) = measured.notes
    assert measured.outcomes == ()
    assert note.startswith("2 of 2 trials: step 2 (")
    assert 'css ".person" is not there' in note


def test_a_journey_that_never_came_to_its_timed_stretch_has_failed(walk, shop):
    shop.page("/", "<p>closed</p>")
    (times,) = walk(
        "steps: [{click: {text: Ask}, timeout: 1}, {wait_for: {text: x}, start: true, stop: true}]", REPLY
    ).measured.distributions
    assert (times.closed, times.open, times.failed) == ((), (), 1)


def test_a_checkout_of_three_forms_that_asks_for_nothing_twice(walk, checkout):
    assert outcome(walk(THREE)).ok


def test_a_fourth_form_is_one_too_many(walk, checkout):
    form(checkout, "/3", "/more", ("Note", "name=note"))
    form(checkout, "/more", "/4", ("Colour", "name=colour"))
    last = "  - wait_for"
    found = outcome(walk(THREE.replace(last, "  - click: {role: button, name: Next}\n" + last)))
    assert not found.ok
    assert "4 pages and forms, where at most 3 are promised" in found.why
    assert found.words == "/ → /2 → /3 → /more"


def test_forms_of_one_title_are_told_apart_by_their_addresses(walk, checkout):
    for answer in checkout.answers.values():
        answer.body = answer.body.replace(b"<h1>/2<", b"<h1>Checkout<").replace(b"<h1>/3<", b"<h1>Checkout<")
    found = outcome(walk(THREE.replace("at_most_steps: 3", "at_most_steps: 2")))
    assert found.words == "/ → Checkout (/2) → Checkout (/3)"


def test_forms_that_a_script_puts_into_one_page_count_each(walk, shop):
    shop.page(
        "/",
        """<div id=at></div><script>let n = 0; function next() {
        n += 1; at.innerHTML = n > 3 ? "Thanks" : `<form onsubmit="event.preventDefault(); next()"><h2>Form ${n}</h2>
        <button>Next</button></form>` } next()</script>""",
    )
    steps = "steps: [" + "{click: {role: button, name: Next}}, " * 3 + "{wait_for: {text: Thanks}}]"
    assert outcome(walk(f"at_most_steps: 3\n{steps}")).ok
    assert outcome(walk(f"at_most_steps: 2\n{steps}")).words == "Form 1 → Form 2 → Form 3"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (("e-mail *", "name=again required"), 'the field "e-mail"'),
        (("Contact", "name=mail required"), 'the name "mail"'),
        (("Contact", "autocomplete=email aria-required=true"), '`autocomplete` "email"'),
    ],
)
def test_what_is_asked_for_twice_is_told(walk, checkout, field, said):
    form(checkout, "/3", "/4", field)
    steps = THREE.replace("at_most_steps: 3", "").replace("  - wait_for: {text: Thanks}\n    timeout: 3\n", "")
    found = outcome(walk(steps))
    assert not found.ok
    assert f"asked twice for the same: {said} on /3" in found.why


@pytest.mark.parametrize(
    "field",
    [
        ("E-mail", "name=mail required value=a@b.example"),
        ("E-mail", "name=mail"),
        ("E-mail", "name=mail required readonly"),
        ("E-mail", "name=mail required type=hidden"),
        ("Postcode", "name=code autocomplete=on required value=1"),
    ],
)
def test_what_is_filled_in_already_or_need_not_be_is_not_asked_for(walk, checkout, field):
    form(checkout, "/3", "/4", field)
    assert outcome(walk(THREE)).ok


def test_a_journey_that_writes_needs_leave_and_touches_nothing_without(spec, shop):
    shop.page("/", "<p>x</p>")
    (hearing,) = spec("steps: [{wait_for: {text: x}}]").hear().values()
    assert hearing.mishap.cause is Cause.NOT_PROBED
    assert "--promises-probe" in hearing.mishap.remedy
    assert shop.paths() == []


def test_a_journey_that_only_looks_needs_none(spec, shop):
    shop.page("/", "<p>x</p>")
    (hearing,) = spec("writes: false\nsteps: [{wait_for: {text: x}}]").hear().values()
    assert hearing.measured.outcomes[0].ok


def test_what_is_written_is_marked_by_headers_and_text(walk, shop):
    shop.page("/", "<form><label>Note <input name=note></label><button>Send</button></form>")
    steps = """
    marked: {headers: {X-Test: promises}, text: "TEST only"}
    steps:
      - fill: {label: Note, with: "{mark}, please ignore"}
      - click: {role: button, name: Send}
      - wait_for: {label: Note}
    """
    assert outcome(walk(steps)).ok
    assert shop.asked[-1].path in {"/?note=TEST+only%2C+please+ignore", "/favicon.ico"}
    assert all(one.headers["x-test"] == "promises" for one in shop.asked if one.path != "/favicon.ico")


@pytest.mark.parametrize("works", [True, False])
def test_it_is_cleaned_up_however_the_journey_went(walk, shop, works):
    shop.page("/", "<a href=/order>Order</a>").page("/order", "<p>Order <b id=n>A-17</b></p>").page(
        "/cancel", "<p>cancelled</p>"
    )
    steps = f"""
    steps:
      - click: {{text: Order}}
      - read: {{css: "#n"}}
        as: number
      - expect: {{text: {"A-17" if works else "Thanks"}}}
        timeout: 1
    clean_up:
      - goto: "/cancel?number={{number}}"
    """
    hearing = walk(steps)
    assert outcome(hearing).ok is works
    assert shop.paths()[-1] == "/cancel?number=A-17"
    assert hearing.measured.notes == ()


def test_a_clean_up_that_fails_is_told_and_hides_nothing(walk, shop):
    shop.page("/", "<p>It is ok</p>")
    hearing = walk("steps: [{wait_for: {text: ok}}]\nclean_up: [{click: {text: Cancel}, timeout: 1}]")
    assert outcome(hearing).ok
    (note,) = hearing.measured.notes
    assert "not cleaned up: step 1" in note


def test_a_journey_that_writes_is_not_made_again_when_the_server_fails(spec, shop):
    shop.page("/", "<a href=/order>Order</a>").page("/order", "<p>failed</p>", status=503)
    run = spec("steps: [{click: {text: Order}}, {wait_for: {text: Thanks}, timeout: 1}]")
    (hearing,) = run.hear(probe=True, retries=2, pauses=False).values()
    assert (hearing.mishap.cause, shop.paths().count("/order")) == (Cause.SERVER_ERROR, 1)


def test_promises_that_ask_the_same_share_the_trials(spec, shop):
    shop.page("/", "<p>x</p>")
    promises = "promises:\n" + "".join(
        f"  p{n}: {{topic: free_shipping, from: {n}0 EUR, kept_by: {{journey: way}}}}\n" for n in (1, 2, 3)
    )
    hearings = spec("writes: false\nsteps: [{wait_for: {text: x}}]", promises).hear()
    assert len(hearings) == 3
    assert shop.paths() == ["/"]
