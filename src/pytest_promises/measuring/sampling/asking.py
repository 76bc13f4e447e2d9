"""What all probes refuse: promises that they cannot measure, and writing without leave."""

from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.hearing import Cause
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Clock, Duration


def not_elapsed(kind: str, channel: Channel) -> str | None:
    """Return why a probe that measures seconds does not fit what a promise asks, or `None`."""
    value = channel.asked.value if channel.asked else None
    if isinstance(value, Duration) and value.clock is Clock.ELAPSED:
        return None
    if isinstance(value, Duration):
        return f"`{kind}` measures seconds as they pass, and the promise is one of business hours or days"
    return f"`{kind}` measures how long something takes, and the promise is no length of time"


def refuse_unprobed(order: Order, settings: Settings, what: str) -> None:
    """Raise `HearingError` (`NOT_PROBED`) when a probe would write to the service, and nobody has allowed it to."""
    if not settings.probe:
        source = order.channels[0].asked.keeping.source if order.channels[0].asked else order.channels[0].name
        message = f"The probe {source} {what}, which writes to the service: that was not allowed."
        raise failed(Cause.NOT_PROBED, message, "Run with --promises-probe to let it.")
