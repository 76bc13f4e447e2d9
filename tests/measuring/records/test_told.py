"""What a run tells of records that cannot be used: at the spec's line, in 80 columns, and never a pass."""

import re

GOOD = "".join(f"{n},2026-01-05T10:00:00Z,2026-01-05T11:00:00Z\n" for n in range(200))
HEADER = "id,created,replied\n"
FILES = {
    "good.csv": HEADER + GOOD,
    "renamed.csv": HEADER.replace("replied", "answered") + GOOD,
    "no-times.csv": HEADER + "1,yes,no\n2,yes,no\n",
    "mixed.csv": HEADER + GOOD.replace("11:00:00Z", "11:00:00", 7),
    "future.csv": HEADER + GOOD.replace("2026-01-05T11", "2099-01-05T11", 7),
    "reversed.csv": HEADER + GOOD.replace("T11", "T09", 7),
    "empty.csv": "",
    "header.csv": HEADER,
    "half.csv": HEADER + GOOD[:-5],
}
WHY = {
    "renamed.csv": "The records have no column `replied`.",
    "no-times.csv": "2 records of 2 (100 %) are in no figure: 2 records without a time that can be read",
    "mixed.csv": "The column `replied` has times with an offset from UTC and times without one.",
    "future.csv": "7 records of 200 (3.5 %) are in no figure: 7 records with a time in the future",
    "reversed.csv": "7 records of 200 (3.5 %) are in no figure: 7 records ending before the start",
    "empty.csv": "empty.csv is empty.",
    "header.csv": "There are no records.",
    "half.csv": "half.csv ends in the middle of a line: it was not written or copied to its end.",
}


def spec():
    names = [name.removesuffix(".csv") for name in FILES]
    yield "version: 1"
    yield "records:"
    yield from (f"  {one}: {{source: {one}.csv, from: created, to: replied, id: id}}" for one in names)
    yield "promises:"
    yield from (f"  p-{one}: {{topic: reply, within: 1 day, kept_by: {{records: {one}, share: 95%}}}}" for one in names)


def test_records_that_cannot_be_used_are_an_error_at_their_line_and_never_a_pass(pytester, monkeypatch):
    for name, text in FILES.items():
        pytester.path.joinpath(name).write_text(text, "utf-8")
    lines = list(spec())
    pytester.path.joinpath("kept.yaml").write_text("\n".join([*lines, ""]), "utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    result = pytester.runpytest_subprocess("--promises", "kept.yaml", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=len(WHY))
    told = result.stdout.str()
    for name, why in WHY.items():
        one = name.removesuffix(".csv")
        line = next(number for number, text in enumerate(lines, 1) if f"p-{one}:" in text)
        (found,) = re.findall(
            rf"^(kept\.yaml:{line}:\d+: inconclusive\n.*?)(?=^___|^---)", told, re.MULTILINE | re.DOTALL
        )
        assert why in " ".join(found.split()), found
        assert "\n  do " in found
        assert max(map(len, found.splitlines())) <= 80
