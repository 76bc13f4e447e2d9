"""The plugin manager: built-ins first, so that a third party's registration wins."""

from collections.abc import Iterable, Mapping
from importlib import import_module

import pluggy

from pytest_promises import hookspecs
from pytest_promises.hookspecs import PROJECT, ChannelType

BUILT_IN = (
    "pytest_promises.channels.page",
    "pytest_promises.channels.api",
)


def manager(extra: Iterable[object] = ()) -> pluggy.PluginManager:
    """Return a manager with the built-in plugins, installed ones and `extra`, in that order.

    Raises `pluggy.PluginValidationError` for a hook that does not exist.
    """
    plugins = pluggy.PluginManager(PROJECT)
    plugins.add_hookspecs(hookspecs)
    for name in BUILT_IN:
        plugins.register(import_module(name), name)
    plugins.load_setuptools_entrypoints(PROJECT)
    for plugin in extra:
        if not plugins.is_registered(plugin):
            plugins.register(plugin)
    plugins.check_pending()
    return plugins


def channel_types(plugins: pluggy.PluginManager) -> Mapping[str, ChannelType]:
    """Return the channel types by kind; of two of one kind the one registered last is taken."""
    latest_first: list[list[ChannelType]] = plugins.hook.promises_register_channels()
    return {kind.kind: kind for group in reversed(latest_first) for kind in group}


def has_hook(plugin: object) -> bool:
    """Tell whether something has one of the hooks."""
    return any(hasattr(plugin, name) for name in vars(hookspecs) if name.startswith("promises_"))
