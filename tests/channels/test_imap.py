"""Mailboxes over IMAP: a real Dovecot, and servers on loopback that behave as no server should."""

import logging
import socket
import ssl
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage

import pytest
import trustme
from tests.channels.mailserver import HOST, PASSWORD, USER, Dovecot, why_not

from pytest_promises.channels.mail import imap
from pytest_promises.channels.mail.imap_account import account_of
from pytest_promises.hookspecs import Order
from pytest_promises.model.access import Access
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.promise import Channel

WHY_NOT = why_not()
with_dovecot = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "there is one")
DELIVERED = 1_795_000_000


def mail(text="We answer within 24 hours.", subject="We got it", **fields):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "care@shop.example", USER, subject
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


class Hearer:
    """Hears a mailbox at an address, trusting an authority."""

    def __init__(self, ear, certificates=""):
        self.ear = ear
        self.access = Access(ca_certificates=str(certificates))

    def hear(self, address, *, hosts=(), timeout=20.0, max_bytes=1_000_000, **options):
        channel = Channel("it", "inbox", address, options=options)
        kind = self.ear.types["inbox"]
        order = Order(replace(kind.target(channel, ""), access=self.access), (channel,))
        loan = self.ear.loan(timeout=timeout, max_bytes=max_bytes, hosts=hosts)
        (hearing,) = self.ear.run(kind.hear(order, loan))
        return hearing

    def refusal(self, address, **options):
        with pytest.raises(HearingError) as caught:
            self.hear(address, **options)
        return caught.value.mishap


@pytest.fixture(scope="module")
def server():
    with Dovecot() as running:
        running.deliver(mail("We answer within 48 hours."), "1", received=DELIVERED - 9)
        running.deliver(mail(X_Ticket="4711"), "2", received=DELIVERED)
        running.deliver(mail("Archived."), "3", folder="Archive", received=DELIVERED)
        running.deliver(mail("В архиве."), "4", folder="&BBAEQARFBDgEMg-", received=DELIVERED)
        yield running


@pytest.fixture
def hearer(ear, server):
    return Hearer(ear, server.certificates)


@pytest.fixture
def inbox(server):
    return f"imaps://{USER.replace('@', '%40')}@{HOST}:{server.tls_port}"


def said(hearing):
    assert hearing.mishap is None, hearing.mishap
    return [passage.text for passage in hearing.passages[1:]]


@with_dovecot
def test_the_newest_mail_is_heard_over_tls(hearer, inbox, server):
    hearing = hearer.hear(inbox, password=PASSWORD)
    assert said(hearing) == ["We answer within 24 hours."]
    assert hearing.evidence.url == f"imaps://{HOST}:{server.tls_port}/INBOX;UID=2"
    assert hearing.evidence.as_of == "2026-11-18T11:06:40+00:00"


@with_dovecot
def test_a_connection_in_the_clear_is_encrypted_before_the_login(hearer, server):
    before = server.log.count(", TLS, session")
    hearing = hearer.hear(f"imap://{HOST}:{server.port}", user=USER, password=PASSWORD)
    assert said(hearing) == ["We answer within 24 hours."]
    assert server.log.count(", TLS, session") == before + 1


@with_dovecot
@pytest.mark.parametrize("mechanisms", ["plain oauthbearer", "plain xoauth2"])
def test_a_token_lets_in(ear, mechanisms):
    with Dovecot(mechanisms=mechanisms) as server:
        server.deliver(mail(), "1")
        hearer = Hearer(ear, server.certificates)
        address = f"imaps://{USER}@{HOST}:{server.tls_port}"
        assert said(hearer.hear(address, token=server.token())) == ["We answer within 24 hours."]
        for token in (server.token(key=b"forged"), server.token(user="else@customer.example"), "nonsense"):
            found = hearer.refusal(address, token=token)
            assert found.cause is Cause.DENIED
            assert token not in found.message + found.remedy
        assert mechanisms.split()[1].upper() in server.log


@with_dovecot
def test_a_server_that_takes_no_tokens_or_no_plain_passwords_is_served_or_told(ear):
    with Dovecot(mechanisms="login") as server:
        server.deliver(mail(), "1")
        hearer = Hearer(ear, server.certificates)
        address = f"imaps://{USER}@{HOST}:{server.tls_port}"
        found = hearer.refusal(address, token="something")
        assert (found.cause, "OAUTHBEARER" in found.message) == (Cause.DENIED, True)
        assert hearer.refusal(address, password="wrong").cause is Cause.DENIED


@with_dovecot
def test_a_wrong_password_is_denied_and_shown_nowhere(hearer, inbox):
    found = hearer.refusal(inbox, password="hunter2-hunter2")
    assert (found.cause, found.transient) == (Cause.DENIED, False)
    assert "hunter2" not in repr(found)
    assert USER not in repr(found)


@with_dovecot
def test_a_certificate_of_an_unknown_authority_is_told(ear, inbox, server):
    stranger = Hearer(ear)
    assert stranger.refusal(inbox, password=PASSWORD).cause is Cause.TLS
    assert stranger.refusal(f"imap://{HOST}:{server.port}", user=USER, password=PASSWORD).cause is Cause.TLS


@with_dovecot
def test_certificates_that_cannot_be_used_are_told(ear, inbox, tmp_path):
    tmp_path.joinpath("ca.pem").write_text("nothing")
    for name in ("ca.pem", "none.pem"):
        assert Hearer(ear, tmp_path / name).refusal(inbox, password=PASSWORD).cause is Cause.UNAVAILABLE


@with_dovecot
@pytest.mark.parametrize("address", ["{inbox}/Archive", "{inbox}"])
def test_a_folder_is_named_in_the_address_or_beside_it(hearer, inbox, address):
    options = {} if address.endswith("Archive") else {"folder": "Archive"}
    assert said(hearer.hear(address.format(inbox=inbox), password=PASSWORD, **options)) == ["Archived."]


@with_dovecot
def test_a_folders_name_may_be_in_any_script(hearer, inbox):
    assert said(hearer.hear(inbox, folder="Архив", password=PASSWORD)) == ["В архиве."]


@with_dovecot
def test_a_folder_that_is_not_there_is_told(hearer, inbox):
    found = hearer.refusal(f"{inbox}/Nothing", password=PASSWORD)
    assert (found.cause, "/Nothing" in found.message) == (Cause.NOT_FOUND, True)


@with_dovecot
def test_any_header_can_be_asked_for(hearer, inbox):
    assert said(hearer.hear(inbox, password=PASSWORD, header={"x-ticket": "471"}))
    assert hearer.hear(inbox, password=PASSWORD, header={"X-Ticket": "9"}).mishap.cause is Cause.EMPTY
    assert hearer.hear(inbox, password=PASSWORD, header={"X Y)": ""}).mishap.cause is Cause.EMPTY


@with_dovecot
def test_a_mail_that_is_too_old_is_stale(hearer, inbox):
    assert hearer.hear(inbox, password=PASSWORD, newer_than="1 minute").mishap.cause is Cause.STALE


@with_dovecot
def test_a_large_mail_is_not_loaded(hearer, inbox):
    assert hearer.hear(inbox, password=PASSWORD, max_bytes=100).mishap.cause is Cause.TOO_LARGE


@with_dovecot
def test_no_mail_is_marked_as_seen_and_none_is_moved(hearer, inbox, server):
    hearer.hear(inbox, password=PASSWORD)
    assert [name.partition(":")[2].replace("2,", "") for name in server.names()] == ["", ""]


@with_dovecot
def test_an_open_mailbox_sees_what_comes_in(server):
    with Dovecot() as own:
        account = account_of(f"imaps://{USER}@{HOST}:{own.tls_port}", "", "", PASSWORD, "")
        with imap.opened(replace(account, ca_certificates=str(own.certificates)), 20) as mailbox:
            assert mailbox.newest(10, ()) == []
            own.deliver(mail(), "1", received=DELIVERED)
            (summary,) = mailbox.newest(10, ())
            assert (summary.subject, summary.received) == ("We got it", DELIVERED)
            assert b"24 hours" in mailbox.message(summary.key, 10_000)
            assert mailbox.message(summary.key, 7) == b"From: c"
            with pytest.raises(HearingError) as caught:
                mailbox.message("4711", 10_000)
            assert (caught.value.mishap.cause, caught.value.mishap.transient) == (Cause.NOT_FOUND, True)


@with_dovecot
def test_only_the_newest_mails_are_looked_at(server):
    with Dovecot() as own:
        for number in range(12):
            own.deliver(mail(subject=str(number)), f"{1_790_000_000 + number}.{number}", received=DELIVERED + number)
        account = account_of(f"imaps://{USER}@{HOST}:{own.tls_port}", "", "", PASSWORD, "")
        with imap.opened(replace(account, ca_certificates=str(own.certificates)), 20) as mailbox:
            assert sorted(one.subject for one in mailbox.newest(3, ())) == ["10", "11", "9"]


@with_dovecot
def test_a_run_that_names_its_hosts_talks_to_no_other(hearer, inbox):
    assert hearer.refusal(inbox, password=PASSWORD, hosts=("shop.example",)).cause is Cause.DENIED
    assert said(hearer.hear(inbox, password=PASSWORD, hosts=(HOST,)))


@with_dovecot
def test_nothing_of_a_secret_gets_into_a_log(hearer, inbox, server, caplog):
    caplog.set_level(logging.DEBUG)
    hearer.hear(inbox, password=PASSWORD)
    token = server.token()
    hearer.hear(inbox, token=token)
    assert PASSWORD not in caplog.text
    assert token not in caplog.text
    assert "24 hours" not in caplog.text


SPEC = """
version: 1
access: {{ca_certificates: "{certificates}"}}
channels:
  auto-reply: {{inbox: "${{INBOX}}", password: "${{INBOX_WORD}}", from: care@shop.example}}
promises:
  first-reply: {{topic: reply, within: {within}, stated_on: [auto-reply]}}
"""


@with_dovecot
@pytest.mark.parametrize(
    ("within", "password", "outcome"),
    [
        ("24 hours", PASSWORD, "passed"),
        ("4 hours", PASSWORD, "failed"),
        ("24 hours", "hunter2-hunter2", "errors"),
    ],
)
def test_an_audit_hears_the_mailbox_and_tells_no_secret(
    pytester, monkeypatch, server, inbox, within, password, outcome
):
    monkeypatch.setenv("INBOX", inbox)
    monkeypatch.setenv("INBOX_WORD", password)
    pytester.mkdir("specs")
    spec = SPEC.format(certificates=server.certificates, within=within)
    pytester.path.joinpath("specs/support.yaml").write_text(spec, "utf-8")
    arguments = ("--promises", "-vv", "--log-level=DEBUG", "--promises-json=report.json", "-p", "no:playwright")
    result = pytester.runpytest_subprocess(*arguments)
    assert outcome in result.parseoutcomes(), result.stdout.str()
    told = result.stdout.str() + result.stderr.str() + pytester.path.joinpath("report.json").read_text("utf-8")
    assert password not in told
    assert USER not in told


WRONG_ADDRESSES = {
    "imaps://audit:hunter2@mail.example/INBOX": "has a password in it",
    "imaps://mail.example/INBOX": "needs a user",
    "imaps:///INBOX": "names no host",
    "imaps://audit@mail.example:port/INBOX": "is no address of a mailbox",
    "imaps://audit@[mail.example/INBOX": "is no address of a mailbox",
}


@pytest.mark.parametrize("address", WRONG_ADDRESSES)
def test_an_address_that_cannot_be_used_is_told(address):
    with pytest.raises(HearingError) as caught:
        account_of(address, "", "", "secret", "")
    mishap = caught.value.mishap
    assert (mishap.cause, WRONG_ADDRESSES[address] in mishap.message) == (Cause.MALFORMED, True)
    assert "hunter2" not in repr(mishap)


def test_an_account_without_a_secret_is_told():
    with pytest.raises(HearingError, match="`password:` or `token:`"):
        account_of("imaps://audit@mail.example", "", "", "", "")


ACCOUNTS = {
    "imaps://audit@mail.example": ("mail.example", 993, True, "INBOX", "audit"),
    "imap://audit@mail.example/Sent/2026": ("mail.example", 143, False, "Sent/2026", "audit"),
    "imaps://audit%40shop.example@mail.example:1993/": ("mail.example", 1993, True, "INBOX", "audit@shop.example"),
    "imaps://audit@shop.example@mail.example/%D0%B0": ("mail.example", 993, True, "а", "audit@shop.example"),
    "imaps://audit@[::1]:1993/INBOX": ("::1", 1993, True, "INBOX", "audit"),
}


@pytest.mark.parametrize("address", ACCOUNTS)
def test_an_address_names_host_port_folder_and_user(address):
    account = account_of(address, "", "", "secret", "")
    assert (account.host, account.port, account.tls, account.folder, account.user) == ACCOUNTS[address]
    assert "secret" not in repr(account) + account.place
    assert "audit" not in account.place


def test_without_the_package_the_extra_is_named(ear, monkeypatch):
    monkeypatch.setitem(sys.modules, "imapclient", None)
    found = Hearer(ear).refusal(f"imaps://a@{HOST}:1", password="x")
    assert found.cause is Cause.UNAVAILABLE
    assert found.remedy == "Run: pip install 'pytest-promises[inbox]'"
    assert "\n" not in found.message


@contextmanager
def serving(serve, authority=None):
    """Serve each connection with a function on loopback, over TLS with an authority; yield the port."""
    listener = socket.create_server((HOST, 0))
    context = None
    if authority is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST).configure_cert(context)
    over = threading.Event()
    threads = []

    def one(connection):
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) if context else connection as talking:
                    serve(talking, over)
            except OSError:
                pass  # whoever was served has hung up

    def accept():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=one, args=(connection,)))
            threads[-1].start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join()
        for thread in threads:
            thread.join()


def answering(greeting, *answers):
    """Return a server that greets, then answers each command with the next of the answers; `{tag}` is its tag."""

    def serve(talking, over):
        talking.sendall(greeting)
        lines = talking.makefile("rb")
        for answer in answers:
            tag = lines.readline().split(b" ")[0]
            talking.sendall(answer.replace(b"{tag}", tag))
        talking.shutdown(socket.SHUT_WR)
        lines.read()

    return serve


GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"
CAPABLE = b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"
LET_IN = b"{tag} OK in\r\n"
SELECTED = b"* 1 EXISTS\r\n* 0 RECENT\r\n{tag} OK [READ-ONLY] done\r\n"

SERVERS = {
    "no greeting": (answering(b""), Cause.UNREACHABLE),
    "a web server": (answering(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Cause.MALFORMED),
    "nonsense": (answering(b"\x00\xff\r\n"), Cause.MALFORMED),
    "hangs up": (answering(b"* BYE too many connections\r\n"), Cause.SERVER_ERROR),
    "hangs up at the login": (answering(GREETING, CAPABLE), Cause.UNREACHABLE),
    "lets nobody in for now": (
        answering(GREETING, CAPABLE, b"{tag} NO [UNAVAILABLE] Temporary authentication failure\r\n"),
        Cause.SERVER_ERROR,
    ),
    "refuses": (answering(GREETING, CAPABLE, b"{tag} NO [AUTHENTICATIONFAILED] a\r\n"), Cause.DENIED),
    "may not be read": (answering(GREETING, CAPABLE, LET_IN, b"{tag} NO [NOPERM] a\r\n"), Cause.DENIED),
    "no folder": (answering(GREETING, CAPABLE, LET_IN, b"{tag} NO [NONEXISTENT] a\r\n"), Cause.NOT_FOUND),
    "answers nonsense": (
        answering(GREETING, CAPABLE, LET_IN, SELECTED, b"* 1 FETCH (UID x RFC822.SIZE\r\n{tag} OK done\r\n"),
        Cause.MALFORMED,
    ),
    "hangs up in the middle": (answering(GREETING, CAPABLE, LET_IN, SELECTED, b"* 1 FETCH (UID"), Cause.UNREACHABLE),
}


@pytest.mark.parametrize("case", SERVERS)
def test_a_server_that_fails_is_told_as_what_it_is(ear, case):
    serve, cause = SERVERS[case]
    with serving(serve) as port:
        found = Hearer(ear).refusal(f"imap://audit@{HOST}:{port}", password="hunter2")
    assert found.cause is cause, found.message
    assert found.transient is (cause in {Cause.UNREACHABLE, Cause.SERVER_ERROR})
    assert "hunter2" not in repr(found)


def test_a_mailbox_without_what_was_asked_for_is_read_as_far_as_it_goes(ear):
    listed = b"* 1 FETCH (UID 7 BODY[HEADER.FIELDS (SUBJECT)]<0> {15}\r\nSubject: hi\r\n\r\n)\r\n{tag} OK done\r\n"
    body = b"* 1 FETCH (UID 7 BODY[]<0> {23}\r\nSubject: hi\r\n\r\n24 hours)\r\n{tag} OK done\r\n"
    with serving(answering(GREETING, CAPABLE, LET_IN, SELECTED, listed, body)) as port:
        hearing = Hearer(ear).hear(f"imap://audit@{HOST}:{port}", password="x")
    assert said(hearing) == ["24 hours"]


def silent(talking, over):
    over.wait()


def trickling(talking, over):
    while not over.wait(0.05):
        talking.sendall(b"*")


def trickling_later(talking, over):
    talking.sendall(GREETING)
    tag = talking.recv(1000).split(b" ")[0]
    talking.sendall(CAPABLE.replace(b"{tag}", tag))
    trickling(talking, over)


@pytest.mark.parametrize("serve", [silent, trickling, trickling_later])
def test_a_server_that_is_slow_without_end_is_given_up(ear, serve):
    with serving(serve) as port:
        found = Hearer(ear).refusal(f"imap://audit@{HOST}:{port}", password="x", timeout=0.5)
        assert found.cause is Cause.TIMEOUT


def test_an_open_mailbox_is_cut_off_in_time():
    with serving(trickling_later) as port:
        account = account_of(f"imap://audit@{HOST}:{port}", "", "", "x", "")
        with pytest.raises(HearingError) as caught, imap.opened(account, 0.5):
            pass
    assert caught.value.mishap.cause is Cause.TIMEOUT


def test_nobody_listening_is_refused(ear):
    with socket.create_server((HOST, 0)) as closed:
        port = closed.getsockname()[1]
    found = Hearer(ear).refusal(f"imap://audit@{HOST}:{port}", password="x")
    assert (found.cause, found.transient) == (Cause.REFUSED, True)


def test_a_host_without_an_address_is_unreachable(ear):
    assert Hearer(ear).refusal("imaps://audit@mail.invalid", password="x").cause is Cause.UNREACHABLE


def test_a_server_without_tls_on_the_port_of_tls_is_told(ear):
    with serving(answering(GREETING)) as port:
        assert Hearer(ear).refusal(f"imaps://audit@{HOST}:{port}", password="x").cause is Cause.TLS


def test_a_certificate_for_another_name_is_told(ear, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with serving(answering(GREETING), authority) as port:
        found = Hearer(ear, tmp_path / "ca.pem").refusal(f"imaps://audit@localhost:{port}", password="x")
    assert found.cause is Cause.TLS
    assert "hostname" in found.message


def test_nobody_logs_in_without_encryption_but_on_the_loopback(monkeypatch):
    monkeypatch.setattr(imap, "_is_loopback", lambda _: False)
    said_to = []

    def serve(talking, over):
        talking.sendall(GREETING)
        said_to.append(talking.recv(1000))
        talking.sendall(said_to[0].split(b" ")[0].join([b"* CAPABILITY IMAP4rev1\r\n", b" OK done\r\n"]))
        said_to.append(talking.recv(1000))

    with serving(serve) as port:
        account = account_of(f"imap://audit@{HOST}:{port}", "", "", "hunter2", "")
        with pytest.raises(HearingError) as caught, imap.opened(account, 10):
            pass
    assert caught.value.mishap.cause is Cause.TLS
    assert b"LOGIN" not in b"".join(said_to)
    assert b"AUTHENTICATE" not in b"".join(said_to)
