"""build library: the module that the `#@save` blocks of one code tab make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath, PureWindowsPath

from polybook.catalog.files import write_atomically
from polybook.config import Config
from polybook.formats.d2l.library import read_library, saved_code, write_library
from polybook.formats.d2l.pieces import cut_pieces, for_tab
from polybook.formats.d2l.tabs import tab_name
from polybook.model.errors import ConfigError, UsageError
from polybook.model.finding import Finding, Severity
from polybook.steps.book import Book, cut_page, open_book
from polybook.steps.build import Built
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.d2l import LINE_END, SETTINGS, D2lBook, open_d2l
from polybook.steps.merge import merge_page

LIBRARY_CODE = "library-code"


def build_library(config: Config, language: str, tab: str | None = None) -> Built:
    """Write the library of `tab`, or of every tab, as the pages of `language` save it.

    Code is never translated, so all editions give the same bytes. Raises UsageError where the book
    has no such tab, or saves nothing.
    """
    files = open_book(config)
    book = open_d2l(config, files)
    tabs = [tab] if tab else list(book.tabs)
    if tab and tab not in book.tabs:
        known = ", ".join(book.tabs) or "none"
        raise UsageError(f"{tab}: no code tab of this book; it has: {known}")
    out = config.build_dir / language / "library"
    report = Built(out)
    texts = dict(_merged(config, language, book, files))
    written = 0
    for name in tabs:
        blocks = list(_blocks(texts, book, name))
        if blocks:
            _write(config, book, name, blocks, report)
            written += 1
    if not written:
        which = f" for {', '.join(tabs)}" if tabs else ""
        raise UsageError(f"{config.source}: no page marks code with #@save{which}")
    return report


def _merged(config: Config, language: str, book: D2lBook, pages: Book) -> Iterator[tuple[str, str]]:
    """Yield the d2l pages as they are in the edition, in the book's order."""
    files = {file.name: file for file in pages.pages}
    for name, text in book.texts.items():
        if language == config.source_language:
            yield name, text
            continue
        page = cut_page(config, files[name], text)
        catalog, _ = page_catalog(config, language, files[name])
        merged = merge_page(page, catalog, catalog_path(config, language, files[name].catalog))
        yield name, LINE_END.sub("\n", merged.text)


def _blocks(texts: dict[str, str], book: D2lBook, tab: str) -> Iterator[tuple[str, str]]:
    default = book.tabs[0] if book.tabs else ""
    for name, text in texts.items():
        for piece in for_tab(cut_pieces(text, default), tab):
            if piece.code and (code := saved_code(piece.text)):
                yield name, code


def _write(
    config: Config, book: D2lBook, tab: str, blocks: Sequence[tuple[str, str]], report: Built
) -> None:
    library = read_library(book.settings, tab, f"{_module(config.project)}/{tab}.py")
    path = PurePosixPath(library.file)
    if path.is_absolute() or ".." in path.parts or PureWindowsPath(library.file).anchor:
        reason = f"`lib_file` of [library-{tab}] must be a path in the build folder"
        raise ConfigError(f"{config.source_path(SETTINGS)}: {reason}, not {library.file}")
    source = write_library(blocks, library, f"{config.project}, {tab_name(tab)}")
    report.findings += (
        Finding(LIBRARY_CODE, Severity.WARNING, fault, path=config.source_path(SETTINGS))
        for fault in library.faults
    )
    report.findings += _broken(config, blocks)
    write_atomically(report.out / path, source.encode(), durable=False)


def _broken(config: Config, blocks: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a finding for each saved block that is no Python by itself."""
    for name, code in blocks:
        try:
            compile(code, name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            message = f"what #@save marks is no Python by itself ({error}); mark whole definitions"
            path = config.source_path(name)
            yield Finding(LIBRARY_CODE, Severity.ERROR, message, path=path, page=name)


def _module(project: str) -> str:
    """Return the project's name as that of a package."""
    name = "".join(char if char.isalnum() else "_" for char in project.lower())
    return name if name.isidentifier() else f"_{name}"
