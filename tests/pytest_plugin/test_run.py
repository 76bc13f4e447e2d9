import json

import pytest

ERROR_503 = 503


def test_promises_that_are_stated_pass_and_each_has_its_line(project, site):
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(
        [
            '  stated * first-reply contact: "within 24 hours"',
            '  stated * first-reply faq: "within 24 hours"',
            "  consistent    first-reply*",
            "1 promise, 3 checks, 2 loads: 2 stated, 1 consistent",
        ]
    )
    assert site.hits == {"/contact": 1, "/faq": 1}


def test_without_the_option_specs_are_left_alone(project, site):
    project.makepyfile("def test_one(): assert True")
    project.runpytest().assert_outcomes(passed=1)
    assert not site.hits


def test_a_contradiction_fails_and_tells_everything(project, site):
    site.says("/faq", "How fast do you reply? We reply to e-mails within 2 business days.")
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=1, failed=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            '  contradicted  first-reply: faq "within 2 business days", declared 24 hours',
            "specs/support.yaml:12:26: contradicted (understated)",
            "*promise    We answer every e-mail within 24 hours.",
            "*declared   24 hours",
            f"*page       {site.url}/faq",
            "*words      *»within 2 business*",
            "*days«.",
            "*owner      support",
            "FAILED specs/support.yaml::first-reply::stated[[]faq] - contradicted*",
        ]
    )
    assert [line for line in result.outlines if len(line) > 80 and not _is_pytests_own(line, project)] == []


def _is_pytests_own(line, project):
    return str(project.path) in line or line.startswith("plugins: ")


def test_what_cannot_be_had_is_an_error_and_the_rest_goes_on(project, site):
    site.pages["/faq"] = ERROR_503
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines([f"  inconclusive  first-reply faq: server error, {site.url}/faq"])


def test_node_ids_keywords_and_markers_select(project):
    for arguments, checks in [
        (["specs/support.yaml::first-reply::stated[faq]"], 1),
        (["specs/support.yaml::first-reply"], 3),
        (["-k", "stated and not faq"], 1),
        (["-m", "consistent"], 1),
        (["-m", "reply and support and stated"], 2),
        (["-m", "promises(check='stated', channel='faq', owner='support')"], 1),
    ]:
        project.runpytest("--promises", *arguments).assert_outcomes(passed=checks)


def test_only_the_channels_of_selected_checks_are_loaded(project, site):
    project.runpytest("--promises", "-k", "stated and faq").assert_outcomes(passed=1, deselected=2)
    assert site.hits == {"/faq": 1}


def test_collecting_only_loads_nothing(project, site):
    result = project.runpytest("--promises", "--collect-only", "-q")
    result.stdout.fnmatch_lines(["specs/support.yaml::first-reply::stated[[]contact]", "3 tests collected*"])
    assert not site.hits


def test_the_last_failures_run_again_alone(project, site):
    site.says("/faq", "We reply within 3 days.")
    project.runpytest("--promises")
    site.says("/faq", "We reply within 24 hours.")
    project.runpytest("--promises", "--lf").assert_outcomes(passed=2, deselected=1)


def test_the_first_failure_can_end_the_run(project, site):
    site.says("/contact", "We reply within 3 days.")
    project.runpytest("--promises", "-x").assert_outcomes(failed=1)


def test_verdicts_that_may_pass_are_chosen(project, site):
    site.pages["/faq"] = ERROR_503
    result = project.runpytest("--promises", "--promises-fail-on=contradicted")
    result.assert_outcomes(passed=1, skipped=2)
    assert result.ret == pytest.ExitCode.OK
    site.says("/faq", "We reply within 3 days.")
    project.runpytest("--promises", "--promises-fail-on=unstated").assert_outcomes(passed=1, xfailed=2)


def test_a_verdict_that_does_not_exist_is_refused(project):
    result = project.runpytest("--promises", "--promises-fail-on=contradiction")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*did you mean contradicted?*"])


def test_no_spec_folder_is_a_usage_error(pytester):
    result = pytester.runpytest("--promises")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*there is no folder specs in *"])


def test_every_problem_of_a_bad_spec_is_told_and_the_other_specs_run(project):
    project.path.joinpath("specs/bad.yaml").write_text(
        "version: 1\nchanels: {}\npromises:\n  a: {topik: reply}\n", "utf-8"
    )
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*bad.yaml:2:1: *chanels*", "*did you mean `channels`?*", "*bad.yaml:4:7: *topik*"])


def test_a_draft_reports_and_never_fails(project, site):
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8") + "    draft: true\n", "utf-8")
    site.says("/faq", "We reply within 3 days.")
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=1, xfailed=2)
    result.stdout.fnmatch_lines(["  contradicted  first-reply faq (draft): *"])


def test_a_waiver_lets_a_known_breach_through(project, site):
    spec = project.path / "specs/support.yaml"
    waived = "    waived: {until: 2999-01-31, why: the page is being rewritten}\n"
    spec.write_text(spec.read_text("utf-8") + waived, "utf-8")
    site.says("/faq", "We reply within 3 days.")
    result = project.runpytest("--promises")
    result.assert_outcomes(passed=1, xfailed=2)
    result.stdout.fnmatch_lines(
        ["  waived * first-reply faq: *", "*waived until 2999-01-31: the page is being rewritten"]
    )


def test_findings_are_written_as_json(project, site):
    site.says("/faq", "We reply within 3 days.")
    project.runpytest("--promises", "--promises-json=out/report.json")
    report = json.loads(project.path.joinpath("out/report.json").read_text("utf-8"))
    assert report["summary"] == {"contradicted": 2, "stated": 1}
    assert report["findings"][1]["quotes"][0]["words"] == "within 3 days"


def test_junit_tells_failures_from_errors_and_has_the_facts(project, site):
    site.says("/contact", "We reply within 3 days.")
    site.pages["/faq"] = ERROR_503
    project.runpytest("--promises", "--junitxml=junit.xml")
    xml = project.path.joinpath("junit.xml").read_text("utf-8")
    assert 'errors="1" failures="2"' in xml
    assert '<property name="observed" value="within 3 days"' in xml


def test_quiet_runs_show_letters(project):
    result = project.runpytest("--promises", "-q")
    result.stdout.fnmatch_lines(["...*"])


def test_verbose_runs_show_node_ids_with_verdicts(project):
    result = project.runpytest("--promises", "-v")
    result.stdout.fnmatch_lines(["specs/support.yaml::first-reply::stated[[]contact] STATED *"])


def test_python_tests_and_specs_run_side_by_side(project):
    project.makepyfile(test_mine="def test_one(): assert True")
    project.runpytest("--promises", "specs", "test_mine.py").assert_outcomes(passed=4)


def test_yaml_that_is_no_spec_is_left_alone(project):
    project.path.joinpath("docker-compose.yml").write_text("services: {}\n", "utf-8")
    project.path.joinpath("specs/_shared.yaml").write_text("service: Shop\n", "utf-8")
    project.runpytest("--promises", ".").assert_outcomes(passed=3)


def test_escapes_on_a_page_do_not_reach_the_terminal(project, site):
    site.says("/faq", "We reply within \x1b[31m3 days\x07 [bold]\u202e.")
    result = project.runpytest("--promises")
    assert not set("\x1b\x07\u202e") & set(result.stdout.str())


def test_secrets_appear_in_no_output(project, site, monkeypatch):
    monkeypatch.setenv("SHOP_TOKEN", "tok-9f8e7d6c")
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("/faq,", '"/faq?key=${SHOP_TOKEN}",'), "utf-8")
    result = project.runpytest(
        "--promises", "--promises-json=report.json", "--junitxml=junit.xml", "-vv", "--log-cli-level=DEBUG"
    )
    result.assert_outcomes(passed=1, errors=2)
    outputs = [result.stdout.str(), result.stderr.str()]
    outputs += [project.path.joinpath(name).read_text("utf-8") for name in ("report.json", "junit.xml")]
    assert site.hits["/faq?key=tok-9f8e7d6c"] == 1
    assert not any("tok-9f8e7d6c" in output for output in outputs)


@pytest.mark.parametrize("owner", ["@support-team", "skip", "(web)", "24/7", "---"])
def test_any_owner_can_be_written_and_none_skips_a_check(project, owner):
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("owner: support", f'owner: "{owner}"'), "utf-8")
    project.runpytest("--promises", "--strict-markers").assert_outcomes(passed=3)


def test_a_report_that_cannot_be_written_is_told_and_fails_the_run(project):
    project.path.joinpath("file").write_text("", "utf-8")
    result = project.runpytest("--promises", "--promises-json=file/report.json")
    result.assert_outcomes(passed=3)
    assert result.ret != pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["--promises-report json: */file/report.json cannot be written: *"])
