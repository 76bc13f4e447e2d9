"""Does what must stand beside a promise stand there, wherever the channel makes the promise?"""

from collections.abc import Iterable, Sequence

from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Direction, Finding, Quote, Verdict
from pytest_promises.model.promise import serving

from .heard import Heard
from .looking import Missing, Search
from .matching import Known, difference, matches
from .nearly import nearest
from .promising import Promising, by_value, by_words, surroundings
from .quoting import quote_words
from .verdicts import finding, unheard
from .weighing import Weight
from .words import wanted

_MOST_QUOTED = 10


def judge_caveats(check: Check, heard: Heard, weight: Weight, known: Known) -> Finding:
    """Return whether a channel says the caveats of its language beside the promise, each wherever it makes that.

    `weight` is what it says on a promise with a value, `known` tells of the promises that placeholders name.
    """
    if heard.hearing.mishap:
        return unheard(check, heard, heard.hearing.mishap)
    caveats = check.promise.caveats_in(heard.channel.locale)
    declared = _declared(check, heard, caveats)
    made = _made(check, heard, weight)
    if not caveats:
        return _undecided(check, heard, declared, f"the promise has no caveat in {heard.channel.locale}")
    if not made:
        return _not_made(check, heard, declared, weight)
    search = Search(heard, known, surroundings(made, weight, heard, check.promise.topic))
    looks = [look for one in made for look in search.look(caveats, one)]
    missing = [one for one in looks if isinstance(one, Missing)]
    if missing:
        return _lacking(check, heard, declared, missing)
    quotes = tuple(dict.fromkeys(one for one in looks if isinstance(one, Quote)))[:_MOST_QUOTED]
    return finding(check, Verdict.STATED, declared=declared, quotes=quotes, evidence=heard.hearing.evidence)


def _made(check: Check, heard: Heard, weight: Weight) -> tuple[Promising, ...]:
    if check.promise.value is not None:
        return tuple(dict.fromkeys(by_value(weight, heard)))
    words = _words(check, heard)
    return tuple(by_words(matches(wanted(words), heard.hearing.passages), heard)) if words else ()


def _words(check: Check, heard: Heard) -> str:
    says = dict(check.promise.says)
    return says.get(serving(heard.channel.locale, says) or "", "")


def _declared(check: Check, heard: Heard, caveats: Sequence[str]) -> str:
    return f"{check.promise.value_text or _words(check, heard)}, with {_listing(caveats)}"


def _listing(texts: Iterable[str]) -> str:
    return " and ".join(f'"{text}"' for text in texts)


def _undecided(check: Check, heard: Heard, declared: str, why: str) -> Finding:
    return finding(check, Verdict.INCONCLUSIVE, declared=declared, why=why, evidence=heard.hearing.evidence)


def _not_made(check: Check, heard: Heard, declared: str, weight: Weight) -> Finding:
    name, evidence = heard.channel.name, heard.hearing.evidence
    if weight.counting:
        return _undecided(check, heard, declared, f"{name} gives it as data, which nothing can stand beside")
    if heard.hearing.flaws:
        return _perhaps(check, heard, declared, f"{name} does not make the promise in what could be heard of it")
    why = f"{name} does not make the promise: there is nothing that the caveat could stand beside"
    remedy = f"State the promise there, or take {name} off `stated_on`."
    return finding(check, Verdict.UNSTATED, declared=declared, why=why, remedy=remedy, evidence=evidence)


def _perhaps(check: Check, heard: Heard, declared: str, why: str, quotes: tuple[Quote, ...] = ()) -> Finding:
    """Return that nobody knows: the words may stand in the part of the channel that could not be heard."""
    flaw = heard.hearing.flaws[0]
    return finding(
        check,
        Verdict.INCONCLUSIVE,
        declared=declared,
        cause=flaw.cause,
        quotes=quotes,
        why=f"{why}: {flaw.message}",
        remedy=flaw.remedy,
        evidence=heard.hearing.evidence,
    )


def _lacking(check: Check, heard: Heard, declared: str, missing: Sequence[Missing]) -> Finding:
    first = missing[0]
    bare = tuple(dict.fromkeys(one.made.quote for one in missing))
    lacks = _listing(dict.fromkeys(one.words for one in missing if one.made == first.made))
    why = f'{heard.channel.name} says "{first.made.quote.words}" without {lacks} beside it'
    if heard.hearing.flaws:
        return _perhaps(check, heard, declared, f"{why} in what could be heard of it", bare[:_MOST_QUOTED])
    more = f" (and {len(bare) - 1} more like it)" if len(bare) > 1 else ""
    instead, told = _instead(first, heard)
    return finding(
        check,
        Verdict.CONTRADICTED,
        declared=declared,
        direction=Direction.OVERSTATED,
        quotes=(*bare[:_MOST_QUOTED], *told),
        why=f"{why}{more}: customers are told to expect more than is promised{instead}",
        remedy=_remedy(lacks, heard),
        evidence=heard.hearing.evidence,
    )


def _instead(missing: Missing, heard: Heard) -> tuple[str, tuple[Quote, ...]]:
    """Return what is said in place of a caveat, in words that go on with a sentence, and the quotes of it."""
    told: list[tuple[str, Quote]] = []
    if missing.wrong is not None:
        found, promise = missing.wrong
        value = describe(promise.value) if promise.value else ""
        other = f"the words are there, with another value than {promise.id} declares ({value})"
        told.append((other, quote_words(found.passage, found.span, heard, "different")))
    elif (near := nearest(missing.words, missing.spot.beside())) is not None:
        quoted = quote_words(*near, heard, "near")
        told.append((f"what comes near differs word by word: {difference(missing.words, quoted.words)}", quoted))
    if missing.elsewhere is not None:
        quoted = quote_words(missing.elsewhere.passage, missing.elsewhere.span, heard, "elsewhere")
        where = " > ".join(quoted.place) or quoted.selector
        told.append((f'"{missing.words}" stands elsewhere there: {where}', quoted))
    return "".join(f"; {words}" for words, _ in told), tuple(quoted for _, quoted in told)


def _remedy(lacks: str, heard: Heard) -> str:
    places = "in the same passage or the next one, under the same heading, or in a footnote"
    narrow = (
        " What stands outside of the channel's `within:` is not heard." if heard.channel.options.get("within") else ""
    )
    return f"Put {lacks} beside it: {places}.{narrow}"
