"""build: what Sphinx makes of one language's edition: a site, an EPUB, a PDF."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from polybook.config import Config
from polybook.model.errors import ConfigError
from polybook.steps.build import Built

NEEDED = ("sphinx", "myst_nb")
"""What Sphinx's targets need beyond polybook itself: the extra `book`."""
TEX = ("latexmk", "xelatex")
"""The programs that a PDF needs."""
PACKAGES = "latexmk texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-freefont-otf"
"""The packages of Debian that bring them, and what Sphinx's LaTeX uses."""


def build_html(config: Config, language: str) -> Built:
    """Build the site of `language` with Sphinx, whose output goes to ours.

    Warnings are errors. Raises ConfigError where Sphinx or the book's conf.py is missing.
    """
    out = config.build_dir / language / "html"
    return Built(out, _sphinx(config, language, "html", out))


def build_epub(config: Config, language: str) -> Built:
    """Build the edition as one EPUB file; otherwise as `build_html`."""
    out = config.build_dir / language / "epub"
    code = _sphinx(config, language, "epub", out)
    return Built(_made(out, ".epub"), code)


def build_pdf(config: Config, language: str) -> Built:
    """Build the edition as one PDF file; otherwise as `build_html`.

    XeLaTeX sets it, since that knows the letters of every language. Raises ConfigError where it is
    missing.
    """
    missing = [name for name in TEX if shutil.which(name) is None]
    if missing:
        step = f"on Debian and Ubuntu: apt install {PACKAGES}"
        raise ConfigError(f"a PDF needs {' and '.join(missing)}; {step}")
    out = config.build_dir / language / "pdf"
    code = _sphinx(config, language, "latex", out, "-D", "latex_engine=xelatex")
    if code == 0:
        # Without -halt-on-error a fault in one formula would make a PDF that lacks it.
        latex = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "-silent"]
        tex = sorted(path.name for path in out.glob("*.tex"))
        code = subprocess.run([*latex, *tex], cwd=out, check=False).returncode  # noqa: S603  as above
    return Built(_made(out, ".pdf", of=".tex"), code)


def _sphinx(config: Config, language: str, builder: str, out: Path, *options: str) -> int:
    """Run sphinx-build, and return its exit code."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigError(f"building needs {' and '.join(missing)}: pip install 'polybook[book]'")
    if not (config.root / "conf.py").is_file():
        step = "make one with `extensions = ['myst_nb', 'polybook.sphinx']`"
        raise ConfigError(f"{config.root / 'conf.py'}: there is no Sphinx configuration; {step}")
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-c", str(config.root)]
    command += ["-d", str(config.build_dir / language / "doctrees"), "-D", f"language={language}"]
    command += ["-W", "--keep-going", *options, str(config.source_dir), str(out)]
    return subprocess.run(command, cwd=config.root, check=False).returncode  # noqa: S603  our own


def _made(out: Path, suffix: str, of: str = "") -> Path:
    """Return the one file that was made, of a source with the suffix `of`; else the folder."""
    found = [
        path for path in sorted(out.glob(f"*{suffix}")) if not of or path.with_suffix(of).exists()
    ]
    return found[0] if len(found) == 1 else out
