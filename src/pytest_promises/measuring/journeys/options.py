"""The options of a `journey` probe: what is wrong with them together, and the plan that they make."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pytest_promises.channels.pages import options as page_options
from pytest_promises.measuring.journeys.blanks import MARK, THRESHOLD, Blanks
from pytest_promises.measuring.journeys.plan import Plan, Step
from pytest_promises.measuring.journeys.steps import StepError, read_steps
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Clock, Count, Duration, Money, Value


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, in a sentence, or `None`."""
    if ("steps" in options) == ("function" in options):
        return "`steps:` or `function:` says what the customer does: write one of the two"
    for name in ("at_most_steps", "no_repeats"):
        if options.get(name) and "steps" not in options:
            return f"`{name}:` watches the steps: a `function` is not watched"
    for name in ("steps", "clean_up"):
        try:
            _steps(options, name)
        except StepError as error:
            return f"`{name}:` {error}"
    return next(_problems(options), None) or page_options.time_problem(options)


def _problems(options: Mapping[str, object]) -> Iterator[str]:
    steps = _steps(options, "steps")
    yield from _wrong_marks(steps)
    known = {THRESHOLD, *({MARK} if _marked(options).get("text") else ())}
    for name in ("steps", "clean_up"):
        for step in _steps(options, name):
            yield from _unknown(name, step, known)
            known |= {step.keep} - {""}
    if MARK in known and MARK not in Plan(steps, _steps(options, "clean_up")).names():
        yield "`marked:` has a text that is written nowhere: put `{mark}` into a step"


def _wrong_marks(steps: tuple[Step, ...]) -> Iterator[str]:
    starts = [step.number for step in steps if step.start]
    stops = [step.number for step in steps if step.stop]
    if len(starts) > 1 or len(stops) > 1:
        yield "`steps:` time one stretch alone: mark one step with `start` and one with `stop`"
    elif len(starts) != len(stops):
        yield f"`steps:` have a `{'start' if starts else 'stop'}` alone: a time needs both marks"
    elif starts > stops:
        yield "`steps:` stop before they start"


def _unknown(option: str, step: Step, known: set[str]) -> Iterator[str]:
    blanks = Plan((step,)).names()
    for name in sorted(blanks - known):
        listed = ", ".join(f"`{{{one}}}`" for one in sorted(known))
        yield f"`{option}:` {step.title} has an unknown placeholder `{{{name}}}`: known here are {listed}"


def _steps(options: Mapping[str, Any], name: str) -> tuple[Step, ...]:
    return read_steps(options.get(name), options.get("locations", {}).get(name, ()))


def _marked(options: Mapping[str, object]) -> Mapping[str, Any]:
    found = options.get("marked")
    return found if isinstance(found, Mapping) else {}


def plan_of(channel: Channel) -> Plan:
    """Return the plan of a probe's channel, for the promise that asks for it if one does."""
    options: Mapping[str, Any] = channel.options
    mark = _marked(options)
    value = channel.asked.value if channel.asked else None
    plan = Plan(
        _steps(options, "steps"),
        _steps(options, "clean_up"),
        options.get("function", ""),
        options.get("samples", 1),
        options.get("writes", True),
        options.get("at_most_steps"),
        bool(options.get("no_repeats")),
        tuple(sorted((name.lower(), given) for name, given in mark.get("headers", {}).items())),
    )
    wanted = THRESHOLD in plan.names() or bool(plan.function)
    threshold, digits = _threshold(value) if wanted else (None, 2)
    blanks = Blanks(threshold, digits, {MARK: mark["text"]} if "text" in mark else {})
    return replace(plan, blanks=blanks, bound=_bound(value) if plan.timed or plan.function else None)


def _threshold(value: Value | None) -> tuple[Decimal | None, int]:
    if isinstance(value, Money):
        from babel.numbers import get_currency_precision

        return value.maximum if value.minimum is None else value.minimum, get_currency_precision(
            value.currency or "EUR"
        )
    if isinstance(value, Count):
        number = value.maximum if value.minimum is None else value.minimum
        return (None if number is None else Decimal(number)), 0
    return None, 2


def _bound(value: Value | None) -> float | None:
    return value.maximum if isinstance(value, Duration) and value.clock is Clock.ELAPSED else None


def objection(channel: Channel) -> str | None:
    """Return why what a promise asks of the journey makes no sense, or `None`."""
    if problem(channel.options) is not None:
        return None
    plan = plan_of(channel)
    value = channel.asked.value if channel.asked else None
    if THRESHOLD in plan.names() and plan.blanks.threshold is None:
        return "`journey` has `{threshold}` in its steps, and the promise has no amount and no number"
    if isinstance(value, Duration) and not (plan.timed or plan.function):
        return "`journey` gives no time for the promise: mark one step with `start` and one with `stop`"
    if plan.timed and not (isinstance(value, Duration) and value.clock is Clock.ELAPSED):
        return "`journey` gives a time, and the promise has none that runs around the clock"
    if plan.bound is not None and any((step.timeout or plan.bound) < plan.bound for step in _timed(plan)):
        return "`journey` waits less than the promise allows: its timed steps need a longer `timeout`"
    return None


def _timed(plan: Plan) -> tuple[Step, ...]:
    started, found = False, []
    for step in plan.steps:
        started = started or step.start
        if started and step.stop:
            found.append(step)
        started = started and not step.stop
    return tuple(found)
