"""A spec file to a spec: read, extended, checked against the schema, and resolved."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pytest_promises.model.promise import Spec
from pytest_promises.model.quantities import Value

from .access import build_access
from .channels import ChannelProblem, Channels, build_channels
from .context import Context
from .coverage import build_coverage
from .environment import Environment
from .files import Files
from .keeping import Measures
from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .owners import build_owners
from .problem import Loaded, quoted
from .promises import build_promises
from .redacting import build_redacting
from .references import check_channel_references
from .report import Report
from .secrets import keep_secrets
from .sections import Kinds, MeasureKind, Section, entries_of, sections
from .validate import validate
from .vocabulary import build_calendar, build_words

DEFAULT_LOCALE = "en"


def load_spec(
    path: Path,
    env: Mapping[str, str],
    kinds: Kinds,
    read_value: Callable[[str, str], Value | None],
    channel_problem: ChannelProblem | None = None,
) -> Loaded:
    """Return the spec in a file, or every problem in it and in the files that it extends."""
    report, environment = Report(), Environment(env)
    files = Files(environment, report)
    root = files.merged(path)
    spec = None
    if root is not None:
        every = sections(kinds.channels, kinds.measures)
        flawed = validate(root, every, report)
        locale = root.text("locale") or DEFAULT_LOCALE
        keep_secrets(root, every, environment, report)
        read = lru_cache(maxsize=None)(read_value)
        context = Context(root, report, flawed, every, read, locale, tuple(_languages(root, every, locale)))
        spec = _build(context, path.as_posix(), environment, kinds.measures, channel_problem)
    return Loaded(None if report else spec, report.problems(files.names, environment.secrets), files.names)


def _build(
    context: Context,
    path: str,
    environment: Environment,
    kinds: Mapping[str, MeasureKind],
    channel_problem: ChannelProblem | None,
) -> Spec:
    words = build_words(context)
    calendar = build_calendar(context)
    channels, measured = _sections(context, kinds, channel_problem)
    check_channel_references(context, words)
    promised = build_promises(context, channels, Measures(kinds, measured, calendar), words)
    return Spec(
        path=path,
        service=context.root.text("service"),
        site=context.root.text("site"),
        access=build_access(context, context.root.mapping("access")),
        locale=context.locale,
        calendar=calendar,
        topics=words.own,
        scopes=words.scopes,
        channels=channels.all,
        probes=promised.probes,
        measures=promised.measures,
        promises=promised.promises,
        secrets=environment.secrets,
        redacting=build_redacting(context),
        owners=build_owners(context),
        coverage=build_coverage(context, channels, promised, words),
    )


def _sections(
    context: Context, kinds: Mapping[str, MeasureKind], channel_problem: ChannelProblem | None
) -> tuple[Channels, Mapping[str, Channels]]:
    """Return the spec's channels, and its records and probes by their kinds."""
    built = {section.name: build_channels(context, section, channel_problem) for section in context.sections}
    _report_shared_names(context)
    return built["channels"], {kind: built[one.section].of_kind(kind) for kind, one in kinds.items()}


def _report_shared_names(context: Context) -> None:
    seen: dict[str, str] = {}
    for section, key, _ in entries_of(context.root, context.sections):
        first = seen.setdefault(key.text, section.name)
        if first != section.name:
            message = f"{quoted(key.text)} stands in `{first}` too"
            context.report.at(key, message, "a name is for one thing: change one of them")


def _languages(root: MappingNode, every: tuple[Section, ...], locale: str) -> Iterator[str]:
    """Yield the languages that a value may be written in: the spec's, English, and those of the channels."""
    found = [locale, DEFAULT_LOCALE]
    for _, _, channel in entries_of(root, every):
        each = channel.mapping("for_each")
        found += (
            [node.text for node in _scalars(each.entries["locale"].value)] if each and "locale" in each.entries else []
        )
        found += [channel.text("locale")]
    yield from dict.fromkeys(lang for lang in found if lang)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    return node.scalars() if isinstance(node, SequenceNode) else iter(())
