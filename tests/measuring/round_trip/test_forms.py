"""Forms of all kinds of fields, as the `round_trip` probe sends them, and what keeps them from being sent."""

import re
from urllib.parse import parse_qs

import pytest
from tests.measuring.server import Answer

from pytest_promises.model.hearing import Cause

HTML = "text/html; charset=utf-8"
FIELDS = """
<h1>Contact us</h1>
<label>E-mail <input type=email name=mail required></label><label>E-mail again <input name=again></label>
<label>Message <textarea name=message required></textarea></label>
<label>Subject <select name=subject role=listbox><option value="">Choose</option><option value=o>An order</option>
</select></label>
<fieldset><legend>How shall we answer?</legend>
  <label><input type=radio name=way value=phone> By phone</label>
  <label><input type=radio name=way value=mail> By mail</label></fieldset>
<label><input type=checkbox name=news checked> Send me news</label>
<label><input type=checkbox name=terms value=yes required> I have read <a href=/terms>the terms</a></label>
<label>Picture <input type=file name=file></label><input type=hidden name=ticket value=t-1><input name=hp hidden>
"""
ALL = """
      E-mail: audit@customer.example
      Message: "A test: {token}"
      Subject: An order
      How shall we answer?: By mail
      Send me news: false
      I have read the terms: true
"""
SPEC = """
probes:
  form:
    round_trip: /contact
    inbox: box
    submit: Send
    within_at_most: 1 second
    form: {}
promises:
  soon: {{topic: reply, within: 2 minutes, kept_by: {{round_trip: form}}}}
"""


@pytest.fixture
def shop(server, tmp_path):
    """A server of a form: what came of it is in `asked`."""
    for name in ("new", "cur", "tmp"):
        tmp_path.joinpath("box", name).mkdir(parents=True)

    def put(fields=FIELDS, more="", status=200, how=""):
        page = (
            f"<!doctype html><title>Us</title><form method=post action=/sent {how}>{fields}<button>Send</button></form>"
        )
        server.answers["/contact"] = Answer((page + more).encode(), type=HTML)
        server.answers["/sent"] = Answer(b"<p>We will look at it.</p>", status, HTML)

    put()
    server.form = put
    return server


@pytest.fixture
def send(run, shop):
    def go(fields=ALL):
        found = run(SPEC.format(fields))
        assert not found.problems, found.problems
        return found.hear(probe=True)["soon::form"]

    return go


def sent(shop):
    (posted,) = (one.body for one in shop.asked if one.method == "POST")
    return parse_qs(posted.decode(), keep_blank_values=True)


def why(hearing, cause=Cause.MISSING):
    assert hearing.mishap.cause is cause, hearing.mishap
    return hearing.mishap.message


def test_every_kind_of_field_is_filled_in_and_what_is_not_named_is_left_alone(send, shop):
    assert send().mishap is None
    posted = sent(shop)
    assert re.fullmatch(r"A test: pp[0-9a-f]{12}", posted.pop("message")[0])
    assert posted == {
        "mail": ["audit@customer.example"],
        "again": [""],
        "subject": ["o"],
        "way": ["mail"],
        "terms": ["yes"],
        "file": [""],
        "ticket": ["t-1"],
        "hp": [""],
    }


def test_a_radio_button_can_be_named_by_itself(send, shop):
    send(ALL.replace("How shall we answer?: By mail", "By phone: true"))
    assert sent(shop)["way"] == ["phone"]


def test_a_consent_that_the_form_requires_must_be_named(send, shop):
    said = why(send(ALL.replace("I have read the terms: true", "")))
    assert "does not send it before these are filled in rightly: I have read the terms" in said
    assert not [one for one in shop.asked if one.method == "POST"]


def test_a_value_that_the_browser_does_not_take_is_told_and_not_repeated(send):
    said = why(send(ALL.replace("audit@customer.example", "s3cret at customer")))
    assert "rightly: E-mail" in said
    assert "s3cret" not in said


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("{Picture: '{token}'}", 'label "Picture" is a file field, which is left alone'),
        ("{'[name=ticket]': '{token}'}", 'css "[name=ticket]" is a hidden field, which is left alone'),
        ("{Send me news: '{token}'}", 'label "Send me news" is a box: it takes `true` or `false`'),
        ("{Message: '{token}', Subject: A return}", "cannot be set to that option: there is no such option"),
        ("{Message: '{token}', How shall we answer?: By post}", 'radio "By post" in group'),
    ],
)
def test_what_does_not_fit_the_field_is_told(send, fields, told):
    assert told in why(send(fields))


def test_a_server_that_fails_when_the_form_is_sent_owes_no_reply(send, shop):
    shop.form(status=500)
    assert "answered 500" in why(send(), Cause.SERVER_ERROR)


def test_a_reply_that_does_not_come_is_told_with_what_the_page_shows(send):
    (note,) = send().measured.notes
    assert note.endswith('No reply to what was sent came within 1 second. The page shows "We will look at it.".')


def test_a_cookie_banner_does_not_keep_the_form_from_being_sent(send, shop):
    style = "position:fixed;inset:0;background:#fff"
    shop.form(more=f"<div class=cookie-banner style='{style}'>We use cookies <button>OK</button></div>")
    assert send().mishap is None
    assert sent(shop)["subject"] == ["o"]


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        ("<title>Just a moment...</title><p>Verify you are human</p>", Cause.WALL),
        ("<title>Us</title><label>Password <input type=password></label>", Cause.LOGIN),
        ("<title>Us</title>", Cause.EMPTY),
    ],
)
def test_what_stands_in_place_of_the_form_is_told_with_the_cause_that_a_channel_gives(send, shop, page, cause):
    shop.answers["/contact"] = Answer(f"<!doctype html>{page}".encode(), type=HTML)
    why(send("{Message: '{token}'}"), cause)
