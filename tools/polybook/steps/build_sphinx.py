"""build: what Sphinx makes of one language's edition: a site, an EPUB, a PDF."""

from __future__ import annotations

import importlib.util
import os
import re
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
PACKAGES = (
    "latexmk texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-freefont-otf "
    "librsvg2-bin"
)
"""The packages of Debian that bring them, what Sphinx's LaTeX uses, and what converts SVG."""
WARNINGS = "polybook-warnings.txt"
MOST_LINES = 20
"""How many lines of warnings are repeated at the end."""
AUXILIARY = (".aux", ".toc", ".lof", ".lot", ".out")
"""The files by which a run of LaTeX tells the next one of headings and references."""
FAULT = re.compile(r"^! (.+)", re.MULTILINE)
"""How TeX's log begins an error."""
PLACE = re.compile(r"^l\.(\d+)", re.MULTILINE)
"""The line that the error is in, some lines below."""


def build_html(config: Config, language: str) -> Built:
    """Build the site of `language` with Sphinx, whose output goes to ours.

    Warnings are errors. Raises ConfigError where Sphinx or the book's conf.py is missing.
    """
    out = config.build_dir / language / "html"
    code, reason = _sphinx(config, language, "html", out)
    return Built(out, code, reason=reason)


def build_epub(config: Config, language: str) -> Built:
    """Build the edition as one EPUB file; otherwise as `build_html`."""
    out = config.build_dir / language / "epub"
    code, reason = _sphinx(config, language, "epub", out)
    return Built(_made(out, ".epub"), code, reason=reason)


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
    code, reason = _sphinx(config, language, "latex", out, "-D", "latex_engine=xelatex")
    if code == 0:
        # What a run that failed left behind, or one under other packages, can stop the next one.
        for stale in out.glob("*.*"):
            if stale.suffix in AUXILIARY:
                stale.unlink()
        # Without -halt-on-error a fault in one formula would make a PDF that lacks it.
        latex = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "-silent"]
        tex = sorted(path.name for path in out.glob("*.tex"))
        code = subprocess.run([*latex, *tex], cwd=out, check=False).returncode  # noqa: S603  as above
        reason = _complaint(config, out) if code else ""
    return Built(_made(out, ".pdf", of=".tex"), code, reason=reason)


def _complaint(config: Config, out: Path) -> str:
    """Return the first error in LaTeX's log, which latexmk does not repeat; nothing without one."""
    for log in sorted(out.glob("*.log")):
        text = log.read_text("utf-8", errors="replace")
        if error := FAULT.search(text):
            at = PLACE.search(text, error.end())
            file = log.relative_to(config.root)
            tex = f"{file.with_suffix('.tex')}{f':{at[1]}' if at else ''}"
            return f"{tex}: {error[1].strip().removesuffix('.')}; all that LaTeX says is in {file}"
    return ""


def _sphinx(
    config: Config, language: str, builder: str, out: Path, *options: str
) -> tuple[int, str]:
    """Run sphinx-build; return its exit code, and what it warned of where that is not 0."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigError(f"building needs {' and '.join(missing)}: pip install 'polybook[book]'")
    conf = config.sphinx_dir / "conf.py"
    if not conf.is_file():
        step = "make one with `extensions = ['myst_nb', 'polybook.sphinx']`"
        raise ConfigError(f"{conf}: there is no Sphinx configuration; {step}")
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-c", str(conf.parent)]
    doctrees = config.build_dir / language / "doctrees"
    doctrees.mkdir(parents=True, exist_ok=True)
    warnings = doctrees / WARNINGS
    command += ["-d", str(doctrees), "-D", f"language={language}", "-w", str(warnings)]
    command += ["-W", "--keep-going", *options, str(config.source_dir), str(out)]
    code = subprocess.run(command, cwd=config.root, check=False).returncode  # noqa: S603  our own
    return code, _warned(config, warnings) if code and warnings.exists() else ""


def _warned(config: Config, warnings: Path) -> str:
    """Return Sphinx's warnings once more, since its other lines bury them; nothing for none."""
    text = warnings.read_text("utf-8", errors="replace").replace(f"{config.root}{os.sep}", "")
    lines = [f"  {line}" for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    left = len(lines) - MOST_LINES
    more = (
        [f"  and {left:,} more lines, in {warnings.relative_to(config.root)}"] if left > 0 else []
    )
    what = "the edition has faults, or Sphinx has warnings, which count as faults:"
    return "\n".join([what, *lines[:MOST_LINES], *more])


def _made(out: Path, suffix: str, of: str = "") -> Path:
    """Return the one file that was made, of a source with the suffix `of`; else the folder."""
    found = [
        path for path in sorted(out.glob(f"*{suffix}")) if not of or path.with_suffix(of).exists()
    ]
    return found[0] if len(found) == 1 else out
