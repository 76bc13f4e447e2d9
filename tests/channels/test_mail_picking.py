"""One mail must not be mistaken for another: exact conditions, the newest of those that fit, and why none does."""

import base64
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.mail.headers import addresses, moment, text_of, words
from pytest_promises.channels.mail.picking import Search, Summary, pick, shown_subject
from pytest_promises.model.hearing import Cause, HearingError

NOW = 1_800_000_000.0
AUTO_REPLY = """\
From: Harbor & Pine <care@shop.example>
To: "Audit, the" <audit+en@customer.example>
Subject: =?utf-8?q?We_have_received_your_message_=E2=9C=94?=
Date: Mon, 23 Nov 2026 10:00:00 +0200
Return-Path: <>
Auto-Submitted: auto-replied
X-Ticket: 4711
Content-Type: multipart/alternative; boundary=x
"""


def mail(head=AUTO_REPLY, key="1", received=NOW - 60):
    head = head.encode("utf-8", "surrogateescape") if isinstance(head, str) else head
    return Summary.of(key, received, 1000, head)


def other(old, new, **more):
    assert old in AUTO_REPLY
    return mail(AUTO_REPLY.replace(old, new), **more)


def refusal(mails, **search):
    with pytest.raises(HearingError) as caught:
        pick(mails, Search(**search), NOW, "imaps://mail.example/INBOX")
    return caught.value.mishap


FITTING = {
    "nothing asked": {},
    "a part of the subject": {"subject": "received your"},
    "whatever case and spaces": {"subject": " WE  HAVE\treceived "},
    "a sign of the subject": {"subject": "message ✔"},
    "the sender": {"sender": "Care@Shop.example"},
    "the sender's domain": {"sender": "@shop.example"},
    "the recipient": {"recipient": "audit+en@customer.example"},
    "a header": {"header": (("auto-submitted", "auto-replied"),)},
    "a header that is there": {"header": (("X-Ticket", ""),)},
    "all": {"subject": "received", "sender": "@shop.example", "header": (("X-Ticket", "4711"), ("Auto-Submitted", ""))},
    "young enough": {"newest": 60.0},
}


@pytest.mark.parametrize("case", FITTING)
def test_a_mail_fits(case):
    assert pick([mail()], Search(**FITTING[case]), NOW, "it").key == "1"


UNFIT = {
    "another subject": {"subject": "received your order"},
    "a name in place of an address": {"sender": "Harbor & Pine"},
    "a part of an address": {"sender": "are@shop.example"},
    "a part of a domain": {"sender": "@hop.example"},
    "a domain above": {"sender": "@example"},
    "another tag": {"recipient": "audit@customer.example"},
    "another header": {"header": (("X-Ticket", "4712"),)},
    "a header that is not there": {"header": (("X-Other", ""),)},
    "one of two": {"subject": "received", "sender": "@elsewhere.example"},
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_mail_does_not_fit(case):
    assert refusal([mail()], **UNFIT[case]).cause is Cause.EMPTY


FORGED = {
    "a name that is an address": '"care@shop.example" <winner@elsewhere.example>',
    "an encoded name": "=?utf-8?q?care=40shop=2Eexample?= <winner@elsewhere.example>",
    "a comment": "winner@elsewhere.example (care@shop.example)",
    "a longer domain": "care@shop.example.elsewhere.example",
    "two senders": "care@shop.example, winner@elsewhere.example",
    "two fields": "care@shop.example\nFrom: winner@elsewhere.example",
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_sender_does_not_fit(case):
    assert refusal([other("Harbor & Pine <care@shop.example>", FORGED[case])], sender="care@shop.example")


def test_a_comment_within_a_comment_without_end_has_no_address():
    assert addresses(["(" * 20_000 + "care@shop.example"]) == frozenset()


@pytest.mark.parametrize("name", ["Cc", "Delivered-To", "X-Original-To", "Envelope-To"])
def test_who_got_it_counts_as_recipient(name):
    assert pick([mail(f"{name}: <audit@x.example>\n")], Search(recipient="audit@x.example"), NOW, "it")


def test_the_one_that_came_last_is_taken_whatever_its_date_says():
    late = other("23 Nov 2026", "23 Nov 2020", key="late", received=NOW - 10)
    assert pick([mail(), late], Search(), NOW, "it").key == "late"


def test_of_those_that_came_at_once_the_one_sent_last_is_taken():
    sent_later = other("10:00:00", "10:00:01", key="0")
    assert pick([sent_later, mail(), mail(key="2")], Search(), NOW, "it").key == "0"


def test_of_those_sent_at_once_the_one_that_the_server_counted_last_is_taken():
    mails = [mail(key=key) for key in ("9", "10", "11", "2")]
    random.shuffle(mails)
    assert pick(mails, Search(), NOW, "it").key == "11"


@given(st.permutations([mail(key=str(n), received=NOW - 60 * (n % 4)) for n in range(8)]))
def test_the_order_of_the_mailbox_does_not_matter(mails):
    assert pick(mails, Search(), NOW, "it").key == "4"


BOUNCES = {
    "a report": ("multipart/alternative", "multipart/report; report-type=delivery-status"),
    "a report in capitals": ("multipart/alternative", "Multipart/Report"),
    "a mail program": ("Harbor & Pine <care@shop.example>", "Mail System <MAILER-DAEMON@shop.example>"),
    "a list of failures": ("X-Ticket: 4711", "X-Failed-Recipients: care@shop.example"),
}


@pytest.mark.parametrize("case", BOUNCES)
def test_a_bounce_is_taken_only_when_asked_for(case):
    bounce = other(*BOUNCES[case], key="bounce", received=NOW)
    assert pick([mail(), bounce], Search(), NOW, "it").key == "1"
    assert pick([mail(), bounce], Search(bounces=True), NOW, "it").key == "bounce"


def test_a_mail_that_is_too_old_is_stale_and_not_passed_over_for_none():
    found = refusal([mail(received=NOW - 7201)], newest=7200.0)
    assert found.cause is Cause.STALE
    assert "came 2027-01-15T05:59 UTC: it is older than 2 hours" in found.message
    assert "We have received your message ✔" in found.message


def test_the_newest_that_fits_decides_on_age():
    assert pick([mail(received=NOW - 9000), mail(key="2", received=NOW)], Search(newest=7200.0), NOW, "it").key == "2"


def test_what_came_near_is_told_with_what_it_lacks():
    mails = [other("care@", "news@", key="2"), other("X-Ticket: 4711", "Subject: x"), mail("Subject: Offer\n", key="3")]
    found = refusal(mails, sender="care@shop.example", header=(("X-Ticket", ""),))
    assert found.message == (
        "There is no mail in imaps://mail.example/INBOX that fits `from:`, `header X-Ticket:`. "
        'Among the 3 newest, near is: "We have received your message ✔" (but for `from`), '
        '"We have received your message ✔" (but for `header X-Ticket`), "Offer" (but for `from` and `header X-Ticket`).'
    )


def test_an_empty_mailbox_is_empty():
    assert refusal([], subject="x").message == "There is no mail in imaps://mail.example/INBOX."


def test_a_subject_in_a_message_is_short_and_has_no_address_and_no_control_characters():
    assert shown_subject("Mail for ann@x.example\x1b[31m\n\u202e!") == "Mail for … [31m  !"
    assert shown_subject("x" * 49 + " ann@x.example") == "x" * 49 + "…"
    assert len(shown_subject("ж" * 1000)) == 50


@given(st.text(max_size=200))
def test_no_subject_shows_an_address_or_what_a_terminal_obeys(text):
    shown = shown_subject(text)
    assert len(shown) <= 50
    assert shown.isprintable()


def encoded(text, charset):
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


WORDS = {
    "koi8-r": (encoded("Ваше обращение", "koi8-r"), "Ваше обращение"),
    "windows-1251": (encoded("Получихме", "windows-1251"), "Получихме"),
    "tis-620": (encoded("เราได้รับข้อความ", "tis-620"), "เราได้รับข้อความ"),
    "iso-2022-jp": (encoded("お問い合わせ", "iso-2022-jp"), "お問い合わせ"),
    "a letter cut in two": ("=?utf-8?Q?We_got_=F0=9F=8E?= =?utf-8?Q?=89_it?=", "We got 🎉 it"),
    "folded": ("=?utf-8?q?One?=\r\n =?utf-8?q?_two?=", "One two"),
    "bare UTF-8": ("Здравствуйте".encode().decode("ascii", "surrogateescape"), "Здравствуйте"),
    "bare latin": ("Grüße".encode("latin-1").decode("ascii", "surrogateescape"), "Grüße"),
    "bare and encoded": ("é =?utf-8?q?=C3=A9?=".encode().decode("ascii", "surrogateescape"), "é é"),
    "ASCII that is UTF-8": ("=?us-ascii?Q?=C3=A9?=", "é"),
    "an unknown charset": ("=?x-nothing?Q?a=C3=A9?=", "aé"),
    "broken base64": ("=?utf-8?B?abc?= x", "i\ufffd x"),
    "no encoded word": ("=?utf-8?Q?", "=?utf-8?Q?"),
}


@pytest.mark.parametrize("case", WORDS)
def test_a_fields_words_are_decoded(case):
    value, said = WORDS[case]
    assert words(value) == said


@given(st.text())
def test_any_field_can_be_decoded(value):
    assert isinstance(words(value), str)
    assert all("@" in address for address in addresses([value]))
    when = moment(value)
    assert when is None or math.isfinite(when)


@given(st.binary())
def test_any_header_can_be_read(head):
    found = mail(head)
    assert isinstance(found.subject, str)
    pick([found], Search(bounces=True), NOW, "it")
    with pytest.raises(HearingError):
        pick([found], Search(sender="care@shop.example", subject="x"), NOW, "it")


def test_a_codec_that_is_no_charset_is_not_run():
    assert text_of(b"\\x41", "unicode_escape") == "\\x41"
    assert text_of(b"abc", "rot13") == "abc"
