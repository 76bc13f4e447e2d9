"""The files for CI and nights are whole: they parse, and ask for nothing that there is not."""

import configparser
import re
from pathlib import Path

import pytest
import yaml

import pytest_promises.pytest_plugin as plugin
from pytest_promises.plugins import manager, report_formats

ROOT = Path(__file__).parents[1]
CI = ROOT / "examples" / "ci"
FILES = sorted(path for path in CI.rglob("*") if path.is_file())
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCE = Path(plugin.__file__).read_text("utf-8")
OPTIONS = set(re.findall(r'"(--promises[\w-]*)"', SOURCE))
SETTINGS = set(re.findall(r'"(promises_[a-z_]+)"', SOURCE)) - {"promises_findings"} | {"promises_specs"}


@pytest.mark.parametrize("path", [*FILES, *DOCS], ids=lambda path: path.name)
def test_every_option_there_is_or_is_not_written(path):
    written = set(re.findall(r"--promises(?:-[a-z]+)*\b", path.read_text("utf-8")))
    assert written <= OPTIONS


def test_every_option_and_setting_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in sorted(OPTIONS | SETTINGS) if name not in readme] == []


@pytest.mark.parametrize("path", [*FILES, *DOCS], ids=lambda path: path.name)
def test_every_format_there_is_or_is_not_asked_for(path):
    asked = set(re.findall(r"--promises-report[= ](\w+)=", path.read_text("utf-8"))) - {"FORMAT", "NAME", "tally"}
    assert asked <= set(report_formats(manager(installed=False)))


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in {".yml", ".yaml"}], ids=lambda path: path.name
)
def test_the_yaml_is_yaml(path):
    assert list(yaml.safe_load_all(path.read_text("utf-8")))


@pytest.mark.parametrize("path", sorted((CI / "github").iterdir()), ids=lambda path: path.name)
def test_a_workflow_has_jobs_with_steps_and_ends_in_time(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"]
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])


def test_the_service_keeps_its_hands_to_itself_and_the_timer_is_its_own():
    service, timer = configparser.ConfigParser(strict=False), configparser.ConfigParser()
    service.optionxform = timer.optionxform = str
    service.read_string((CI / "systemd" / "promises.service").read_text("utf-8"))
    timer.read_string((CI / "systemd" / "promises.timer").read_text("utf-8"))
    assert service["Service"]["ProtectSystem"] == "strict"
    assert timer["Timer"]["Persistent"] == "true"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []
