"""Catalogues heard by themselves, and the example app audited as its users would."""

import shutil
from pathlib import Path

import pytest
from pytest_promises_gettext.channel import GettextChannel
from pytest_promises_gettext.showing import plain

from pytest_promises.hookspecs import Settings
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.testing import SpecError, hear, run_promises, statements

pytest_plugins = ["pytest_promises.testing"]

APP = Path(__file__).parents[1]
SPEC = APP.joinpath("specs/app.yaml").read_text("utf-8")
LOCALES = ("en", "de", "ru", "bg", "th")
HEADER = 'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
REPLY = 'msgid "We reply within 24 hours."\nmsgstr "{said}"\n'


@pytest.fixture
def app(pytester):
    shutil.copytree(APP / "locales", pytester.path / "locales")
    return pytester


@pytest.fixture
def heard(tmp_path):
    """Hear a catalogue of that text, in a language, with options."""

    def hear_it(text, lang="de", **options):
        content = text if isinstance(text, bytes) else (HEADER.format(lang=lang) + text).encode()
        tmp_path.joinpath("shop.po").write_bytes(content)
        return hear(GettextChannel(), "shop.po", folder=tmp_path, **options)

    return hear_it


def texts(hearing):
    return [passage.text for passage in hearing.passages]


def test_the_app_says_what_is_promised_in_every_language(app):
    audited = run_promises(app, SPEC)
    assert set(audited.verdicts.values()) == {Verdict.STATED, Verdict.CONSISTENT}
    assert len(audited.findings) == len(LOCALES) * 5 + 4


@pytest.mark.parametrize(
    ("lang", "said", "instead", "where"),
    [
        pytest.param("ru", "ответ в течение 24 часов", "ответ в течение 2 рабочих дней", "app-ru", id="ru"),
        pytest.param("th", "คำตอบภายใน 24 ชั่วโมง", "คำตอบภายใน 3 วัน", "mails-th", id="th"),
    ],
)
def test_a_translation_that_says_something_else_is_found(app, lang, said, instead, where):
    catalogue = app.path / f"locales/{lang}/LC_MESSAGES/shop.po"
    text = catalogue.read_text("utf-8")
    assert said in text
    catalogue.write_text(text.replace(said, instead), "utf-8")
    audited = run_promises(app, SPEC)
    finding = audited.finding(f"first-reply::stated[{where}]")
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.quotes[0].selector.startswith(f"specs/../locales/{lang}/LC_MESSAGES/shop.po:")
    assert audited.verdicts["delivery::consistent"] is Verdict.CONSISTENT


def test_a_promise_that_is_not_translated_is_not_stated(app):
    catalogue = app.path / "locales/de/LC_MESSAGES/shop.po"
    text = catalogue.read_text("utf-8").replace("#: templates/returns", "#, fuzzy\n#: templates/returns")
    catalogue.write_text(text, "utf-8")
    audited = run_promises(app, SPEC)
    assert audited.verdicts["returns::stated[app-de]"] is Verdict.UNSTATED
    assert audited.verdicts["returns::stated[app-ru]"] is Verdict.STATED


def test_every_plural_form_is_heard(heard):
    hearing = heard(
        'msgid "Reply in one day"\nmsgid_plural "Reply in %d days"\nmsgstr[0] "Eine"\nmsgstr[1] "Zwei"\n', lang="de"
    )
    assert texts(hearing) == ["Eine", "Zwei"]


def test_a_message_is_told_with_its_context_its_line_and_its_language(heard):
    hearing = heard('msgctxt "mail"\n' + REPLY.format(said="Antwort innerhalb von 2 Tagen."), lang="de_AT")
    (passage,) = hearing.passages
    assert (passage.lang, passage.headings) == ("de-AT", ("mail",))
    assert passage.selector.endswith("shop.po:7")
    assert statements(hearing)[0].topic == "reply"


@pytest.mark.parametrize(("lang", "source"), [("en", "en"), ("en_GB", "en"), ("de", "de")])
def test_in_the_apps_own_language_messages_need_no_translation(heard, lang, source):
    assert texts(heard(REPLY.format(said=""), lang=lang, source=source)) == ["We reply within 24 hours."]


def test_messages_that_are_obsolete_are_not_heard(heard):
    hearing = heard(REPLY.format(said="Ja.") + '\n#~ msgid "Old"\n#~ msgstr "Alt"\n')
    assert texts(hearing) == ["Ja."]


@pytest.mark.parametrize(
    ("text", "options", "cause"),
    [
        (REPLY.format(said=""), {}, Cause.EMPTY),
        ("", {}, Cause.EMPTY),
        (REPLY.format(said="Ja."), {"used_in": "mails/*"}, Cause.MISSING),
        ('msgid "a\n', {}, Cause.MALFORMED),
        ("<html>", {}, Cause.MALFORMED),
        (b"\xff\xfe\x00", {}, Cause.MALFORMED),
        (HEADER.replace("UTF-8", "klingon").encode() + REPLY.encode(), {}, Cause.MALFORMED),
    ],
)
def test_what_is_no_catalogue_or_says_nothing_is_told(heard, text, options, cause):
    hearing = heard(text, **options)
    assert hearing.passages == ()
    assert hearing.mishap.cause is cause


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path):
    assert hear(GettextChannel(), "shop.po", folder=tmp_path).mishap.cause is Cause.NOT_FOUND
    assert hear(GettextChannel(), ".", folder=tmp_path).mishap.cause is Cause.MALFORMED
    assert hear(GettextChannel(), "https://shop.example/a.po").mishap.cause is Cause.MALFORMED
    tmp_path.joinpath("shop.po").write_text(REPLY.format(said="Ja."), "utf-8")
    small = hear(GettextChannel(), "shop.po", folder=tmp_path, settings=Settings(max_bytes=10))
    assert small.mishap.cause is Cause.TOO_LARGE


def test_an_option_that_there_is_not_is_a_problem_of_the_spec():
    with pytest.raises(SpecError, match=r"(?s)unknown key `sourc` of `gettext` channels.*did you mean `source`"):
        hear(GettextChannel(), "shop.po", sourc="en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>24&nbsp;hours</b>", "24\N{NO-BREAK SPACE}hours"),
        ("<li>3 days</li><li>5 days</li>", "3 days\n5 days"),
        ("1 < 2 & so", "1 < 2 & so"),
        ("< 24 hours", "< 24 hours"),
    ],
)
def test_markup_is_read_as_it_is_shown(text, shown):
    assert plain(text) == shown
