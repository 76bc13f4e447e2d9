"""How long journeys may take."""

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.journeys.plan import Plan

STEP = 10.0
"""Seconds that a step may take."""
MARGIN = 5.0
"""Seconds that are kept back to see why a step failed, before the trial itself is over."""
BEYOND = 5.0
"""Seconds that what is timed may take longer than promised: it is then late by far, and not only cut off."""
_EACH = 2.0
"""Seconds that each step has beside those that one of them may take, for the page that it leads to."""
_CLOSING = 10.0
"""Seconds to open a browser's context, and to close it."""


def trial_limit(plan: Plan, settings: Settings) -> float:
    """Return the seconds that one trial may take: a load's, and what its steps ask for beside that."""
    asked = sum(_EACH + (step.timeout or 0.0) for step in plan.steps)
    bound = plan.bound + BEYOND if plan.bound is not None else 0.0
    return settings.timeout + STEP + MARGIN + asked + bound


def allowance(plan: Plan, settings: Settings) -> float:
    """Return the seconds that all trials together may take."""
    cleaning = settings.timeout if plan.clean_up else 0.0
    return settings.timeout + plan.samples * (trial_limit(plan, settings) + cleaning + _CLOSING)
