"""What is said of an order that the engine itself cannot answer."""

from collections.abc import Sequence
from dataclasses import replace

from pytest_promises.hookspecs import ChannelType, Order
from pytest_promises.model.hearing import Cause, Hearing, HearingError, Mishap, Target


async def too_early(orders: Sequence[tuple[Order, ChannelType]]) -> Sequence[Sequence[Hearing]]:
    """Refuse to hear anything while a type only prepares.

    Raises `HearingError`.
    """
    message = f"{len(orders)} targets were asked for before anything is heard."
    raise HearingError(Mishap(Cause.CRASHED, message, "Report it to the type's author."))


def of_itself(target: Target) -> Mishap:
    """Return the mishap of an order that its own load makes."""
    message = f"{target.url or target.kind} is asked for by its own load, which would wait for itself."
    return Mishap(Cause.MALFORMED, message, "Name other targets.")


def impatient(mishap: Mishap, refusal: Mishap | None) -> Mishap:
    """Return a mishap that is not waited for, with the reason why not, if a host gave one."""
    if refusal is None:
        return mishap
    message = f"{mishap.message} {refusal.message}"
    return replace(mishap, message=message, remedy=mishap.remedy or refusal.remedy)
