"""What evidence and history add to an audit of the bundled shop, whose runs before are in its folder.

With `--first` there are none before: every page is pictured, and every text kept.
"""

import argparse
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

import measure

SPECS = Path(__file__).parents[1] / "specs"
OFF = ("--promises-evidence=off", "--promises-history=off")
NAME = "evidence and history"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--first", action="store_true", help="let every run be the first in its folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = folder / ".promises"
        shutil.copytree(SPECS, folder / "specs")
        (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
        audit = [sys.executable, "-m", "pytest", "--promises", "-q", "-p", "no:cacheprovider", *measure.ALONE]
        commands = {"without": [*audit, *OFF], "with": audit}
        forget = partial(shutil.rmtree, kept, ignore_errors=True)
        samples = measure.interleaved(commands, folder, given.rounds, before=forget if given.first else lambda: None)
        size = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file())
    figures = measure.ratio(samples, "with", "without")
    what = f"{NAME}, a first run" if given.first else NAME
    measure.record(what, {**figures, "asked": "≤ 1.1", "MB kept": round(size / 1e6, 1)})


if __name__ == "__main__":
    main()
