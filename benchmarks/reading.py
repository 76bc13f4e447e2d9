"""What is read rightly of sentences, and how fast, beside the other libraries that are installed.

    reading.py [CORPUS ...] [--lang-unknown] [--misses N] [--only LANG,LANG] [--peers NAME,NAME] [--rounds N]

Without a corpus, those of the tests are read; their figures are kept in the docs. The shapes of a corpus are in
`corpora.py`. Recall and precision are of values whose ends and clock or currency are right, `ends r.` and `ends p.` of
those whose ends are; bound, topic, scope and mood are counted among the right values, where the corpus tells them.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import measure
import pace
from corpora import KINDS, OWN, Item, load
from peers import NAMES, Read, installed
from quantities import Quantity, quantity
from score import Miss, Score, score

from pytest_promises.reading import read as read_statements
from pytest_promises.reading import reader
from pytest_promises.reporting.printable import printable, shorten

OURS = "pytest-promises"
_PEER_BYTES = 20_000
Columns = tuple[tuple[str, tuple[str, str] | None], ...]
_COLUMNS: Columns = (
    ("wanted", None),
    ("said", None),
    ("recall", ("right", "wanted")),
    ("prec.", ("right", "said")),
    ("ends r.", ("ends", "wanted")),
    ("ends p.", ("ends", "said")),
    ("bound", ("bound", "bounds")),
    ("topic", ("topic", "topics")),
    ("scope", ("scope", "scopes")),
    ("mood", ("mood", "moods")),
    ("claimed", ("claimed", "distractors")),
)
"""The columns of a table: a count, or one in percent of another."""
_PHENOMENON = tuple(column for column in _COLUMNS if column[0] in {"wanted", "recall"})
"""Nobody can tell which phenomenon a wrong claim belongs to."""
_PEER = _COLUMNS[:6]
"""No other library tells what a value is about."""


def main() -> None:
    """Read the corpora with every reader, and print what came of it."""
    parsed = _arguments()
    items = _items(parsed.corpora or sorted(OWN.glob("*.jsonl")), parsed.only)
    texts: list[pace.Text] = [(item.text, None if parsed.lang_unknown else item.lang) for item in items]
    readers: dict[str, Read] = {OURS: ours, **installed([name for name in parsed.peers.split(",") if name])}
    pace.warm_up(readers, texts)
    print(f"{len(items)} texts, {pace.bytes_of(texts) / 1e6:.2f} MB, {len({item.lang for item in items})} languages")
    scores = {name: _scored(read, items, texts) for name, read in readers.items()}
    for name, found in scores.items():
        _print_score(name, found, in_full=name == OURS)
    _print_misses(scores[OURS], parsed.misses)
    some = pace.evenly(texts, 300)
    told = not parsed.lang_unknown
    dense = pace.dense_text(items, parsed.dense_bytes, told=told)
    _print_own_pace(texts)
    # What a statement is as plain data is no part of reading it.
    timed: dict[str, pace.Read] = {**readers, OURS: read_statements}
    speeds = _paces(timed, some, {"page": pace.site_text(told=told), "dense": dense}, parsed.rounds)
    if not parsed.corpora and not parsed.only:
        _record(scores[OURS], speeds, _how(lang_unknown=parsed.lang_unknown))


def _how(*, lang_unknown: bool) -> str:
    """Return which way of reading the figures are of."""
    return f"language {'found' if lang_unknown else 'told'}{', compiled' if _is_compiled() else ''}"


def _is_compiled() -> bool:
    return not (reader.__file__ or "").endswith(".py")


def ours(text: str, lang: str | None) -> Sequence[Mapping[str, object]]:
    """Read a text with this project."""
    return [statement.as_dict() for statement in read_statements(text, lang)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS")
    parser.add_argument("--lang-unknown", action="store_true", help="do not tell the readers the language")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list the first N errors")
    parser.add_argument("--only", default="", metavar="LANG,LANG", help="these languages alone")
    parser.add_argument("--peers", default=",".join(NAMES), metavar="NAME,NAME", help="of those installed; '' for none")
    parser.add_argument("--rounds", type=int, default=5, help="passes whose time is taken, of each reader in turn")
    parser.add_argument("--dense-bytes", type=int, default=200_000, metavar="N", help="of text made of the corpora")
    return parser.parse_args()


def _items(paths: Sequence[Path], only: str) -> list[Item]:
    try:
        items = load(paths)
    except (OSError, ValueError) as error:
        sys.exit(f"reading.py: {error}")
    return [item for item in items if not only or item.lang in only.split(",")]


def _scored(read: Read, items: Sequence[Item], texts: Sequence[pace.Text]) -> Score:
    return score(items, [[quantity(plain) for plain in read(text, lang)] for text, lang in texts])


def _print_score(name: str, found: Score, *, in_full: bool) -> None:
    sides = ("", ", English", ", others")
    kinds = [f"{kind}{side}" for kind in KINDS for side in sides]
    if not in_full:
        said = [kind for kind in kinds if found.counts["kind", kind]["said"]]
        _print_table(f"{name}, by kind", found, "kind", said, _PEER)
        return
    _print_table(f"{name}, by kind", found, "kind", [*kinds, "distractors", "nothing in it"], _COLUMNS)
    for what, columns in (("language", _COLUMNS), ("phenomenon", _PHENOMENON)):
        _print_table(f"{name}, by {what}", found, what, sorted(n for w, n in found.counts if w == what), columns)


def _print_table(title: str, found: Score, what: str, names: Sequence[str], columns: Columns) -> None:
    print(f"\n{title:<34}" + "".join(f"{column:>8}" for column, _ in columns))
    for name in names:
        counts = found.counts.get((what, name))
        if counts is not None and any(counts.values()):
            print(f"  {name:<32}" + "".join(f"{cell:>8}" for cell in _cells(found, (what, name), columns)).rstrip())


def _cells(found: Score, group: tuple[str, str], columns: Columns) -> Iterator[str]:
    for column, parts in columns:
        value: float | None = found.counts[group].get(column) if parts is None else found.share(group, *parts)
        yield "" if value is None else str(value)


def _print_misses(found: Score, count: int) -> None:
    if count:
        print(f"\n{len(found.misses)} errors")
    for miss in found.misses[:count]:
        print(f"  {miss.item.name} {miss.item.lang} {miss.kind}: {shorten(printable(miss.item.text), 400)}")
        for label, quantities in (("wanted", miss.wanted), ("said", miss.said)):
            for one in quantities:
                print(f"      {label}: {_shown(one, miss)}")


def _shown(one: Quantity, miss: Miss) -> str:
    ends = "" if one.kind in {"weekly_hours", "vague"} else f" {one.low} to {one.high}"
    topic = f", {one.topic}" if one.topic and miss.kind == "distractor" else ""
    return f"{one.kind}{ends} {one.mark}".rstrip() + topic


def _print_own_pace(texts: Sequence[pace.Text]) -> None:
    seconds = min(pace.timed(read_statements, texts) for _ in range(2))
    print(f"\n{OURS}: {len(texts) / seconds:,.0f} texts a second over all {len(texts)} texts")


def _paces(
    readers: Mapping[str, pace.Read],
    texts: Sequence[pace.Text],
    long: Mapping[str, Sequence[pace.Text]],
    rounds: int,
) -> dict[str, dict[str, object]]:
    """Print how fast texts are read, and what is `long`; returns the ratios to record."""
    samples = pace.interleaved(readers, texts, rounds)
    print(f"{'':<18}{'texts/s':>12}" + "".join(f"{f'{name} MB/s':>14}" for name in long) + "   ratio of the times")
    ratios: dict[str, dict[str, object]] = {}
    for name, read in readers.items():
        speeds = {f"{what} MB/s": _megabytes(read, part, name) for what, part in long.items()}
        seconds = median(sample.seconds for sample in samples[name])
        row = f"{name:<18}{len(texts) / seconds:>12,.0f}" + "".join(f"{speed:>14.3f}" for speed in speeds.values())
        figures = measure.ratio(samples, name, OURS)
        print(f"{row}   x {figures['ratio']:,.1f} ({figures['least']:,.1f} - {figures['greatest']:,.1f})")
        ratios[name] = {**figures, **speeds}
    return ratios


def _megabytes(read: pace.Read, texts: Sequence[pace.Text], name: str) -> float:
    part = texts if name == OURS else pace.first_bytes(texts, _PEER_BYTES)
    return round(pace.bytes_of(part) / 1e6 / min(pace.timed(read, part) for _ in range(3)), 3)


def _record(found: Score, ratios: Mapping[str, Mapping[str, object]], how: str) -> None:
    for name, figures in ratios.items():
        asked = {"dateparser": "≥ 10", OURS: "page ≥ 2 MB/s"}.get(name)
        measure.record(f"reading, {name} / {OURS}, {how}", {**figures, **({"asked": asked} if asked else {})})
    if not _is_compiled():  # which reads the same
        _record_shares(found, how)


def _record_shares(found: Score, how: str) -> None:
    for kind in KINDS:
        group = ("kind", kind)
        if found.counts[group]["wanted"]:
            cells = {column: found.share(group, *parts) for column, parts in _COLUMNS if parts is not None}
            figures = {column: share for column, share in cells.items() if share is not None}
            measure.record_shares(f"{kind}, {how}", {"wanted": found.counts[group]["wanted"], **figures})


if __name__ == "__main__":
    main()
