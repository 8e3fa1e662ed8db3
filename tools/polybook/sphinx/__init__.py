"""The Sphinx extension: the book's editions, built from the English pages and the catalogs.

With "polybook.sphinx" in `extensions`, `sphinx-build -D language=vi` builds the Vietnamese edition:
the translations are spliced into each page as Sphinx reads it. Code, labels, section ids and
numbers stay those of the English pages, so that every link holds in every edition.

The directive `polybook-glossary` puts the book's terms into a page, and readers of a translated
page are told the source language's word where a section first uses a term. The directive
`polybook-posts` lists the book's posts, with dates and tags, and makes a feed of them.

Sphinx's source folder must be the `source` of polybook.toml. Two configuration values are patterns
in which `{language}` stands for the language:

polybook_edition_url
    The way from one edition's top folder to another's, such as `../{language}/`. Not needed where
    editions are built side by side, as in build/en/html and build/vi/html.
polybook_base_url
    Where an edition is on the web, such as `https://example.org/{language}/`: search engines want
    whole addresses. Links that readers click stay relative.

polybook_notebooks
    Where the notebooks of the editions are published, for buttons that open them in Colab and
    Binder; see polybook.sphinx.launch.

polybook_term_tooltips
    True for terms of every level of the glossary, False for none, or a list of levels, such as
    `["strict"]`. Terms that stay as they are in the source language have nothing to tell.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with `app`."""
    from polybook.sphinx import (
        contents,
        d2l,
        download,
        feed,
        glossary,
        headings,
        launch,
        marks,
        mathml,
        notice,
        pictures,
        posts,
        project,
        splice,
        state,
        switcher,
        tooltips,
        words,
    )

    app.add_config_value("polybook_edition_url", "", "html", (str,))
    app.add_config_value("polybook_base_url", "", "html", (str,))

    # Early, since themes and Sphinx itself read words and titles when the configuration is ready.
    app.connect("config-inited", words.speak, priority=100)
    app.connect("config-inited", project.prepare, priority=110)
    app.connect("config-inited", switcher.add_files)
    app.connect("config-inited", tooltips.check_setting)
    # Themes bring their words when the builder is made.
    app.connect("builder-inited", words.speak_later)
    # Before Sphinx looks whether the renderer that is asked for is there.
    app.connect("builder-inited", mathml.choose, priority=400)

    app.connect("env-get-outdated", state.outdated)
    app.connect("env-purge-doc", state.purge)
    app.connect("env-merge-info", state.merge)
    app.connect("source-read", splice.splice_page)
    # After the translations are in: what is read here is d2l Markdown still.
    app.connect("source-read", d2l.convert, priority=600)
    headings.keep_ids()
    app.add_directive("contents", contents.ContentsInEnglish, override=True)
    app.add_transform(marks.MarkSourceLanguage)

    # After Sphinx's own collectors, which find the files that a page shows.
    app.connect("doctree-read", pictures.use_pictures, priority=600)
    app.connect("env-get-outdated", pictures.outdated)
    app.connect("env-purge-doc", pictures.purge)
    app.connect("env-merge-info", pictures.merge)
    app.connect("build-finished", pictures.write_copies)

    app.add_directive(glossary.DIRECTIVE, glossary.GlossaryPage)
    app.connect("env-get-outdated", glossary.outdated)
    app.connect("missing-reference", glossary.find_term)

    app.add_directive(posts.DIRECTIVE, posts.PostList)
    app.connect("doctree-read", posts.add_about)
    app.connect("env-get-outdated", posts.outdated)
    app.connect("env-purge-doc", posts.purge)
    app.connect("env-merge-info", posts.merge)
    app.connect("html-page-context", feed.add_link)
    app.connect("build-finished", feed.write_feed)

    app.add_config_value(tooltips.SETTING, True, "env", (bool, str, list, tuple))
    app.add_transform(tooltips.GiveSource)
    app.add_post_transform(tooltips.AddTooltips)
    app.add_node(tooltips.TermUse, html=(tooltips.visit, tooltips.depart))
    app.connect("env-updated", tooltips.rewrite)

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
    app.connect("html-page-context", switcher.set_direction)
    app.connect("html-page-context", switcher.add_plainly, priority=900)
    # Before sphinx-book-theme makes its button for what can be downloaded.
    app.connect("html-page-context", download.offer_notebook, priority=450)
    app.connect("build-finished", download.write_sources)
    app.connect("build-finished", download.write_notebooks)
    app.add_config_value(launch.SETTING, None, "html", (dict,))
    app.connect("config-inited", launch.find_place)
    # After the themes have made their own buttons.
    app.connect("html-page-context", launch.add_buttons, priority=600)
    return {
        "version": "1",
        "env_version": state.VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
