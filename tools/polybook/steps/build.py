"""build: make the edition of one language: a site with Sphinx, or notebooks."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.files import write_atomically
from polybook.config import Config
from polybook.formats.reading import decode
from polybook.formats.textnotebook import is_text_notebook, to_notebook
from polybook.model.errors import ConfigError, PageError, UsageError
from polybook.model.finding import Finding
from polybook.steps.book import File, read_bytes
from polybook.steps.merge import merge
from polybook.steps.work import Progress, silent

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"})
NEEDED = ("sphinx", "myst_nb")
"""What a site needs beyond polybook itself: the extra `book`."""


@dataclass(slots=True)
class Built:
    """What `build` made."""

    out: Path
    """The folder to open."""
    exit_code: int = 0
    """Sphinx's own, for a site."""
    findings: list[Finding] = field(default_factory=list)


def build_html(config: Config, language: str, *, sphinx: Sequence[str] = ()) -> Built:
    """Build the site of `language` with Sphinx, whose output goes to ours.

    `sphinx` are further arguments for sphinx-build. Warnings are errors. Raises ConfigError where
    Sphinx or the book's conf.py is missing.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigError(f"building needs {' and '.join(missing)}: pip install 'polybook[book]'")
    if not (config.root / "conf.py").is_file():
        step = "make one with `extensions = ['myst_nb', 'polybook.sphinx']`"
        raise ConfigError(f"{config.root / 'conf.py'}: there is no Sphinx configuration; {step}")
    out = config.build_dir / language / "html"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-c", str(config.root)]
    command += ["-d", str(config.build_dir / language / "doctrees"), "-D", f"language={language}"]
    command += ["-W", "--keep-going", *sphinx, str(config.source_dir), str(out)]
    done = subprocess.run(command, cwd=config.root, check=False)  # noqa: S603  our own command line
    return Built(out, done.returncode)


def build_notebooks(config: Config, language: str, progress: Progress = silent) -> Built:
    """Write the localised notebooks and the pictures beside them.

    Markdown notebooks become .ipynb files as well. The source language gets its own notebooks. The
    folder is made anew, so it holds nothing else.
    """
    out = config.build_dir / language / "notebooks"
    report = merge(config, language, out, progress=progress, wanted=_notebook_or_picture)
    if report.pages == 0 and not report.findings:
        raise UsageError(f"{config.source}: there is no notebook in the source folder")
    for path in sorted(out.rglob("*.md")):
        write_atomically(path.with_suffix(".ipynb"), to_notebook(path.read_text("utf-8")).encode())
        path.unlink()
    return Built(out, 0, report.findings)


def _notebook_or_picture(file: File) -> bool:
    if file.kind != "markdown":
        return file.kind == "notebook" or file.path.suffix.lower() in PICTURES
    try:
        return is_text_notebook(decode(read_bytes(file), file.name))
    except PageError:
        return True  # merging it will say what is wrong
