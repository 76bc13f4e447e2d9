from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Tally

from .conftest import hours, kept


def test_kept_on_the_whole_and_broken_for_one_group_is_broken(case):
    finding = case(share=0.9, by=("language",)).judge(kept(3900, 4000, ("en",)), kept(330, 410, ("th",)))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why == (
        "80.5 % (76.3-84.2 %) of 410 records of language th were answered within 24 hours; "
        "at least 90 % must be, in every group, and 1 of 2 groups is beyond that"
    )
    shares = [(figure.group, round(figure.value, 1)) for figure in finding.figures if figure.name == "share"]
    assert shares == [((), 95.9), (("th",), 80.5), (("en",), 97.5)]
    assert finding.remedy.startswith("Promise 36 hours, or be faster: 80 of 410 records of language th were late")


def test_every_group_that_keeps_it_makes_it_kept(case):
    finding = case(share=0.9, by=("channel", "language")).judge(
        kept(390, 400, ("email", "en")), kept(190, 200, ("chat", "")), kept(300, 300, ("chat", "th"))
    )
    assert finding.verdict is Verdict.KEPT
    assert finding.why.startswith("each of 3 groups kept it: at the least, 95 % (")
    assert " records of channel chat, no language were " in finding.why


def test_an_unclear_group_leaves_all_unclear(case):
    finding = case(share=0.9, by=("language",)).judge(kept(3900, 4000, ("en",)), kept(19, 20, ("th",)))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert "20 do not tell" in finding.why
    assert finding.why.endswith("(1 of 2 groups is unclear)")


def test_small_groups_are_left_out_and_told(case):
    finding = case(share=0.9, by=("language",), group_at_least=30).judge(
        kept(3900, 4000, ("en",)), kept(0, 29, ("th",)), hours({}, ("bg",), open={2: 500})
    )
    assert finding.verdict is Verdict.KEPT
    assert "not judged, having fewer than 30 records: language th; language bg" in finding.notes
    assert finding.figures[0].text == "96.8 % within 24 hours"


def test_no_group_is_large_enough_to_be_kept(case):
    finding = case(share=0.5, by=("language",), group_at_least=30).judge(kept(29, 29, ("en",)), kept(29, 29, ("th",)))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.why == "no group has the 30 records that it must have to be judged"


def test_one_of_many_groups_is_not_called_broken_by_chance(case):
    alone = case(share=0.9).judge(kept(82, 100))
    others = [kept(99, 100, (f"shop {number}",)) for number in range(49)]
    among = case(share=0.9, by=("shop",)).judge(*others, kept(82, 100, ("the one",)))
    assert (alone.verdict, among.verdict) == (Verdict.BROKEN, Verdict.INCONCLUSIVE)
    assert case(share=0.9, by=("shop",)).judge(*others, kept(70, 100, ("the one",))).verdict is Verdict.BROKEN


def test_the_worst_groups_come_first_and_not_all_of_hundreds(case):
    groups = [kept(50 + number // 10, 100, (f"shop {number}",)) for number in range(300)]
    finding = case(share=0.9, by=("shop",)).judge(*groups)
    assert "of shop shop 0 " in finding.why
    assert "; at least 90 % must be, in every group, and 2" in finding.why
    assert finding.why.count("of shop ") == 4
    assert len([figure for figure in finding.figures if figure.group]) == 20


def test_a_condition_is_asked_of_every_group(case):
    condition = case(share=0.8, satisfying="solved_at_once", by=("weekday",))
    finding = condition.judge(tallies=(Tally(("Monday",), 60, 100), Tally(("Tuesday",), 95, 100)))
    assert finding.verdict is Verdict.BROKEN
    assert "of 100 records of weekday Monday fulfilled `solved_at_once`" in finding.why


def test_a_name_without_end_is_cut(case):
    finding = case(share=0.9, by=("shop",)).judge(kept(0, 100, ("x" * 10_000,)))
    assert len(finding.why) < 300
