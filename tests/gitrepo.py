"""A git repository for tests, which nothing outside the test's folder can change."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import needs

ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}


@dataclass(frozen=True)
class Repository:
    """One repository."""

    root: Path

    def git(self, *arguments: str) -> str:
        command = [needs("git", "git"), "-C", str(self.root), *arguments]
        environment = {name: text for name, text in os.environ.items() if name[:4] != "GIT_"}
        done = subprocess.run(
            command, env=environment | ALONE, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str = "change") -> str:
        """Commit all that there is; return the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")


def make_repository(root: Path) -> Repository:
    repository = Repository(root)
    root.mkdir(parents=True, exist_ok=True)
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository
