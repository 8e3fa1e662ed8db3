"""The files of a book: which are pages, what their catalogs are called, and their bytes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from polybook.catalog.files import TEMPORARY
from polybook.config import Config, format_of, is_excluded
from polybook.formats import svg
from polybook.formats.damaged_page import refuse_damage
from polybook.formats.page import Page
from polybook.formats.reading import decode, read_page, recognise, recognise_dialect
from polybook.model.errors import BookError, CatalogError, DamagedError, PageError
from polybook.model.finding import Finding, Severity

NEVER_COPIED = frozenset(
    {".git", ".hg", ".svn", ".ipynb_checkpoints", "__pycache__", "_build", ".DS_Store"}
)
"""Files and folders that are no part of a book, wherever they stand."""

WAY_OUT = "put the {} itself here, or name it in `exclude`"
"""What to do about a link; one that is excluded is left out of editions."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the source folder."""

    name: str
    """Path relative to the source folder, with `/`."""
    path: Path
    kind: str | None = None
    """The page's format; None for a file that is only copied."""
    catalog: str = ""
    """Name of the page's catalog, without suffix: `chapters/gradient`."""
    size: int = 0
    """Length in bytes."""

    @property
    def is_page(self) -> bool:
        """Whether readers open it: a notebook, a Markdown page, a post."""
        return self.kind not in (None, svg.NAME)

    @property
    def is_picture(self) -> bool:
        """Whether it is shown by other pages, and has no address of its own."""
        return self.kind == svg.NAME

    def is_twin(self, language: str) -> bool:
        """Tell whether it is another file as it is in one language: `photo.vi.png` of `photo.png`.

        Sphinx's name for such files: see `figure_language_filename`.
        """
        name = PurePosixPath(self.name)
        return not self.is_page and name.with_suffix("").suffix == f".{language}"


@dataclass(frozen=True, slots=True)
class Book:
    """The source folder as it is on disk."""

    files: tuple[File, ...]
    """Every file, sorted by name."""
    findings: tuple[Finding, ...]
    """What is there and cannot be part of the book, such as links that lead out of it."""

    @property
    def pages(self) -> tuple[File, ...]:
        """The files that are translated, pictures with labels among them."""
        return tuple(file for file in self.files if file.kind)

    def twins(self, language: str) -> dict[str, File]:
        """Return the files that stand for others in an edition, by the name of those."""
        names = {file.name for file in self.files if not file.is_page}
        found = {_twin_of(file): file for file in self.files if file.is_twin(language)}
        return {name: file for name, file in found.items() if name in names}


def open_book(config: Config) -> Book:
    """List the source folder. Raises BookError when it is not there."""
    root = config.source_dir
    if not root.is_dir():
        reason = "there is no source folder; make it, or set `source` in polybook.toml"
        raise BookError(root, 0, reason)
    found: list[File] = []
    findings: list[Finding] = []
    real = root.resolve()
    for name, entry in _walk(root, "", real, config, findings):
        path = Path(entry.path)
        excluded = is_excluded(config, name)
        if fault := _fault(entry, name, real):
            if not excluded:
                findings.append(page_finding(config, fault))
            continue
        kind = None
        if not excluded:
            kind = format_of(config, name) or recognise(name) or picture_kind(path)
        found.append(File(name, path, kind, size=entry.stat().st_size))
    files = sorted(found, key=lambda file: file.name)
    return Book(_named(_without_twins(config, files)), tuple(findings))


def picture_kind(path: Path) -> str | None:
    """Return the format of a picture that has labels; drawings without text are only copied."""
    if path.suffix.lower() != svg.SUFFIX:
        return None
    try:
        return svg.NAME if svg.has_labels(path.read_bytes()) else None
    except OSError:
        return None  # copying it will say why


def _walk(
    folder: str | Path, prefix: str, real: Path, config: Config, findings: list[Finding]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each file below `folder` with its name, which begins with `prefix`."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check its permissions"
        findings.append(page_finding(config, PageError(prefix.rstrip("/"), 0, reason)))
        return
    for entry in entries:
        name = prefix + entry.name
        half_written = entry.name.endswith(TEMPORARY)
        foreign = config.source == "." and _foreign(Path(entry.path), config)
        if entry.name in NEVER_COPIED or half_written or foreign:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{name}/", real, config, findings)
        elif not (entry.is_symlink() and os.path.isdir(entry.path)):
            yield name, entry
        else:
            reason = f"a link to a folder, which is not followed; {WAY_OUT.format('folder')}"
            fault = _outside(entry, name, real) or PageError(name, 0, reason)
            if not is_excluded(config, name):
                findings.append(page_finding(config, fault))


def _foreign(path: Path, config: Config) -> bool:
    """Tell whether a folder in a project that is its own source belongs to a tool, not the book."""
    if path in config.own_dirs:
        return True
    tool = path.name.startswith(".") or path.name == "node_modules"
    return path.is_dir() and (tool or (path / "pyvenv.cfg").is_file())


def _fault(entry: os.DirEntry[str], name: str, real: Path) -> PageError | None:
    """Say why a file cannot be part of the book, whose folder is `real`; None where it can."""
    if fault := _outside(entry, name, real):
        return fault
    # Not `entry.is_file()`, which fails for links that lead in a circle.
    regular = entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)
    return None if regular else PageError(name, 0, "not a regular file; remove it")


def _outside(entry: os.DirEntry[str], name: str, real: Path) -> PageError | None:
    """Say that a link leads out of the book; of what is no link, all folders above are inside."""
    # Of links that lead in a circle, the real path is their own.
    if not entry.is_symlink() or Path(os.path.realpath(entry.path)).is_relative_to(real):
        return None
    reason = f"a link that leads out of the source folder; {WAY_OUT.format('file')}"
    return PageError(name, 0, reason)


def _without_twins(config: Config, files: Sequence[File]) -> list[File]:
    """Make files of pictures that are translated already, which stand beside their source."""
    names = {file.name for file in files if not file.is_page}
    return [
        replace(file, kind=None)
        if any(file.is_twin(one) for one in config.languages) and _twin_of(file) in names
        else file
        for file in files
    ]


def _twin_of(file: File) -> str:
    """Return the name of the file that a twin stands for."""
    name = PurePosixPath(file.name)
    return str(name.with_suffix("").with_suffix(name.suffix))


def _named(files: Sequence[File]) -> tuple[File, ...]:
    """Give each page its catalog: the name without suffix, with it where two pages share it.

    A picture never takes the name of the page that it stands beside.
    """
    pages = [file for file in files if file.kind]
    uses = Counter(_stem(file.name) for file in pages if not file.is_picture)
    all_uses = Counter(_stem(file.name) for file in pages)
    names = {}
    for file in pages:
        stem = _stem(file.name)
        alone = (all_uses if file.is_picture else uses)[stem] == 1
        names[file.name] = stem if alone else file.name
    return tuple(replace(file, catalog=names.get(file.name, "")) for file in files)


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def read_bytes(file: File) -> bytes:
    """Return the bytes of `file`; raises PageError when the system will not give them."""
    try:
        return file.path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check its permissions"
        raise PageError(file.name, 0, reason) from error


def cut_page(config: Config, file: File, text: str) -> Page:
    """Cut `text`, the content of `file`, into a page; raises PageError where it is none."""
    kind = kind_of(config, file, text)
    return read_page(file.name, text, kind, config.front_matter, config.hosts)


def kind_of(config: Config, file: File, text: str) -> str:
    """Return the format of a page, by its content where the configuration names none."""
    if file.kind == "markdown" and format_of(config, file.name) is None:
        return recognise_dialect(file.name, text)
    return file.kind or ""


def load_page(config: Config, file: File) -> Page:
    """Read `file` and cut it into a page; raises PageError where that cannot be, or is damaged."""
    page = cut_page(config, file, decode(read_bytes(file), file.name))
    refuse_damage(page)
    return page


def page_finding(config: Config, error: PageError) -> Finding:
    """Turn the error of one page into a finding, so that the other pages are still done."""
    path = config.source_path(error.path)
    reason = error.reason
    if isinstance(error, DamagedError):
        # The command that it names is run in the project.
        reason = DamagedError(path, error.line, error.code_page).reason
    return Finding(
        error.code,
        Severity.ERROR,
        reason,
        path=path,
        line=error.line,
        page=error.path,
        page_line=error.line,
    )


def on_page(config: Config, finding: Finding) -> Finding:
    """Give a finding about a page, which knows no path yet, its place in the project."""
    if finding.path:
        return finding
    return replace(finding, path=config.source_path(finding.page), line=finding.page_line)


def catalog_finding(error: CatalogError) -> Finding:
    """Turn the error of one catalog into a finding."""
    return Finding(error.code, Severity.ERROR, error.reason, path=error.path, line=error.line)
