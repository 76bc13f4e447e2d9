"""10,000 checks answered from one page over plain HTTP, against 10,000 pytest items that do nothing."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import site_pages

CHANNELS, PROMISES = 99, 100

TRIVIAL = """
import pytest

def pytest_collect_file(file_path, parent):
    if file_path.suffix == ".trivial":
        return TrivialFile.from_parent(parent, path=file_path)

class TrivialFile(pytest.File):
    def collect(self):
        for number in range({items}):
            yield TrivialItem.from_parent(self, name=f"item-{{number}}")

class TrivialItem(pytest.Item):
    def runtest(self):
        pass
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site_pages.write(folder, 1, scripted=False)
        server = subprocess.Popen([sys.executable, site_pages.__file__, str(folder)])
        try:
            _measure(folder, rounds)
        finally:
            server.kill()
            server.wait()


def _measure(folder: Path, rounds: int) -> None:
    while not (folder / "port").exists() or not (folder / "port").read_text():
        time.sleep(0.01)
    for part in ("promises", "trivial"):
        (folder / part).mkdir()
        (folder / part / "pytest.ini").write_text("[pytest]\n", "utf-8")
    _write_spec(folder / "promises" / "specs", f"http://127.0.0.1:{(folder / 'port').read_text()}")
    items = PROMISES * (CHANNELS + 1)
    (folder / "trivial" / "conftest.py").write_text(TRIVIAL.format(items=items), "utf-8")
    (folder / "trivial" / "items.trivial").touch()
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *measure.ALONE, "--rootdir"]
    commands = {"checks": [*pytest, "promises", "-c", "promises/pytest.ini", "--promises", "promises/specs"]}
    commands["items"] = [*pytest, "trivial", "-c", "trivial/pytest.ini", "-p", "no:promises", "trivial"]
    samples = measure.interleaved(commands, folder, rounds)
    for log, count in (("checks.log", items), ("items.log", items)):
        if f"{count} passed" not in (folder / log).read_text("utf-8"):
            raise RuntimeError((folder / log).read_text("utf-8")[-2000:])
    measure.record("10,000 checks / trivial items", {**measure.ratio(samples, "checks", "items"), "asked": "≤ 2"})
    memory = measure.ratio(samples, "checks", "items", "mebibytes")
    measure.record("10,000 checks / trivial items, memory", {**memory, "asked": "< 2"})


def _write_spec(folder: Path, base: str) -> None:
    names = [f"page-{number}" for number in range(CHANNELS)]
    channels = [f"  {name}: {{page: /page-0.html, view: http}}" for name in names]
    lines = ["version: 1", f"site: {base}", "channels:", *channels, "promises:"]
    for number in range(PROMISES):
        topic, _, _, value = site_pages.TOPICS[number % len(site_pages.TOPICS)]
        lines += [f"  promise-{number}:", f"    topic: {topic}", f"    {value.format(n=site_pages.figure(topic))}"]
        lines += [f"    stated_on: [{', '.join(names)}]"]
    folder.mkdir()
    (folder / "scale.yaml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
