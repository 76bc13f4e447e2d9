"""What has changed in a working tree since a commit, as git tells it."""

import subprocess
from pathlib import Path


class GitError(Exception):
    """Raised when git cannot tell; its text says why."""


def changed_since(ref: str, folder: Path) -> frozenset[Path]:
    """Return the files that differ from a commit, those that git does not know yet among them, as absolute paths.

    Raises `GitError` without a repository, or for what is no commit of it.
    """
    if ref.startswith("-"):
        raise GitError(f"{ref} is no commit")
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    differing = _git(top, "diff", "--name-only", "--no-renames", "-z", ref, "--")
    unknown = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(top / name for name in (differing + unknown).split("\0") if name)


def _git(folder: Path, *arguments: str) -> str:
    command = ("git", "-C", str(folder), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"git cannot be asked: {error}") from error
    if done.returncode:
        why = done.stderr.strip().splitlines()
        raise GitError(why[0] if why else f"{arguments[-1].removesuffix('^{commit}')} is no commit of this repository")
    return done.stdout
