"""Every hook is documented and tested, and every member of what plugins implement or are lent is documented.

A hook needs, in `docs/plugins.md`, a heading with its signature and an example below it that implements it; and, in
this folder, a test whose name begins with `test_hook_` and the hook's name.
"""

import ast
import inspect
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from pytest_promises import hookspecs
from pytest_promises.hookspecs import ChannelType, MeasureType, Services
from pytest_promises.testing import run_promises

pytest_plugins = ["pytest_promises.testing"]

DOCS = Path(__file__).parents[2].joinpath("docs/plugins.md").read_text("utf-8")


def hooks(module):
    return {name: one for name, one in vars(module).items() if name.startswith("promises_") and callable(one)}


def members(protocol):
    """Return the names that a protocol itself has."""
    names = {*vars(protocol), *inspect.get_annotations(protocol)}
    return sorted(name for name in names if not name.startswith("_"))


def heading(name, hook):
    signature = inspect.signature(hook)
    parameters = ", ".join(map(str, signature.parameters.values()))
    returns = re.sub(r"[\w.]+\.", "", str(signature.return_annotation))
    return f"### `{name}({parameters}) -> {returns}`"


def names_in(folder):
    trees = (ast.parse(path.read_text("utf-8")) for path in folder.glob("test_*.py"))
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def undocumented(module, docs):
    """Yield what the docs lack about the hooks of a module."""
    for name, hook in hooks(module).items():
        section = docs.partition(f"{heading(name, hook)}\n")[2].partition("\n##")[0]
        if f"def {name}(" not in "".join(re.findall(r"```python\n(.*?)```", section, re.DOTALL)):
            yield name


def untested(module, names):
    return [hook for hook in hooks(module) if not any(name.startswith(f"test_hook_{hook}") for name in names)]


def unnamed(protocol, docs):
    """Return the members that no row of a table names."""
    rows = set(re.findall(r"^\| `(\w+)(?:\(.*?\))?` \|", docs, re.MULTILINE))
    return [name for name in members(protocol) if name not in rows]


def new_hook(config: object) -> list[str]:
    raise NotImplementedError


NEW = SimpleNamespace(promises_new_hook=new_hook)


class Wider(ChannelType):
    also: int


def test_every_hook_has_a_heading_with_its_signature_and_an_example():
    assert list(undocumented(hookspecs, DOCS)) == []


def test_every_hook_has_a_test():
    assert untested(hookspecs, names_in(Path(__file__).parent)) == []


@pytest.mark.parametrize("protocol", [ChannelType, MeasureType, Services])
def test_every_member_is_in_a_table(protocol):
    assert len(members(protocol)) > 3
    assert unnamed(protocol, DOCS) == []


def test_a_hook_or_a_member_that_the_docs_lack_is_noticed():
    assert heading("promises_new_hook", new_hook) == "### `promises_new_hook(config: object) -> list[str]`"
    only_heading = f"{heading('promises_new_hook', new_hook)}\n\nText.\n"
    assert list(undocumented(NEW, DOCS)) == list(undocumented(NEW, only_heading)) == ["promises_new_hook"]
    whole = f"{only_heading}```python\ndef promises_new_hook():\n```\n"
    assert list(undocumented(NEW, whole)) == []
    assert untested(NEW, names_in(Path(__file__).parent)) == ["promises_new_hook"]
    assert unnamed(Wider, DOCS) == ["also"]


CONFTEST = """
from pytest_promises import hookimpl
from pytest_promises.hookspecs import ChannelType
from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.statement import Passage


class Sign(ChannelType):
    kind = "sign"
    schema = {"address": {"type": "string"}, "options": {}}

    def target(self, channel, site):
        return Target("sign", channel.address, "")

    async def hear(self, order, services):
        return [Hearing(one.name, (Passage(one.address),)) for one in order.channels]


@hookimpl
def promises_register_channels():
    return [Sign()]
"""
SPEC = """
version: 1
channels: {door: {sign: We reply within 24 hours.}, wall: {sign: We reply within 2 days.}}
promises:
  first-reply: {topic: reply, within: 24 hours, stated_on: [door, wall]}
"""


def test_hook_promises_register_channels_brings_a_kind_of_channel(pytester):
    pytester.makeconftest(CONFTEST)
    assert run_promises(pytester, SPEC).verdicts == {
        "first-reply::stated[door]": "stated",
        "first-reply::stated[wall]": "contradicted",
        "first-reply::consistent": "contradicted",
    }


LEXICON = Path(__file__).with_name("eo.toml")
LEXICONS = f"""
from pathlib import Path

from pytest_promises import hookimpl


@hookimpl
def promises_register_lexicons():
    return [Path({str(LEXICON)!r})]
"""


def test_hook_promises_register_lexicons_brings_a_language(pytester):
    spec = SPEC.replace("version: 1", "version: 1\nlocale: eo").replace(
        "We reply within 2 days", "Ni respondas ene de du tagoj"
    )
    pytester.makeconftest(CONFTEST)
    assert run_promises(pytester, spec).verdicts["first-reply::stated[wall]"] == "unstated"
    pytester.path.joinpath("specs/conftest.py").write_text(LEXICONS, "utf-8")
    assert run_promises(pytester, spec).verdicts["first-reply::stated[wall]"] == "contradicted"


MEASURE = re.search(r"### `promises_register_measures\(.*?<!-- example -->\n```python\n(.*?)```", DOCS, re.DOTALL)[1]
MEASURED = """
version: 1
probes: {by-hand: {stopwatch: 3 5 4}}
promises:
  kept: {topic: wait, within: 5 minutes, kept_by: {stopwatch: by-hand}}
  broken: {topic: wait, within: 4 minutes, kept_by: {stopwatch: by-hand}}
"""


def test_hook_promises_register_measures_brings_a_kind_of_measure(pytester):
    pytester.makeconftest(MEASURE)
    assert run_promises(pytester, MEASURED).verdicts == {
        "kept::kept[by-hand]": "kept",
        "broken::kept[by-hand]": "broken",
    }


def test_a_measure_with_the_name_of_a_channel_is_told(pytester):
    pytester.makeconftest(MEASURE.replace('"stopwatch"', '"page"'))
    problems = run_promises(pytester, MEASURED.replace("stopwatch", "page")).problems
    assert "`page` is registered as a kind of channel and as one of measures" in str(problems)


REPORT = """
from pytest_promises import hookimpl
from pytest_promises.hookspecs import ReportFormat


class Tally(ReportFormat):
    name = "tally"

    def write(self, report, path, blobs):
        path.write_text(" ".join(str(finding.verdict) for finding in report.findings))


class NoFormat:
    name = "nothing"


@hookimpl
def promises_register_reports():
    return [Tally()]
"""


def test_hook_promises_register_reports_brings_a_format(pytester):
    pytester.makeconftest(CONFTEST + REPORT)
    pytester.path.joinpath("specs").mkdir()
    pytester.path.joinpath("specs", "a.yaml").write_text(SPEC, "utf-8")
    pytester.runpytest_subprocess("--promises", "--promises-report=tally=out.txt", "--promises-evidence=off")
    assert pytester.path.joinpath("out.txt").read_text() == "stated contradicted contradicted"
    result = pytester.runpytest_subprocess("--promises", "--promises-report=taly=out.txt")
    result.stderr.fnmatch_lines(["ERROR: --promises-report: there is no format taly; did you mean tally?"])


def test_a_format_that_lacks_a_part_is_refused(pytester):
    pytester.makeconftest(CONFTEST + REPORT.replace("[Tally()]", "[NoFormat()]"))
    pytester.path.joinpath("specs").mkdir()
    pytester.path.joinpath("specs", "a.yaml").write_text(SPEC, "utf-8")
    result = pytester.runpytest_subprocess("--promises", "--promises-report=nothing=out.txt")
    result.stderr.fnmatch_lines(["ERROR: NoFormat is no report type: it lacks write; *"])
