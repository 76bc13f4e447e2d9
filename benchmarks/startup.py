"""What the installed plugin adds to a `pytest` run that does not ask for it."""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

import measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "test_one.py").write_text("def test_one(): pass\n", "utf-8")
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *measure.ALONE, "test_one.py"]
        commands = {"with": pytest, "without": [*pytest, "-p", "no:promises"]}
        samples = measure.interleaved(commands, folder, rounds)
    differences = [a.seconds - b.seconds for a, b in zip(samples["with"], samples["without"], strict=True)]
    figures = measure.ratio(samples, "with", "without")
    measure.record("start-up", {**figures, "added ms": round(median(differences) * 1000, 1), "asked": "< 15 ms"})


if __name__ == "__main__":
    main()
