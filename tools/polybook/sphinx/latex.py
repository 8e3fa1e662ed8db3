"""What XeLaTeX calls the edition's language, so that *Chapter 1* is said in it.

Sphinx asks docutils for the names of the LaTeX package babel, and gives them to polyglossia, which
calls some languages otherwise, Vietnamese among them. It then knows neither the words of the
language nor how to break it. docutils has polyglossia's names as well, for its own writer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

ENGINES = ("xelatex", "lualatex")
"""The engines for which Sphinx takes polyglossia."""
RENAMED = "ngerman"
"""What Sphinx itself makes polyglossia's name of."""


def name_language(app: Sphinx, config: Config) -> None:  # noqa: ARG001  Sphinx calls with both
    """Have Sphinx call languages as polyglossia does, where that sets the book."""
    if config.latex_engine not in ENGINES:
        return
    from docutils.writers import latex2e, xetex
    from sphinx.builders.latex.util import ExtBabel

    names = dict(latex2e.Babel.language_codes)
    ours = xetex.Babel.language_codes.items()
    ExtBabel.language_codes = names | {
        code: name for code, name in ours if names.get(code) != RENAMED
    }
