"""For authors of plugins: hear through a channel type as an audit does, and audit a small site with it.

Load it as a pytest plugin, with `pytest_plugins = ["pytest_promises.testing"]` in the topmost `conftest.py` or with
`-p pytest_promises.testing`; it loads pytest's own `pytester`.
"""

from collections.abc import Iterator

import pytest

from .hearing import SpecError, hear, statements
from .running import Audited, run_promises
from .site import SmallSite

__all__ = ["Audited", "SmallSite", "SpecError", "hear", "promises_site", "run_promises", "statements"]

pytest_plugins = ["pytester"]


@pytest.fixture
def promises_site() -> Iterator[SmallSite]:
    """A site on the loopback that says what the test puts into its `pages`."""
    with SmallSite() as site:
        yield site
