"""Journeys that are Python functions in place of steps."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pytest_promises.channels.browser.acting import Actor
from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.journeys.plan import Plan
from pytest_promises.model.hearing import Cause, HearingError

_OWN_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
_ON_THE_PATH = "Correct its name, or add its folder to `pythonpath` in pytest.ini."


@dataclass(frozen=True, slots=True)
class Function:
    """An `async def` that takes Playwright's `page`, and `threshold` or `mark` when it has such arguments.

    An assertion that fails means that the service is wrong. It returns the seconds that were promised, or nothing.
    """

    name: str
    function: Callable[..., Awaitable[Any]]

    async def call(self, actor: Actor, plan: Plan) -> float | None:
        """Return the seconds that it gives, if any.

        Raises `StuckError` when the service is wrong, `HearingError` when the function itself is.
        """
        known = {"threshold": plan.blanks.threshold, "mark": plan.blanks.words.get("mark", "")}
        wanted = inspect.signature(self.function).parameters
        try:
            given = await actor.call(self.function, {name: value for name, value in known.items() if name in wanted})
        except (HearingError, TimeoutError):
            raise
        except _OWN_ERRORS as error:
            # Its text may repeat what was filled in.
            message = f"The function {self.name} failed with {type(error).__name__}."
            raise failed(Cause.CRASHED, message, "Try it with a page of your own.") from error
        return self._seconds(given, plan)

    def _seconds(self, given: object, plan: Plan) -> float | None:
        if given is None and plan.bound is None:
            return None
        if isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given < float("inf"):
            return float(given)
        message = f"The function {self.name} gave no seconds but {type(given).__name__}."
        raise failed(Cause.MALFORMED, message, "Return the seconds that the promise is about, or else nothing.")


async def function_named(name: str) -> Function:
    """Return the function that a spec names as `module:name`.

    Raises `HearingError`: `MISSING` when there is none, or it is no `async def`, `CRASHED` when its module fails.
    """
    module, _, attribute = name.partition(":")
    try:
        found = getattr(await asyncio.to_thread(import_module, module), attribute, None)
    except ModuleNotFoundError as error:
        lacking = "" if error.name in _parents(module) else f", which wants `{error.name}`"
        message = f"The module of {name} cannot be imported{lacking or ': there is none on the path'}."
        raise failed(Cause.MISSING, message, _ON_THE_PATH) from error
    except (*_OWN_ERRORS, ImportError, SyntaxError) as error:
        message = f"The module of {name} cannot be imported: it fails with {type(error).__name__}."
        raise failed(Cause.CRASHED, message, "Import it by hand, and see why.") from error
    if found is None:
        raise failed(Cause.MISSING, f"There is no function {name}.", "Correct its name.")
    if not inspect.iscoroutinefunction(found):
        raise failed(Cause.MISSING, f"{name} is no `async def`.", "Playwright's page is used with `await`.")
    return Function(name, found)


def _parents(module: str) -> frozenset[str]:
    """Return a module's name and those of the packages that it is in."""
    parts = module.split(".")
    return frozenset(".".join(parts[: count + 1]) for count in range(len(parts)))
