"""Which checks a change may have touched."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pytest_promises.model.check import Check, CheckKind
from pytest_promises.model.promise import Channel, Spec

Key = tuple[str, str]
"""A spec's path and the name of one of its channels, probes or measures."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed: `specs` by path, channels, probes and measures; `known` are the specs that were looked at."""

    known: frozenset[str] = frozenset()
    specs: frozenset[str] = frozenset()
    channels: frozenset[Key] = field(default=frozenset())

    def concerns(self, check: Check) -> bool:
        """Tell whether a check may come out otherwise than before.

        Of a channel that states the promise, the check of its own tells whether it agrees with the spec, and then it
        agrees with all others: `consistent` need only be asked when a channel has changed that has no such check.
        """
        path = check.spec.path
        if path in self.specs or path not in self.known:
            return True
        names = set(check.channels)
        if check.kind is CheckKind.CONSISTENT:
            names -= {listed.channel for listed in check.promise.stated_on}
        return any((path, name) in self.channels for name in names)


def touched(
    specs: Iterable[Spec],
    spec_changed: Callable[[Spec], bool],
    files_changed: Callable[[Spec, Channel], bool],
    pages_changed: Collection[Key],
    sections: Mapping[str, str],
) -> Touched:
    """Return what has changed.

    `files_changed` is asked for channels that name their `files`, `pages_changed` has the pages that name none and
    whose document is another one. `sections` gives the section of each kind of measure: records are what was done
    before, and change by no deploy; of all else that names no files nobody can tell, and it counts as changed.
    """
    known, changed_specs, channels = set(), set(), set()
    for spec in specs:
        known.add(spec.path)
        if spec_changed(spec):
            changed_specs.add(spec.path)
        for channel in (*spec.channels, *spec.probes, *spec.measures):
            key = (spec.path, channel.name)
            if channel.options.get("files"):
                changed = files_changed(spec, channel)
            elif is_plain_page(channel):
                changed = key in pages_changed
            else:
                changed = sections.get(channel.kind) != "records"
            if changed:
                channels.add(key)
    return Touched(frozenset(known), frozenset(changed_specs), frozenset(channels))


def is_plain_page(channel: Channel) -> bool:
    """Tell whether a channel is a page, of which a document tells whether it has changed."""
    return channel.kind in {"page", "structured"} and not channel.options.get("ask")
