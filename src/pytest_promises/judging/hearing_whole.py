"""Could all of a channel be heard?"""

from pytest_promises.model.check import Check
from pytest_promises.model.finding import Finding, Verdict

from .heard import Heard
from .verdicts import finding, unheard


def judge_heard(check: Check, heard: Heard) -> Finding:
    """Return whether the channel was heard whole: each part that was not is told."""
    hearing = heard.hearing
    if hearing.mishap:
        return unheard(check, heard, hearing.mishap)
    if not hearing.flaws:
        return finding(check, Verdict.HEARD, evidence=hearing.evidence)
    first, *others = hearing.flaws
    more = f" (and {len(others)} more)" if others else ""
    return finding(
        check,
        Verdict.INCONCLUSIVE,
        cause=first.cause,
        why=f"part of {check.channel} could not be heard{more}: {first.message}",
        remedy=first.remedy,
        notes=tuple(flaw.message for flaw in others),
        evidence=hearing.evidence,
    )
