"""Whether a run came to all checks of its specs: if not, what it did not find is not gone."""

import pytest


def chosen(config: pytest.Config) -> bool:
    """Tell whether the command line chose some checks of a spec."""
    option = config.option
    names = ("keyword", "markexpr", "deselect", "lf", "stepwise", "promises_changed_since")
    return (
        not option.promises
        or any(getattr(option, name, None) for name in names)
        or any("::" in argument for argument in config.args)
    )


def stopped(session: pytest.Session) -> bool:
    """Tell whether a run ended before it came to all checks."""
    broken_off = (pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR)
    return bool(session.shouldstop or session.shouldfail) or session.exitstatus in broken_off
