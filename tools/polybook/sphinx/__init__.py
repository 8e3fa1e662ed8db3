"""The Sphinx extension: the book's editions, built from the English pages and the catalogs.

With "polybook.sphinx" in `extensions`, `sphinx-build -D language=vi` builds the Vietnamese edition:
the translations are spliced into each page as Sphinx reads it. Code, labels, section ids and
numbers stay those of the English pages, so that every link holds in every edition.

The directive `polybook-glossary` puts the book's terms into a page, and readers of a translated
page are told the source language's word where a section first uses a term. The directive
`polybook-posts` lists the book's posts, with dates and tags, and makes a feed of them.

Sphinx's source folder must be the `source` of polybook.toml. In the first two of these settings of
conf.py, `{language}` stands for the language:

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
    from polybook.sphinx import state

    # Handlers of equal priority are called in the order of these lines.
    _prepare(app)
    _read_pages(app)
    _add_pictures(app)
    _add_terms(app)
    _add_posts(app)
    _add_notice(app)
    _add_to_html(app)
    return {
        "version": "1",
        "env_version": state.VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _prepare(app: Sphinx) -> None:
    """Read the settings, and bring the edition's words."""
    from polybook.sphinx import latex, mathml, project, search, words

    app.add_config_value("polybook_edition_url", "", "html", (str,))
    app.add_config_value("polybook_base_url", "", "html", (str,))
    # Early, since themes and Sphinx itself read words and titles when the configuration is ready.
    app.connect("config-inited", words.speak, priority=100)
    app.connect("config-inited", project.prepare, priority=110)
    app.connect("config-inited", search.register)
    app.connect("config-inited", latex.name_language)
    # Themes bring their words when the builder is made.
    app.connect("builder-inited", words.speak_later)
    # Before Sphinx looks whether the renderer that is asked for is there.
    app.connect("builder-inited", mathml.choose, priority=400)


def _read_pages(app: Sphinx) -> None:
    """Put the translations into each page as it is read."""
    from polybook.sphinx import contents, d2l, headings, included, marks, runs, splice, state

    app.connect("env-get-outdated", state.outdated)
    app.connect("env-purge-doc", state.purge)
    app.connect("env-merge-info", state.merge)
    app.connect("source-read", splice.splice_page)
    app.connect("include-read", included.splice_included)
    # After the translations are in: what is read here is d2l Markdown still.
    app.connect("source-read", d2l.convert, priority=600)
    headings.keep_ids()
    runs.share_runs()
    app.add_directive("contents", contents.ContentsInEnglish, override=True)
    app.add_transform(marks.MarkSourceLanguage)


def _add_pictures(app: Sphinx) -> None:
    """Show the pictures of the edition."""
    from polybook.sphinx import pictures

    pictures.convert_for_print(app)
    # After Sphinx's own collectors, which find the files that a page shows.
    app.connect("doctree-read", pictures.use_pictures, priority=600)
    app.connect("env-get-outdated", pictures.outdated)
    app.connect("build-finished", pictures.write_copies)


def _add_terms(app: Sphinx) -> None:
    """Show the book's terms: on a page of their own, and where a section first uses one."""
    from polybook.sphinx import glossary, tooltips

    app.add_directive(glossary.DIRECTIVE, glossary.GlossaryPage)
    app.connect("env-get-outdated", glossary.outdated)
    app.connect("missing-reference", glossary.find_term)

    app.add_config_value(tooltips.SETTING, True, "env", (bool, str, list, tuple))
    app.connect("config-inited", tooltips.check_setting)
    app.add_transform(tooltips.GiveSource)
    app.add_post_transform(tooltips.AddTooltips)
    app.add_node(tooltips.TermUse, html=(tooltips.visit, tooltips.depart))
    app.connect("env-updated", tooltips.rewrite)


def _add_posts(app: Sphinx) -> None:
    """List the posts, and make a feed of them."""
    from polybook.sphinx import feed, posts

    app.add_directive(posts.DIRECTIVE, posts.PostList)
    app.connect("source-read", posts.show_title)
    app.connect("doctree-read", posts.add_about)
    app.connect("env-get-outdated", posts.outdated)
    app.connect("html-page-context", feed.add_link)
    app.connect("build-finished", feed.write_feed)


def _add_notice(app: Sphinx) -> None:
    """Tell readers what of a page is not translated."""
    from polybook.sphinx import notice

    app.add_node(
        notice.Notice,
        html=(notice.visit, notice.depart),
        latex=(notice.skip, None),
        text=(notice.skip, None),
        man=(notice.skip, None),
        texinfo=(notice.skip, None),
    )
    app.connect("doctree-resolved", notice.insert)


def _add_to_html(app: Sphinx) -> None:
    """Add what a site has around its pages: languages, downloads, buttons."""
    from polybook.sphinx import download, launch, switcher

    app.connect("config-inited", switcher.add_files)
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
