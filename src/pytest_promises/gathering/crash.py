"""What a channel type's own bug is told as."""

from pytest_promises.model.hearing import Cause, Mishap

_LONGEST_MESSAGE = 200


def crash(kind: str, error: BaseException) -> Mishap:
    """Return the mishap for whatever a channel type of that kind raised that is no `HearingError`."""
    said = "".join(char if char.isprintable() else " " for char in str(error))[:_LONGEST_MESSAGE]
    message = f"The channel type {kind!r} failed with {type(error).__name__}: {said}".rstrip(": ")
    return Mishap(Cause.CRASHED, message, "This is a bug of the channel type, not of the service.")
