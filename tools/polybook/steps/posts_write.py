"""One post: from a page with its translations in to the file that Jekyll reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from polybook.config import Config
from polybook.formats import jekyll
from polybook.formats.page import Page
from polybook.formats.posts.address import Post, localised
from polybook.formats.posts.front import (
    flow_list,
    flow_map,
    plain,
    read_config,
    split_front,
    with_keys,
    with_tags,
)
from polybook.formats.posts.kramdown import Kramdown
from polybook.formats.posts.links import Place, relink_jekyll
from polybook.formats.posts.title import take_title
from polybook.formats.textnotebook import is_text_notebook, to_notebook
from polybook.model.finding import Finding, Severity
from polybook.model.span import Span
from polybook.steps.posts_find import notebook_front
from polybook.steps.posts_notebook import (
    Notebook,
    has_outputs,
    read_notebook,
    render,
    with_outputs,
)

MARKUP = "post-markup"
LINK = "post-link"
CELL = "post-cell"
PICTURE = "post-picture"
PICTURES = "assets/posts"
"""The folder for what notebooks drew."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What all posts of one build have in common."""

    language: str
    """As HTML knows it."""
    source: bool
    """Whether this is the language that authors write."""
    folders: Mapping[str, str]
    """By language, as HTML knows it: the folder that its addresses begin with."""
    tags: Mapping[str, str]
    """The tags of this edition, by those of the source language."""
    labels: Mapping[str, str]
    """What boxes are called, by MyST's directive."""
    own_layout: bool
    """Whether the layouts are ours, and posts must name one."""
    polyglot: bool
    """Whether all languages share their addresses, as jekyll-polyglot wants it."""


@dataclass(slots=True)
class Written:
    """What one post became."""

    files: dict[str, bytes] = field(default_factory=dict)
    """The post and the pictures of its outputs, by name."""
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one post on its way."""

    front: str
    """Its YAML."""
    body: str
    title: str = ""
    """The title that the body had, for a post whose front matter has none."""
    opening: str = "---\n"
    closing: str = "---\n"


def write_post(
    config: Config,
    edition: Edition,
    post: Post,
    page: Page,
    text: str,
    place: Place,
    minutes: int,
    notice: str = "",
) -> Written:
    """Return the files of one post; `text` is the page with its translations in.

    `notice` is what its readers are told of what is not translated.
    """
    written = Written()
    say = partial(_finding, config, page)
    if page.dialect == jekyll.NAME:
        opening, front, closing, body = split_front(text)
        body = relink_jekyll(body, place)
        source = Source(front, body, opening=opening or "---\n", closing=closing or "---\n")
    elif page.name.endswith(".ipynb") or is_text_notebook(text):
        source = _notebook(config, edition, post, page, text, place, written)
    else:
        _, front, _, body = split_front(text.replace("\r\n", "\n"))
        title, body = take_title(body, _title(front))
        body = Kramdown(place.change, edition.labels).convert(body)
        source = Source(front, body, title)
    if page.dialect != jekyll.NAME:
        written.findings += (say(MARKUP, line, message) for line, message in _faults(page))
    for target in dict.fromkeys(place.lost):
        line = page.text[: max(page.text.find(target), 0)].count("\n") + 1
        step = "the blog does not have it; put it into the source folder"
        if _is_page(target, place):
            step = "it is a page of the book; set `site` in [posts] to where the book is"
        written.findings.append(say(LINK, line, f"a link leads to {target}, and {step}"))
    front = _front(edition, post, source, minutes, notice)
    name = post.file_in(edition.language if edition.polyglot else "")
    written.files[name] = (source.opening + front + source.closing + source.body).encode()
    return written


def _finding(config: Config, page: Page, code: str, line: int, message: str) -> Finding:
    path = config.source_path(page.name)
    return Finding(
        code, Severity.WARNING, message, path=path, line=line, page=page.name, page_line=line
    )


def _is_page(target: str, place: Place) -> bool:
    return place.site == "" and place.names_page(target)


def _front(edition: Edition, post: Post, source: Source, minutes: int, notice: str) -> str:
    """Return the front matter: the author's, and what Jekyll and readers need."""
    keys: dict[str, str] = {}
    known = post.front
    if edition.own_layout and "layout" not in known:
        keys["layout"] = "post"
    if "title" not in known and source.title:
        keys["title"] = plain(source.title)
    keys["lang"] = plain(edition.language)
    if "ref" not in known:
        keys["ref"] = plain(post.ref)
    if edition.polyglot and "page_id" not in known:
        keys["page_id"] = plain(post.ref)
    url = localised(post.url, edition.folders[edition.language])
    if url != post.url or (edition.polyglot and "permalink" not in known):
        keys["permalink"] = plain(url)
    urls = {one: localised(post.url, folder) for one, folder in edition.folders.items()}
    keys["translations"] = flow_map(urls)
    keys["reading_time"] = str(minutes)
    if notice:
        keys["translation_notice"] = plain(notice)
    return with_keys(with_tags(source.front, edition.tags), keys)


def _title(front: str) -> str:
    return str(read_config(front).get("title", ""))


# Notebooks


def _notebook(
    config: Config,
    edition: Edition,
    post: Post,
    page: Page,
    text: str,
    place: Place,
    written: Written,
) -> Source:
    say = partial(_finding, config, page)
    front, notebook = _opened(page, text)
    title = _title(front)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found, cell.source = take_title(cell.source, title)
            title = title or found
            break
    if not has_outputs(notebook):
        path = config.source_dir / page.name
        notebook, fault = with_outputs(config, notebook, path)
        if fault:
            message = f"the notebook does not run, and its post has no outputs: {fault}"
            written.findings.append(say(CELL, 0, message))
    folder = f"{PICTURES}/{post.date:%Y-%m-%d}-{post.slug}"
    made = render(notebook, Kramdown(place.change, edition.labels), folder)
    written.files |= made.files
    for number in made.silent:
        message = (
            f"the picture of cell {number} has no text for those who cannot see it; "
            'write it in the cell\'s metadata, as {"mystnb": {"image": {"alt": "..."}}}'
        )
        written.findings.append(say(PICTURE, 0, message))
    return Source(front, made.body, title)


def _opened(page: Page, text: str) -> tuple[str, Notebook]:
    """Return the front matter of a page that is a notebook, and the notebook without it."""
    if not page.name.endswith(".ipynb"):
        return split_front(text.replace("\r\n", "\n"))[1], read_notebook(to_notebook(text))
    front, values = notebook_front(text, page.name)
    notebook = read_notebook(text)
    if not front:
        return _metadata(values), notebook
    del notebook.cells[0]
    return front, notebook


def _metadata(values: Mapping[str, object]) -> str:
    """Return the metadata of a notebook as front matter, as far as it is texts and lists."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list):
            lines.append(f"{key}: {flow_list([str(one) for one in value])}\n")
        elif isinstance(value, bool):
            lines.append(f"{key}: {str(value).lower()}\n")
        elif isinstance(value, str | int | float):
            text = str(value)
            lines.append(f"{key}: {text if key == 'date' else plain(text)}\n")
    return "".join(lines)


# What Jekyll cannot show


def _faults(page: Page) -> Iterator[tuple[int, str]]:
    """Yield line and message of what of MyST the page has, as its author wrote it."""
    for region in page.regions:
        reader = Kramdown(str)
        reader.convert(region.text)
        starts = [0]
        for line in region.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for fault in reader.faults:
            start = starts[min(fault.line, len(starts) - 2)]
            place = region.origin(Span(start, start)).start
            yield page.text.count("\n", 0, place) + 1, fault.message
