"""The `gettext` channel: what an app says in its gettext catalogues, for pytest-promises."""

from pytest_promises import hookimpl
from pytest_promises.hookspecs import ChannelType


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `gettext` channel."""
    from pytest_promises_gettext.channel import GettextChannel

    return [GettextChannel()]
