"""What stands around a value tells its topic and scope: the nearest evidence wins."""

from dataclasses import replace

import pytest

from pytest_promises.model.promise import ScopeWords
from pytest_promises.model.statement import Passage, Reason
from pytest_promises.model.topics import Better, Topic
from pytest_promises.reading import Vocabulary, read, read_passage

NOTHING_OWN = Vocabulary()


def only(passage, vocabulary=NOTHING_OWN, lang="en"):
    (statement,) = read_passage(passage, vocabulary, lang)
    return statement


def reason(statement, field):
    return next(reason for reason in statement.reasons if reason.field == field)


def test_a_heading_gives_the_topic_of_a_bare_value():
    statement = only(Passage("3-5 business days", headings=("Harbor & Pine", "Delivery")))
    assert statement.topic == "delivery"
    assert reason(statement, "topic").source == "headings"
    assert reason(statement, "topic").words == "Delivery"


def test_the_nearest_heading_wins():
    assert only(Passage("14 days", headings=("Delivery and returns", "Delivery", "Refunds"))).topic == "refund"


def test_a_heading_of_one_weak_word_wins_over_the_title():
    passage = Passage("Three years on every tent.", headings=("Delivery and returns", "Guarantee"))
    assert only(passage).topic == "warranty"


def test_the_sentence_wins_over_the_heading():
    assert only(Passage("You can return it within 30 days.", headings=("Delivery",))).topic == "returns"


def test_a_table_cell_takes_its_topic_from_the_column_and_its_scope_from_the_row():
    statement = only(Passage("1-2 days", headings=("Shop",), row=("Express",), column=("Delivery time",)))
    assert statement.topic == "delivery"
    assert dict(statement.scope) == {"method": "express"}
    assert reason(statement, "scope").source == "row"


def test_own_words_win_over_the_row_and_the_row_over_headings():
    passage = Passage("Standard: 5 days", row=("Express",), headings=("Pick-up in store", "Delivery"))
    assert dict(only(passage).scope) == {"method": "standard"}
    passage = Passage("5 days", row=("Express",), headings=("Pick-up in store", "Delivery"))
    assert dict(only(passage).scope) == {"method": "express"}


def test_a_heading_that_names_two_values_of_a_dimension_names_none():
    assert only(Passage("5 days", headings=("Standard and express delivery",))).scope == ()


@pytest.mark.parametrize("place", ["lead", "label"])
def test_a_lead_and_a_label_tell_the_topic(place):
    statement = only(Passage("24 hours", **{place: "How soon do you reply?"}))
    assert statement.topic == "reply"
    assert reason(statement, "topic").source == place


def test_the_sentence_before_tells_what_an_answer_is_about():
    (statement,) = read("How long does delivery take? Three to five days.", "en")
    assert statement.topic == "delivery"


def test_a_threshold_called_free_under_a_delivery_heading_is_free_shipping():
    assert only(Passage("Free over 50 €", headings=("Delivery",))).topic == "free_shipping"


def test_a_heading_about_cookies_keeps_a_value_from_being_a_promise():
    assert only(Passage("30 days", headings=("Delivery", "Cookies"))).topic is None


def test_several_statements_of_a_sentence_are_kept_apart():
    passage = Passage("Standard 3-5 days, express 1-2 days; free over 50 €", headings=("Delivery",))
    standard, express, free = read_passage(passage, lang="en")
    assert (standard.topic, dict(standard.scope)) == ("delivery", {"method": "standard"})
    assert (express.topic, dict(express.scope)) == ("delivery", {"method": "express"})
    assert free.topic == "free_shipping"
    assert [s.words for s in (standard, express, free)] == ["3-5 days", "1-2 days", "over 50 €"]


def test_a_topic_of_the_spec_is_found_by_its_words_in_the_language():
    wrap = Topic("gift_wrap", ("duration",), Better.LOWER, (("en", ("gift wrap*",)), ("ru", ("подарочн* упаковк*",))))
    vocabulary = Vocabulary(topics=(wrap,))
    assert only(Passage("Gift wrapping adds 2 days to delivery."), vocabulary).topic == "gift_wrap"
    assert only(Passage("Подарочная упаковка: 2 дня."), vocabulary, "ru").topic == "gift_wrap"
    assert only(Passage("Gift wrapping adds 2 days to delivery.")).topic == "delivery"


def test_a_scope_of_the_spec_is_found_by_its_words_or_by_its_name():
    plan = (
        ScopeWords("plan", "Pro", (("en", ("Pro plan", "professional")), ("th", ("แพ็กเกจโปร",)))),
        ScopeWords("plan", "Basic"),
    )
    vocabulary = Vocabulary(scopes=plan)
    assert dict(only(Passage("Professional customers get a reply in 4 hours."), vocabulary).scope) == {"plan": "Pro"}
    assert dict(only(Passage("Basic: a reply in 24 hours."), vocabulary).scope) == {"plan": "Basic"}
    assert dict(only(Passage("แพ็กเกจโปรตอบกลับภายใน 4 ชั่วโมง"), vocabulary, "th").scope) == {"plan": "Pro"}


def test_a_vocabulary_is_a_value_and_can_be_a_key():
    assert hash(Vocabulary()) == hash(Vocabulary(topics=(), scopes=()))
    assert Vocabulary() == Vocabulary()
    assert Vocabulary(scopes=(ScopeWords("a", "b"),)) != Vocabulary()


def test_a_statement_explains_itself():
    (statement,) = read("Express orders arrive within 2 business days.", "en")
    told = {r.field: r.words for r in statement.reasons}
    assert told["value"] == statement.words == "within 2 business days"
    assert told["bound"] == "within"
    assert told["topic"] == "arrive"
    assert told["scope"] == "Express"
    assert "clock" in told


def test_clock_times_in_a_table_take_their_days_from_the_row_header():
    statement = only(Passage("9:00–18:00", row=("Monday to Friday",), headings=("Opening hours",)))
    assert statement.value.as_dict()["osm"] == "Mo-Fr 09:00-18:00"
    assert Reason("value", "Monday to Friday", "row") in statement.reasons


def test_clock_times_without_any_day_hold_on_every_day():
    assert only(Passage("Open 9:00–18:00")).value.as_dict()["osm"] == "Mo-Su 09:00-18:00"


def test_hours_of_other_days_in_the_next_sentence_are_one_week():
    statement = only(Passage("Mon-Fri: 9:00-18:00. Sat: 10:00-15:00. Sun: closed."))
    assert statement.value.as_dict()["osm"] == "Mo-Fr 09:00-18:00; Sa 10:00-15:00"
    assert statement.words == "Mon-Fri: 9:00-18:00. Sat: 10:00-15:00. Sun: closed"


def test_hours_of_the_same_days_stay_apart():
    both = read("Shop: Mon-Fri 9:00-18:00. Office: Mon-Fri 10:00-16:00.", "en")
    assert [statement.value.as_dict()["osm"] for statement in both] == ["Mo-Fr 09:00-18:00", "Mo-Fr 10:00-16:00"]


def test_a_heading_of_one_word_names_a_topic_but_not_that_of_a_tables_rows():
    said = Passage("within 5 business days", lang="en", headings=("Complaints",))
    in_row = replace(said, row=("Note the complaint in the list",), column=("Time",))
    assert [[one.topic for one in read_passage(passage)] for passage in (said, in_row)] == [["resolution"], [None]]
