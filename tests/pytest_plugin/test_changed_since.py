"""A deploy gate runs only what the deploy may have touched."""

import os
import subprocess

import pytest

SPEC = """
version: 1
site: {site}
channels:
  contact: {{page: /contact, view: http}}
  faq: {{page: /faq, view: http, files: ["../content/faq/**"]}}
promises:
  first-reply:
    text: We answer every e-mail within 24 hours.
    topic: reply
    within: 24 hours
    stated_on: [contact, faq]
"""
GIT = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@b.example",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@b.example",
}


def git(folder, *arguments):
    subprocess.run(("git", *arguments), cwd=folder, check=True, capture_output=True, env=os.environ | GIT)


@pytest.fixture
def deployed(project, site):
    folder = project.path
    (folder / "specs" / "support.yaml").write_text(SPEC.format(site=site.url), "utf-8")
    (folder / "content" / "faq").mkdir(parents=True)
    (folder / "content" / "faq" / "reply.md").write_text("24 hours", "utf-8")
    (folder / ".gitignore").write_text(".promises\n__pycache__\n", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return project


def checked(project, since):
    """Return the checks that a run with changes alone has, by their names."""
    options = ("-v", "-p", "no:cacheprovider", "--promises-history=off", f"--promises-changed-since={since}")
    result = project.runpytest("--promises", *options)
    return {line.split("::")[2].split()[0] for line in result.outlines if "first-reply::" in line and "%]" in line}


ALL = {"stated[contact]", "stated[faq]", "consistent"}


def test_what_was_never_looked_at_is_all_new_and_the_next_run_has_nothing_to_do(deployed):
    assert checked(deployed, "last-run") == ALL
    assert checked(deployed, "last-run") == set()


def test_a_page_whose_document_is_another_one_is_looked_at(deployed, site):
    checked(deployed, "last-run")
    site.pages["/contact"] = site.pages["/contact"].replace("hours", "hours, always")
    assert checked(deployed, "last-run") == {"stated[contact]"}
    assert checked(deployed, "last-run") == set()


def test_a_mapped_file_tells_for_its_page_and_the_page_itself_does_not(deployed, site):
    checked(deployed, "last-run")
    site.pages["/faq"] = site.pages["/faq"].replace("hours", "hours, always")
    assert checked(deployed, "last-run") == set()
    (deployed.path / "content" / "faq" / "deep").mkdir()
    (deployed.path / "content" / "faq" / "deep" / "new.md").write_text("x", "utf-8")
    assert checked(deployed, "last-run") == {"stated[faq]"}


def test_a_changed_spec_is_looked_at_as_a_whole(deployed):
    checked(deployed, "last-run")
    spec = deployed.path / "specs" / "support.yaml"
    spec.write_text(spec.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert checked(deployed, "last-run") == ALL


def test_what_did_not_pass_is_looked_at_again(deployed, site):
    said = site.pages["/contact"]
    site.pages["/contact"] = said.replace("24 hours", "48 hours")
    checked(deployed, "last-run")
    assert checked(deployed, "last-run") == ALL


def test_git_tells_what_differs_from_a_commit(deployed):
    checked(deployed, "last-run")
    assert checked(deployed, "HEAD") == set()
    (deployed.path / "content" / "faq" / "reply.md").unlink()
    assert checked(deployed, "HEAD") == {"stated[faq]"}
    git(deployed.path, "commit", "-qam", "second")
    assert checked(deployed, "HEAD") == set()
    assert checked(deployed, "HEAD~1") == {"stated[faq]"}


def test_workers_leave_out_the_same(deployed, site):
    checked(deployed, "last-run")
    site.pages["/contact"] = site.pages["/contact"].replace("hours", "hours, always")
    result = deployed.runpytest_subprocess("--promises", "-n", "2", "-v", "--promises-changed-since=last-run")
    assert "stated[contact]" in result.stdout.str()
    result.assert_outcomes(passed=1)


@pytest.mark.parametrize("ref", ["no-such-branch", "--output=x"])
def test_what_is_no_commit_is_refused_in_one_line(deployed, ref):
    result = deployed.runpytest("--promises", f"--promises-changed-since={ref}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --promises-changed-since {ref}: *; or write last-run"])


def test_a_deploy_that_touches_nothing_goes_on(deployed):
    checked(deployed, "last-run")
    result = deployed.runpytest("--promises", "--promises-changed-since=last-run")
    assert result.ret == pytest.ExitCode.OK
