import re
from pathlib import Path

from pytest_promises.measuring.records import SCHEMA

TEXT = (Path(__file__).parents[3] / "docs" / "records.md").read_text("utf-8")


def test_the_documented_spec_has_no_problems(audit):
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert audit.problems(example) == ""


def test_every_column_that_a_spec_can_name_is_documented():
    documented = set(re.findall(r"`(\w+)`", "".join(line for line in TEXT.splitlines() if line.startswith("|"))))
    assert {"from", "to", "took", "unit", "published", "every", "of", "id", "where", "timezone"} <= SCHEMA[
        "options"
    ].keys()
    assert SCHEMA["options"].keys() - {"preset", "read", "next"} <= documented | {"since", "goal", "jql"}
