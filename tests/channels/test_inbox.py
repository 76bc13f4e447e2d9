"""The `inbox` channel: mailboxes looked into, mails picked and read, and why not; here in Maildirs."""

import os
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from pathlib import Path

import pytest

from pytest_promises.channels.data.ages import age_of
from pytest_promises.channels.inbox import InboxChannel
from pytest_promises.channels.mail.maildir import Maildir
from pytest_promises.channels.mail.options import options_of
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.promise import Channel, Location
from pytest_promises.plugins import channel_types, manager
from pytest_promises.reading import read_value
from pytest_promises.spec import load

CARE = "Harbor & Pine <care@shop.example>"
DAY = 86_400


def mail(text="We answer within 24 hours.", subject="We got it", sender=CARE, to="audit@customer.example", html=None):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Date"] = (
        sender,
        to,
        subject,
        format_datetime(localtime()),
    )
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


@pytest.fixture
def maildir(tmp_path):
    for name in ("new", "cur", "tmp"):
        tmp_path.joinpath("box", name).mkdir(parents=True)
    return tmp_path / "box"


@pytest.fixture
def hear(ear, make, maildir):
    def listen(address=None, **options):
        settings = {name: options.pop(name) for name in ("timeout", "max_bytes") if name in options}
        (hearing,) = ear.hear("", make(str(address or maildir), kind="inbox", **options), **settings)
        return hearing

    return listen


def said(hearing):
    assert hearing.mishap is None, hearing.mishap
    return [passage.text for passage in hearing.passages[1:]]


def cause(hearing):
    return hearing.mishap.cause


def test_the_newest_mail_is_heard(maildir, hear):
    maildir.joinpath("cur/1700000000.M1.host:2,S").write_bytes(mail("We answer within 48 hours."))
    maildir.joinpath("new/1800000000.M2.host").write_bytes(mail())
    hearing = hear()
    assert said(hearing) == ["We answer within 24 hours."]
    assert hearing.evidence.url == "box/1800000000.M2.host"
    assert hearing.evidence.as_of == "2027-01-15T08:00:00+00:00"
    assert hearing.evidence.fetched_at
    assert hearing.evidence.view == "text/plain"


def test_a_name_that_tells_no_time_has_the_time_of_its_file(maildir, hear):
    for name, at in (("older", 1_700_000_000), ("newer", 1_700_000_001)):
        path = maildir / "new" / name
        path.write_bytes(mail(name))
        os.utime(path, (at, at))
    assert said(hear()) == ["newer"]


def test_conditions_choose_the_mail(maildir, hear):
    maildir.joinpath("new/1800000000.a").write_bytes(mail())
    maildir.joinpath("new/1800000001.b").write_bytes(mail("Buy!", sender="news@shop.example", subject="We got it all"))
    maildir.joinpath("new/1800000002.c").write_bytes(mail("Hello", to="else@customer.example"))
    options = {"from": "care@shop.example", "to": "@customer.example", "subject": "we got"}
    assert said(hear(**options)) == ["Hello"]
    assert said(hear(**{**options, "to": "audit@customer.example"})) == ["We answer within 24 hours."]
    assert said(hear(header={"Subject": "all", "Date": None})) == ["Buy!"]


def test_a_mail_that_is_too_old_is_stale(maildir, hear):
    maildir.joinpath("new/1700000000.a").write_bytes(mail())
    assert cause(hear(newer_than="2 days")) is Cause.STALE
    assert said(hear(newer_than="50 years"))


def test_no_mail_that_fits_is_empty(maildir, hear):
    assert cause(hear()) is Cause.EMPTY
    maildir.joinpath("new/1700000000.a").write_bytes(mail())
    found = hear(subject="Something else")
    assert cause(found) is Cause.EMPTY
    assert '"We got it" (but for `subject`)' in found.mishap.message
    assert found.evidence.url == "box"


def test_channels_of_one_mailbox_share_a_look_and_fail_alone(ear, make, maildir):
    maildir.joinpath("new/1700000000.a").write_bytes(mail("24 hours", html='<p id="p">4 hours</p>'))
    channels = [
        make(str(maildir), kind="inbox", name=name, **options)
        for name, options in (
            ("html", {}),
            ("text", {"part": "text"}),
            ("within", {"within": "#p"}),
            ("nothing", {"within": "#q"}),
            ("none", {"subject": "none"}),
        )
    ]
    heard = {one.channel: one for one in ear.hear("", *channels)}
    assert [said(heard[name]) for name in ("html", "text")] == [["4 hours"], ["24 hours"]]
    assert [passage.text for passage in heard["within"].passages] == ["4 hours"]
    assert [cause(heard[name]) for name in ("nothing", "none")] == [Cause.MISSING, Cause.EMPTY]


def test_folders_within_are_found(maildir, hear):
    maildir.joinpath(".Archive/cur").mkdir(parents=True)
    maildir.joinpath(".Archive/cur/1700000000.a:2,S").write_bytes(mail("From the archive"))
    maildir.joinpath("new/1800000000.b").write_bytes(mail())
    assert said(hear(folder="Archive")) == ["From the archive"]
    assert said(hear(folder="inbox")) == ["We answer within 24 hours."]


def test_what_is_no_mailbox_is_told(tmp_path, ear, make):
    tmp_path.joinpath("plain").mkdir()
    tmp_path.joinpath("file").write_bytes(mail())
    causes = {"plain": Cause.MALFORMED, "nothing": Cause.NOT_FOUND, "file": Cause.NOT_FOUND}
    for name, expected in causes.items():
        assert ear.refusal("", make(str(tmp_path / name), kind="inbox")).cause is expected


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_mailbox_that_may_not_be_read_is_denied(maildir, ear, make):
    maildir.joinpath("new").chmod(0)
    try:
        assert ear.refusal("", make(str(maildir), kind="inbox")).cause is Cause.DENIED
    finally:
        maildir.joinpath("new").chmod(0o700)


def test_a_large_mail_is_not_read(maildir, hear):
    maildir.joinpath("new/1700000000.a").write_bytes(mail("x " * 10_000))
    assert cause(hear(max_bytes=5_000)) is Cause.TOO_LARGE
    assert said(hear(max_bytes=50_000))


def test_only_the_newest_mails_are_looked_at(maildir):
    for number in range(30):
        maildir.joinpath(f"new/17000000{number:02}.x").write_bytes(mail(subject=str(number)))
    found = Maildir(maildir).newest(10, ())
    assert [one.subject for one in found] == [str(number) for number in range(29, 19, -1)]


def test_what_is_no_mail_is_passed_over(maildir, hear):
    maildir.joinpath("new/1800000001.folder").mkdir()
    maildir.joinpath("new/.hidden").write_bytes(mail("hidden"))
    os.mkfifo(maildir / "new" / "1800000002.pipe")
    maildir.joinpath("new/1700000000.a").write_bytes(mail())
    assert said(hear()) == ["We answer within 24 hours."]


def test_a_mail_that_is_looked_at_meanwhile_is_still_found(maildir):
    path = maildir / "new" / "1700000000.a"
    path.write_bytes(mail())
    box = Maildir(maildir)
    (summary,) = box.newest(10, ())
    path.rename(maildir / "cur" / "1700000000.a:2,S")
    assert b"24 hours" in box.message(summary.key, 10_000)
    maildir.joinpath("cur", "1700000000.a:2,S").unlink()
    with pytest.raises(HearingError) as caught:
        box.message(summary.key, 10_000)
    assert (caught.value.mishap.cause, caught.value.mishap.transient) == (Cause.NOT_FOUND, True)


def test_nothing_in_the_mailbox_is_touched(maildir, hear):
    maildir.joinpath("new/1700000000.a").write_bytes(mail())
    hear()
    assert [path.name for path in maildir.rglob("*") if path.is_file()] == ["1700000000.a"]
    assert maildir.joinpath("new/1700000000.a").exists()


def test_a_path_is_relative_to_the_spec():
    channel = Channel("it", "inbox", "mail/box", location=Location("specs/support.yaml"))
    assert Path(InboxChannel().target(channel, "").url) == Path("specs/mail/box")


@pytest.mark.parametrize("address", ["https://mail.example/", "pop3://x@mail.example", "mailto:x@mail.example"])
def test_an_address_of_another_kind_is_refused(address, ear, make):
    assert ear.refusal("https://shop.example", make(address, kind="inbox")).cause is Cause.MALFORMED


AGES = {"2 days": 2 * DAY, "36 hours": 1.5 * DAY, "P1W": 7 * DAY, "90 minutes": 5400, "a week": 7 * DAY}


@pytest.mark.parametrize("text", AGES)
def test_an_age_is_written_as_people_write_it(text):
    assert age_of(text) == AGES[text]


PROBLEMS = {
    "no age": ({"newer_than": "soon"}, "`newer_than: soon` is no length of time"),
    "business days": ({"newer_than": "2 business days"}, "`newer_than: 2 business days` is no length of time"),
    "a number": ({"newer_than": "3"}, "`newer_than: 3` is no length of time"),
    "two secrets": ({"password": "a", "token": "b"}, "keep one of the two"),
    "a selector in text": ({"within": "p", "part": "text"}, "`within:` selects from the HTML"),
    "a selector in both": ({"within": "p", "part": "both"}, "`within:` selects from the HTML"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_options_that_do_not_go_together_are_told(case):
    options, told = PROBLEMS[case]
    assert told in InboxChannel().problem(options)


def test_options_that_go_together_are_no_problem():
    assert InboxChannel().problem({"newer_than": "2 days", "token": "x", "within": "p", "part": "html"}) is None


SPEC = """
version: 1
channels:
  auto-reply: {{inbox: imaps://audit@mail.example, {options}}}
promises:
  first-reply: {{topic: reply, within: 24 hours, stated_on: [auto-reply]}}
"""


def loaded(tmp_path, options, **env):
    path = tmp_path / "spec.yaml"
    path.write_text(SPEC.format(options=options), encoding="utf-8")
    types = channel_types(manager())
    schemas = {kind: one.schema for kind, one in types.items()}
    return load(
        path,
        env=env,
        channel_schemas=schemas,
        read_value=read_value,
        channel_problem=lambda channel: types[channel.kind].problem(channel.options),
    )


@pytest.mark.parametrize("option", ["password", "token"])
def test_a_secret_comes_from_the_environment_and_is_kept(tmp_path, option):
    spec = loaded(tmp_path, f'{option}: "${{MAIL_WORD}}"', MAIL_WORD="hunter2-hunter2").spec
    assert spec.secrets == {"hunter2-hunter2"}
    options = options_of(spec.channel("auto-reply"))
    assert "hunter2-hunter2" in options.login
    assert "hunter2" not in repr(options) + repr(spec.channel("auto-reply")) + repr(spec)
    assert "hunter2" not in repr(InboxChannel().target(spec.channel("auto-reply"), ""))


@pytest.mark.parametrize("option", ["password", "token"])
def test_a_secret_in_the_spec_is_refused(tmp_path, option):
    found = loaded(tmp_path, f"{option}: hunter2-hunter2")
    assert found.spec is None
    (problem,) = found.problems
    assert "a secret stands in the file" in problem.message
    assert "environment" in problem.hint


WRONG = {
    "from: Harbor & Pine": "`from:` is an address like",
    "to: customer.example": "`to:` is an address like",
    "newer_than: soon": "is no length of time",
    "part: rtf": "part",
    "header: {}": "header",
    "subjekt: x": "did you mean `subject`?",
}


@pytest.mark.parametrize("option", WRONG)
def test_a_wrong_option_is_told_where_it_stands(tmp_path, option):
    found = loaded(tmp_path, option)
    assert found.spec is None
    assert WRONG[option] in " ".join(f"{one.message} {one.hint}" for one in found.problems)
    assert {one.location.line for one in found.problems} == {4}
