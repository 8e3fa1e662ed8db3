"""The way from each page to the same page of the other editions."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polybook.sphinx import HERE, words
from polybook.sphinx.languages import own_name, runs_leftwards, tag
from polybook.sphinx.project import Edition, edition_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

COMPONENT = "polybook-languages.html"
PLAIN = "polybook-languages-plain.html"
SLOTS = ("theme_navbar_end", "theme_article_header_end")
"""Where themes of the pydata family take components, best first."""


def add_files(app: Sphinx, config: Config) -> None:
    """Register our style sheet and templates; builders find their templates before any page."""
    config.html_static_path.append(str(HERE / "static"))
    config.templates_path.append(str(HERE / "templates"))
    app.add_css_file("polybook.css")


def add_languages(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  Sphinx calls with all five
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Tell the templates of one page about the other editions, and its head too."""
    edition = edition_of(app)
    folders = _folders(app, edition)
    # A book in a file (EPUB) has no neighbours to link to.
    if len(folders) < 2 or getattr(app.builder, "embedded", False):
        return
    uri = _uri(app, pagename)
    up = "../" * uri.count("/")
    base = app.config.polybook_base_url
    context["polybook_label"] = words.label(edition.language, words.LANGUAGES)
    context["polybook_languages"] = [
        {
            "name": own_name(language),
            "tag": tag(language),
            "url": up + folder + uri or "./",
            "current": language == edition.language,
        }
        for language, folder in folders.items()
    ]
    links = [
        (tag(language), base.format(language=language) + uri if base else up + folder + uri or "./")
        for language, folder in folders.items()
    ]
    links.append(("x-default", links[0][1]))
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n    <link rel="alternate" hreflang="{name}" href="{escape(url)}" />'
        for name, url in links
    )
    _place(context)


def _folders(app: Sphinx, edition: Edition) -> dict[str, str]:
    """Return the way from this edition's folder to each edition's, by language.

    The editions are expected side by side, so that one name in the path of the output folder is
    the language: build/vi/html. Where it is not, `polybook_edition_url` must say the way.
    """
    pattern = app.config.polybook_edition_url
    if not pattern:
        parts = Path(app.outdir).parts
        if edition.language not in parts:
            return {}
        place = len(parts) - 1 - parts[::-1].index(edition.language)
        rest = parts[place + 1 :]
        pattern = "../" * (len(rest) + 1) + "/".join(("{language}", *rest)) + "/"
    return {
        language: "" if language == edition.language else pattern.format(language=language)
        for language in edition.languages
    }


def _uri(app: Sphinx, pagename: str) -> str:
    """Return the page's address in its edition."""
    uri = app.builder.get_target_uri(pagename)
    if uri.startswith("#"):  # singlehtml, where every page is a place in one
        suffix: str = getattr(app.builder, "out_suffix", ".html")
        return f"{app.config.root_doc}{suffix}"
    return uri


def _place(context: dict[str, Any]) -> None:
    """Put the component among those of the theme, unless its user has done so."""
    names = [str(context[key]) for key in context if key.startswith("theme_")]
    if any(COMPONENT.removesuffix(".html") in name for name in names):
        return
    for slot in SLOTS:
        old = context.get(slot)
        if old:
            found = [one.strip() for one in old.split(",")] if isinstance(old, str) else list(old)
            context[slot] = [COMPONENT, *found]
            return


def set_direction(
    app: Sphinx,
    pagename: str,  # noqa: ARG001  Sphinx calls with all five
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Say that the page runs from right to left, where its language does."""
    language = edition_of(app).language
    if runs_leftwards(language):
        # Themes write lang="{{ language }}", and have no place for the direction.
        context["language"] = f'{tag(language)}" dir="rtl'


def add_plainly(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  Sphinx calls with all five
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """In themes without a place for components, put the languages at the top of the page."""
    placed = any(context.get(slot) for slot in SLOTS)
    if placed or "body" not in context or "polybook_languages" not in context:
        return
    edition = edition_of(app)
    if doctree is not None and context.get("sourcename"):
        context["polybook_download"] = words.label(edition.language, words.DOWNLOAD)
        up = "../" * pagename.count("/")
        context["polybook_source"] = f"{up}_sources/{context['sourcename']}"
    renderer: Any = app.builder
    context["body"] = renderer.templates.render(PLAIN, context) + context["body"]
