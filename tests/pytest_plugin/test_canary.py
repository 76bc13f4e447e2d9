"""A secret, a mail address and a telephone number are in no artefact of any format, in no form."""

import base64
import gzip
import zipfile
from urllib.parse import quote

import pytest

SECRET = "c4n4ry/s3cr3t+value=&"
MAIL = "c4n4ry.person@mail.example"
PHONE = "+359 2 987 65 43"
OWN = "ORD-424242"

SPEC = """
version: 1
site: "{url}"
redact: {{patterns: ["ORD-[0-9]+"]}}
access:
  headers: {{Authorization: "Bearer ${{SHOP_TOKEN}}"}}
channels:
  contact: {{page: "/contact?key=${{SHOP_TOKEN}}"}}
  faq: {{page: /faq, view: http}}
  api: {{api: /api.json, read: "text"}}
promises:
  first-reply:
    text: We answer every e-mail within 24 hours.
    topic: reply
    within: 24 hours
    owner: support
    stated_on: [contact, faq, api]
owners:
  support: {{notify: "${{CHAT_TOKEN}}"}}
"""
FORMATS = ("html", "json", "jsonl", "sarif", "github", "markdown", "gitlab", "openmetrics", "ctrf", "badge")


@pytest.fixture
def ran(project, site, monkeypatch):
    """A project whose pages show all that must not be seen, after a run with every format there is."""
    monkeypatch.setenv("SHOP_TOKEN", SECRET)
    monkeypatch.setenv("CHAT_TOKEN", "json://user:ch4tc4n4ry@127.0.0.1:9/")
    shown = f"Write to {MAIL}, call {PHONE}, order {OWN}, key {SECRET.replace('&', '&amp;')}."
    for path in (f"/contact?key={SECRET}", "/faq"):
        site.says(path, f"We answer every e-mail within 48 hours. {shown}", f"<a href='mailto:{MAIL}'>{MAIL}</a>")
    site.pages["/api.json"] = f'{{"text": "We answer every e-mail within 72 hours. {shown}"}}'
    spec = project.path / "specs" / "support.yaml"
    spec.write_text(SPEC.format(url=site.url), "utf-8")
    reports = [f"--promises-report={name}=reports/{name}" for name in FORMATS]
    others = ("--junitxml=reports/junit.xml", "--alluredir=allure", "-vv", "--log-level=DEBUG", "-p", "no:playwright")
    result = project.runpytest_subprocess("--promises", "--promises-trace", "--promises-notify", *reports, *others)
    (project.path / "reports").mkdir(exist_ok=True)
    (project.path / "reports" / "terminal").write_text(result.stdout.str() + result.stderr.str(), "utf-8")
    return project


def contents(folder):
    """Yield the name and the bytes of every file, also of those that are packed."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_relative_to(folder / "specs"):
            continue
        content = path.read_bytes()
        yield path, content
        if path.suffix == ".gz":
            yield path, gzip.decompress(content)
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield path / name, archive.read(name)


def forms():
    """Yield what must be nowhere, as it may stand in files."""
    for text in (SECRET, MAIL, PHONE, OWN):
        yield from (text.encode(), quote(text, safe="").encode(), quote(text).encode())
    for raw in (SECRET.encode(), f"a{SECRET}".encode(), f"ab{SECRET}".encode()):
        yield base64.b64encode(raw)[4:-4]
    yield from (b"c4n4ry", b"s3cr3t", b"ch4tc4n4ry", PHONE.replace(" ", "").encode(), SECRET.encode().hex().encode())


def test_nothing_secret_or_personal_is_in_any_file(ran):
    files = list(contents(ran.path))
    names = {path.name for path, _ in files}
    assert {*FORMATS, "junit.xml", "terminal", "history.sqlite"} <= names
    assert any(path.suffix in {".webp", ".jpg", ".png"} for path, _ in files)
    assert b"within 48 hours" in (ran.path / "reports" / "json").read_bytes()
    found = [(str(path), form) for path, content in files for form in forms() if form in content]
    assert found == []
    assert (ran.path / "reports" / "html").stat().st_size > 10_000
