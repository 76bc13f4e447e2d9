"""What channels hear of the schema.org data of a page that was loaded: statements, passages, and what was malformed."""

from collections.abc import Mapping, Sequence
from itertools import islice

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.schema_org.claims import Claim
from pytest_promises.channels.schema_org.markup import Data, data_of
from pytest_promises.channels.schema_org.options import options_of
from pytest_promises.channels.schema_org.values import InWordsError, UnreadableError, Values
from pytest_promises.channels.schema_org.walk import Walk
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage, Statement

_MOST = 20_000
"""Claims and passages of one page."""
_MOST_NAMED = 10


def hearings(channels: Sequence[Channel], html: str, evidence: Evidence, *, scripted: bool) -> Mapping[str, Hearing]:
    """Return what each channel hears in a page's markup, by its name; `scripted` is whether its scripts have run."""
    try:
        data = data_of(html, evidence.final_url, scripted=scripted)
    except HearingError as error:
        return {channel.name: Hearing(channel.name, evidence=evidence, mishap=error.mishap) for channel in channels}
    return {channel.name: _hearing(channel, data, evidence) for channel in channels}


def _hearing(channel: Channel, data: Data, evidence: Evidence) -> Hearing:
    options = options_of(channel)
    values = Values(data.graph, channel.locale or "en", options.days)
    walk = Walk(values, options.types)
    said = list(islice(walk.said(), _MOST + 1))
    mishap = _nothing(data, walk, evidence.final_url)
    if mishap is not None:
        return Hearing(channel.name, evidence=evidence, mishap=mishap, flaws=data.flaws)
    statements: list[Statement] = []
    passages: list[Passage] = []
    flaws = [*data.flaws, *_cut(walk, len(said), evidence.final_url)]
    for one in said[:_MOST]:
        if isinstance(one, Passage):
            passages.append(one)
            continue
        try:
            statements.append(one.statement(values))
        except InWordsError as words:
            passages.append(one.passage(str(words)))
        except UnreadableError as error:
            flaws.append(_unreadable(one, error, evidence.final_url))
    return Hearing(channel.name, tuple(passages), tuple(statements), evidence, flaws=tuple(dict.fromkeys(flaws)))


def _nothing(data: Data, walk: Walk, url: str) -> Mishap | None:
    """Return why nothing can be heard: no data, none of the types asked for, or none that can be read."""
    if data.graph.roots and (walk.matched or not walk.wanted):
        return None
    if data.flaws:
        return data.flaws[0]
    if not data.graph.roots:
        message = f"{shown(url)} carries no schema.org data, neither JSON-LD nor microdata nor RDFa."
        return Mishap(Cause.EMPTY, message, "See whether a template has lost it, or point the channel at another page.")
    named = ", ".join([*walk.types][:_MOST_NAMED]) or "nothing that has a type"
    message = f"`type: {', '.join(sorted(walk.wanted))}` matches nothing on {shown(url)}, whose data has {named}."
    return Mishap(Cause.MISSING, message, "The data has changed: correct the type.")


def _cut(walk: Walk, said: int, url: str) -> tuple[Mishap, ...]:
    if not walk.cut and said <= _MOST:
        return ()
    message = f"The data of {shown(url)} is too deep or too long to be read whole."
    return (Mishap(Cause.TOO_LARGE, message, "Narrow the channel with `type:`."),)


def _unreadable(claim: Claim, error: UnreadableError, url: str) -> Mishap:
    message = f"{claim.place.path} in the data of {shown(url)} cannot be read: {error}."
    return Mishap(Cause.MALFORMED, message, "Correct the data as schema.org describes it.")
