"""The verdict of one measure."""

from pytest_promises.judging.heard import Heard
from pytest_promises.judging.verdicts import finding, unheard
from pytest_promises.model.check import Check
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.keeping import Keeping


def judge_kept(check: Check, keeping: Keeping, heard: Heard) -> Finding:
    """Return the finding of a `kept` check, given what its measure found."""
    if heard.hearing.mishap is not None:
        return unheard(check, heard, heard.hearing.mishap)
    why = f"{keeping.source} gave no figures"
    return finding(check, Verdict.INCONCLUSIVE, cause=Cause.EMPTY, why=why, evidence=heard.hearing.evidence)
