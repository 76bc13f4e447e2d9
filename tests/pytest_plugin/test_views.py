"""One page, looked at in every way that customers and machines do: what differs between two of them is contradicted."""

import json

import pytest

PAGE = """<!doctype html><html lang="en"><title>Returns</title><meta name="viewport" content="width=device-width">
<script type="application/ld+json">{data}</script>
<h1>Returns</h1><p id="window">You can return anything within {server} days.</p>
<script>if ({when}) document.getElementById("window").textContent =
"You can return anything within {script} days."</script></html>"""
SPEC = """\
version: 1
site: {site}
channels:
  returns:
    page: /returns
    for_each: {{device: [Desktop Chrome, iPhone 15], view: [browser, http, structured]}}
promises:
  return-window:
    topic: returns
    at_least: 30 days
    stated_on: [returns]
"""
POLICY = {
    "@context": "https://schema.org",
    "@type": "MerchantReturnPolicy",
    "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
}
ALWAYS, NEVER, ON_PHONES = "true", "false", "innerWidth < 500"
CASES = {
    "all alike": ((30, 30, 30, NEVER), set()),
    "a script has another figure": ((30, 14, 30, ALWAYS), {"Desktop-Chrome-browser", "iPhone-15-browser"}),
    "a phone is shown another one": ((30, 14, 30, ON_PHONES), {"iPhone-15-browser"}),
    "the server sends an old one": ((14, 30, 30, ALWAYS), {"Desktop-Chrome-http", "iPhone-15-http"}),
    "the data has another one": ((30, 30, 14, NEVER), {"Desktop-Chrome-structured", "iPhone-15-structured"}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_differs_between_views_is_contradicted(pytester, site, case):
    (server, script, data, when), red = CASES[case]
    policy = json.dumps({**POLICY, "merchantReturnDays": data})
    site.pages["/returns"] = PAGE.format(data=policy, server=server, script=script, when=when)
    pytester.mkdir("specs")
    pytester.path.joinpath("specs/returns.yaml").write_text(SPEC.format(site=site.url), "utf-8")
    result = pytester.runpytest_subprocess("--promises", "-p", "no:playwright", "--promises-json", "report.json")
    report = json.loads(pytester.path.joinpath("report.json").read_text("utf-8"))
    verdicts = {finding["check"]: finding["verdict"] for finding in report["findings"]}
    contradicted = {check for check, verdict in verdicts.items() if verdict == "contradicted"}
    expected = {f"stated[returns-{name}]" for name in red} | ({"consistent"} if red else set())
    assert contradicted == expected, result.stdout.str()
    assert site.hits["/returns"] == 4
