"""`promises read` shows what is understood of a text, a file, a page or the standard input."""

import io
import json
import subprocess
import sys
import threading
import unicodedata
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pytest_promises.cli import main
from pytest_promises.reporting.printable import width

SENTENCE = "Standard delivery takes 3-5 business days, express 1-2 days."
TABLE = """\
text
1 passage read as en: 2 statements

                read as                     from the words

1.   Standard delivery takes »3-5 business days«, express 1-2 days.
     words      24-41, in en                3-5 business days
     value      3-5 business days           3-5 business days
     clock      business                    3-5 business days
     topic      delivery                    delivery
     scope      method: standard            Standard delivery
     mood       asserted

2.   Standard delivery takes 3-5 business days, express »1-2 days«.
     words      51-59, in en                1-2 days
     value      1-2 days                    1-2 days
     topic      delivery                    delivery
     scope      method: express             express
     mood       asserted
"""
PAGE = """<!doctype html><html lang="ru"><meta charset="utf-8"><title>Магазин</title><h1>Доставка</h1>
<table><tr><th></th><th>Срок</th></tr><tr><th>Курьер</th><td>от 3 до 5 рабочих дней</td></tr></table>
<h2>Help</h2><p lang="en">We reply to e-mails within 24 hours.</p></html>"""
HOSTILE = "\x1b[2J We reply within \x9b24\u202e hours\u2066, or 2\udcff days.\x07"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def site(tmp_path):
    tmp_path.joinpath("faq.html").write_text(PAGE, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def shown(capsys, *arguments):
    assert main(["read", *arguments]) == 0
    return capsys.readouterr().out


def stated(capsys, *arguments):
    return json.loads(shown(capsys, "--json", *arguments))


def refused(capsys, *arguments, status=2):
    assert main(["read", *arguments]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def given(monkeypatch, body):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))


def test_a_text_is_shown_statement_by_statement_with_the_words_that_gave_each_part(capsys):
    assert shown(capsys, SENTENCE) == TABLE


def test_bound_mood_and_condition_are_explained(capsys):
    text = shown(capsys, "We cannot promise a reply within 24 hours if you write on Sundays.")
    for row in (
        "bound      upper                       within",
        "topic      reply                       reply",
        "mood       negated                     cannot",
        "condition                              if you write on Sundays",
    ):
        assert f"     {row}\n" in text


def test_json_has_what_the_statements_have_as_data_with_their_spans(capsys):
    first, second = stated(capsys, SENTENCE)
    assert (first["kind"], first["min"], first["max"], first["business"]) == ("duration", 259200, 432000, True)
    assert [SENTENCE[slice(*one["span"])] for one in (first, second)] == ["3-5 business days", "1-2 days"]
    assert second["scope"] == {"method": "express"}
    assert {"field": "scope", "words": "express", "source": "sentence"} in second["reasons"]


def test_the_language_is_found_or_told(capsys):
    assert "read as ru: 1 statement" in shown(capsys, "Ответим в течение двух рабочих дней.")
    assert stated(capsys, "24 часа", "--lang", "bg-BG")[0]["lang"] == "bg"


def test_a_text_that_states_nothing_is_fine(capsys):
    assert shown(capsys, "Our shop is in Harbour Street.") == "text\n1 passage read as en: no statements\n"
    assert shown(capsys, " ") == "text\nThere is no text in it.\n"
    assert stated(capsys, "") == []


def test_an_html_file_is_read_with_its_headings_table_headers_and_languages(capsys, tmp_path):
    tmp_path.joinpath("faq.html").write_text(PAGE, "utf-8")
    text = shown(capsys, "faq.html")
    assert "passages read as ru (" in text
    assert "     place      Доставка > Курьер > Срок\n" in text
    assert "     topic      delivery                    Курьер (row)\n" in text
    delivery, reply = stated(capsys, "faq.html")
    assert (delivery["topic"], delivery["lang"], delivery["place"]["row"]) == ("delivery", "ru", ["Курьер"])
    assert (reply["topic"], reply["lang"], reply["place"]["headings"][-1]) == ("reply", "en", "Help")


def test_a_page_is_read_as_a_page_channel_without_a_browser_hears_it(capsys, site):
    delivery, reply = stated(capsys, f"{site}/faq.html")
    assert (delivery["topic"], reply["topic"]) == ("delivery", "reply")
    assert shown(capsys, f"{site}/faq.html").startswith(f"{site}/faq.html\n")


def test_a_page_that_cannot_be_had_is_told_with_the_reason(capsys, site):
    assert "404" in refused(capsys, f"{site}/nothing.html", status=1)
    assert "no http(s) address" in refused(capsys, "http://", status=1)


def test_a_text_file_is_read_by_paragraphs_with_wrapped_lines_joined(capsys, tmp_path):
    lines = [
        "Dear customers,",
        "",
        "we answer every question, whatever it may be, within",
        "two days.",
        "Returns: 30 days",
    ]
    tmp_path.joinpath("letter.txt").write_text("\r\n".join(lines), "utf-8")
    reply, returns = stated(capsys, "letter.txt")
    assert (reply["words"], reply["topic"], reply["place"]) == ("within two days", "reply", {"selector": "line 3"})
    assert (returns["words"], returns["topic"], returns["passage"]) == ("30 days", "returns", 1)


def test_standard_input_is_read_as_text_or_html(capsys, monkeypatch):
    given(monkeypatch, b"\xef\xbb\xbf" + SENTENCE.encode())
    assert shown(capsys, "-") == TABLE.replace("text\n", "standard input\n", 1).replace(
        "     words", "     at         line 1\n     words"
    )
    given(monkeypatch, PAGE.encode())
    assert [one["lang"] for one in stated(capsys, "-")] == ["ru", "en"]


def test_a_file_that_is_not_there_is_told(capsys, tmp_path):
    assert refused(capsys, "faq.html") == "promises read: there is no file faq.html\n"
    tmp_path.joinpath("pages").mkdir()
    assert "./pages is a folder" in refused(capsys, "./pages")


def test_bytes_that_are_no_text_are_told_with_their_place(capsys, tmp_path):
    tmp_path.joinpath("old.txt").write_bytes("24 часа".encode("cp1251"))
    assert "old.txt is no UTF-8 text: the byte 0xf7 at 3 is none of it" in refused(capsys, "old.txt")


@pytest.mark.parametrize(
    ("tag", "meant"), [("ua", "uk"), ("russain", "ru"), ("Thai", "th"), ("български", "bg"), ("qq-QQ", "")]
)
def test_an_unknown_language_is_told_with_those_there_are(capsys, tag, meant):
    from pytest_promises.reading.data import languages

    told = refused(capsys, "24 h", "--lang", tag)
    assert f"there is no lexicon of the language {tag}" in told
    assert (f"did you mean {meant}?" in told) == (meant in languages() and meant != "")
    assert "The languages are " in told
    assert " ru, " in told


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_hostile_text_does_not_reach_the_terminal_raw(capsys, form):
    out = shown(capsys, *form, HOSTILE)
    unsafe = [sign for sign in out.replace("\n", "") if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}]
    assert unsafe == []
    assert "\\u202e" in out


def test_hostile_names_do_not_reach_the_terminal_raw(capsys, tmp_path):
    name = "\x1b[2J\u202efile.txt"
    assert "\\x1b[2J\\u202efile.txt" in refused(capsys, name)
    tmp_path.joinpath(name).write_text("24 hours", "utf-8")
    assert "\\x1b[2J\\u202efile.txt" in shown(capsys, name)


def test_json_with_escapes_is_still_what_was_read(capsys):
    assert all(one["words"] in HOSTILE for one in stated(capsys, HOSTILE))


@pytest.mark.parametrize(
    "text", [SENTENCE * 40, "営業日の" * 30 + " 24 hours reply", "x" * 500 + " reply within 2 days"]
)
def test_no_line_is_longer_than_the_terminal(capsys, text):
    assert max(map(width, shown(capsys, text).splitlines())) <= 80


def test_a_terminal_without_the_letters_gets_them_escaped(tmp_path):
    command = [
        sys.executable,
        "-c",
        "from pytest_promises.cli import main; raise SystemExit(main())",
        "read",
        "24 часа",
    ]
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1", "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd=Path(__file__).parents[1])
    assert "\\u0447" in done.stdout


def test_a_text_is_read_without_what_pages_need():
    program = (
        "import sys; from pytest_promises.cli import main; main(['read', '24 hours']); "
        "heavy = {'httpx2', 'playwright', 'selectolax', 'pytest', 'jsonschema', 'yaml', 'asyncio'}; "
        "raise SystemExit(', '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
