"""The Sphinx extension: the book's editions, built from the English pages and the catalogs.

With "polybook.sphinx" in `extensions`, `sphinx-build -D language=vi` builds the Vietnamese edition:
the translations are spliced into each page as Sphinx reads it. Code, labels, section ids and
numbers stay those of the English pages, so that every link holds in every edition.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with `app`; see the manual for the configuration values."""
    from polybook.sphinx import (
        download,
        headings,
        marks,
        notice,
        project,
        splice,
        state,
        switcher,
        words,
    )

    app.add_config_value("polybook_root", "", "env", (str,))
    app.add_config_value("polybook_edition_url", "", "html", (str,))
    app.add_config_value("polybook_base_url", "", "html", (str,))

    # Early, since themes and Sphinx itself read words and titles when the configuration is ready.
    app.connect("config-inited", words.speak, priority=100)
    app.connect("config-inited", project.prepare, priority=110)
    # Themes bring their words when the builder is made.
    app.connect("builder-inited", words.speak_themes)
    app.connect("config-inited", switcher.add_files)

    app.connect("env-get-outdated", state.outdated)
    app.connect("env-purge-doc", state.purge)
    app.connect("env-merge-info", state.merge)
    app.connect("source-read", splice.splice_page)
    headings.keep_ids()
    app.add_transform(marks.MarkSourceLanguage)

    app.add_node(
        notice.Notice,
        html=(notice.visit, notice.depart),
        latex=(notice.skip, None),
        text=(notice.skip, None),
        man=(notice.skip, None),
        texinfo=(notice.skip, None),
    )
    app.connect("doctree-resolved", notice.insert)
    # Before the themes arrange their components, which they do at the default priority.
    app.connect("html-page-context", switcher.add_languages, priority=400)
    app.connect("html-page-context", switcher.add_plainly, priority=900)
    app.connect("build-finished", download.write_sources)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
