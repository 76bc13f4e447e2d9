"""Phone menus as callers hear them: over HTTP from a real server, and from files."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.phone.transcripts import transcript
from pytest_promises.channels.phone.twiml import turn
from pytest_promises.channels.xml_tree import parse
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.promise import Location
from pytest_promises.reading import read_value
from pytest_promises.spec import load

XML = "text/xml"

WELCOME = """<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Say language="en-GB">Welcome to Harbor &amp; Pine.</Say>
  <Gather numDigits="1" action="/key" timeout="5">
    <Say language="en-GB">For orders press 1. For delivery press 2.</Say>
    <Say language="ru-RU">Чтобы узнать о заказе, нажмите 1.</Say>
  </Gather>
  <Say>We did not hear you.</Say>
  <Redirect>/welcome.xml</Redirect>
</Response>"""


def xml(body):
    return f"<?xml version='1.0'?>{body}"


def answer(handler, body):
    """Send a document on a connection that ends with it."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    handler.wfile.write(head.encode() + body)


class Menu:
    """A telephone application: documents by path, or by path and digits."""

    def __init__(self, site, ear, make):
        self.site, self.ear, self.make = site, ear, make

    def has(self, **documents):
        for name, body in documents.items():
            self.site.page(f"/{name}.xml", xml(body), type=XML)
        return self

    def answers(self, path, **by_digits):
        def send(handler):
            digits = dict(pair.split("=") for pair in handler.path.partition("?")[2].split("&"))["Digits"]
            body = xml(by_digits.get(f"d{digits}", "<Response><Say>Sorry.</Say></Response>")).encode()
            answer(handler, body)

        self.site.page(path, "", send=send)
        return self

    def hears(self, address="/welcome.xml", **options):
        (hearing,) = self.ear.hear(self.site.url, self.make(address, kind="voice", **options))
        return hearing

    def says(self, address="/welcome.xml", **options):
        hearing = self.hears(address, **options)
        assert hearing.mishap is None, hearing.mishap
        return [passage.text for passage in hearing.passages]

    def refuses(self, address="/welcome.xml", **options):
        try:
            hearing = self.hears(address, **options)
        except HearingError as error:
            return error.mishap
        return hearing.mishap


@pytest.fixture
def menu(site, ear, make):
    return Menu(site, ear, make)


# TwiML


def test_the_first_menu_is_heard_in_its_languages_and_once(menu, site):
    menu.has(welcome=WELCOME.partition("?>")[2])
    hearing = menu.hears()
    assert [(passage.text, passage.lang) for passage in hearing.passages] == [
        ("Welcome to Harbor & Pine.", "en-GB"),
        ("For orders press 1. For delivery press 2.", "en-GB"),
        ("Чтобы узнать о заказе, нажмите 1.", "ru-RU"),
        ("We did not hear you.", None),
    ]
    assert hearing.passages[1].selector == "/Response/Gather[1]/Say[1]"
    assert {passage.url for passage in hearing.passages} == {f"{site.url}/welcome.xml"}
    assert (hearing.evidence.status, hearing.flaws) == (200, ())
    assert site.asked == ["/welcome.xml"]


def test_a_key_is_sent_as_the_telephone_service_sends_it_and_what_follows_is_heard(menu):
    menu.has(welcome=WELCOME.partition("?>")[2])
    menu.answers(
        "/key",
        d2="<Response><Say>Delivery takes 3 to 5 business days.</Say><Redirect>/welcome.xml</Redirect></Response>",
    )
    hearing = menu.hears(press="2")
    assert [passage.text for passage in hearing.passages] == ["Delivery takes 3 to 5 business days."]
    assert hearing.passages[0].headings == ("press 2",)
    assert hearing.passages[0].url.endswith("/key?Digits=2")


def test_keys_are_pressed_one_menu_after_the_other_and_redirects_are_followed(menu):
    menu.has(
        welcome='<Response><Gather action="key"><Say>1 or 2</Say></Gather></Response>',
        delivery='<Response><Gather numDigits="4" action="/order"><Say>Your number, please.</Say></Gather></Response>',
    )
    menu.answers("/key", d2="<Response><Redirect>/delivery.xml</Redirect></Response>")
    menu.answers("/order", d4711="<Response><Say>It left the house today.</Say><Hangup/><Say>Bye.</Say></Response>")
    assert menu.says(press="2") == ["Your number, please."]
    assert menu.says(press="2 4711") == ["It left the house today."]
    assert menu.says(press=["2", "4711"]) == ["It left the house today."]


def test_a_key_that_nothing_takes_is_missing_and_named(menu):
    menu.has(
        welcome='<Response><Gather numDigits="1" action="/bye.xml"><Say>Any key.</Say></Gather></Response>',
        bye="<Response><Say>Bye.</Say></Response>",
        spoken='<Response><Gather input="speech" action="/bye.xml"><Say>Tell me.</Say></Gather></Response>',
    )
    assert menu.refuses(press="12").cause is Cause.MISSING
    assert menu.refuses("/spoken.xml", press="1").cause is Cause.MISSING
    assert "takes the key 1" in menu.refuses("/spoken.xml", press="1").message
    after = menu.refuses(press="1 7")
    assert (after.cause, "7 after pressing 1" in after.message) == (Cause.MISSING, True)


def test_the_key_that_ends_the_input_is_not_sent(menu):
    menu.has(welcome='<Response><Gather action="/order"><Say>Number, then hash.</Say></Gather></Response>')
    menu.answers("/order", d47="<Response><Say>Found.</Say></Response>")
    assert menu.says(press="47#") == ["Found."]
    assert menu.refuses(press="#").cause is Cause.MISSING


def test_a_call_is_heard_until_it_ends_or_is_handed_over(menu):
    menu.has(
        hangup="<Response><Say>a</Say><Hangup/><Say>b</Say></Response>",
        dial="<Response><Say>a</Say><Dial><Number>+15550100</Number></Dial><Say>Nobody is free.</Say></Response>",
        dialled='<Response><Say>a</Say><Dial action="/after">+15550100</Dial><Say>b</Say></Response>',
        queue='<Response><Enqueue waitUrl="/wait.xml">care</Enqueue><Say>b</Say></Response>',
        wait="<Response><Say>You wait 4 minutes on average.</Say><Play>http://127.0.0.1/music.mp3</Play></Response>",
    )
    assert menu.says("/hangup.xml") == ["a"]
    assert menu.says("/dial.xml") == ["a", "Nobody is free."]
    assert menu.says("/dialled.xml") == ["a"]
    assert menu.says("/queue.xml", wordless=["music.mp3"]) == ["You wait 4 minutes on average."]


def test_markup_of_speech_is_heard_as_it_is_spoken(menu):
    menu.has(
        welcome=(
            '<Response><Say>We reply <amazon:effect name="whispered">within</amazon:effect><break time="1s"/>'
            '<say-as interpret-as="cardinal">24</say-as> <sub alias="hours">h</sub>.'
            "<p>Second&nbsp;paragraph.</p></Say>"
            '<Say voice="Google.bg-BG-Standard-A">Добър ден.</Say></Response>'
        )
    )
    hearing = menu.hears()
    assert [passage.text for passage in hearing.passages] == [
        "We reply within 24 hours.",
        "Second paragraph.",
        "Добър ден.",
    ]
    assert hearing.passages[2].lang == "bg-BG"


def test_what_the_service_expects_with_each_request_is_sent_along(menu, site):
    seen = []

    def send(handler):
        seen.append(handler.path)
        body = xml('<Response><Gather action="/key?a=1"><Say>1</Say></Gather></Response>').encode()
        answer(handler, body)

    for path in ("/welcome.xml", "/key"):
        site.page(path, "", send=send)
    menu.hears(press="1", parameters={"From": "+15550100"})
    assert seen == ["/welcome.xml?From=%2B15550100", "/key?a=1&Digits=1&From=%2B15550100"]


# Recordings


VTT = """WEBVTT

NOTE by hand

1
00:00.000 --> 00:02.000
<v Ann>We reply

00:02.000 --> 00:04.000
We reply
within 24 hours.
"""
SRT = """1
00:00:00,000 --> 00:00:02,000
We reply

2
00:00:02,000 --> 00:00:04,000
within 24 hours.
"""
RECORDED = "<Response><Play>/audio/welcome.mp3?v=3</Play><Play>/audio/hold.mp3</Play></Response>"


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("txt", "We reply\nwithin 24 hours."),
        ("vtt", VTT),
        ("srt", SRT.replace("\n", "\r\n")),
        ("json", '{"results": {"transcripts": [{"transcript": "We reply within 24 hours."}], "items": [{}]}}'),
        ("json", '{"segments": [{"text": " We reply"}, {"text": " within 24 hours."}]}'),
        ("json", '{"results": [{"alternatives": [{"transcript": "We reply within 24 hours."}, {"transcript": ""}]}]}'),
    ],
)
def test_a_recording_says_what_its_transcript_says(menu, site, form, body):
    menu.has(welcome=RECORDED)
    site.page(f"/audio/welcome.{form}", body, type="text/plain; charset=utf-8")
    hearing = menu.hears(transcripts=form, wordless=["hold*"])
    assert [passage.text for passage in hearing.passages] == ["We reply within 24 hours."]
    assert (hearing.flaws, hearing.mishap) == ((), None)
    assert hearing.passages[0].selector == "/Response/Play[1]"


def test_a_recording_that_nobody_wrote_down_is_a_flaw_that_names_it(menu, site):
    menu.has(welcome=RECORDED.replace("<Response>", "<Response><Say>Hello.</Say>"))
    without = menu.hears(wordless=["/audio/hold.mp3"])
    assert [(flaw.cause, "welcome.mp3" in flaw.message) for flaw in without.flaws] == [(Cause.MISSING, True)]
    site.page("/audio/hold.txt", "Please hold.")
    lacking = menu.hears(transcripts="txt")
    assert [passage.text for passage in lacking.passages] == ["Hello.", "Please hold."]
    assert [(flaw.cause, "/audio/welcome.txt" in flaw.message) for flaw in lacking.flaws] == [(Cause.NOT_FOUND, True)]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("  ", Cause.EMPTY),
        ("<p>404</p>", Cause.MALFORMED),
        ('{"duration": 3}', Cause.MALFORMED),
        ("{", Cause.MALFORMED),
    ],
)
def test_what_is_no_transcript_is_told(body, cause):
    with pytest.raises(HearingError) as caught:
        transcript(body.encode(), "", "https://shop.example/a.txt")
    assert caught.value.mishap.cause is cause


def test_the_menu_itself_can_be_a_transcript(menu, site):
    site.page("/ivr.txt", "Добрый день. Мы отвечаем в течение 24 часов.", type="text/plain; charset=utf-8")
    assert menu.says("/ivr.txt") == ["Добрый день. Мы отвечаем в течение 24 часов."]


# The whole menu


def test_the_whole_menu_is_heard_on_the_keys_that_it_names(menu, site):
    menu.has(
        welcome='<Response><Gather numDigits="1" action="/key"><Say>Orders: 1. Delivery: ๒. From 9 to 18.</Say>'
        "</Gather></Response>",
        orders='<Response><Say>Orders leave within 1 day.</Say><Gather numDigits="1" action="/deep">'
        "<Say>Again? Press 4.</Say></Gather></Response>",
    )
    menu.answers(
        "/key",
        d1="<Response><Redirect>/orders.xml</Redirect></Response>",
        d2="<Response><Say>Three to five days.</Say><Redirect>/welcome.xml</Redirect></Response>",
    )
    menu.answers("/deep", d4="<Response><Say>Deep down.</Say></Response>")
    hearing = menu.hears(all=True)
    assert {(passage.text, passage.headings) for passage in hearing.passages} >= {
        ("Orders: 1. Delivery: ๒. From 9 to 18.", ()),
        ("Orders leave within 1 day.", ("press 1",)),
        ("Three to five days.", ("press 2",)),
        ("Deep down.", ("press 1", "press 4")),
    }
    assert hearing.flaws == ()
    assert len(site.asked) == len(set(zip(site.asked, [p.url for p in hearing.passages], strict=False)))


def test_a_branch_that_fails_hides_no_other_and_is_told_with_its_keys(menu, reply):
    menu.has(
        welcome="<vxml><menu><prompt>One or two.</prompt><choice dtmf='1' next='gone.xml'/>"
        "<choice dtmf='2' next='two.xml'/></menu></vxml>",
        two="<vxml><form><block>Two.</block></form></vxml>",
    )
    hearing = menu.hears(all=True)
    assert [passage.text for passage in hearing.passages] == ["One or two.", "Two."]
    (flaw,) = hearing.flaws
    assert flaw.cause is Cause.NOT_FOUND
    assert flaw.message.startswith("On pressing 1: ")


def test_a_menu_that_names_no_key_in_figures_is_not_taken_for_heard(menu):
    menu.has(welcome='<Response><Gather action="/key"><Say>For orders press one.</Say></Gather></Response>')
    (flaw,) = menu.hears(all=True).flaws
    assert (flaw.cause, "names no key" in flaw.message) == (Cause.MISSING, True)


def test_a_menu_without_end_ends_at_its_bound_and_says_so(menu):
    menu.has(welcome='<Response><Gather numDigits="1" action="/n?x=1"><Say>Press 1 or 2.</Say></Gather></Response>')
    count = iter(range(1000))

    def send(handler):
        body = xml(
            f'<Response><Gather numDigits="1" action="/n?x={next(count)}x"><Say>Press 1 or 2.</Say></Gather></Response>'
        )
        answer(handler, body.encode())

    menu.site.page("/n", "", send=send)
    wide = menu.hears(all=True, at_most=9)
    assert [flaw.cause for flaw in wide.flaws] == [Cause.TOO_LARGE]
    assert len(menu.site.asked) == 9
    deep = menu.hears(all=True, at_most=200)
    assert {flaw.cause for flaw in deep.flaws} == {Cause.MISSING}
    assert all("deeper than 6" in flaw.message for flaw in deep.flaws)


# VoiceXML


VXML = """<vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-GB">
  <link dtmf="0" next="#person"/>
  <menu id="main" dtmf="true">
    <prompt>Welcome. <enumerate/></prompt>
    <choice next="#orders">orders</choice>
    <choice dtmf="9" next="/hours.xml">opening hours</choice>
    <noinput>Sorry, I did not hear you. <reprompt/></noinput>
  </menu>
  <form id="orders">
    <field name="kind">
      <prompt bargein="false">Standard or express?</prompt>
      <option dtmf="1" value="standard">standard</option>
      <option dtmf="2" value="express">express</option>
      <filled>
        <if cond="kind == 'standard'"><prompt>Three to five business days.</prompt>
        <elseif cond="kind=='express'"/><goto next="#express"/>
        <else/><prompt>Nothing else.</prompt></if>
      </filled>
    </field>
    <block>Goodbye.<disconnect/></block>
  </form>
  <form id="express"><block><prompt xml:lang="ru-RU"><p>Один–два <emphasis>рабочих</emphasis> дня.</p></prompt></block></form>
  <form id="person"><var name="minutes"/><block>
    <if cond="minutes &gt; 5">You wait <value expr="minutes"/> minutes.<else/>A person comes at once.</if>
    <audio src="/music.wav"/><audio src="/bye.wav"><desc>voice</desc>Good <emphasis>bye</emphasis>.</audio>
  </block></form>
</vxml>"""  # noqa: E501


@pytest.fixture
def vxml(menu):
    menu.has(welcome=VXML, hours="<vxml><form><block>We are open from 9 to 6.</block></form></vxml>")
    return menu


def test_a_dialog_is_heard_with_its_choices_and_what_is_said_to_the_silent(vxml):
    hearing = vxml.hears()
    assert [(passage.text, passage.lead) for passage in hearing.passages] == [
        ("Welcome. orders; opening hours", ""),
        ("Sorry, I did not hear you.", "noinput"),
    ]
    assert hearing.passages[0].lang == "en-GB"
    assert hearing.passages[0].selector == "/vxml/menu[@id='main']"


def test_choices_have_their_own_keys_or_are_counted(vxml):
    assert vxml.says(press="9") == ["We are open from 9 to 6."]
    assert vxml.says(press="1") == ["Standard or express?"]
    assert vxml.refuses(press="2").cause is Cause.MISSING


def test_a_filled_field_decides_the_conditions_on_it(vxml):
    assert vxml.says(press="1 1") == ["Three to five business days.", "Goodbye."]
    assert vxml.says(press="1 2") == ["Один–два рабочих дня."]
    assert vxml.hears(press="1 2").passages[0].lang == "ru-RU"
    assert vxml.refuses(press="1 3").cause is Cause.MISSING


def test_of_a_condition_that_only_the_call_knows_both_sides_are_heard(vxml):
    hearing = vxml.hears(press="0", wordless=["*.wav"])
    assert [passage.text for passage in hearing.passages] == [
        "You wait … minutes.",
        "A person comes at once.",
        "Good bye.",
    ]


def test_the_whole_voicexml_menu_is_heard_with_the_names_of_its_choices(vxml):
    hearing = vxml.hears(all=True, wordless=["*.wav"])
    places = {passage.text: passage.headings for passage in hearing.passages}
    assert places["We are open from 9 to 6."] == ("press 9: opening hours",)
    assert places["Один–два рабочих дня."] == ("press 1: orders", "press 2: express")
    assert hearing.flaws == ()


def test_a_form_is_sent_with_the_field_that_was_filled(menu):
    menu.has(
        welcome="<vxml><form><field name='choice'><prompt>Key?</prompt><filled><submit next='/key' namelist='choice'/>"
        "</filled></field></form></vxml>"
    )
    seen = []

    def send(handler):
        seen.append(handler.path)
        answer(handler, b"Yes.")

    menu.site.page("/key", "", send=send)
    assert menu.says(press="3") == ["Yes."]
    assert seen == ["/key?choice=3"]


def test_a_dialog_that_is_not_there_is_missing(menu):
    menu.has(welcome="<vxml><menu><prompt>1</prompt><choice dtmf='1' next='#nowhere'/></menu></vxml>", none="<vxml/>")
    assert menu.refuses(press="1").cause is Cause.MISSING
    assert menu.refuses("/none.xml").cause is Cause.MISSING


# What goes wrong


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Response><Say>&b;</Say></Response>'
FOREIGN = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response><Say>&x;</Say></Response>'


@pytest.mark.parametrize(
    ("body", "cause", "words"),
    [
        (BOMB, Cause.MALFORMED, "entity &a;"),
        (FOREIGN, Cause.MALFORMED, "entity &x;"),
        ("<Response><Say>&what;</Say></Response>", Cause.MALFORMED, "&what; is not known"),
        ("<Response><Say>cut", Cause.MALFORMED, "line 1 column"),
        ("<a>" * 300, Cause.TOO_LARGE, "inside each other"),
        ("<!doctype html><html><body><p>Hi<br></body>", Cause.MALFORMED, "is a page"),
        ("<html><body/></html>", Cause.MALFORMED, "root is <html>"),
        ("", Cause.EMPTY, "no words"),
        ("<Response/>", Cause.EMPTY, "says nothing"),
        ("<Response><Redirect>/welcome.xml</Redirect></Response>", Cause.REDIRECTS, "circle"),
        ("<Response><Redirect>javascript:alert(1)</Redirect></Response>", Cause.MALFORMED, "javascript"),
        ("<Response><Redirect>file:///etc/passwd</Redirect></Response>", Cause.MALFORMED, "no http(s)"),
        ("<Response><Redirect>http://other.test/</Redirect></Response>", Cause.DENIED, "other.test"),
    ],
)
def test_what_is_no_menu_is_told_with_its_reason(menu, site, body, cause, words):
    site.page("/welcome.xml", body, type=XML)
    mishap = menu.refuses()
    assert mishap.cause is cause
    assert words in mishap.message
    assert len(site.asked) == 1


@pytest.mark.parametrize(("status", "cause"), [(404, Cause.NOT_FOUND), (403, Cause.DENIED), (503, Cause.SERVER_ERROR)])
def test_a_refusal_is_that_of_the_whole_call(menu, site, ear, make, status, cause):
    site.page("/welcome.xml", "<Response/>", status=status)
    assert ear.refusal(site.url, make("/welcome.xml", kind="voice")).cause is cause


def test_a_failure_that_may_pass_is_tried_again_when_nobody_could_be_heard(menu, site, ear, make):
    menu.has(welcome='<Response><Gather action="/key"><Say>1</Say></Gather></Response>')
    site.page("/key", "", status=503)
    assert ear.refusal(site.url, make("/welcome.xml", kind="voice", press="1")).transient
    first, second = ear.hear(
        site.url, make("/welcome.xml", kind="voice", name="a"), make("/welcome.xml", kind="voice", name="b", press="1")
    )
    assert (first.mishap, second.mishap.cause) == (None, Cause.SERVER_ERROR)


def test_channels_of_one_menu_share_its_documents(menu, site, ear, make):
    menu.has(welcome=WELCOME.partition("?>")[2])
    menu.answers("/key", d1="<Response><Say>One.</Say></Response>")
    channels = [make("/welcome.xml", kind="voice", name=str(n), press="1") for n in range(3)]
    assert [hearing.passages[0].text for hearing in ear.hear(site.url, *channels)] == ["One."] * 3
    assert site.asked == ["/welcome.xml", "/key"]


def test_documents_in_old_encodings_are_read(menu, site):
    body = '<?xml version="1.0" encoding="windows-1251"?><Response><Say>Отвечаем за 24 часа.</Say></Response>'
    site.page("/welcome.xml", body.encode("cp1251"), type="text/xml")
    assert menu.says() == ["Отвечаем за 24 часа."]


# Files


@pytest.fixture
def folder(tmp_path, ear, make):
    tmp_path.joinpath("ivr").mkdir()
    tmp_path.joinpath("ivr/start.xml").write_text(
        '<Response><Play>hello.mp3</Play><Gather action="two.xml"><Say>Press 2.</Say></Gather></Response>', "utf-8"
    )
    tmp_path.joinpath("ivr/two.xml").write_text("<Response><Say>Two.</Say></Response>", "utf-8")
    tmp_path.joinpath("ivr/hello.txt").write_text("Hello.", "utf-8")
    tmp_path.joinpath("secret.xml").write_text("<Response><Say>Secret.</Say></Response>", "utf-8")

    def hear(address, **options):
        channel = make(f"file:{address}", kind="voice", **options)
        return ear.hear("", replace(channel, location=Location(str(tmp_path / "shop.yaml"))))[0]

    return hear


def test_a_menu_can_be_files_beside_the_spec(folder):
    first = folder("ivr/start.xml", transcripts="txt")
    assert [passage.text for passage in first.passages] == ["Hello.", "Press 2."]
    assert [passage.text for passage in folder("ivr/start.xml", press="2").passages] == ["Two."]
    assert first.evidence.url.startswith("file:///")


def test_a_file_leads_to_no_file_outside_its_folder_and_to_no_host(folder, tmp_path):
    for way, cause in (("../secret.xml", Cause.DENIED), ("http://127.0.0.1:9/x.xml", Cause.DENIED)):
        tmp_path.joinpath("ivr/way.xml").write_text(f"<Response><Say>Hi.</Say><Redirect>{way}</Redirect></Response>")
        assert folder("ivr/way.xml").mishap.cause is cause


def test_a_file_that_is_not_there_is_not_found(folder):
    with pytest.raises(HearingError) as caught:
        folder("ivr/none.xml")
    assert caught.value.mishap.cause is Cause.NOT_FOUND


# Options


SPEC = """version: 1
site: https://shop.example
channels:
  phone: {voice: /ivr.xml, %s}
promises:
  reply: {topic: reply, within: 24 hours, stated_on: [phone]}
"""


def problems(tmp_path, ear, options):
    path = tmp_path / "shop.yaml"
    path.write_text(SPEC % options, encoding="utf-8")
    schemas = {kind: one.schema for kind, one in ear.types.items()}
    problem = lambda channel: ear.types[channel.kind].problem(channel.options)  # noqa: E731
    loaded = load(path, env={}, channel_schemas=schemas, read_value=read_value, channel_problem=problem)
    return [one.message for one in loaded.problems]


@pytest.mark.parametrize(
    "options",
    ["press: 2", 'press: "2 1"', "press: [2, 4711#]", "all: true", "transcripts: vtt, wordless: [hold.mp3]",
     'parameters: {From: "+1"}', "at_most: 5"],
)  # fmt: skip
def test_options_as_people_write_them_are_taken(tmp_path, ear, options):
    assert problems(tmp_path, ear, options) == []


@pytest.mark.parametrize(
    "options", ["press: two", "press: []", "all: true, press: 2", "transcripts: mp3", "at_most: 0"]
)
def test_wrong_options_are_told_before_anything_is_loaded(tmp_path, ear, options):
    assert len(problems(tmp_path, ear, options)) == 1


# Any text


@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_a_mishap(body):
    for made in (body, b"<Response><Say>" + body + b"</Say></Response>"):
        try:
            assert parse(made, "text/xml", "https://shop.example/x").name
        except HearingError as error:
            cause = error.mishap.cause
        else:
            cause = Cause.EMPTY
        assert cause in {Cause.EMPTY, Cause.MALFORMED, Cause.TOO_LARGE}


@given(
    st.recursive(st.text("ab 12&<", max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=20), st.data()
)
def test_any_nesting_of_verbs_is_a_turn(tree, data):
    verbs = st.sampled_from(["Say", "Play", "Gather", "Redirect", "Dial", "Enqueue", "Pay", "p", "break", "Hangup"])

    def written(node):
        if isinstance(node, str):
            return node.replace("&", "&amp;").replace("<", "&lt;")
        verb = data.draw(verbs)
        return f"<{verb}>{''.join(map(written, node))}</{verb}>"

    root = parse(f"<Response>{written(tree)}</Response>".encode(), XML, "https://shop.example/x")
    found = turn(root, "https://shop.example/x")
    assert all(menu.press("1") is None or menu.press("1").onward for menu in found.menus)


def test_declaring_a_menu_imports_nothing_that_hears_it():
    code = "import sys, pytest_promises.channels.voice; sys.exit('pytest_promises.channels.phone.calls' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
