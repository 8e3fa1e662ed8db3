"""build: make the edition of one language as notebooks. `build_sphinx` makes sites and books."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from polybook.catalog.files import write_atomically
from polybook.config import Config
from polybook.formats import d2l
from polybook.formats.d2l import is_d2l
from polybook.formats.d2l.notebook import Place, Places, places_of
from polybook.formats.d2l.notebook import to_notebook as notebook_of_tab
from polybook.formats.reading import decode
from polybook.formats.textnotebook import is_text_notebook, to_notebook
from polybook.model.errors import PageError, UsageError
from polybook.model.finding import Finding
from polybook.steps.book import File, read_bytes
from polybook.steps.d2l import LINE_END, D2lBook, open_d2l
from polybook.steps.merge import merge
from polybook.steps.notebooks import NO_TAB
from polybook.steps.work import Progress, silent

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"})


@dataclass(slots=True)
class Built:
    """What `build` made."""

    out: Path
    """What to open: a folder, or a file."""
    exit_code: int = 0
    """That of the program that made it, such as Sphinx."""
    findings: list[Finding] = field(default_factory=list)
    reason: str = ""
    """Why that program stopped, where its own words are far up or in a file."""


def build_notebooks(config: Config, language: str, progress: Progress = silent) -> Built:
    """Write the localised notebooks and the pictures beside them.

    Markdown notebooks become .ipynb files as well, and pages in d2l Markdown one for each of their
    code tabs, in a folder of the tab's name with the pictures. The source language gets its own
    notebooks. The folder is made anew, so it holds nothing else.
    """
    out = config.build_dir / language / "notebooks"
    report = merge(config, language, out, progress=progress, wanted=_notebook_or_picture)
    if not any(out.rglob("*.ipynb")) and not any(out.rglob("*.md")) and not report.findings:
        raise UsageError(f"{config.source}: there is no notebook in the source folder")
    book = open_d2l(config)
    for path in sorted(out.rglob("*.md")):
        name = path.relative_to(out).as_posix()
        if name not in book.texts:
            text = to_notebook(path.read_text("utf-8"))
            write_atomically(path.with_suffix(".ipynb"), text.encode())
            path.unlink()
    if book.texts:
        _write_tabs(book, out)
    return Built(out, 0, report.findings)


def _write_tabs(book: D2lBook, out: Path) -> None:
    """Turn the merged d2l pages in `out` into one folder of notebooks for each tab."""
    pictures = [path for path in out.rglob("*") if path.suffix.lower() in PICTURES]
    texts = {name: LINE_END.sub("\n", (out / name).read_text("utf-8")) for name in book.texts}
    places: dict[str, Place] = {}
    for name, text in texts.items():
        places |= places_of(text, _stem(name))
    for tab in book.tabs or (NO_TAB,):
        for name, text in texts.items():
            made = notebook_of_tab(text, tab, book.tabs, _stem(name), Places(places))
            write_atomically(out / tab / f"{_stem(name)}.ipynb", made.encode(), durable=False)
        for path in pictures:
            copy = out / tab / path.relative_to(out)
            write_atomically(copy, path.read_bytes(), durable=False)
    for name in texts:
        (out / name).unlink()


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _notebook_or_picture(file: File) -> bool:
    if file.kind not in ("markdown", d2l.NAME):
        return file.kind == "notebook" or file.path.suffix.lower() in PICTURES
    try:
        text = decode(read_bytes(file), file.name)
        return is_text_notebook(text) or is_d2l(text)
    except PageError:
        return True  # merging it will say what is wrong
