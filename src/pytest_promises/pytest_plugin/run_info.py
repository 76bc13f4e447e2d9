"""What is known of a run when it begins: its name, its time, and what the CI system tells of it."""

import os
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pytest_promises._version import __version__
from pytest_promises.evidence.recorder import Recorder
from pytest_promises.model.report import RunInfo
from pytest_promises.spec import Loaded

_BRANCH = ("GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_COMMIT_REF_NAME", "BRANCH_NAME", "BUILD_SOURCEBRANCHNAME")
_COMMIT = ("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT", "BUILD_SOURCEVERSION")
_VARIABLE = re.compile(rb"\$\{(\w+)")
_JOB = ("CI_JOB_URL", "BUILD_URL")


def new_run(env: Mapping[str, str] = os.environ) -> RunInfo:
    """Return a run that begins now; its id sorts by time, to the 4,096th of a second."""
    now = datetime.now(UTC)
    return RunInfo(
        id=f"{now:%Y%m%dT%H%M%S}-{now.microsecond * 4096 // 1_000_000:03x}{secrets.randbelow(4096):03x}",
        started_at=now.isoformat(timespec="seconds"),
        version=__version__,
        branch=_first(env, _BRANCH),
        commit=_first(env, _COMMIT),
        job=_job(env),
    )


def _first(env: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((env[name] for name in names if env.get(name)), "")


def _job(env: Mapping[str, str]) -> str:
    parts = [env.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")]
    return f"{parts[0]}/{parts[1]}/actions/runs/{parts[2]}" if all(parts) else _first(env, _JOB)


def keep_spec(recorder: Recorder, loaded: Loaded, env: Mapping[str, str]) -> None:
    """Keep the files of a spec without problems, and the variables that they name, so that it can be judged again."""
    try:
        files = {name: Path(name).read_bytes() for name in loaded.files}
    except OSError:
        return
    names = {match.decode() for text in files.values() for match in _VARIABLE.findall(text)}
    spec = loaded.spec.path if loaded.spec else ""
    recorder.spec(spec, files, {name: env[name] for name in sorted(names) if name in env})
