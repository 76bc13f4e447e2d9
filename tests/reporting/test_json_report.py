import json

from jsonschema import Draft202012Validator

from pytest_promises.model.check import CheckKind
from pytest_promises.model.finding import Direction, Finding, Verdict
from pytest_promises.model.report import Report, RunInfo
from pytest_promises.reporting import json_report
from pytest_promises.wire import from_plain, to_plain

from .test_text import contradiction

RUN = RunInfo("20261101T000000-abcdef", "2026-11-01T00:00:00+00:00", "2026-11-01T00:01:00+00:00")


def report(*findings, **more):
    return Report(RUN, findings, **more)


def test_a_report_is_valid_by_its_schema():
    Draft202012Validator.check_schema(json_report.schema())
    data = json_report.plain(
        report(contradiction(), contradiction(direction=None), problems=("specs/a.yaml:1:1: bad",))
    )
    assert list(Draft202012Validator(json_report.schema()).iter_errors(data)) == []
    assert data["summary"] == {"contradicted": 2}


def test_the_schema_knows_every_field_and_no_other():
    finding = json_report.schema()["$defs"]["finding"]
    assert set(finding["properties"]) == set(finding["required"]) == {*to_plain(contradiction()), "since"}


def test_a_written_report_is_read_back_whole(tmp_path):
    path = tmp_path / "deep" / "report.json"
    hostile = contradiction(words="\x1b]0;x\x07 \u202e24\x9b31m \ud800")
    json_report.JsonReport().write(report(hostile), path, None)
    text = path.read_text("utf-8")
    assert not set("\x1b\x07\x9b\u202e") & set(text)
    assert from_plain(json.loads(text)["findings"][0], Finding) == hostile
    assert [one.name for one in path.parent.iterdir()] == ["report.json"]


def test_the_schemas_lists_are_those_of_the_code():
    definitions = json_report.schema()["$defs"]
    finding = definitions["finding"]["properties"]
    assert set(definitions["verdict"]["enum"]) == set(Verdict)
    assert set(finding["kind"]["enum"]) == set(CheckKind)
    assert set(finding["direction"]["enum"]) == {*Direction, None}
