"""The plugin manager: built-ins first, so that a third party's registration wins."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TypeVar

import pluggy

from pytest_promises import hookspecs
from pytest_promises.hookspecs import PROJECT, ChannelType, MeasureType, ReportFormat

from .hooks import has_hook, hook_problems

__all__ = ["BUILT_IN", "PluginError", "channel_types", "has_hook", "manager", "measure_types", "report_formats"]

T = TypeVar("T")
_PARTS = ("kind", "schema", "problem", "target", "prepare", "in_parts", "allowance", "hear")
_FORMAT_PARTS = ("name", "write")
_MEASURE_PARTS = (*_PARTS, "section", "takes", "speaks", "objection")

BUILT_IN = (
    "pytest_promises.channels.page",
    "pytest_promises.channels.api",
    "pytest_promises.channels.structured",
    "pytest_promises.channels.inbox",
    "pytest_promises.channels.voice",
    "pytest_promises.channels.feed",
    "pytest_promises.channels.sitemap",
    "pytest_promises.channels.pdf",
    "pytest_promises.channels.text",
    "pytest_promises.channels.command",
    "pytest_promises.channels.chat",
    "pytest_promises.measuring.records",
    "pytest_promises.measuring.journey",
    "pytest_promises.measuring.request",
    "pytest_promises.measuring.availability",
    "pytest_promises.measuring.round_trip",
    "pytest_promises.reporting.formats",
)


class PluginError(Exception):
    """Raised for what a plugin brings and cannot be used; its text has a line for each thing that is wrong with it."""


def manager(extra: Iterable[object] = (), *, installed: bool = True) -> pluggy.PluginManager:
    """Return a manager with the built-in plugins, those of installed packages and `extra`, in that order.

    Without `installed` it depends on nothing that happens to be in the environment. Raises `PluginError` for hooks that
    there are not, or that are not marked as such, or that take other arguments.
    """
    plugins = pluggy.PluginManager(PROJECT)
    plugins.add_hookspecs(hookspecs)
    for name in BUILT_IN:
        plugins.register(import_module(name), name)
    try:
        _join(plugins, extra, installed=installed)
    except pluggy.PluginValidationError as error:
        raise PluginError(str(error)) from error
    wrong = [problem for plugin in plugins.get_plugins() for problem in hook_problems(plugin)]
    if wrong:
        raise PluginError("\n".join(sorted(wrong)))
    return plugins


def _join(plugins: pluggy.PluginManager, extra: Iterable[object], *, installed: bool) -> None:
    if installed:
        plugins.load_setuptools_entrypoints(PROJECT)
    for plugin in extra:
        if not plugins.is_registered(plugin):
            # Every `conftest.py` is a module of that name: only their files tell them apart.
            plugins.register(plugin, getattr(plugin, "__file__", None))


def channel_types(plugins: pluggy.PluginManager) -> Mapping[str, ChannelType]:
    """Return the channel types by kind; of two of one kind the one registered last is taken.

    Raises `PluginError` for what lacks a part of `ChannelType`.
    """
    types: list[ChannelType] = _whole(plugins.hook.promises_register_channels(), "channel", ChannelType, _PARTS)
    return {one.kind: one for one in types}


def measure_types(plugins: pluggy.PluginManager) -> Mapping[str, MeasureType]:
    """Return the kinds of measures; of two of one kind the one registered last is taken.

    Raises `PluginError` for what lacks a part of `MeasureType`.
    """
    types: list[MeasureType] = _whole(plugins.hook.promises_register_measures(), "measure", MeasureType, _MEASURE_PARTS)
    return {one.kind: one for one in types}


def report_formats(plugins: pluggy.PluginManager) -> Mapping[str, ReportFormat]:
    """Return the formats of reports by name; of two of one name the one registered last is taken.

    Raises `PluginError` for what lacks a part of `ReportFormat`.
    """
    formats: list[ReportFormat] = _whole(
        plugins.hook.promises_register_reports(), "report", ReportFormat, _FORMAT_PARTS
    )
    return {one.name: one for one in formats}


def _whole(latest_first: Sequence[Sequence[T]], what: str, base: type, parts: Sequence[str]) -> list[T]:
    """Return what plugins brought, the first to register first; raises `PluginError` for one that lacks a part."""
    brought = [one for group in reversed(latest_first) for one in group]
    for one in brought:
        missing = [name for name in parts if not hasattr(one, name)]
        if missing:
            raise PluginError(
                f"{type(one).__name__} is no {what} type: it lacks {', '.join(missing)}; "
                f"make it a subclass of `pytest_promises.hookspecs.{base.__name__}`"
            )
    return brought
