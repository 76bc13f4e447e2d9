from datetime import date

from pytest_promises.model.finding import Verdict
from pytest_promises.model.promise import Waiver

from .conftest import said

WAIVER = Waiver(date(2027, 1, 31), "the new page comes in January", "web")


def test_a_known_breach_is_let_through_until_its_day(case):
    finding = case(waived=WAIVER).says("faq", said(48)).judge(today=date(2027, 1, 31))
    assert (finding.verdict, finding.underlying) == (Verdict.WAIVED, Verdict.CONTRADICTED)
    assert finding.notes == ("waived until 2027-01-31 (web): the new page comes in January",)


def test_and_never_after_it(case):
    finding = case(waived=WAIVER).says("faq", said(48)).judge(today=date(2027, 2, 1))
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.notes == ("the waiver ended on 2027-01-31: the new page comes in January",)


def test_a_waiver_that_is_no_longer_needed_says_so(case):
    finding = case(waived=WAIVER).says("faq", said(24)).judge()
    assert finding.verdict is Verdict.STATED
    assert "no longer needed" in finding.notes[0]


def test_what_could_not_be_looked_at_is_not_waived(case):
    assert case(waived=WAIVER).is_unreachable("faq").judge().verdict is Verdict.INCONCLUSIVE
