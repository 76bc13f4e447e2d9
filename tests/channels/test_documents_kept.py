"""What was received is kept before anything is read in it, without what nobody may see."""

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels import papers
from tests.channels.conftest import SECRET

from pytest_promises.channels.mail.body import read, readable
from pytest_promises.redaction import MASK


@pytest.fixture
def kept(ear, site, make, recorder):
    """Hear a channel, and return what was kept of what it received."""

    def hear(address, **options):
        (hearing,) = ear.hear(site.url, make(address, **options), documents=True)
        assert hearing.mishap is None, hearing.mishap
        content = recorder.store.get(hearing.evidence.document)
        assert SECRET.encode() not in content
        return content.decode()

    return hear


def test_the_markup_of_a_page_is_kept_as_it_is_at_rest(kept, site):
    site.page("/", f"<p>We reply</p><script>document.body.append('within a day {SECRET} anna@shop.example')</script>")
    assert f"</script>within a day {MASK} {MASK}</body>" in kept("/")


@pytest.mark.parametrize("says", ["return 7", "throw new Error('mine')"])
def test_the_markup_of_a_page_that_does_not_give_it_is_kept_all_the_same(kept, site, says):
    hidden = f"Object.defineProperty(Element.prototype, 'outerHTML', {{ get() {{ {says} }} }})"
    site.page("/", f"<p>We reply within a day.</p><script>{hidden}</script>")
    assert "<p>We reply within a day.</p>" in kept("/")


def test_a_page_over_http_is_kept_as_its_server_sends_it(kept, site):
    body = f'<meta charset="windows-1251"><p title="{SECRET}">Отвечаме до 24 часа</p><script>more()</script>'
    site.page("/", body.encode("cp1251"), type="text/html")
    assert kept("/", view="http") == body.replace(SECRET, MASK)


def test_data_is_kept_as_it_came(kept, site):
    site.page("/api", f'{{"minutes":  5, "key": "{SECRET}"}}', type="application/json")
    assert kept("/api", kind="api", read="minutes", unit="minutes", topic="wait") == (
        f'{{"minutes":  5, "key": "{MASK}"}}'
    )


def test_all_documents_of_a_call_are_kept(kept, site):
    site.page("/a.xml", "<Response><Say>Welcome.</Say><Redirect>/b.xml</Redirect></Response>", type="text/xml")
    site.page("/b.xml", f"<Response><Say>We reply in a day. {SECRET}</Say></Response>", type="text/xml")
    text = kept("/a.xml", kind="voice")
    assert text.index("<Say>Welcome.</Say>") < text.index(f"<Say>We reply in a day. {MASK}</Say>")
    assert f"<!-- {site.url}/b.xml -->" in text


def test_of_a_pdf_its_text_is_kept(kept, site):
    site.page("/terms.pdf", papers.raw(papers.line(60, 700, f"Within 24 hours, {SECRET}.")), type="application/pdf")
    assert kept("/terms.pdf", kind="pdf") == f"Within 24 hours, {MASK}."


def test_what_a_command_prints_is_kept(kept, tmp_path):
    script = tmp_path / "say.py"
    script.write_text(f"print('We reply within 24 hours. {SECRET}')")
    assert kept(str(script), kind="command").split() == ["We", "reply", "within", "24", "hours.", MASK]


@pytest.fixture
def maildir(tmp_path):
    for name in ("new", "cur", "tmp"):
        tmp_path.joinpath("box", name).mkdir(parents=True)
    return tmp_path / "box"


def letter(text, html=None):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "care@shop.example", "anna@customer.example", "Получихме писмото Ви"
    mail["Received"] = "from relay.example by mx.example"
    mail.set_content(text, cte="base64")
    if html is not None:
        mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.add_attachment(b"\x00" * 50, maintype="application", subtype="octet-stream", filename="a.bin")
    return mail.as_bytes()


def test_a_mail_is_kept_decoded_with_the_header_that_tells_of_it(kept, maildir):
    maildir.joinpath("new", "1").write_bytes(letter(f"Отговаряме до 24 часа. {SECRET}"))
    text = kept(str(maildir), kind="inbox")
    assert text.startswith(f"From: {MASK}\r\nTo: {MASK}\r\nSubject: Получихме писмото Ви\r\n")
    assert f"\r\n\r\nОтговаряме до 24 часа. {MASK}" in text
    assert "Received" not in text
    assert "a.bin" not in text


def test_a_mail_of_several_parts_is_kept_with_those_that_were_read():
    text = readable(letter("--part\nIn plain words.", "<p>In <b>bold</b> words.</p>"), "both", "")
    parts = [*message_from_bytes(text.encode(), policy=default).iter_parts()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert parts[0].get_content().splitlines()[:2] == ["--part", "In plain words."]


@given(st.text(max_size=80))
def test_a_mail_that_is_kept_says_what_the_mail_said(text):
    head = b"Subject: Hi\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    before = head + f"We reply: {text}".encode()
    said = read(before, "", "", "It")
    assert read(readable(before, "", "").encode(), "", "", "It").passages == said.passages


def test_nothing_is_kept_where_no_documents_are_wanted(ear, site, make, recorder):
    site.page("/api", json.dumps({"minutes": 5}), type="application/json")
    (hearing,) = ear.hear(site.url, make("/api", kind="api", read="minutes", unit="minutes", topic="wait"))
    assert hearing.evidence.document == ""
    assert not recorder.store.folder.exists()


def test_a_broken_store_costs_no_hearing(ear, site, make, recorder, tmp_path):
    tmp_path.joinpath("kept").write_text("no folder")
    site.page("/", "<p>We reply within a day.</p>")
    (hearing,) = ear.hear(site.url, make("/"), documents=True, screenshots=True)
    assert [passage.text for passage in hearing.passages] == ["We reply within a day."]
    assert hearing.evidence.screenshot == hearing.evidence.document == ""
    assert recorder.trouble
    recorder.trouble = ""
