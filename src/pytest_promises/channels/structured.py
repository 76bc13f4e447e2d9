"""The `structured` channel: what a page says to machines, as schema.org data in JSON-LD, microdata and RDFa."""

from collections.abc import Mapping

from pytest_promises.channels.page import PageChannel
from pytest_promises.channels.pages import options as page_options
from pytest_promises.channels.schema_org import options as structured_options
from pytest_promises.hookspecs import ChannelType, hookimpl
from pytest_promises.model.promise import Channel


class StructuredChannel(PageChannel):
    """Hears the data of web pages; its load is the one of the `page` channels of the same page."""

    kind = "structured"
    schema: Mapping[str, object] = structured_options.SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return page_options.problem(options)

    def in_parts(self, channel: Channel) -> bool:  # noqa: ARG002 - true of each
        """Return `True`: a malformed block of data is told, and hides no other."""
        return True


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `structured` channel."""
    return [StructuredChannel()]
