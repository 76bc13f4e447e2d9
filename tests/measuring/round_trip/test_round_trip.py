"""The `round_trip` probe: a message is sent for real, its reply comes into a real Maildir, and is measured and read."""

import re
import socketserver
import threading
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import parse_qs

import pytest
from tests.measuring.server import Answer

from pytest_promises.measuring.sampling.arrivals import holds
from pytest_promises.model.hearing import Cause

PAGE = b"""<!doctype html><html lang="en"><title>Contact</title><body><main><form method="post" action="/contact">
<label>Your e-mail <input name="email"></label><label>Message <textarea name="message"></textarea></label>
<button>Send</button></form></main></body></html>"""
THANKS = b"<!doctype html><title>Sent</title><main>Thank you, it has been sent.</main>"
FORM = "form: {Your e-mail: audit@customer.example, Message: 'A test: {token}'}, submit: Send"
SPEC = """
channels: {{faq: {{page: /en/faq}}}}
probes:
  reply: {{round_trip: {address}, {sending}, inbox: box, {options}}}
promises:
  soon: {{topic: reply, within: {within}, kept_by: {{round_trip: reply}}}}
  told: {{topic: reply, within: 24 hours, stated_on: [reply]}}
"""


def reply(text, token, subject="We got it"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "care@shop.example", "audit@customer.example", subject
    mail.set_content(f"{text}\n\n> A test: {token}\n", cte="base64")
    return mail.as_bytes()


@pytest.fixture
def maildir(tmp_path):
    for name in ("new", "cur", "tmp"):
        tmp_path.joinpath("box", name).mkdir(parents=True)
    return tmp_path / "box"


class Shop:
    """Answers the form with a page and, if it is told to, a mail."""

    def __init__(self, server, maildir):
        self.server, self.maildir, self.answer = (
            server,
            maildir,
            lambda token: reply("We answer within 24 hours.", token),
        )
        self.messages = []
        server.answers["/en/contact"] = Answer(PAGE, type="text/html")
        server.answers["/contact"] = self.take

    def take(self):
        self.posted(parse_qs(self.server.asked[-1].body.decode())["message"][0])
        return Answer(THANKS, type="text/html")

    def posted(self, message):
        self.messages.append(message)
        mail = self.answer(re.search(r"pp[0-9a-f]{12}", message)[0])
        if mail:
            self.maildir.joinpath("new", f"reply-{len(self.messages)}").write_bytes(mail)


@pytest.fixture
def shop(server, maildir):
    return Shop(server, maildir)


@pytest.fixture
def probe(run):
    def make(options="from: care@shop.example", within="2 minutes", address="/en/contact", sending=FORM):
        return run(SPEC.format(options=options, within=within, address=address, sending=sending))

    return make


SOON, TOLD = "soon::reply", "reply"


def test_one_message_is_measured_and_its_reply_is_read(probe, shop):
    heard = probe("from: care@shop.example, confirmation: Thank you").hear(probe=True)
    assert heard[SOON].mishap is None, heard[SOON].mishap
    (took,) = heard[SOON].measured.distributions
    assert took.within(120) == (1, 1)
    assert 0 < took.total < 30
    assert "by the clock of the run" in heard[SOON].measured.notes[0]
    assert heard[TOLD].mishap is None, heard[TOLD].mishap
    assert "We answer within 24 hours." in [passage.text for passage in heard[TOLD].passages]
    assert heard[TOLD].evidence.final_url == "box/reply-1"
    assert len(shop.messages) == 1


def test_what_is_asked_of_the_host_is_marked_as_a_test(probe, shop, server):
    probe("marked: {X-Test: audit}").hear(SOON, probe=True)
    assert [(one.path, one.headers.get("x-test")) for one in server.asked if one.method == "POST"] == [
        ("/contact", "audit")
    ]


def test_nothing_is_sent_without_leave(probe, server, shop):
    heard = probe().hear()
    assert {one.mishap.cause for one in heard.values()} == {Cause.NOT_PROBED}
    assert server.asked == []


def test_a_reply_that_never_comes_is_still_open_when_the_time_is_up(probe, shop):
    shop.answer = lambda _: None
    heard = probe("within_at_most: 2 seconds").hear(probe=True)
    (waiting,) = heard[SOON].measured.distributions
    assert waiting.within(1) == (0, 1)
    assert waiting.within(120) == (0, 0), "it may still come in time"
    assert heard[TOLD].mishap.cause is Cause.EMPTY
    assert "No reply to what was sent came within 2 seconds." in heard[TOLD].mishap.message
    assert len(shop.messages) == 1


def test_a_reply_without_the_token_is_not_taken_for_the_answer(probe, shop):
    shop.answer = lambda _: reply("We answer within 24 hours.", "another one")
    heard = probe("within_at_most: 2 seconds").hear(probe=True)
    assert 'The mail "We got it" came, but without the token' in heard[TOLD].mishap.message
    assert not heard[SOON].measured.distributions[0].closed


def test_mail_that_was_there_before_is_no_reply(probe, shop, maildir):
    maildir.joinpath("new/before").write_bytes(reply("We answer within 48 hours.", "pp000000000000"))
    shop.answer = lambda _: None
    assert "came, but" not in probe("within_at_most: 2 seconds").hear(probe=True)[TOLD].mishap.message


def test_the_reply_is_deleted_when_that_is_asked_for(probe, shop, maildir):
    maildir.joinpath("new/before").write_bytes(reply("hello", "another one"))
    assert probe("clean_up: true").hear(SOON, probe=True)[SOON].measured.distributions[0].closed
    assert [path.name for path in maildir.rglob("*") if path.is_file()] == ["before"]


def test_a_mailbox_that_cannot_be_looked_into_keeps_the_message_from_being_sent(probe, shop, maildir):
    maildir.rename(maildir.with_name("elsewhere"))
    assert probe().hear(SOON, probe=True)[SOON].mishap.cause is Cause.NOT_FOUND
    assert shop.messages == []


@pytest.mark.parametrize(
    ("sending", "told"),
    [
        (FORM.replace("Message", "Nachricht"), 'label "Nachricht"'),
        (FORM.replace("submit: Send", "submit: Absenden"), 'button "Absenden"'),
        (f"{FORM}, confirmation: Vielen Dank", 'text "Vielen Dank"'),
    ],
)
def test_a_form_that_is_another_one_is_told_and_not_sent_again(probe, shop, sending, told):
    hearing = probe(sending=sending).hear(SOON, probe=True, retries=2, pauses=False)[SOON]
    assert hearing.mishap.cause is Cause.MISSING
    assert told in hearing.mishap.message
    assert len(shop.messages) == ("confirmation" in sending)


def test_a_page_that_fails_is_no_measure(probe, shop, server):
    server.answers["/en/contact"] = Answer(b"no", 404, "text/html")
    assert probe().hear(SOON, probe=True)[SOON].mishap.cause is Cause.NOT_FOUND


class MailServer(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client needs that logs in nowhere."""

    def handle(self):
        self.say("220 shop.example")
        lines = iter(self.rfile.readline, b"")
        for line in lines:
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.say("354 go on")
                body = b"".join(iter(lambda: next(lines), b".\r\n"))
                self.server.mails.append(body)
                self.server.taken(body)
            elif verb == b"RCPT" and self.server.refuses:
                self.say("550 nobody of that name")
                continue
            self.say("221 bye" if verb == b"QUIT" else "250 fine")
            if verb == b"QUIT":
                return

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def post(shop):
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        refuses = False

    server = Server(("127.0.0.1", 0), MailServer)
    server.mails = []
    server.taken = lambda body: shop.posted(BytesParser().parsebytes(body).get_payload())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def mailed(probe, post):
    sending = f"smtp: smtp://127.0.0.1:{post.server_address[1]}, sender: audit@customer.example"
    sending += ", title: A test, text: 'Please answer {token}'"
    return lambda: probe(address="mailto:care@shop.example", sending=sending)


def test_a_mail_is_sent_and_its_reply_measured(mailed, post):
    heard = mailed().hear(probe=True)
    assert heard[SOON].mishap is None, heard[SOON].mishap
    assert heard[SOON].measured.distributions[0].within(120) == (1, 1)
    assert "We answer within 24 hours." in [passage.text for passage in heard[TOLD].passages]
    (sent,) = (BytesParser().parsebytes(body) for body in post.mails)
    assert (sent["To"], sent["Subject"], sent["X-Promises-Probe"]) == ("care@shop.example", "A test", "round-trip")


def test_a_mail_that_nobody_takes_is_no_measure(mailed, post):
    post.refuses = True
    assert mailed().hear(SOON, probe=True)[SOON].mishap.cause is Cause.DENIED


def test_a_token_is_found_in_whatever_form_it_comes():
    assert holds(reply("hello", "pp0123456789ab"), "pp0123456789ab")
    assert holds(reply("hello", "", subject="Re: pp0123456789ab - дякуємо"), "pp0123456789ab")
    assert not holds(reply("hello", "pp0123456789ab"), "pp0123456789ac")
    assert not holds(b"\xff" * 100, "pp0123456789ab")


@pytest.mark.parametrize(
    ("sending", "options", "told"),
    [
        (FORM.replace("{token}", "it"), "clean_up: true", "`form:` has no {token}"),
        ("form: {Message: '{token}'}", "clean_up: true", "`submit:` is missing"),
        (f"{FORM}, smtp: smtp://localhost", "clean_up: true", "keep one of the two"),
        ("smtp: smtp://localhost, sender: a@b.example", "clean_up: true", "`text:` is missing"),
        ("smtp: localhost, sender: a@b.example, text: '{token}'", "clean_up: true", "is no mail server"),
        (FORM, "within_at_most: soon", "`within_at_most: soon` is no length of time"),
        (FORM, "within: body, part: text", "`within:` selects from the HTML"),
    ],
)
def test_options_that_make_no_sense_are_problems_of_the_spec(probe, sending, options, told):
    assert told in probe(options, sending=sending).problems


def test_a_promise_in_business_time_is_a_problem(probe):
    assert "`round_trip` measures seconds as they pass" in probe(within="2 business hours").problems


def test_no_secret_is_told(run):
    text = SPEC.format(options="password: '${WORD}'", within="2 minutes", address="/en/contact", sending=FORM)
    heard = [run(text, WORD=word).hear(SOON)[SOON] for word in ("first-secret", "other-secret")]
    assert "secret" not in repr(heard)
