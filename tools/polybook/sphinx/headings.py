"""Section ids: those of the English headings, whatever language the headings are in.

MyST-Parser makes a heading's id and its slug (for `[text](page.md#slug)`) from its text, while it
renders it. Both depend on all earlier ones: a second "Exercises" gets a number, and headings
without an ASCII letter share one counter with footnotes and citations. So they cannot be put right
afterwards; they must be made from the English at that very moment, which is what happens here.

MyST-Parser has no hook there, hence the one method that is wrapped. The wrapper does nothing on
pages that have no translated headings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx.errors import ExtensionError
from sphinx.util.nodes import clean_astext

from polybook.sphinx.state import Heading, flat, pages

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

METHOD = "generate_heading_target"
DONE = "polybook_headings_done"

Tree = Any
"""A markdown-it `SyntaxTreeNode`, which MyST-Parser hands over; only `formats` knows the parser."""

Generate = Callable[[Any, Any, int, nodes.Element, nodes.Element], None]


def keep_ids() -> None:
    """Wrap MyST-Parser's making of ids, once a process.

    Raises ExtensionError where MyST-Parser has no such method.
    """
    original: Generate | None = getattr(DocutilsRenderer, METHOD, None)
    if original is None:
        raise ExtensionError(
            "polybook: this version of myst-parser makes heading ids in another way, so links into "
            "the edition would break; install the version in polybook's constraints.txt"
        )
    if not hasattr(original, "polybook"):
        setattr(DocutilsRenderer, METHOD, _wrapped(original))


def _wrapped(original: Generate) -> Generate:
    def generate(
        renderer: DocutilsRenderer,
        token: Tree,
        level: int,
        node: nodes.Element,
        title: nodes.Element,
    ) -> None:
        """Make the ids of the heading `token`, as MyST-Parser's own method of this name does."""
        heading = _taken(renderer, token)
        if heading is None or heading.text == flat(heading.english):
            original(renderer, token, level, node, title)
            return
        english, english_title = _in_english(renderer, token, heading.english)
        original(renderer, english, level, node, english_title)
        # Labels made of titles (sphinx.ext.autosectionlabel) are made of this.
        title.rawsource = heading.english
        _show_translated(renderer, node, title)

    generate.polybook = True  # type: ignore[attr-defined]  # so that it is wrapped only once
    return generate


def _taken(renderer: DocutilsRenderer, token: Tree) -> Heading | None:
    """Return the page's heading that `token` is, and note that those up to it are done.

    Headings come in the page's order, but not all are units: some were skipped by the author or
    come from included files. Those match none and are left alone.
    """
    env: BuildEnvironment | None = renderer.sphinx_env
    state = pages(env).get(env.docname) if env is not None else None
    if state is None:
        return None
    done: int = getattr(renderer.document, DONE, 0)
    text = flat(token.children[0].content) if token.children else ""
    for number in range(done, len(state.headings)):
        heading = state.headings[number]
        if heading.text == text and (heading.level or renderer.md_config.title_to_header):
            setattr(renderer.document, DONE, number + 1)
            return heading
    return None


def _in_english(renderer: DocutilsRenderer, token: Tree, source: str) -> tuple[Tree, nodes.title]:
    """Return the heading as it would be in English: its token, and its rendered title."""
    opening, old, closing = token.to_tokens()
    inline = renderer.md.parseInline(source, renderer.md_env)[0]
    inline.map = old.map
    for child in inline.children or ():
        child.map = old.map
    english = type(token)([opening, inline, closing]).children[0]
    title = nodes.title(source)
    with _scratch(renderer, title):
        renderer.render_children(english)
    return english, title


@contextmanager
def _scratch(renderer: DocutilsRenderer, title: nodes.title) -> Iterator[None]:
    """Render into `title`, on a document of its own: nothing of it counts, no footnote, no id."""
    document = renderer.document
    scratch = nodes.document(document.settings, document.reporter, source=document["source"])
    scratch.note_source(document["source"], 0)
    scratch.append(title)
    renderer.document = scratch
    lists = _lists(renderer.sphinx_env)
    lengths = [len(one) for one in lists]
    try:
        with renderer.current_node_context(title):
            yield
    finally:
        renderer.document = document
        for one, length in zip(lists, lengths, strict=True):
            del one[length:]


def _lists(env: BuildEnvironment | None) -> list[list[object]]:
    """Return the lists that domains keep, such as that of all citations: roles add to them."""
    return [
        value
        for data in (env.domaindata.values() if env is not None else ())
        for value in data.values()
        if isinstance(value, list)
    ]


def _show_translated(renderer: DocutilsRenderer, node: nodes.Element, title: nodes.Element) -> None:
    """Let links without a text of their own show the translated heading."""
    slug = node.get("slug")
    if slug in renderer._heading_slugs:  # noqa: SLF001  MyST-Parser's, as is the method wrapped
        line, target, _ = renderer._heading_slugs[slug]  # noqa: SLF001
        renderer._heading_slugs[slug] = (line, target, clean_astext(title))  # noqa: SLF001
