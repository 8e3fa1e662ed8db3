"""Sphinx's configuration, for every edition: `polybook build vi html`, or

sphinx-build -b html -c . -D language=vi source_en build/vi/html
"""

import os
from pathlib import Path

HERE = Path(__file__).parent

project = "Deep Learning in Small Steps"
author = "the polybook authors"
version = release = "2026"  # of the text; an EPUB must have one
copyright = "2026, the polybook authors. Text: CC BY 4.0. Code: MIT"
language = "en"

extensions = ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design"]
extensions += ["polybook.sphinx", "polybook.sphinx.mathjax"]
polybook_term_tooltips = ["strict"]  # not everyday words, such as step and row
# Where the site will stand, from whoever publishes it: https://example.org/{language}/
polybook_base_url = os.environ.get("BOOK_URL", "")
polybook_edition_url = "../{language}/" if polybook_base_url else ""
# Buttons to run a page, where it is known which repository has the notebooks.
polybook_notebooks = {"branch": "notebooks", "tabs": {"pytorch": ["colab"]}}
exclude_patterns = ["_build", "**/.ipynb_checkpoints"]

myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_image",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 3
myst_dmath_double_inline = True  # `$$` inside a paragraph is one formula, as polybook cuts it
numfig = True

# The code is the same in every language, so one cache serves them all: each notebook runs once.
nb_execution_mode = "cache"
nb_execution_cache_path = str(HERE / "build" / ".jupyter_cache")
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True  # a cell's lines stand in one block, whenever they arrived

bibtex_bibfiles = ["source_en/references.bib"]
bibtex_default_style = "plain"

html_context = {"default_mode": "auto"}
html_theme = "sphinx_book_theme"
html_title = project
html_theme_options = {
    "navbar_persistent": [],  # the search field is in the sidebar already
    "use_download_button": True,
    "use_fullscreen_button": False,
}


def setup(app):
    """Give the manual a title of its own: sphinx-build -c . docs build/manual/html."""
    if Path(app.srcdir) == HERE / "docs":
        app.config.project = app.config.html_title = "polybook"
