"""What `docs/plugins.md` shows is run, as it stands there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_promises.testing import run_promises

pytest_plugins = ["pytest_promises.testing"]

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs/plugins.md"
TEXT = DOCS.read_text("utf-8")
PAGE = """
version: 1
site: https://shop.example
channels: {faq: {page: /faq}}
"""
ESPERANTO = """
version: 1
site: https://shop.example
locale: eo
channels: {faq: {page: /faq}}
promises:
  first-reply: {topic: reply, within: 2 labortagoj, stated_on: [faq]}
"""


def files():
    """Return the files that the page shows, by path."""
    return dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", TEXT, re.DOTALL))


def example(hook):
    """Return the example of a hook."""
    found = re.search(rf"### `{hook}\(.*?<!-- example -->\n```python\n(.*?)```", TEXT, re.DOTALL)
    assert found, f"docs/plugins.md has no example of {hook}"
    return found[1]


@pytest.fixture
def reader(pytester, monkeypatch):
    """Somebody who did what the page says; returns what makes the files of those names."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CI", raising=False)

    def write(*names):
        for name in names:
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files()[name], "utf-8")
        return pytester

    return write


TUTORIAL = ("specs/conftest.py", "specs/support.yaml", "specs/macros.csv")


def test_the_channel_of_a_conftest_hears_what_the_page_shows(reader):
    result = reader(*TUTORIAL).runpytest_subprocess("--promises")
    result.assert_outcomes(failed=2)
    (shown,) = re.findall(r"<!-- output -->\n```text\n(.*?)```", TEXT, re.DOTALL)
    assert "»within 3 days«" in shown
    assert shown in result.stdout.str()


def test_the_tests_of_the_tutorial_pass(reader):
    result = reader(*TUTORIAL, "test_macros.py").runpytest_subprocess("test_macros.py")
    result.assert_outcomes(passed=6)


def test_the_module_as_a_package_is_found_by_its_entry_point(reader, tmp_path, monkeypatch):
    project = reader(*TUTORIAL, "pyproject.toml").path
    package, installed = tmp_path / "package", tmp_path / "installed"
    package.joinpath("src").mkdir(parents=True)
    shutil.move(project / "specs/conftest.py", package / "src/promises_macros.py")
    shutil.move(project / "pyproject.toml", package)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", installed, package], check=True, capture_output=True, timeout=120)
    monkeypatch.setenv("PYTHONPATH", str(installed))
    check = [Path(sys.executable).with_name("promises"), "check"]
    assert subprocess.check_output(check, cwd=project, text=True, timeout=60) == "1 spec, no problems\n"


def test_the_example_of_channels_takes_the_place_of_a_built_in_one(pytester):
    pytester.makeconftest(example("promises_register_channels"))
    (problem,) = run_promises(pytester, PAGE).problems
    assert "specs/spec.yaml:4:12: a page needs `view: http` here: there is no browser" in problem
    assert run_promises(pytester, PAGE.replace("/faq}", "/faq, view: http}")).problems == ()


def test_the_example_of_lexicons_brings_a_language(pytester):
    (problem,) = run_promises(pytester, ESPERANTO).problems
    assert "2 labortagoj" in problem
    pytester.makeconftest(example("promises_register_lexicons"))
    shutil.copy(Path(__file__).with_name("eo.toml"), pytester.path)
    audited = run_promises(pytester, ESPERANTO, "--collect-only")
    assert audited.problems == ()


def test_every_link_leads_to_a_file_and_a_heading():
    for link, anchor in re.findall(r"\]\(([^)#\s]+)(#[^)]*)?\)", TEXT):
        target = DOCS.parent / link
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor[1:] in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}, anchor
