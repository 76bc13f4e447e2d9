"""An audit of 400 checks on 20 pages, against a bare Playwright script and against hand-written tests."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import site_pages

from pytest_promises.channels.browser.binary import find_browser

PAGES = 20

BARE = """
import asyncio, sys
from playwright.async_api import async_playwright

async def main(base, pages, at_once, executable):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable)
        context = await browser.new_context()
        limit = asyncio.Semaphore(at_once)

        async def read(number):
            async with limit:
                page = await context.new_page()
                await page.goto(f"{base}/page-{number}.html")
                text = await page.inner_text("body")
                await page.close()
                return len(text)

        assert all(await asyncio.gather(*map(read, range(pages))))
        await browser.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
"""

BY_HAND = """
import pytest
from playwright.sync_api import Page, expect

PROMISES = {promises!r}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {executable!r}}}


@pytest.mark.parametrize("number", range({pages}))
@pytest.mark.parametrize("words", PROMISES)
def test_promise_is_stated(page: Page, number, words):
    page.goto(f"{base}/page-{{number}}.html")
    expect(page.locator("body")).to_contain_text(words)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--by-hand", action=argparse.BooleanOptionalAction, default=True)
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site_pages.write(folder, PAGES)
        server = subprocess.Popen([sys.executable, site_pages.__file__, str(folder)])
        try:
            _measure(folder, _base_url(folder), parsed.rounds, by_hand=parsed.by_hand)
        finally:
            server.kill()
            server.wait()


def _base_url(folder: Path) -> str:
    while not (folder / "port").exists() or not (folder / "port").read_text():
        time.sleep(0.01)
    return f"http://127.0.0.1:{(folder / 'port').read_text()}"


def _measure(folder: Path, base: str, rounds: int, *, by_hand: bool) -> None:
    executable = find_browser().path
    audit = _audit(folder, base)
    (folder / "bare.py").write_text(BARE, "utf-8")
    bare = {f"bare-{n}": [sys.executable, "bare.py", base, str(PAGES), str(n), executable] for n in (2, 4)}
    samples = measure.interleaved({"audit": audit, **bare}, folder, rounds)
    best = min(bare, key=lambda name: sum(sample.seconds for sample in samples[name]))
    against_bare = measure.ratio({"audit": samples["audit"], "bare": samples[best]}, "audit", "bare")
    measure.record("audit / bare script", {**against_bare, "asked": "≤ 1.25"})
    if by_hand:
        tests = _by_hand(folder, base, executable)
        once = measure.interleaved({"by hand": tests, "audit": audit}, folder, 1, warm_up=False)
        audits = [*samples["audit"], *once["audit"]]
        against_hand = measure.ratio({"by hand": once["by hand"] * len(audits), "audit": audits}, "by hand", "audit")
        measure.record("hand-written / audit", {**against_hand, "asked": "≥ 25"})


def _audit(folder: Path, base: str) -> list[str]:
    channels = [f"  page-{number}: {{page: /page-{number}.html}}" for number in range(PAGES)]
    lines = ["version: 1", f"site: {base}", "channels:", *channels, "promises:", *site_pages.promise_lines(PAGES)]
    (folder / "specs").mkdir()
    (folder / "specs" / "site.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    return [
        sys.executable,
        "-m",
        "pytest",
        "--promises",
        "-q",
        "-p",
        "no:cacheprovider",
        *measure.ALONE,
        "-k",
        "stated",
    ]


def _by_hand(folder: Path, base: str, executable: str) -> list[str]:
    words = [f"{sentence.format(n=site_pages.figure(topic))}" for topic, _, sentence, _ in site_pages.TOPICS]
    words += [sentence.rstrip(".") for sentence in words]
    text = BY_HAND.format(promises=words, executable=executable, pages=PAGES, base=base)
    (folder / "test_by_hand.py").write_text(text, "utf-8")
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_by_hand.py"]


if __name__ == "__main__":
    main()
