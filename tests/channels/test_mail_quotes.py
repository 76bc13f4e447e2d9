"""What a mail repeats of another is not what its sender says, in whatever shape and language programs repeat it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.mail.html import html_of, own_passages
from pytest_promises.channels.mail.quotes import own_lines

OWN = "We answer within 24 hours."


def own(text):
    return "\n".join(line for _, line in own_lines(text.split("\n"))).strip()


MARKED = {
    "English": "On Mon, 23 Nov 2026 at 10:00, Ann <ann@x.example> wrote:\n> You said 48 hours.\n> Really?",
    "two lines": "On Mon, 23 Nov 2026 at 10:00, Ann Longname of Somewhere\n<ann@x.example> wrote:\n\n> 48 hours",
    "three lines": "On Mon, 23 Nov 2026 at 10:00,\nAnn Longname <ann@x.example>\nwrote:\n> 48 hours",
    "Russian": "Понедельник, 23 ноября 2026, 10:00 +03:00 от Анна <ann@x.example>:\n> 48 часов",
    "Russian, Gmail": "пн, 23 нояб. 2026 г. в 10:00, Анна <ann@x.example>:\n\n> 48 часов",
    "Bulgarian": "На пн, 23.11.2026 г. в 10:00 Anna <ann@x.example> написа:\n> 48 часа",
    "Thai": "เมื่อ จ. 23 พ.ย. 2026 เวลา 10:00 Anna <ann@x.example> เขียนว่า:\n> 48 ชั่วโมง",
    "German": "Am 23.11.2026 um 10:00 schrieb Anna:\n> 48 Stunden",
    "Japanese": "2026年11月23日(月) 10:00 Anna <ann@x.example>:\n> 48時間",
    "an unknown language": "Anna <ann@x.example> skribis je 10:00:\n>48 horoj",
    "no introduction": "> 48 hours\n>> 72 hours",
}


@pytest.mark.parametrize("case", MARKED)
def test_marked_lines_and_what_introduces_them_are_left_out(case):
    assert own(f"{OWN}\n\n{MARKED[case]}") == OWN


UNMARKED = {
    "English": "On Mon, 23 Nov 2026 at 10:00, Ann <ann@x.example> wrote:\n\nYou said 48 hours.",
    "English, broken": "On Mon, 23 Nov 2026 at 10:00, Ann Longname\n<ann@x.example> wrote:\n\nYou said 48 hours.",
    "Russian": "23.11.2026 10:00, Анна написала:\n\n48 часов",
    "Bulgarian": "На 23.11.2026 г. Anna <ann@x.example> написа:\n48 часа",
    "Thai": "เมื่อ 23 พ.ย. 2026 10:00 Anna <ann@x.example> เขียนว่า:\n48 ชั่วโมง",
    "French": "Le 23/11/2026 à 10:00, Anna a écrit :\n48 heures",
    "Chinese": "2026年11月23日 10:00，Anna 写道：\n48小时",
    "Outlook": "From: Ann <ann@x.example>\nSent: Monday, 23 November 2026 10:00\nTo: Care\nSubject: 48 hours\n\nHello",
    "Outlook, a rule": "_____________________________\nFrom: Ann\nSent: Monday\nTo: Care\nSubject: Hello\n\n48 hours",
    "Outlook, bold": "*From:* Ann\n*Sent:* Monday\n*To:* Care\n*Subject:* Hello\n\n48 hours",
    "Outlook, Russian": "От: Анна\nОтправлено: 23 ноября 2026 г.\nКому: Care\nТема: Вопрос\n\n48 часов",
    "Outlook, Bulgarian": "От: Анна\nИзпратено: 23 ноември\nДо: Care\nОтносно: Въпрос\n\n48 часа",
    "Outlook, Thai": "จาก: Anna\nส่ง: 23 พ.ย.\nถึง: Care\nเรื่อง: คำถาม\n\n48 ชั่วโมง",
    "Outlook, German": "Von: Anna\nGesendet: Montag\nAn: Care\nBetreff: Frage\n\n48 Stunden",
    "divider": "-----Original Message-----\nFrom: Ann\n\n48 hours",
    "divider, forwarded": "---------- Forwarded message ---------\nFrom: Ann\n\n48 hours",
    "divider, Russian": "-------- Пересылаемое сообщение --------\n48 часов",
    "divider, Bulgarian": "-----Оригинално съобщение-----\n48 часа",
    "divider, Thai": "-----ข้อความต้นฉบับ-----\n48 ชั่วโมง",
    "divider, Apple": "Begin forwarded message:\n\nFrom: Ann\n48 hours",
}


@pytest.mark.parametrize("case", UNMARKED)
def test_a_quotation_without_marks_lasts_to_the_end(case):
    assert own(f"{OWN}\n\n{UNMARKED[case]}") == OWN


def test_answers_between_quoted_lines_stay():
    text = f"> When do you answer?\n{OWN}\n> And on Sunday?\nOn Monday."
    assert own(text) == f"{OWN}\nOn Monday."


KEPT = {
    "a colon": "Please note:\n\n24 hours",
    "a verb without who or when": "As one customer wrote:\n\nWonderful!",
    "two labels": "From: Varna\nTo: Sofia\n\nin 24 hours",
    "a label within": "Subject: We answer\n\nwithin 24 hours",
    "a parcel": "From: Varna\nTo: Sofia\nDate: 24 November\nDelivery: within 3 days",
    "a rule": "----------\nOpening hours\n----------\n9:00-18:00",
    "a list": "- 24 hours\n- 4 hours",
    "a line of prose above": "We answer on weekdays.\nDelivery: 3 days",
}


@pytest.mark.parametrize("case", KEPT)
def test_what_only_looks_alike_is_kept(case):
    assert own(KEPT[case]) == KEPT[case]


def test_prose_right_above_an_introduction_is_kept():
    text = f"{OWN}\nOn Mon, 23 Nov 2026 at 10:00, Ann <ann@x.example> wrote:\n> 48 hours"
    assert own(text) == OWN


def test_a_line_that_a_mailbox_has_escaped_is_no_quotation():
    assert own(">From 9 to 18 we answer at once.") == "From 9 to 18 we answer at once."


@given(st.lists(st.sampled_from(["> a", "From: x", "To: y", "Subject: z", "On 1 Ann wrote:", "", "-----", "b"])))
def test_lines_are_kept_in_order_or_left_out(lines):
    kept = own_lines(lines)
    assert [number for number, _ in kept] == sorted({number for number, _ in kept})
    assert all(lines[number] == line for number, line in kept)
    assert not any(line.startswith(">") for _, line in kept)


@given(st.text())
def test_any_text_can_be_looked_through(text):
    lines = text.split("\n")
    assert set(own_lines(lines)) <= set(enumerate(lines))


def test_a_text_without_end_takes_no_time_without_end():
    assert len(own_lines(["On 1 " + "wrote " * 20_000 + ":"] * 200)) <= 200
    assert len(own_lines(["-" * 100_000] * 200)) <= 200
    assert html_of("<style>" + "/*" * 50_000 + "a" * 100_000 + "</style>").passages == ()
    assert html_of("<style>" + "@a{" * 50_000 + "</style>").passages == ()
    assert len(html_of("<div style='border-top:0'>" * 300 + "From: a").passages) <= 1


QUOTED = {
    "Gmail": '<div class="gmail_quote"><div class="gmail_attr">Ann:</div><blockquote>48 hours</blockquote></div>',
    "Apple Mail": '<blockquote type="cite">48 hours</blockquote>',
    "Thunderbird": '<div class="moz-cite-prefix">Ann:</div><blockquote type="cite">48 hours</blockquote>',
    "Yahoo": '<div class="yahoo_quoted">48 hours</div>',
    "Proton": '<div class="protonmail_quote">48 hours</div>',
    "Outlook on the web": '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Ann</div><div>48 hours</div>',
    "Outlook on the web, bare text": '<div><div id="divRplyFwdMsg">From: Ann</div>48 hours</div>',
    "Outlook": (
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>From:</b> Ann<br>'
        "<b>Sent:</b> Monday<br><b>To:</b> Care<br><b>Subject:</b> Hello</p></div></div><p>48 hours</p>"
    ),
    "Outlook, Russian": (
        '<div style="border-top:solid #B5C4DF"><p><b>От:</b> Анна<br>Отправлено: 1<br>Кому: Care<br>Тема: x</p>'
        "</div><p>48 hours</p>"
    ),
    "words alone": "<p>On Mon, 23 Nov 2026, Ann &lt;ann@x.example&gt; wrote:</p><p>48 hours</p>",
    "a divider": "<p>-----Original Message-----</p><p>48 hours</p>",
}


@pytest.mark.parametrize("case", QUOTED)
def test_quotations_in_html_are_left_out(case):
    html = html_of(f"<body><p>{OWN}</p>{QUOTED[case]}</body>")
    assert [passage.text for passage in own_passages(html.passages)] == [OWN]


def test_a_quotation_below_a_line_break_takes_no_own_line_along():
    html = html_of(f"<div>{OWN}<br>On Mon, 23 Nov 2026, Ann wrote:<br>48 hours</div><p>72 hours</p>")
    assert [passage.text for passage in own_passages(html.passages)] == [OWN]


@pytest.mark.parametrize(
    "markup",
    ["<blockquote>24 hours</blockquote>", '<div style="border-top: 1px solid red">24 hours</div>', "<hr>24 hours"],
)
def test_what_is_no_quotation_stays(markup):
    html = html_of(f"<p>{OWN}</p>{markup}")
    assert [passage.text for passage in own_passages(html.passages)] == [OWN, "24 hours"]


HIDDEN = {
    "a preheader": '<div style="display:none;max-height:0">48 hours</div>',
    "of no height": '<div style="max-height:0px;overflow:hidden">48 hours</div>',
    "for other programs than Outlook": '<div style="mso-hide:all;font-size:1px">48 hours</div>',
    "by the mail's own style": "<style>/* x */ .pre, .x { color: red; display: none }</style><p class=pre>48 hours</p>",
    "with a rule for phones": (
        "<style>@import url(x);@media (max-width: 9px) {.pre {display: block}} .pre {display:none}</style>"
        "<p class=pre>48 hours</p>"
    ),
    "a title": "<title>48 hours</title>",
    "for Outlook alone": "<!--[if mso]><p>48 hours</p><![endif]-->",
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_a_mail_hides_is_not_heard(case):
    assert [passage.text for passage in html_of(f"{HIDDEN[case]}<p>{OWN}</p>").passages] == [OWN]


SHOWN = {
    "hidden on phones alone": "<style>@media (max-width: 9px) {.own {display:none}}</style>",
    "shown by its own style": "<style>p {display:none}</style>",
    "a selector that is none": "<style>p:::x, {display:none}</style>",
}


@pytest.mark.parametrize("case", SHOWN)
def test_what_a_mail_shows_is_heard(case):
    html = html_of(f'{SHOWN[case]}<p class=own style="display:block">{OWN}</p>')
    assert [passage.text for passage in html.passages] == [OWN]


def test_selectors_stay_those_of_the_mail():
    html = html_of(f'<body><p class="gmail_quote">48 hours</p><p>{OWN}</p></body>')
    assert [passage.selector for passage in html.passages] == ["body > p:nth-of-type(2)"]


@given(st.text(alphabet=st.sampled_from('<>/"= abdivstyle{}:;@hr#')))
def test_any_html_can_be_read(text):
    passages = html_of(text).passages
    assert {passage.selector for passage in own_passages(passages)} <= {passage.selector for passage in passages}
