"""Serve the bundled shop for a look: `python -m pytest_promises.demo [--fault NAME] [--port N] [--list]`."""

import argparse
import sys
from collections.abc import Sequence
from threading import Event

from .catalogue import markdown, plain
from .shop import Shop


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted, or list the faults; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pytest_promises.demo", description="Serve the bundled shop.")
    parser.add_argument("--fault", metavar="NAME", help="plant this fault")
    parser.add_argument("--port", type=int, default=0, help="listen on this port (default: any free one)")
    parser.add_argument("--list", action="store_true", help="list the faults and exit")
    parser.add_argument("--markdown", action="store_true", help="with --list: as a table with the checks they turn red")
    options = parser.parse_args(arguments)
    if options.list:
        sys.stdout.write(markdown() if options.markdown else plain())
        return 0
    try:
        with Shop(options.fault, options.port) as shop:
            sys.stdout.write(f"Harbor & Pine is open at {shop.url}/en/ (Ctrl-C closes it)\n")
            sys.stdout.flush()
            Event().wait()
    except (OSError, ValueError) as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        sys.stdout.write("\nClosed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
