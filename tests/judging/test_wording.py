from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.matching import difference
from pytest_promises.judging.words import fold, wanted
from pytest_promises.model.finding import Verdict
from pytest_promises.model.promise import Listed, Location, Promise
from pytest_promises.model.quantities import Duration
from pytest_promises.model.statement import Passage, Statement

from .conftest import said

CHECK = "wording[faq]"
AT = Location("specs/a.yaml", 9, 17)


def worded(case, page, says=(), never=(), **more):
    on = (Listed("faq", AT),) if never else ()
    stated_on = ("faq",) if says else ()
    one = case(value=None, stated_on=stated_on, says=says, never=never, on=on)
    return one.says("faq", passages=[Passage(text) for text in page], **more).judge(CHECK)


def test_case_spaces_quotation_marks_and_dashes_do_not_matter(case):
    finding = worded(
        case, ["FREE\u00a0standard – “shipping”\n on all orders"], says=(("en", 'free standard - "shipping" on all'),)
    )
    assert finding.verdict is Verdict.STATED
    assert finding.quotes[0].words == "FREE\u00a0standard – “shipping”\n on all"


def test_missing_words_are_unstated_with_the_difference(case):
    finding = worded(
        case, ["Something.", "Free express shipping on orders"], says=(("en", "Free standard shipping on orders"),)
    )
    assert finding.verdict is Verdict.UNSTATED
    assert "Free [-standard-] {+express+} shipping on orders" in finding.why
    assert finding.quotes[0].role == "near"


def test_nothing_near_is_shown_where_nothing_is_near(case):
    finding = worded(case, ["About us"], says=(("en", "Free standard shipping on orders"),))
    assert (finding.verdict, finding.quotes) == (Verdict.UNSTATED, ())


def test_the_words_of_the_channels_own_locale_are_required(case):
    says = (("en", "Free shipping"), ("bg", "Безплатна доставка"))
    assert worded(case, ["Безплатна доставка!"], says=says, locale="bg").verdict is Verdict.STATED
    assert worded(case, ["Free shipping!"], says=says, locale="bg").verdict is Verdict.UNSTATED


def test_forbidden_words_are_a_contradiction_wherever_they_stand(case):
    finding = worded(case, ["All is fine.", "It is 100% Guaranteed, always."], never=("100% guaranteed",))
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.quotes[0].words == "100% Guaranteed"


def test_forbidden_words_are_whole_words(case):
    assert worded(case, ["A coinstant refunder"], never=("instant refund",)).verdict is Verdict.CONSISTENT
    assert worded(case, ["ไม่มีคืนเงินทันทีเลย"], never=("คืนเงินทันที",)).verdict is Verdict.CONTRADICTED


def test_a_placeholder_takes_any_words(case):
    finding = worded(case, ["Free over 50 € today"], says=(("en", "Free over {any} today"),))
    assert finding.verdict is Verdict.STATED


def test_a_placeholder_of_a_promise_takes_its_value_alone(case):
    says = (("en", "We answer {first-reply}."),)
    good = case(says=says).says("faq", said(24)).judge(CHECK)
    bad = case(says=says).says("faq", said(48)).judge(CHECK)
    assert (good.verdict, bad.verdict) == (Verdict.STATED, Verdict.CONTRADICTED)
    assert "within 24 hours" in bad.remedy


def test_one_placeholder_may_stand_twice(case):
    says = (("en", "We answer {first-reply}, yes, {first-reply}."),)
    one = case(says=says)
    passage = Passage("We answer within 24 hours, yes, within 48 hours.")
    spans = [(10, 25), (32, 47)]
    statements = [replace(said(hours), span=span, passage=passage) for hours, span in zip((24, 48), spans, strict=True)]
    assert one.says("faq", *statements, passages=[passage]).judge(CHECK).verdict is Verdict.CONTRADICTED


def test_a_placeholder_is_compared_the_way_its_topic_is(case):
    month = Duration(30 * 86400.0, None, unit="day")
    at = Location("specs/a.yaml", 20, 3)
    window = Promise("return-window", "returns", at, value=month)
    passage = Passage("Send it back within 30 days.")
    within = Statement(Duration(None, 30 * 86400.0, unit="day"), "within 30 days", (13, 27), "returns", passage=passage)
    one = case(value=None, says=(("en", "Send it back {return-window}."),), others=(window,))
    assert one.says("faq", within, passages=[passage]).judge(CHECK).verdict is Verdict.STATED


@given(st.text())
def test_folding_keeps_the_way_back(text):
    folded = fold(text)
    for start in range(len(folded.text)):
        first, last = folded.original(start, start + 1)
        assert 0 <= first < last <= len(text)


@given(st.text(st.characters(exclude_characters="{}"), min_size=1).filter(lambda text: fold(text).text.strip()))
def test_any_words_are_found_in_themselves(text):
    words = text.strip()
    assert wanted(words).expression.search(fold(words).text)


def test_the_difference_is_told_word_by_word():
    assert difference("ships in three days", "ships within three days") == "ships [-in-] {+within+} three days"


def test_a_channel_without_a_word_is_not_free_of_forbidden_ones(case):
    assert worded(case, [], never=("instant refund",)).verdict is Verdict.INCONCLUSIVE


def test_forbidden_words_are_looked_for_in_data_too(case):
    on = (Listed("faq", AT),)
    one = case(value=None, stated_on=(), never=("within 24 hours",), on=on)
    one.says("faq", said(24))
    data = replace(one.heard["faq"].hearing, passages=(), statements=(said(24),))
    one.heard["faq"] = replace(one.heard["faq"], hearing=data)
    assert one.judge(CHECK).verdict is Verdict.CONTRADICTED
