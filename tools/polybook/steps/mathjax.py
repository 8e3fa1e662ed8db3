"""The files of MathJax that a site carries along, so that formulas show without a network.

They come from the package sphinx-mathjax-offline (MathJax 3.2, Apache License 2.0). Only those that
TeX formulas need are copied: 2 MB, of 24.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "sphinx-mathjax-offline"
SCRIPT = "tex-chtml.js"
PARTS = (SCRIPT, "output/chtml/fonts", "input/tex/extensions")
"""The main file, its fonts, and the TeX packages that it loads when a formula uses them."""


def mathjax_folder() -> Path | None:
    """Return where the package keeps MathJax; its name is no identifier, so it is not imported."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "static" / "mathjax"


def copy_mathjax(target: Path) -> bool:
    """Copy MathJax to the folder `target`; return whether there is one to copy."""
    folder = mathjax_folder()
    if folder is None:
        return False
    for part in PARTS:
        if (folder / part).is_dir():
            shutil.copytree(folder / part, target / part, dirs_exist_ok=True)
        elif not (target / part).exists():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / part, target / part)
    return True
