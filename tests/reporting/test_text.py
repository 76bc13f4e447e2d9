import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.finding import Direction, Finding, Quote, Verdict
from pytest_promises.model.hearing import Cause, Evidence
from pytest_promises.model.promise import Location
from pytest_promises.reporting.printable import printable, shorten, width, wrap
from pytest_promises.reporting.text import headline, line, tell

PAGE = Evidence(url="https://shop.example/ru/faq", final_url="https://shop.example/ru/faq/", status=200)


def contradiction(words="в течение 2 рабочих дней", **more):
    context = f"Мы отвечаем на каждое письмо {words}. Спасибо!"
    start = context.index(words)
    quote = Quote(
        "faq-ru", words, context, (start, start + len(words)), "within 2 business days", "understated",
        ("Вопросы", "Как быстро вы отвечаете?"), "#replies > p", "ru", PAGE,
    )  # fmt: skip
    fields = {
        "spec": "specs/support.yaml", "promise": "first-reply", "check": "stated[faq-ru]", "kind": "stated",
        "verdict": Verdict.CONTRADICTED, "location": Location("specs/support.yaml", 26, 17), "owner": "support",
        "channel": "faq-ru", "declared": "24 hours", "text": "We answer every e-mail within 24 hours.",
        "direction": Direction.UNDERSTATED, "quotes": (quote,), "evidence": PAGE,
        "why": "faq-ru says within 2 business days, declared is within 24 hours", "remedy": "Change the words.",
    }  # fmt: skip
    return Finding(**{**fields, **more})


def test_a_failure_tells_everything_a_person_needs():
    why = "faq-ru says within 2 business days, declared is within 24 hours"
    assert headline(contradiction()) == f"contradicted (understated): {why}"
    assert tell(contradiction()).split("\n") == [
        "specs/support.yaml:26:17: contradicted (understated)",
        "",
        "  promise    We answer every e-mail within 24 hours.",
        "  declared   24 hours",
        "",
        "  channel    faq-ru: promises less",
        "  page       https://shop.example/ru/faq/",
        "  place      Вопросы > Как быстро вы отвечаете?",
        "  selector   #replies > p",
        "  words      Мы отвечаем на каждое письмо »в течение 2 рабочих дней«. Спасибо!",
        "  read as    within 2 business days",
        "",
        "  why        faq-ru says within 2 business days, declared is within 24 hours",
        "  do         Change the words.",
        "  owner      support",
    ]


def test_a_check_is_one_line_in_the_fields_words():
    assert line(contradiction(), 90) == (
        '  contradicted  first-reply faq-ru: "в течение 2 рабочих дней", declared 24 hours'
    )
    assert line(contradiction(words="в течение двух рабочих дней с момента получения письма")).endswith("…")


def test_a_page_that_could_not_be_heard_is_named():
    unheard = {"verdict": Verdict.INCONCLUSIVE, "cause": Cause.SERVER_ERROR, "direction": None, "quotes": ()}
    finding = contradiction(**unheard, why="faq-ru could not be heard: 503")
    assert "  looked at  https://shop.example/ru/faq/" in tell(finding)
    assert line(finding) == "  inconclusive  first-reply faq-ru: server error, https://shop.example/ru/faq"


def test_nothing_from_a_page_reaches_the_terminal_raw():
    finding = contradiction(words="\x1b[31m24\x07 \u202ehours\x9b")
    for text in (tell(finding), line(finding), headline(finding)):
        assert not set("\x1b\x07\u202e\x9b") & set(text)
    assert "\\x1b[31m24\\x07 \\u202ehours\\x9b" in tell(finding)


def test_a_long_context_is_cut_around_the_words():
    context = "а" * 1000 + " 24 часа " + "б" * 1000
    start = context.index("24")
    text = tell(contradiction(quotes=(Quote("faq-ru", "24 часа", context, (start, start + 7)),)))
    assert "»24 часа«" in text.replace("\n             ", " ")
    assert len(text) < 1200


def test_quotes_left_out_are_listed_in_a_line_each():
    quotes = tuple(Quote("faq", f"{n} hours", f"{n} hours", (0, 7), role="qualified") for n in range(8))
    text = tell(contradiction(beside=quotes))
    assert "    only under a condition: »0 hours«" in text
    assert "    and 3 more" in text


@given(st.text())
def test_printable_text_has_no_control_characters_and_keeps_all_else(text):
    shown = printable(text)
    assert all(letter >= " " and not 0x7F <= ord(letter) < 0xA0 for letter in shown)
    shown.encode("utf-8")


@given(st.text(), st.integers(1, 60))
def test_shortened_text_fits(text, columns):
    assert width(shorten(text, columns)) <= max(columns, 1)


@given(st.text(), st.integers(2, 60))
def test_wrapped_text_fits_and_loses_nothing(text, columns):
    lines = list(wrap(text, columns))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(one) <= columns for one in lines)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("日本", 4), ("ที่นี่", 2), ("é", 1)])
def test_width_counts_columns(text, columns):
    assert width(text) == columns
