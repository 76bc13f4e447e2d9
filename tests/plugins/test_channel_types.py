"""Channel types of plugins, checked when they join."""

import pytest

from pytest_promises import hookimpl
from pytest_promises.hookspecs import ChannelType
from pytest_promises.plugins import PluginError, channel_types, manager


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
    with pytest.raises(PluginError, match="Half is no channel type: it lacks problem, prepare, in_parts, hear;"):
        channel_types(manager([Plugin(Half())]))


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
    result.stdout.fnmatch_lines(["*Half is no channel type: it lacks problem, target, prepare, in_parts, hear*"])
