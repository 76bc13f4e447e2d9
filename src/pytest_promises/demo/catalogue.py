"""The list of faults, as text for a terminal and as the table of the docs."""

from pytest_promises.model.check import called

from .faults import FAULTS, Fault


def plain() -> str:
    """Return one line a fault."""
    width = max(map(len, FAULTS))
    return "".join(f"{fault.name:<{width}}  {fault.description}\n" for fault in FAULTS.values())


def markdown() -> str:
    """Return a Markdown table of all faults and the checks that each of them turns red."""
    rows = (f"| `{fault.name}` | {fault.description} | {_red(fault)} |\n" for fault in FAULTS.values())
    return "| fault | what is wrong | turns red |\n|---|---|---|\n" + "".join(rows)


def _red(fault: Fault) -> str:
    """Group a promise's checks, so that its name stands once."""
    lines: dict[str, list[str]] = {}
    for red in fault.red:
        verdict = red.direction or red.verdict
        cause = f" ({fault.cause})" if fault.cause else ""
        lines.setdefault(f"{verdict}{cause}", []).append(f"`{called(red.promise, red.check)}`")
    return "<br>".join(f"{verdict}: {', '.join(checks)}" for verdict, checks in lines.items()) or "nothing"
