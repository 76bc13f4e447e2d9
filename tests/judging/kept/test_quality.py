from datetime import date

from pytest_promises.model.finding import Verdict
from pytest_promises.model.promise import Waiver

from .conftest import kept


def test_every_flaw_of_the_records_is_told(case):
    flaws = {"read": 1000, "outside": 40, "reversed": 3, "future": 1, "unreadable": 2, "duplicates": 7}
    finding = case(share=0.9).judge(kept(950, 954), flaws=flaws, notes=("archived records are left out",))
    assert finding.verdict is Verdict.KEPT
    assert finding.notes[-5:] == (
        "3 records ending before the start: in no figure",
        "1 record with a time in the future: in no figure",
        "2 records without a time that can be read: in no figure",
        "7 records with the identifier of another: in the figures",
        "archived records are left out",
    )


def test_more_than_one_in_a_hundred_leaves_nothing_to_judge_by(case):
    judge = case(share=0.5).judge
    assert judge(kept(990, 990), flaws={"read": 1500, "outside": 500, "unreadable": 10}).verdict is Verdict.KEPT
    finding = judge(kept(989, 989), flaws={"read": 1500, "outside": 500, "unreadable": 8, "reversed": 3})
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.why == (
        "11 records of 1,000 (1.1 %) are in no figure: "
        "3 records ending before the start; 8 records without a time that can be read"
    )
    assert finding.notes == ()
    assert "`where`" in finding.remedy


def test_a_known_breach_is_waived_and_a_draft_stays_one(case):
    waiver = Waiver(date(2027, 1, 31), "the team grows in January")
    finding = case(share=0.95, waived=waiver).judge(kept(500, 1000))
    assert (finding.verdict, finding.underlying) == (Verdict.WAIVED, Verdict.BROKEN)
    assert case(share=0.95, waived=waiver).judge(kept(1000, 1000)).notes[-1].startswith("the waiver (until 2027-01-31)")
    assert case(share=0.95, draft=True).judge(kept(500, 1000)).draft
