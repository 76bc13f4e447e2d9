"""The common parts of every finding: what is known of the check, waivers and drafts, and channels not heard."""

from dataclasses import replace
from datetime import date
from typing import Any

from pytest_promises.model.check import Check
from pytest_promises.model.finding import PASSING, Finding, Verdict
from pytest_promises.model.hearing import Mishap

from .heard import Heard


def finding(check: Check, verdict: Verdict, **more: Any) -> Finding:
    """Return a finding with everything that the check already tells."""
    promise = check.promise
    return Finding(
        spec=check.spec.path,
        promise=promise.id,
        check=check.name,
        kind=str(check.kind),
        verdict=verdict,
        location=check.location,
        topic=promise.topic,
        owner=promise.owner,
        channel=check.channel,
        declared=more.pop("declared", promise.value_text),
        text=promise.text,
        draft=promise.draft,
        **more,
    )


def unheard(check: Check, heard: Heard, mishap: Mishap) -> Finding:
    """Return the finding of a check whose channel could not be heard, or whose measure could not be taken."""
    kept = check.keeping
    failed = f"{kept.source} could not be measured" if kept else f"{heard.channel.name} could not be heard"
    return finding(
        check,
        Verdict.INCONCLUSIVE,
        cause=mishap.cause,
        why=f"{failed}: {mishap.message}",
        remedy=mishap.remedy,
        evidence=heard.hearing.evidence,
    )


def waive(found: Finding, check: Check, today: date) -> Finding:
    """Return the finding as its promise's waiver makes it, until the waiver's last day.

    What could not be looked at is not a known breach: an inconclusive finding is never waived.
    """
    waiver = check.promise.waived
    if waiver is None or found.verdict is Verdict.INCONCLUSIVE:
        return found
    if found.verdict in PASSING:
        note = f"the waiver (until {waiver.until}) is no longer needed here: {waiver.why}"
        return replace(found, notes=(*found.notes, note))
    if today > waiver.until:
        return replace(found, notes=(*found.notes, f"the waiver ended on {waiver.until}: {waiver.why}"))
    owner = f" ({waiver.owner})" if waiver.owner else ""
    note = f"waived until {waiver.until}{owner}: {waiver.why}"
    return replace(found, verdict=Verdict.WAIVED, underlying=found.verdict, notes=(*found.notes, note))
