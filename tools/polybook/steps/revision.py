"""What git holds of the project's files: read with plumbing commands, which run nothing else.

`rev-parse`, `rev-list`, `merge-base`, `ls-tree` and `cat-file` start no hook, no filter, no file
system monitor and no pager; fetching what a partial clone lacks is forbidden. So a repository from
anywhere can be looked at.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from polybook.model.errors import UsageError

_SAFE = ("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs")
_FORBIDDEN = {
    "GIT_ALLOW_PROTOCOL": "none",  # overrules what the repository's configuration allows
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_ELSEWHERE = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
)
"""Variables that a hook sets and that would lead away from the project's folder."""


class _NoGitError(Exception):
    """git is missing, or says no; the text is its reason."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit, as far as some folders of the project go."""

    blobs: Mapping[str, str]
    """By path relative to the project: the name of the file's content."""

    def differs(self, path: str, data: bytes) -> bool:
        """Tell whether the file at `path`, which holds `data` now, held something else or nothing.

        With line ends that git converts, a file may differ in nothing else.
        """
        name = self.blobs.get(path)
        return name is None or name != _blob_name(data, len(name))


def _blob_name(data: bytes, length: int) -> str:
    """Return what git calls this content; `length` tells SHA-1 from SHA-256."""
    # Imported where it is needed: most runs compare nothing with git.
    import hashlib

    whole = b"blob %d\0" % len(data) + data
    if length == 64:
        return hashlib.sha256(whole).hexdigest()
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()


def recent(root: Path, folders: Sequence[str]) -> tuple[Revision, ...]:
    """Return HEAD and its parents; nothing where there is no git, no repository or no commit."""
    try:
        names = _git(root, "rev-list", "--parents", "--max-count=1", "HEAD", "--").split()
        return tuple(_revision(root, name, folders) for name in names)
    except _NoGitError:
        return ()


def revision(root: Path, rev: str, folders: Sequence[str]) -> Revision:
    """Return the commit that `rev` names in the repository of `root`.

    Of a branch that went on by itself, it is the commit at which HEAD left it: what others changed
    there since is no change of this branch. Raises UsageError where there is no git or no
    repository, or where `rev` names no commit.
    """
    if not rev or rev.startswith("-") or not rev.isprintable():
        raise UsageError(f"--since: {rev!r} is no revision; name a branch, a tag or a commit")
    try:
        _git(root, "rev-parse", "--git-dir")
    except _NoGitError as error:
        raise UsageError(f"--since needs a git repository: {error}") from None
    # After `:/`, all is a text to look for in the messages of commits.
    commit = rev if rev.startswith(":/") else f"{rev}^{{commit}}"
    try:
        name = _git(root, "rev-parse", "--verify", "--quiet", commit).strip()
    except _NoGitError:
        if rev == "HEAD" and _is_new(root):
            return Revision({})  # of a hook at the first commit, which all is new to
        step = "name a branch, a tag or a commit, and fetch it first where the clone is shallow"
        raise UsageError(f"--since: git knows no revision {rev}; {step}") from None
    try:
        return _revision(root, _common(root, name), folders)
    except _NoGitError as error:
        raise UsageError(f"--since: {rev} cannot be read: {error}") from None


def _common(root: Path, name: str) -> str:
    """Return the last commit that HEAD and another one share; the other one where none is known."""
    try:
        return _git(root, "merge-base", name, "HEAD").strip()
    except _NoGitError:
        return name  # a shallow clone, or branches that have nothing in common


def _is_new(root: Path) -> bool:
    """Tell whether the repository has no commit yet."""
    try:
        return not _git(root, "rev-list", "--all", "--max-count=1")
    except _NoGitError:
        return False


def _revision(root: Path, name: str, folders: Sequence[str]) -> Revision:
    listed = _git(root, "ls-tree", "-r", "-z", name, "--", *folders)
    blobs = {}
    for line in listed.split("\0"):
        about, _, path = line.partition("\t")
        if path and (fields := about.split())[1] == "blob":
            blobs[path] = fields[2]
    return Revision(blobs)


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return contents by their names in git; what git cannot give is left out."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    try:
        data = _run(root, ["cat-file", "--batch"], "".join(f"{name}\n" for name in wanted))
    except _NoGitError:
        return {}
    found: dict[str, bytes] = {}
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        fields = data[at:end].decode().split()
        at = end + 1
        if len(fields) == 3 and fields[1] == "blob":
            found[fields[0]] = data[at : at + int(fields[2])]
            at += int(fields[2]) + 1
    return found


def _git(root: Path, *arguments: str) -> str:
    return os.fsdecode(_run(root, arguments))


def _run(root: Path, arguments: Sequence[str], given: str = "") -> bytes:
    """Run one git command in the folder `root`; raises _NoGitError with git's first words."""
    environment = {name: text for name, text in os.environ.items() if name not in _ELSEWHERE}
    command = ["git", *_SAFE, "-C", str(root), *arguments]
    try:
        done = subprocess.run(  # noqa: S603  no shell, and every argument is ours or checked
            command,
            input=given.encode(),
            capture_output=True,
            env=environment | _FORBIDDEN,
            check=False,
        )
    except OSError as error:
        raise _NoGitError("git is not installed; install it") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise _NoGitError(said.removeprefix("fatal: ") or "git gives no reason")
    return done.stdout


def repository_prefix(root: Path) -> str:
    """Return where `root` stands in its git repository: `` at the top, `book/` in a subfolder.

    Asks no git: the nearest folder with `.git` is the top, and without one `root` is.
    """
    for top in (root, *root.parents):
        if (top / ".git").exists():
            inner = root.relative_to(top).as_posix()
            return "" if inner == "." else f"{inner}/"
    return ""
