"""A spec file to a spec: read, extended, checked against the schema, and resolved."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pytest_promises.model.promise import Spec
from pytest_promises.model.quantities import Value

from .access import build_access
from .channels import ChannelProblem, build_channels
from .context import Context
from .environment import Environment
from .files import Files
from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .problem import Loaded
from .promises import build_promises
from .references import check_channel_references
from .report import Report
from .secrets import keep_secrets
from .validate import validate
from .vocabulary import build_calendar, build_words

DEFAULT_LOCALE = "en"


def load_spec(
    path: Path,
    env: Mapping[str, str],
    channel_schemas: Mapping[str, Mapping[str, object]],
    read_value: Callable[[str, str], Value | None],
    channel_problem: ChannelProblem | None = None,
) -> Loaded:
    """Return the spec in a file, or every problem in it and in the files that it extends."""
    report, environment = Report(), Environment(env)
    files = Files(environment, report)
    root = files.merged(path)
    spec = None
    if root is not None:
        flawed = validate(root, channel_schemas, report)
        locale = root.text("locale") or DEFAULT_LOCALE
        keep_secrets(root, channel_schemas, environment, report)
        read = lru_cache(maxsize=None)(read_value)
        context = Context(root, report, flawed, channel_schemas, read, locale, tuple(_languages(root, locale)))
        spec = _build(context, path.as_posix(), environment, channel_problem)
    return Loaded(None if report else spec, report.problems(files.names, environment.secrets), files.names)


def _build(context: Context, path: str, environment: Environment, channel_problem: ChannelProblem | None) -> Spec:
    words = build_words(context)
    channels = build_channels(context, channel_problem)
    check_channel_references(context, words)
    return Spec(
        path=path,
        service=context.root.text("service"),
        site=context.root.text("site"),
        access=build_access(context, context.root.mapping("access")),
        locale=context.locale,
        calendar=build_calendar(context),
        topics=words.own,
        scopes=words.scopes,
        channels=channels.all,
        promises=build_promises(context, channels, words),
        secrets=environment.secrets,
    )


def _languages(root: MappingNode, locale: str) -> Iterator[str]:
    """Yield the languages that a value may be written in: the spec's, English, and those of the channels."""
    found = [locale, DEFAULT_LOCALE]
    for _, channel in root.mappings("channels"):
        each = channel.mapping("for_each")
        found += (
            [node.text for node in _scalars(each.entries["locale"].value)] if each and "locale" in each.entries else []
        )
        found += [channel.text("locale")]
    yield from dict.fromkeys(lang for lang in found if lang)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    return node.scalars() if isinstance(node, SequenceNode) else iter(())
