"""The time that reading takes against the length of hostile texts: the slope of its logarithm over that of the length.

A slope of 1 is time in proportion to the length, 2 would be its square. The time is that of the processor, which is all
that reading needs.
"""

import argparse
import time
from collections.abc import Sequence
from math import log
from statistics import linear_regression, median

import measure

from pytest_promises.reading import read

PIECES = {
    "no spaces": "withinhoursdelivery",
    "digits only": "1234567890",
    "digits and commas": "1,",
    "one letter": "a",
    "quotes in quotes": "“‘\"'«",
    "brackets in brackets": "([{",
    "lone surrogates": "\ud800 24 \udfff",
    "right-to-left marks": "\u202e24\u200f ساعة\u2066 ",
    "zero-width letters": "2\u200b4\u200d \ufeff",
    "combining marks": "e\u0301\u0302",
    "mixed scripts": "24 hours часа ชั่วโมง 時間 시간 ώρες ",
    "number words in a row": "twenty five thousand ",
    "one long list": "3 days and 2 hours and ",
    "dots": ".",
    "dots and spaces": ". ",
    "ranges of ranges": "3-5-",
    "units in a row": "hours days ",
    "bounds in a row": "within up to at least ",
    "clock times": "9:00-18:00, Mon-",
    "money in a row": "over 50 € ",
    "lines": "24 hours\n",
    "sentences": "We reply within 24 hours, if you write by noon. ",
    "Thai without spaces": "ตอบกลับภายใน24ชั่วโมง",
    "Chinese without spaces": "我们在三个工作日内回复",
}
"""What a text is made of, over and over."""
_SMALLEST = 10_000
_SHORT = 0.005
"""Seconds under which a clock says more of the machine than of the reading."""


def main() -> None:
    """Read each kind of text at growing lengths, and print the times and the slopes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=10_000_000, metavar="BYTES")
    parser.add_argument("--kinds", default=",".join(PIECES), help="some of: " + ", ".join(PIECES))
    parser.add_argument("--lang", default="en", help="the language that the texts are marked with, '' for none")
    parser.add_argument("--patience", type=float, default=120.0, help="seconds after which a kind is given up")
    parsed = parser.parse_args()
    lengths = _lengths(parsed.largest)
    print(f"{'':<24}" + "".join(f"{length:>14,}" for length in lengths) + f"{'slope':>8}{'MB/s':>8}")
    found = [_grow(kind, parsed.lang or None, lengths, parsed.patience) for kind in parsed.kinds.split(",")]
    _record([slope for slope, _ in found], [speed for _, speed in found], whole=parsed.largest == 10_000_000)


def _lengths(largest: int) -> list[int]:
    lengths = [largest]
    while lengths[-1] // 10 >= _SMALLEST:
        lengths.append(lengths[-1] // 10)
    return lengths[::-1]


def _grow(kind: str, lang: str | None, lengths: Sequence[int], patience: float) -> tuple[float, float]:
    """Print a row; returns the slope, and the megabytes that were read a second of the longest text."""
    times: list[tuple[int, float]] = []
    size = 0
    for length in lengths:
        text = PIECES[kind] * (length // _bytes_of(PIECES[kind]) + 1)
        size = _bytes_of(text)
        times.append((length, _seconds(text, lang)))
        if times[-1][1] > patience:
            break
    steady = [(log(length), log(seconds)) for length, seconds in times if seconds > _SHORT]
    slope = linear_regression(*zip(*steady, strict=True)).slope if len(steady) > 1 else 1.0
    speed = size / 1e6 / times[-1][1]
    cells = "".join(f"{seconds:>12.3f} s" for _, seconds in times).ljust(14 * len(lengths))
    print(f"{kind:<24}{cells}{slope:>8.2f}{speed:>8.2f}", flush=True)
    return slope, speed


def _bytes_of(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _seconds(text: str, lang: str | None) -> float:
    """Return the seconds that one reading takes: the best of three of a short one, for it is over within a hiccup."""
    best = float("inf")
    for _ in range(3 if len(text) <= 100_000 else 1):
        started = time.process_time()
        read(text, lang)
        best = min(best, time.process_time() - started)
    return best


def _record(slopes: Sequence[float], speeds: Sequence[float], *, whole: bool) -> None:
    figures = {
        "ratio": round(median(slopes), 2),
        "least": round(min(slopes), 2),
        "greatest": round(max(slopes), 2),
        "rounds": len(slopes),
        "asked": "≈ 1",
        "MB/s": round(median(speeds), 2),
        "slowest MB/s": round(min(speeds), 2),
    }
    if whole and len(slopes) == len(PIECES):
        measure.record("reading, slope of time over length", figures)
    else:
        print(figures)


if __name__ == "__main__":
    main()
