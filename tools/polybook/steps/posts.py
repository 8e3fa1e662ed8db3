"""build posts: the posts of one edition, as a folder that Jekyll builds as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.files import write_atomically
from polybook.config import Config
from polybook.config_posts import FOLDERS
from polybook.formats import jekyll
from polybook.formats.anchors import Renames, renames
from polybook.formats.page import Page
from polybook.formats.posts.address import localised
from polybook.formats.posts.front import split_front
from polybook.formats.posts.links import Place, relink_jekyll
from polybook.model.errors import PageError, UsageError
from polybook.model.finding import Finding
from polybook.steps.book import Book, File, cut_page, load_page, open_book, page_finding, read_bytes
from polybook.steps.build import Built
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.merge import MergedPage, merge_page, spliced
from polybook.steps.posts_facts import minutes_of
from polybook.steps.posts_find import SETTINGS, Posts, find_posts
from polybook.steps.posts_site import INDEX, add_mathjax, site_files
from polybook.steps.posts_write import Edition, Written, write_post
from polybook.steps.work import Progress, silent
from polybook.terms import post_words
from polybook.terms.names import tag
from polybook.terms.notices import notice_text

OURS = frozenset({"_site", ".jekyll-cache", ".sass-cache", ".jekyll-metadata"})
"""What Jekyll makes in the folder, which stays when the folder is made anew."""


@dataclass(slots=True)
class Blog:
    """What `build_posts` knows and makes."""

    config: Config
    language: str
    book: Book
    posts: Posts
    edition: Edition
    files: dict[str, bytes] = field(default_factory=dict)
    """What to write, by name."""
    used: set[str] = field(default_factory=set)
    """The files of the source folder that posts show or link to."""
    findings: list[Finding] = field(default_factory=list)


def build_posts(config: Config, language: str, progress: Progress = silent) -> Built:
    """Write the posts of `language`, with the pictures and the site that they need.

    The folder is made anew but for what Jekyll made in it. Raises UsageError where the book has no
    post.
    """
    book = open_book(config)
    posts = find_posts(config, book)
    if not posts.posts:
        if posts.findings:
            return Built(_out(config, language), 0, posts.findings)
        globs = ", ".join(config.posts.pages)
        raise UsageError(f"{config.source}: no page is a post ({globs}); see `pages` in [posts]")
    blog = Blog(config, language, book, posts, _edition(config, language, book))
    blog.findings += (*book.findings, *posts.findings)
    _write_posts(blog, progress)
    _write_site(blog)
    out = _out(config, language)
    for name in sorted(blog.used - blog.files.keys()):
        blog.files[name] = _bytes(blog, name)
    for name, data in blog.files.items():
        write_atomically(out / name, data, durable=False)
    math = _shows_formulas(blog) and not _own_site(book) and add_mathjax(out)
    _remove_stale(out, blog.files, keep_mathjax=math)
    return Built(out, 0, blog.findings)


def _out(config: Config, language: str) -> Path:
    return config.build_dir / language / "posts"


def _edition(config: Config, language: str, book: Book) -> Edition:
    languages = (config.source_language, *config.languages)
    return Edition(
        language=tag(language),
        source=language == config.source_language,
        folders={tag(one): folder_of(config, one) for one in languages},
        tags=config.tags_of(language),
        labels=post_words.admonitions(language),
        own_layout=not _own_site(book),
        polyglot=config.posts.addresses != FOLDERS,
    )


def folder_of(config: Config, language: str) -> str:
    """Return the folder that a language's addresses begin with: none in the source language."""
    alone = language == config.source_language or config.posts.addresses != FOLDERS
    return "" if alone else tag(language)


def _own_site(book: Book) -> bool:
    """Tell whether the source folder is a Jekyll site."""
    return any(file.name == SETTINGS or file.name.startswith("_layouts/") for file in book.files)


# Posts


def _write_posts(blog: Blog, progress: Progress) -> None:
    config, posts = blog.config, blog.posts.posts
    merged: dict[str, tuple[Page, MergedPage]] = {}
    for name in posts:
        file, text = blog.posts.files[name], blog.posts.texts[name]
        try:
            page = cut_page(config, file, text)
        except PageError as error:
            blog.findings.append(page_finding(config, error))
            continue
        merged[name] = (page, _merged(blog, file, page))
    moved: Renames = {name: renames(page, one.msgstrs) for name, (page, one) in merged.items()}
    for done, (name, (page, one)) in enumerate(merged.items(), 1):
        place = _place(blog, name, posts[name].url)
        text = _text(blog, page, one, moved)
        minutes = minutes_of(config, blog.language, page, one.msgstrs)
        notice = _notice(blog, page, one)
        written = write_post(config, blog.edition, posts[name], page, text, place, minutes, notice)
        _take(blog, written, place)
        progress(done, len(merged))


def _notice(blog: Blog, page: Page, merged: MergedPage) -> str:
    """Return what readers are told of a post that is not translated to its end."""
    left = len(page.units) - len(merged.msgstrs)
    if blog.edition.source or not left:
        return ""
    return notice_text(blog.language, blog.config.source_language, left, len(page.units))[0]


def _merged(blog: Blog, file: File, page: Page) -> MergedPage:
    if blog.edition.source:
        return merge_page(page, None)
    config, language = blog.config, blog.language
    catalog, broken = page_catalog(config, language, file)
    path = catalog_path(config, language, file.catalog)
    merged = merge_page(page, catalog, path)
    blog.findings += (*page.findings, *((broken,) if broken else ()), *merged.findings)
    return merged


def _text(blog: Blog, page: Page, merged: MergedPage, moved: Renames) -> str:
    """Return the page with its translations in, and links to posts' headings that follow them."""

    def find(name: str) -> str | None:
        names = (name, f"{name}.md", f"{name}.ipynb")
        return next((one for one in names if one in blog.posts.posts), None)

    links = blog.config.links_of(blog.language)
    return spliced(page, merged.msgstrs, links, moved, find)


def _place(blog: Blog, page: str, url: str) -> Place:
    posts = blog.posts.posts
    folder = folder_of(blog.config, blog.language)
    return Place(
        page=page,
        url=url,
        posts=posts,
        urls={one.url: localised(one.url, folder) for one in posts.values()},
        pages=frozenset(
            one.name for one in blog.book.pages if one.is_page and one.name not in posts
        ),
        files=frozenset(file.name for file in blog.book.files if not file.is_page),
        site=blog.config.posts.site_of(blog.language),
        by_name=not blog.edition.polyglot,
    )


def _take(blog: Blog, written: Written, place: Place) -> None:
    blog.files |= written.files
    blog.findings += written.findings
    blog.used |= place.used


# The site around them


def _write_site(blog: Blog) -> None:
    if _own_site(blog.book):
        blog.used |= {file.name for file in blog.book.files if not file.is_page}
        blog.files |= dict(_other_pages(blog))
        return
    languages = (blog.config.source_language, *blog.config.languages)
    folders = {one: folder_of(blog.config, one) for one in languages}
    homes = {one: f"/{folder}/" if folder else "/" for one, folder in folders.items()}
    math = _shows_formulas(blog)
    files = site_files(blog.language, languages, _title(blog), homes, math=math)
    folder = folders[blog.language]
    index = files.pop(INDEX)
    blog.files |= files | {posixpath.join(folder, INDEX): index}


def _other_pages(blog: Blog) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a Jekyll site that are no posts, translated."""
    for file in blog.book.pages:
        if file.is_picture or file.name in blog.posts.files:
            continue
        try:
            page = load_page(blog.config, file)
        except PageError as error:
            blog.findings.append(page_finding(blog.config, error))
            continue
        place = _place(blog, file.name, f"/{file.name}")
        opening, front, closing, body = split_front(_merged(blog, file, page).text)
        body = relink_jekyll(body, place) if page.dialect == jekyll.NAME else body
        yield file.name, (opening + front + closing + body).encode()


def _shows_formulas(blog: Blog) -> bool:
    return any(name.endswith(".md") and b"$$" in data for name, data in blog.files.items())


def _title(blog: Blog) -> str:
    """Return the title of the book, as its first page has it."""
    for file in blog.book.pages:
        if file.catalog.lower() not in ("index", "readme"):
            continue
        try:
            page = load_page(blog.config, file)
        except PageError:
            break
        merged = _merged(blog, file, page)
        for number, unit in enumerate(page.units):
            if unit.level == 1:
                return merged.msgstrs.get(number, unit.msgid)
    return blog.config.project


def _bytes(blog: Blog, name: str) -> bytes:
    file = next(file for file in blog.book.files if file.name == name)
    file = blog.book.twins(blog.language).get(name, file)
    try:
        if file.is_picture:
            return _merged(blog, file, load_page(blog.config, file)).text.encode()
        return read_bytes(file)
    except PageError as error:
        blog.findings.append(page_finding(blog.config, error))
        return b""


def _remove_stale(out: Path, files: Mapping[str, bytes], *, keep_mathjax: bool) -> None:
    """Remove what an earlier build wrote and this one did not."""
    for path in sorted(out.rglob("*"), reverse=True):
        name = path.relative_to(out).as_posix()
        ours = name.split("/")[0] in OURS or (keep_mathjax and name.startswith("assets/mathjax/"))
        if ours or name in files:
            continue
        if not path.is_dir() or path.is_symlink():
            path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()
