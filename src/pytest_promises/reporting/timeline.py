"""The course of a check as a line of characters: legible without colour, on eighty columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from pytest_promises.model.amounts import amount
from pytest_promises.model.finding import PASSING, Verdict
from pytest_promises.model.report import Point

KEPT, BROKEN, WAIVED, UNCLEAR, NOTHING = ".", "X", "w", "?", " "
LEGEND = f"{KEPT} kept, {BROKEN} broken, {WAIVED} waived, {UNCLEAR} no answer"
_COLOURS: Mapping[str, str] = {KEPT: "32", BROKEN: "1;31", WAIVED: "33", UNCLEAR: "33"}
_WORST = (BROKEN, WAIVED, KEPT, UNCLEAR)
_DAY = 86_400
_SPANS = ((_DAY, "day"), (7 * _DAY, "week"), (30 * _DAY, "30 days"))


@dataclass(frozen=True, slots=True)
class Scale:
    """What one character of a timeline is: a run (`seconds` is 0), or all runs of so many seconds from `start` on."""

    name: str
    seconds: int
    start: float


def scale_of(courses: Sequence[Sequence[Point]], columns: int) -> Scale:
    """Return the finest scale on which all courses fit into that many columns."""
    times = [_time(point) for course in courses for point in course]
    if not times or max(map(len, courses)) <= columns:
        return Scale("run", 0, 0.0)
    start = min(times) // _DAY * _DAY
    fitting = (one for one in _SPANS if (max(times) - start) // one[0] < columns)
    seconds, name = next(fitting, _SPANS[-1])
    return Scale(name, seconds, start)


def timeline(course: Sequence[Point], scale: Scale, columns: int) -> str:
    """Return a course as characters, the newest last; the oldest are left out where there is no room.

    Several runs in one character are told by the worst of them; no answer says less than any.
    """
    if not scale.seconds:
        return "".join(map(_letter, course))[-columns:]
    cells: dict[int, set[str]] = {}
    for point in course:
        cells.setdefault(int((_time(point) - scale.start) // scale.seconds), set()).add(_letter(point))
    letters = (_worst(cells.get(number, set())) for number in range(max(cells, default=-1) + 1))
    return "".join(letters)[-columns:]


def coloured(line: str) -> str:
    """Return a timeline with the colours of a terminal."""
    return "".join(f"\x1b[{_COLOURS[letter]}m{letter}\x1b[0m" if letter in _COLOURS else letter for letter in line)


def measured(course: Sequence[Point], unit: str) -> str:
    """Return the least, the middle, the greatest and the last of what was measured; `""` where nothing was."""
    values = [point.value for point in course if point.value is not None]
    if not values:
        return ""
    least, middle, greatest, last = (amount(v, unit) for v in (min(values), median(values), max(values), values[-1]))
    return f"measured {least} to {greatest}, median {middle}, last {last}"


def answers(course: Sequence[Point]) -> str:
    """Return how often a check was kept, and how often it broke, in words."""
    found = list(streaks(course))
    total, kept = sum(runs for _, runs in found), sum(runs for letter, runs in found if letter == KEPT)
    times = sum(letter == BROKEN for letter, _ in found)
    broke = f", broken {times} time{'s' * (times != 1)}" if times else ""
    return f"kept in {kept} of {total} runs{broke}" if total else "no answer yet"


def streaks(course: Sequence[Point]) -> Iterator[tuple[str, int]]:
    """Yield each letter with how many runs in a row had it, the oldest first; what has no answer is left out."""
    letter, count = "", 0
    for each in (one for one in map(_letter, course) if one != UNCLEAR):
        if each != letter and count:
            yield letter, count
        letter, count = each, count + 1 if each == letter else 1
    if count:
        yield letter, count


def _letter(point: Point) -> str:
    if point.verdict in PASSING:
        return KEPT
    return {Verdict.WAIVED: WAIVED, Verdict.INCONCLUSIVE: UNCLEAR}.get(point.verdict, BROKEN)


def _worst(letters: set[str]) -> str:
    return next((letter for letter in _WORST if letter in letters), NOTHING)


def _time(point: Point) -> float:
    time = datetime.fromisoformat(point.at)
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
