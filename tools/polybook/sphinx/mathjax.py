"""An extension of its own: the book carries MathJax along, so formulas show without a network.

Where the package that has it is not installed, Sphinx's default stays, which loads MathJax from the
network.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from polybook.steps.mathjax import PACKAGE, SCRIPT, copy_mathjax, mathjax_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register this extension with `app`."""
    app.connect("config-inited", _use, priority=100)
    app.connect("build-finished", _copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _use(app: Sphinx, config: Config) -> None:  # noqa: ARG001  Sphinx's signature
    if mathjax_folder() is None:
        logger.info("polybook: no %s here; formulas will need the network", PACKAGE)
    else:
        config.mathjax_path = f"mathjax/{SCRIPT}"


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and getattr(app.builder, "math_renderer_name", "") == "mathjax":
        copy_mathjax(Path(app.outdir) / "_static" / "mathjax")
