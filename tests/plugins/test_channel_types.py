"""Channel types of plugins, checked when they join."""

from types import SimpleNamespace

import pytest

from pytest_promises import hookimpl
from pytest_promises.hookspecs import ChannelType
from pytest_promises.plugins import PluginError, channel_types, has_hook, manager


class Half:
    def __init__(self):
        self.kind, self.schema = "half", {}

    def target(self, channel, site):
        raise NotImplementedError


class Page(ChannelType):
    def __init__(self):
        self.kind, self.schema = "page", {"address": {"type": "string"}, "options": {}}


class Plugin:
    def __init__(self, *types):
        self.types = types

    @hookimpl
    def promises_register_channels(self):
        return list(self.types)


def test_what_lacks_a_part_is_told_in_a_line():
    with pytest.raises(
        PluginError, match="Half is no channel type: it lacks problem, prepare, in_parts, allowance, hear;"
    ):
        channel_types(manager([Plugin(Half())]))


class Misspelt:
    @hookimpl
    def promises_register_chanels(self):
        return []


class Unmarked:
    def promises_register_channels(self):
        return []

    def promises_of_mine(self):
        return []


class OtherArguments:
    @hookimpl
    def promises_register_channels(self, config):
        return []


@pytest.mark.parametrize(
    ("plugin", "told"),
    [
        (
            Misspelt(),
            "Misspelt: there is no hook `promises_register_chanels`; did you mean `promises_register_channels`?",
        ),
        (Unmarked(), "Unmarked: `promises_register_channels` lacks the marker `@pytest_promises.hookimpl`"),
        (OtherArguments(), "config"),
    ],
)
def test_a_hook_that_would_be_left_out_is_told(plugin, told):
    assert has_hook(plugin)
    with pytest.raises(PluginError) as error:
        manager([plugin])
    assert told in str(error.value)


def test_what_only_begins_like_a_hook_is_none():
    assert not has_hook(SimpleNamespace(promises_of_mine=list))


def test_a_type_that_is_registered_later_takes_the_place_of_a_built_in_one():
    page = Page()
    assert channel_types(manager([Plugin(page)]))["page"] is page


def test_a_conftest_with_half_a_channel_type_is_a_collection_error(pytester):
    pytester.makeconftest(
        "from pytest_promises import hookimpl\nclass Half:\n    kind = 'half'\n    schema = {}\n"
        "@hookimpl\ndef promises_register_channels():\n    return [Half()]\n"
    )
    pytester.mkdir("specs")
    pytester.path.joinpath("specs/a.yaml").write_text("version: 1\n", "utf-8")
    result = pytester.runpytest_subprocess("--promises")
    result.stdout.fnmatch_lines(
        ["*Half is no channel type: it lacks problem, target, prepare, in_parts, allowance, hear*"]
    )
