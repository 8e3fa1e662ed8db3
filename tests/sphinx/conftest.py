"""The real book in all its languages, built once for all tests that look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers import ROOT, needs
from tests.sphinx.browser import Browser, chromium

WHAT_A_BUILD_READS = ("conf.py", "polybook.toml", "source_en", "locales", "glossary")


@dataclass(frozen=True, slots=True)
class Built:
    """All editions of the book, from nothing."""

    root: Path
    """A copy of the project, with build/en/html and so on."""
    printed: Mapping[str, str]
    """What Sphinx said, by language."""

    def html(self, language: str) -> Path:
        return self.root / "build" / language / "html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = needs("chromium", "chromium")
    driver = needs("chromedriver", "chromium-driver")
    # No host is reached: a reader without a network must see the whole page, formulas included.
    with chromium(program, driver, "--host-resolver-rules=MAP * ~NOTFOUND") as window:
        yield window


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the book in English, then in the others, with one empty execution cache."""
    root = tmp_path_factory.mktemp("book")
    for name in WHAT_A_BUILD_READS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, root / name)
    return Built(root, {language: _build(root, language) for language in ("en", "vi", "fr")})


def _build(root: Path, language: str) -> str:
    out = root / "build" / language
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-c", str(root)]
    command += ["-d", str(out / "doctrees"), "-D", f"language={language}"]
    command += ["-W", "--keep-going", str(root / "source_en"), str(out / "html")]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
