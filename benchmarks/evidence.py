"""What evidence and history add to an audit of the bundled shop, whose runs before are in its folder."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import measure

SPECS = Path(__file__).parents[1] / "specs"
OFF = ("--promises-evidence=off", "--promises-history=off")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(SPECS, folder / "specs")
        (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
        audit = [sys.executable, "-m", "pytest", "--promises", "-q", "-p", "no:cacheprovider", *measure.ALONE]
        commands = {"with": audit, "without": [*audit, *OFF]}
        samples = measure.interleaved(commands, folder, rounds)
        kept = sum(path.stat().st_size for path in (folder / ".promises").rglob("*") if path.is_file())
    figures = measure.ratio(samples, "with", "without")
    measure.record("evidence and history", {**figures, "asked": "≤ 1.1", "MB kept": round(kept / 1e6, 1)})


if __name__ == "__main__":
    main()
