"""What a mail says: the parts that a mail program shows, whatever their charset, encoding and nesting."""

import base64
import quopri
import textwrap
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.mail import text as mail_text
from pytest_promises.channels.mail.body import read
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.reading import read_passage

PLAIN = "We answer within 24 hours."
RICH = "<p>We answer <b>within 4 hours</b>.</p>"


def mail(plain=None, html=None, **how):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "We got it"
    if plain is not None:
        message.set_content(plain, **how)
    if html is not None:
        message.add_alternative(html, subtype="html", **how) if plain is not None else message.set_content(
            html, subtype="html", **how
        )
    return message


def texts(message, wanted="", within=""):
    body = message if isinstance(message, bytes) else message.as_bytes()
    said = read(body, wanted, within, "The mail").passages
    return [passage.text for passage in said if passage.selector != "Subject"]


def refusal(message, wanted="", within=""):
    with pytest.raises(HearingError) as caught:
        texts(message, wanted, within)
    return caught.value.mishap


def raw(*lines):
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def test_the_subject_is_heard_and_heads_the_rest():
    first, second = read(mail(PLAIN).as_bytes(), "", "", "it").passages
    assert (first.text, first.selector, first.headings) == ("We got it", "Subject", ())
    assert (second.text, second.selector, second.headings) == (PLAIN, "line 1", ("We got it",))


SHOWN = {"": ["We answer within 4 hours."], "html": ["We answer within 4 hours."], "text": [PLAIN]}
SHOWN["both"] = [*SHOWN["text"], *SHOWN["html"]]


@pytest.mark.parametrize("wanted", SHOWN)
def test_of_two_forms_the_one_that_is_wanted_is_heard(wanted):
    assert texts(mail(PLAIN, RICH), wanted) == SHOWN[wanted]


@pytest.mark.parametrize("form", ["text", "html"])
def test_without_a_wish_the_only_form_is_heard(form):
    assert len(texts(mail(PLAIN) if form == "text" else mail(html=RICH))) == 1


@pytest.mark.parametrize(("message", "wanted"), [(mail(PLAIN), "html"), (mail(html=RICH), "text")])
def test_a_form_that_is_not_there_is_missing(message, wanted):
    assert refusal(message, wanted).cause is Cause.MISSING


def test_both_forms_are_heard_as_far_as_they_are_there():
    assert texts(mail(PLAIN), "both") == [PLAIN]


def test_a_selector_finds_its_part_of_the_html():
    message = mail(PLAIN, '<p>Hello</p><div id="promise">within 4 hours</div>')
    assert texts(message, within="#promise") == ["within 4 hours"]
    assert refusal(message, within="#nothing").cause is Cause.MISSING
    assert refusal(message, within=":::").cause is Cause.MALFORMED
    assert refusal(mail(PLAIN), within="p").cause is Cause.MISSING


TEXTS = {
    "koi8-r": "Мы ответим в течение 24 часов.",
    "windows-1251": "Ще отговорим в рамките на 24 часа.",
    "iso-8859-5": "Мы ответим в течение 24 часов.",
    "tis-620": "เราตอบภายใน 24 ชั่วโมง",
    "iso-8859-11": "เราตอบภายใน 24 ชั่วโมง",
    "windows-874": "เราตอบภายใน 24 ชั่วโมง",
    "iso-8859-1": "Nous répondons sous 24 heures.",
    "iso-8859-15": "À partir de 50 €",
    "windows-1252": "Free over 50 € – “always”",
    "utf-8": "Отговаряме – до 24 часа 🎉",
    "utf-16": "We answer within 24 hours.",
    "gb2312": "我们在24小时内答复",
    "iso-2022-jp": "24時間以内に返信します",
    "euc-kr": "24시간 이내에 답변합니다",
}
PYTHON = {"windows-874": "cp874"}


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", TEXTS)
def test_a_text_is_read_in_its_charset(charset, transfer):
    encode = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[transfer]
    head = f"Subject: x\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    assert texts(head.encode() + encode(TEXTS[charset].encode(PYTHON.get(charset, charset)))) == [TEXTS[charset]]


WRONG = {
    "UTF-8 that is not declared": (b"", "Ответим до 24 часов".encode(), "Ответим до 24 часов"),
    "UTF-8 declared as ASCII": (b"; charset=us-ascii", "Ответим".encode(), "Ответим"),
    "bytes that are no UTF-8": (b"; charset=utf-8", b"within 24\xff hours", "within 24\ufffd hours"),
    "latin that is not declared": (b"", b"caf\xe9", "café"),
    "an unknown charset": (b"; charset=x-nothing", "до 24".encode(), "до 24"),
    "a codec that is none": (b"; charset=rot13", b"within 24", "within 24"),
    "a quoted charset": (b'; charset="koi8-r"', "до 24".encode("koi8-r"), "до 24"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_charset_is_made_the_best_of(case):
    declared, body, said = WRONG[case]
    assert texts(b"Content-Type: text/plain" + declared + b"\r\n\r\n" + body) == [said]


def test_attachments_are_not_opened():
    message = mail(PLAIN, RICH)
    message.add_attachment("within 9 hours", filename="terms.txt")
    message.add_attachment("<p>within 9 hours</p>", subtype="html", disposition="inline", filename="terms.html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="terms.pdf")
    assert texts(message) == ["We answer within 4 hours."]
    assert texts(message, "both") == SHOWN["both"]


def test_a_forwarded_mail_is_not_what_the_sender_says():
    message = mail("See below.")
    message.add_attachment(mail("We answer within 9 hours."))
    assert texts(message) == ["See below."]


def test_a_mail_with_nothing_but_a_forwarded_one_says_nothing():
    message = EmailMessage()
    message.set_content(mail(PLAIN))
    assert refusal(message).cause is Cause.EMPTY


def test_a_footer_that_a_list_added_is_heard_too():
    message = mail(PLAIN, RICH)
    message.make_mixed()
    footer = EmailMessage()
    footer.set_content("Open from 9 to 18.")
    message.attach(footer)
    assert texts(message) == ["We answer within 4 hours.", "Open from 9 to 18."]


def test_pictures_within_the_html_change_nothing():
    message = mail(PLAIN, f'{RICH}<img src="cid:logo" alt="">')
    message.get_payload()[1].add_related(b"GIF89a", "image", "gif", cid="<logo>")
    assert texts(message) == ["We answer within 4 hours."]


RELATED = raw(
    'Content-Type: multipart/related; boundary=r; start="<root>"',
    "",
    "--r",
    "Content-Type: text/html",
    "Content-ID: <other>",
    "",
    "<p>within 9 hours</p>",
    "--r",
    "Content-Type: text/html",
    "Content-ID: <root>",
    "",
    RICH,
    "--r--",
)


def test_the_root_of_what_belongs_together_is_heard():
    assert texts(RELATED) == ["We answer within 4 hours."]
    assert texts(RELATED.replace(b'; start="<root>"', b"")) == ["within 9 hours"]


def test_a_signed_mail_is_heard():
    signed = raw(
        "Content-Type: multipart/signed; boundary=s; protocol=application/pgp-signature",
        "",
        "--s",
        "",
        PLAIN,
        "--s",
        "Content-Type: application/pgp-signature",
        "",
        "-----BEGIN PGP SIGNATURE-----",
        "--s--",
    )
    assert texts(signed) == [PLAIN]


@pytest.mark.parametrize("kind", ["multipart/encrypted; boundary=e", "application/pkcs7-mime"])
def test_an_encrypted_mail_is_told(kind):
    found = refusal(raw(f"Content-Type: {kind}", "", "--e", "Content-Type: text/plain", "", PLAIN, "--e--"))
    assert (found.cause, "encrypted" in found.message) == (Cause.MALFORMED, True)


NOTHING = {
    "no body": b"Subject: x\r\n\r\n",
    "nothing at all": b"",
    "blank": b"\r\n \r\n\t\r\n",
    "a picture": b'Content-Type: text/html\r\n\r\n<img src="https://x.example/reply.png">',
    "hidden": b'Content-Type: text/html\r\n\r\n<p style="display:none">within 24 hours</p>',
    "a quotation": b"Subject: x\r\n\r\n> within 24 hours",
    "an attachment": b"Content-Type: application/pdf\r\n\r\nwithin 24 hours",
    "a multipart without parts": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n",
}


@pytest.mark.parametrize("case", NOTHING)
def test_a_mail_that_says_nothing_is_empty(case):
    assert refusal(NOTHING[case]).cause is Cause.EMPTY


def test_nesting_without_end_is_not_followed():
    deep = PLAIN.encode()
    for level in range(60):
        edge = b"--b%d" % level
        deep = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n%s\r\n%s\r\n%s--" % (level, edge, deep, edge)
    assert refusal(deep).cause is Cause.EMPTY


def test_nesting_that_cannot_be_parsed_is_told():
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    assert refusal(head + b"\r\n24 hours").cause in {Cause.MALFORMED, Cause.EMPTY}


def test_a_long_hostile_text_is_read_in_a_moment():
    assert mail_text.passages("> x \n" * 30_000, flowed=True, delsp=True) == ()
    (joined,) = mail_text.passages("word \n" * 30_000, flowed=True, delsp=True)
    assert joined.text == "word" * (len(joined.text) // 4)
    assert mail_text.passages("On 1 May Ann wrote:\n> x\n" * 30_000) == ()


def test_the_language_is_what_the_mail_declares():
    declared = raw("Content-Language: bg", "", "Ще отговорим до 24 часа.")
    assert [passage.lang for passage in read(declared, "", "", "it").passages] == ["bg"]
    several = raw("Content-Language: bg, en", "", PLAIN)
    assert [passage.lang for passage in read(several, "", "", "it").passages] == [None]
    html = mail(html=f'<html lang="th"><p>{PLAIN}</p></html>')
    assert read(html.as_bytes(), "", "", "it").passages[-1].lang == "th"


def test_what_tells_of_the_mails_origin_is_kept():
    message = mail(PLAIN)
    message["Auto-Submitted"], message["Precedence"] = "auto-replied", "bulk"
    assert read(message.as_bytes(), "", "", "it").nature == "text/plain; auto-submitted: auto-replied; precedence: bulk"


FLOWED = "We answer every e-mail within \r\n24 hours. \r\n\r\n> You said 48 \r\n> hours.\r\n-- \r\nHarbor & Pine\r\n"


def test_flowed_text_is_joined():
    message = raw("Content-Type: text/plain; format=flowed", "", FLOWED)
    assert texts(message) == ["We answer every e-mail within 24 hours.", "Harbor & Pine"]


def test_flowed_text_without_spaces_is_joined():
    message = raw("Content-Type: text/plain; format=Flowed; delsp=yes; charset=utf-8", "", "เราตอบภายใน 24 \r\nชั่วโมง")
    assert texts(message) == ["เราตอบภายใน 24ชั่วโมง"]


def test_flowed_text_that_is_stuffed_is_unstuffed():
    assert texts(raw("Content-Type: text/plain; format=flowed", "", " From 9 to 18.")) == ["From 9 to 18."]


WRAPPED = """\
Thank you for writing to Harbor & Pine. We answer every e-mail within 24
hours, also on Sundays and holidays. Your order is dispatched within 1
business day.
Kind regards
"""


def test_lines_broken_for_their_length_are_joined():
    (text,) = texts(mail(WRAPPED))
    assert text.startswith(
        "Thank you for writing to Harbor & Pine. We answer every e-mail within 24 hours, also on Sundays"
    )
    assert text.endswith("Your order is dispatched within 1 business day.\nKind regards")


def test_lines_that_are_short_by_choice_stay():
    assert texts(mail("Reply: 24 hours\nDelivery: 3 days")) == ["Reply: 24 hours\nDelivery: 3 days"]


def test_what_is_read_from_broken_lines_is_what_is_meant():
    passage = read(mail(WRAPPED).as_bytes(), "", "", "it").passages[-1]
    assert [said.words for said in read_passage(passage, lang="en")] == ["within 24 hours", "within 1 business day"]


STRUCTURED = """\
Delivery
========

Standard takes
3-5 days:

- within Bulgaria
* abroad: 7 days
1. by courier

Returns
-------
30 days
******
--{}
Harbor & Pine
""".format(" ")


def test_headings_lists_and_rules_are_told_apart():
    said = mail_text.passages(STRUCTURED)
    assert [(one.text, one.headings, one.lead, one.selector) for one in said] == [
        ("Delivery", (), "", "line 1"),
        ("Standard takes\n3-5 days:", ("Delivery",), "", "line 4"),
        ("within Bulgaria", ("Delivery",), "3-5 days:", "line 7"),
        ("abroad: 7 days", ("Delivery",), "3-5 days:", "line 8"),
        ("1. by courier", ("Delivery",), "3-5 days:", "line 9"),
        ("Returns", (), "", "line 11"),
        ("30 days", ("Returns",), "", "line 13"),
        ("Harbor & Pine", ("Returns",), "", "line 16"),
    ]


words = st.lists(st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1, max_size=12), min_size=1)


@given(words)
def test_any_text_wrapped_at_any_width_says_the_same_words(parts):
    text = " ".join(["Note", *parts])
    wrapped = "\n".join(textwrap.wrap(text, 72, break_long_words=False, break_on_hyphens=False))
    assert [passage.text for passage in mail_text.passages(wrapped)] == [text]


@given(st.text(), st.booleans(), st.booleans())
def test_any_plain_text_can_be_read(text, flowed, delsp):
    for passage in mail_text.passages(text, flowed=flowed, delsp=delsp):
        assert passage.text.strip()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1),
    st.sampled_from(["7bit", "base64", "quoted-printable", "x-none", "uuencode"]),
    st.sampled_from(
        ["text/plain", "text/html", "multipart/mixed; boundary=b", "multipart/alternative", "message/rfc822", "x"]
    ),
    st.binary(max_size=300),
)
def test_any_mail_is_read_or_refused(subject, transfer, kind, body):
    message = (
        f"Subject: {subject}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode() + body
    )
    try:
        said = read(message, "", "", "it")
    except HearingError as error:
        said = error.mishap.cause in {Cause.EMPTY, Cause.MALFORMED}
    assert said


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60))
def test_any_content_type_and_disposition_is_read_or_refused(value):
    for name in ("Content-Type: text/plain;", "Content-Type: ", "Content-Type: text/plain\r\nContent-Disposition: "):
        try:
            said = bool(texts(f"{name}{value}\r\n\r\nwithin 24 hours".encode()))
        except HearingError as error:
            said = error.mishap.cause in {Cause.EMPTY, Cause.MALFORMED}
        assert said
