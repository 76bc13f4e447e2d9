"""Lists of channels: names resolved, groups expanded."""

from collections.abc import Iterator

from pytest_promises.model.promise import Listed

from .channels import Channels
from .context import Context
from .nodes import SequenceNode
from .problem import quoted
from .report import listing


def listed(context: Context, names: SequenceNode | None, channels: Channels) -> Iterator[Listed]:
    """Yield the channels that a list names, each once and where it is named first; report what is none."""
    seen: set[str] = set()
    written: set[str] = set()
    for name in names.scalars() if names else ():
        if name.text in written:
            context.report.at(name, f"{quoted(name.written)} is listed twice", "once is enough")
            continue
        written.add(name.text)
        if not channels.knows(name.text):
            hint = context.report.suggest(name.text, channels.by_name)
            known = (
                f"the channels are {listing(channels.by_name)}" if channels.by_name else "the spec has no `channels`"
            )
            context.report.at(name, f"unknown channel {quoted(name.written)}", hint or known)
            continue
        place = name.source.location(name.start)
        for channel in channels.by_name.get(name.text, ()):
            if channel.name not in seen:
                seen.add(channel.name)
                yield Listed(channel.name, place)
