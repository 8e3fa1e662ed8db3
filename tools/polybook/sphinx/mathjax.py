"""An extension of its own: the book carries MathJax along, so formulas show without a network.

The files come from the package sphinx-mathjax-offline (MathJax 3.2, Apache License 2.0). Only those
that TeX formulas need are copied: 2 MB, of 24. Where the package is not installed, Sphinx's default
stays, which loads MathJax from the network.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

PACKAGE = "sphinx-mathjax-offline"
SCRIPT = "tex-chtml.js"
PARTS = (SCRIPT, "output/chtml/fonts", "input/tex/extensions")
"""The main file, its fonts, and the TeX packages that it loads when a formula uses them."""

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register this extension with `app`."""
    app.connect("config-inited", _use, priority=100)
    app.connect("build-finished", _copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _folder() -> Path | None:
    """Return where the package keeps MathJax; its name is no identifier, so it is not imported."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "static" / "mathjax"


def _use(app: Sphinx, config: Config) -> None:  # noqa: ARG001  Sphinx's signature
    if _folder() is None:
        logger.info("polybook: no %s here; formulas will need the network", PACKAGE)
    else:
        config.mathjax_path = f"mathjax/{SCRIPT}"


def _copy(app: Sphinx, exception: Exception | None) -> None:
    folder = _folder()
    if exception is not None or folder is None or app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / "mathjax"
    for part in PARTS:
        if (folder / part).is_dir():
            shutil.copytree(folder / part, target / part, dirs_exist_ok=True)
        elif not (target / part).exists():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / part, target / part)
