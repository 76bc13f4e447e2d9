"""Lexicons that a plugin brings are checked, and used wherever text is read."""

import subprocess
import sys
from pathlib import Path

import pytest

from pytest_promises import hookimpl, read
from pytest_promises.plugins import PluginError, manager
from pytest_promises.plugins.lexicons import use_lexicons
from pytest_promises.reading.data import languages

LEXICON = Path(__file__).with_name("eo.toml")
SPEC = """\
version: 1
site: https://shop.example
locale: eo
channels: {faq: {page: /faq}}
promises:
  first-reply: {topic: reply, within: 2 labortagoj, stated_on: [faq]}
"""
CONFTEST = f"""
from pathlib import Path

from pytest_promises import hookimpl
from pytest_promises.hookspecs import ChannelType
from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.statement import Passage


class Sign(ChannelType):
    kind = "sign"
    schema = {{"address": {{"type": "string"}}, "options": {{}}}}

    def target(self, channel, site):
        return Target("sign", channel.address, "")

    async def hear(self, order, services):
        return [Hearing(one.name, (Passage(one.address),)) for one in order.channels]


@hookimpl
def promises_register_channels():
    return [Sign()]


@hookimpl
def promises_register_lexicons():
    return [Path({str(LEXICON)!r})]
"""
SIGNS = """\
version: 1
site: https://shop.example
locale: eo
channels:
  door: {sign: Ni respondas ene de du labortagoj.}
  wall: {sign: "Ni respondos plej malfrue post 2 labortagoj, kaj ĝoje."}
  desk: {sign: Ni liveros ene de tri tagoj.}
promises:
  first-reply: {topic: reply, within: 2 business days, stated_on: [door, wall]}
  delivery: {topic: delivery, within: 2 days, stated_on: [desk]}
"""


class Plugin:
    def __init__(self, *files):
        self.files = list(files)

    @hookimpl
    def promises_register_lexicons(self):
        return self.files


def use(*plugins):
    use_lexicons(manager(plugins))


def test_a_language_of_a_plugin_is_read_and_found():
    use(Plugin(LEXICON))
    (marked,) = read("Ni respondas ene de du labortagoj.", "eo")
    (found,) = read("Via livero daŭros 3 ĝis 5 tagojn, kaj ni ĝojas pri ĝi.")
    assert (marked.topic, marked.as_dict()["business"]) == ("reply", True)
    assert (found.lang, found.topic) == ("eo", "delivery")


def test_without_plugins_the_packages_own_languages_are_read():
    use(Plugin(LEXICON))
    use()
    assert "eo" not in languages()


def test_the_lexicon_registered_last_is_taken_also_in_place_of_an_own_one(tmp_path):
    text = LEXICON.read_text("utf-8")
    for name, word in (("first", "salut*"), ("last", "saluton")):
        tmp_path.joinpath(name).mkdir()
        tmp_path.joinpath(name, "en.toml").write_text(text.replace("respond*", word), "utf-8")
    use(Plugin(tmp_path / "first/en.toml"), Plugin(tmp_path / "last/en.toml"))
    assert read("saluton ene de 2 tagoj", "en")[0].topic == "reply"
    assert read("salutoj ene de 2 tagoj", "en")[0].topic is None


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("eo.toml", "script = 'Latn\n", "it is no TOML: "),
        ("eo.toml", "script = 'Latin'\n", "script: 'Latin' is no script's code; did you mean Latn?"),
        ("eo.toml", b"# \xff", "it is no UTF-8 text: invalid start byte at byte 2"),
        ("eo.toml", None, "it cannot be read: No such file or directory"),
        ("eo.yaml", "", "the file is not named by its language's code, as in `eo.toml`"),
        ("no.toml", "", "no is read as nb: name the file nb.toml"),
        ("qqz.toml", "", "CLDR has no data of a language qqz"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(tmp_path, name, text, told):
    file = tmp_path / name
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PluginError) as error:
        use(Plugin(file))
    assert str(error.value).startswith(f"{file}: {told}")


def test_everything_that_is_wrong_is_told_at_once(tmp_path):
    for name in ("eo", "ia"):
        tmp_path.joinpath(f"{name}.toml").write_text("[words]\nuper = []\n", "utf-8")
    with pytest.raises(PluginError) as error:
        use(Plugin(tmp_path / "eo.toml"), Plugin(tmp_path / "ia.toml"))
    assert len(str(error.value).splitlines()) == 8


def promises(*arguments, folder):
    command = [sys.executable, "-c", "from pytest_promises.cli import main; raise SystemExit(main())", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_specs_are_checked_with_the_lexicons_of_installed_plugins(installed, tmp_path):
    tmp_path.joinpath("shop.yaml").write_text(SPEC, "utf-8")
    assert promises("check", "shop.yaml", folder=tmp_path).stdout == "1 spec, no problems\n"


def test_without_the_plugin_its_language_is_not_known(tmp_path):
    tmp_path.joinpath("shop.yaml").write_text(SPEC, "utf-8")
    assert "2 labortagoj" in promises("check", "shop.yaml", folder=tmp_path).stdout


def test_texts_are_read_with_the_lexicons_of_installed_plugins(installed, tmp_path):
    done = promises("read", "Ni respondas ene de du labortagoj, kaj ĝoje.", folder=tmp_path)
    assert "read as eo: 1 statement" in done.stdout
    assert "topic      reply                       respondas" in done.stdout


@pytest.mark.parametrize("command", [("check", "shop.yaml"), ("read", "24 hours")])
def test_an_installed_lexicon_that_cannot_be_used_is_told(installed, tmp_path, command):
    tmp_path.joinpath("shop.yaml").write_text(SPEC, "utf-8")
    lexicon = installed / "espero/eo.toml"
    wrong = lexicon.read_text("utf-8").replace("upper", "uper").replace("lower", "lowr")
    lexicon.write_text(wrong, "utf-8")
    done = promises(*command, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"{lexicon}: [words] uper: there is no such key; did you mean upper?",
        f"{lexicon}: [words] lowr: there is no such key; did you mean lower?",
    ]


@pytest.fixture
def project(pytester, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    others = "-p no:playwright -p no:base_url -p no:asyncio -p no:hypothesispytest"
    pytester.makeini(f"[pytest]\naddopts = {others}\n")
    pytester.mkdir("specs").joinpath("signs.yaml").write_text(SIGNS, "utf-8")
    pytester.path.joinpath("specs/conftest.py").write_text(CONFTEST, "utf-8")
    return pytester


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_run_reads_with_the_lexicon_of_a_conftest_with_workers_too(project, workers):
    result = project.runpytest_subprocess("--promises", *workers)
    result.assert_outcomes(passed=3, failed=2)
    result.stdout.fnmatch_lines(["*»ene de tri tagoj«*"])


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_run_with_a_lexicon_that_cannot_be_used_passes_nothing(project, workers):
    conftest = project.path / "specs/conftest.py"
    conftest.write_text(CONFTEST.replace(str(LEXICON), "eo.toml"), "utf-8")
    result = project.runpytest_subprocess("--promises", *workers)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*eo.toml: it cannot be read: No such file or directory*"])
    assert "passed" not in result.stdout.str()
