"""Documented shapes of help desks, merchants, status pages and wait boards, read without an expression.

A shape is a `Preset`: data and two pure functions. `ApiChannel((*PRESETS, own))` hears with another one, too.
"""

from pytest_promises.channels.presets import (
    freshdesk_rules,
    freshdesk_texts,
    google_returns,
    google_shipping,
    intercom,
    jira,
    statuspage,
    waits,
    zendesk_rules,
    zendesk_texts,
)
from pytest_promises.channels.presets.preset import Answer, Load, Preset, Told, Wanted

__all__ = ["PRESETS", "Answer", "Load", "Preset", "Told", "Wanted"]

PRESETS: tuple[Preset, ...] = (
    *zendesk_rules.PRESETS,
    *zendesk_texts.PRESETS,
    *freshdesk_rules.PRESETS,
    *freshdesk_texts.PRESETS,
    *jira.PRESETS,
    *intercom.PRESETS,
    *statuspage.PRESETS,
    *google_shipping.PRESETS,
    *google_returns.PRESETS,
    *waits.PRESETS,
)
"""The presets that the `api` channel knows."""
