"""`promises read`: what is understood of a text, and why."""

import argparse
from difflib import get_close_matches

from pytest_promises.cli.console import complain, say
from pytest_promises.cli.sources import Source, SourceError, UnheardError, source_of
from pytest_promises.model.statement import Statement


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "source", metavar="TEXT|FILE|URL|-", help="a text, a file (text or HTML), a page, or - for stdin"
    )
    parser.add_argument("--lang", metavar="L", help="the language of what does not name its own (en, pt-BR)")
    parser.add_argument("--json", action="store_true", help="print the statements as JSON")
    parser.set_defaults(command=read)


def read(parsed: argparse.Namespace) -> int:
    """Print what is understood; returns the exit status."""
    from pytest_promises.plugins import PluginError, manager
    from pytest_promises.plugins.lexicons import use_lexicons
    from pytest_promises.reporting.printable import printable
    from pytest_promises.reporting.statements import as_json, tell

    try:
        use_lexicons(manager())
        wrong = _language_problem(parsed.lang)
        if wrong:
            return complain(f"promises read: {printable(wrong)}")
        source = source_of(parsed.source, parsed.lang)
    except UnheardError as error:
        complain(f"promises read: {printable(str(error))}")
        return 1
    except SourceError as error:
        return complain(f"promises read: {printable(str(error))}")
    except PluginError as error:
        return complain("\n".join(map(printable, str(error).splitlines())))
    statements, languages = _understood(source, parsed.lang)
    say(as_json(statements, source.passages) if parsed.json else tell(source.name, statements, languages, _columns()))
    return 0


def _understood(source: Source, lang: str | None) -> tuple[list[Statement], list[str]]:
    """Return what the passages state, and the language that each was read as."""
    from pytest_promises.reading import read_passage
    from pytest_promises.reading.languages import choose

    statements = [statement for passage in source.passages for statement in read_passage(passage, lang=lang)]
    return statements, [choose((passage.lang, lang), passage.text) for passage in source.passages]


def _columns() -> int:
    from shutil import get_terminal_size

    return min(max(get_terminal_size((80, 24)).columns, 60), 120)


def _language_problem(tag: str | None) -> str | None:
    """Return what is wrong with a language, with the one that may be meant and all there are, or `None`."""
    from pytest_promises.reading.data import languages
    from pytest_promises.reading.languages import language_of

    known = languages()
    if tag is None or language_of(tag) in known:
        return None
    meant = _meant(tag, known)
    guess = f"; did you mean {meant}?" if meant else "."
    return f"there is no lexicon of the language {tag}{guess} The languages are {', '.join(known)}."


def _meant(tag: str, known: tuple[str, ...]) -> str:
    """Return the language that a country's code ("ua"), a name ("Russian") or a slip may mean, or an empty string."""
    from babel import Locale
    from babel.core import get_global

    spoken = str(get_global("likely_subtags").get(f"und_{tag.upper()}", "")).partition("_")[0]
    if spoken in known:
        return spoken
    names = {str(Locale(lang).get_language_name(shown)).lower(): lang for lang in known for shown in ("en", lang)}
    close = get_close_matches(tag.lower(), [*names, *known], 1)
    return names.get(close[0], close[0]) if close else ""
