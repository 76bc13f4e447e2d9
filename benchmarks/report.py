"""How long a report of 10,000 checks takes to be written, and to be seen."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import measure

PAINTED = """() => new Promise((resolve) => {
  const told = () => performance.getEntriesByName("first-contentful-paint")[0];
  const look = () => (told() ? resolve(told().startTime) : requestAnimationFrame(look));
  look();
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Each in a process of its own: that templates are made ready is in the time, as at the end of a run.
        writing = [_written(folder) for _ in range(rounds)]
        painting = list(_painted(folder / "report.html", rounds))
        size = (folder / "report.html").stat().st_size
    measure.record(
        "report of 10,000 checks",
        {
            "ratio": round(median(writing), 2),
            "least": round(min(writing), 2),
            "greatest": round(max(writing), 2),
            "rounds": rounds,
            "asked": "< 3 s, painted < 1 s",
            "painted s": round(median(painting), 2),
            "painted at the latest": round(max(painting), 2),
            "MB": round(size / 1e6, 1),
        },
    )


def _written(folder: Path) -> float:
    log = folder / "writing.log"
    measure.run([sys.executable, __file__.replace("report.py", "report_writing.py"), str(folder)], folder, log)
    return float(log.read_text("utf-8").strip())


def _painted(report: Path, rounds: int) -> Iterator[float]:
    """Yield the seconds until the browser paints something of the report, each in a context of its own."""
    from playwright.sync_api import sync_playwright

    from pytest_promises.channels.browser.binary import find_browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser().path)
        for _ in range(rounds):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(report.as_uri(), wait_until="commit")
            yield page.evaluate(PAINTED) / 1000
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
