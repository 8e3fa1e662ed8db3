"""Pictures with labels, as they are in the edition: what pages show, and what themes copy.

A page's pictures are merged when the page is read, into a folder beside Sphinx's own doctrees, and
the page is given those. So every builder has them, EPUB and LaTeX among them. What the environment
remembers is what each merged picture looked like: where that changes, the page is read again.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from polybook.catalog.files import write_atomically
from polybook.model.errors import PageError
from polybook.sphinx.findings import warn
from polybook.sphinx.project import Edition, edition_of
from polybook.sphinx.state import PagePicture, pictures
from polybook.steps.book import File, load_page, on_page, page_finding
from polybook.steps.catalogs import catalog_path, page_catalog
from polybook.steps.merge import MergedPage, merge_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FOLDER = "polybook-pictures"
"""Where merged pictures stand, in the folder of the doctrees."""
COPIED = {
    "html_static_path": "_static",
    "html_extra_path": "",
    "html_logo": "_static",
    "html_favicon": "_static",
}
"""Settings that name files or folders, and where in a site Sphinx copies those."""

CONVERTER = "sphinxcontrib.rsvgconverter"
"""The extension that makes a PDF of an SVG picture, which LaTeX cannot show."""

_said: WeakKeyDictionary[Sphinx, set[str]] = WeakKeyDictionary()
"""The pictures of which this build has said what is wrong."""


def convert_for_print(app: Sphinx) -> None:
    """Have SVG pictures converted for LaTeX, unless the book names a converter of its own."""
    others = [name for name in app.config.extensions if name.endswith("converter")]
    if not others and importlib.util.find_spec(CONVERTER):
        app.setup_extension(CONVERTER)


def use_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Show the edition's pictures on the page that was just read.

    Sphinx's own collectors come before: they have found the files, one of the language among them
    where an author has drawn it (`figure_language_filename`).
    """
    edition = edition_of(app)
    docname = app.env.docname
    if not (edition.translated and edition.pictures):
        return
    said = _said.setdefault(app, set())
    moved: dict[str, str] = {}
    shown: dict[str, PagePicture] = {}
    for name in sorted(set(_used(app, doctree)) & edition.pictures.keys()):
        file = edition.pictures[name]
        merged = merged_picture(edition, file, say=name not in said)
        said.add(name)
        shown[name] = merged.shown
        if merged.data is not None:
            moved[name] = _put(app, name, merged.data)
    if shown:
        pictures(app.env)[docname] = shown
    if moved:
        _exchange_images(app.env, docname, doctree, moved)
        _exchange_downloads(app.env, docname, doctree, moved)


def _used(app: Sphinx, doctree: nodes.document) -> Iterator[str]:
    """Yield the files that a page shows or offers, relative to the source folder."""
    for image in doctree.findall(nodes.image):
        yield from image.get("candidates", {}).values()
    for link in doctree.findall(addnodes.download_reference):
        yield _download(app.env, link)


def _download(env: BuildEnvironment, link: nodes.Element) -> str:
    return "" if "refuri" in link else env.relfn2path(link["reftarget"], env.docname)[0]


@dataclass(frozen=True, slots=True)
class MergedPicture:
    """A picture with its translations put in."""

    data: bytes | None = None
    """None where it is the source's own."""
    total: int = 0
    """How many units it has."""
    untranslated: int = 0

    @property
    def shown(self) -> PagePicture:
        """What is remembered of it."""
        look = sha256(self.data).hexdigest() if self.data is not None else ""
        return PagePicture(look, self.total, self.untranslated)


def merged_picture(edition: Edition, file: File, *, say: bool = False) -> MergedPicture:
    """Return a picture in the edition's language.

    With `say`, what is wrong with it becomes warnings.
    """
    try:
        page = load_page(edition.config, file)
    except PageError as error:
        if say:
            warn([page_finding(edition.config, error)])
        return MergedPicture()
    catalog, fault = page_catalog(edition.config, edition.language, file)
    path = catalog_path(edition.config, edition.language, file.catalog)
    merged: MergedPage = merge_page(page, catalog, path)
    if say:
        own = [on_page(edition.config, finding) for finding in page.findings]
        warn([*own, *([fault] if fault else ()), *merged.findings])
    data = merged.text.encode() if merged.msgstrs else None
    return MergedPicture(data, len(page.units), len(page.units) - len(merged.msgstrs))


def _put(app: Sphinx, name: str, data: bytes) -> str:
    """Write a merged picture; return its path relative to the source folder, as Sphinx's are."""
    path = Path(app.doctreedir) / FOLDER / name
    if not path.is_file() or path.read_bytes() != data:
        write_atomically(path, data, durable=False)
    try:
        return Path(relpath(path, app.srcdir)).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_posix()


def _exchange_images(
    env: BuildEnvironment, docname: str, doctree: nodes.document, moved: dict[str, str]
) -> None:
    known = [name for name, (docnames, _) in env.images.items() if docname in docnames]
    env.images.purge_doc(docname)
    for name in known:
        env.images.add_file(docname, moved.get(name, name))
    for image in doctree.findall(nodes.image):
        candidates: dict[str, str] = image.get("candidates", {})
        candidates.update({kind: moved.get(name, name) for kind, name in candidates.items()})
        image["uri"] = moved.get(image["uri"], image["uri"])


def _exchange_downloads(
    env: BuildEnvironment, docname: str, doctree: nodes.document, moved: dict[str, str]
) -> None:
    for link in doctree.findall(addnodes.download_reference):
        target = moved.get(_download(env, link))
        if target is not None:
            link["filename"] = str(env.dlfiles.add_file(docname, target))


def outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001  Sphinx calls with all five
    changed: set[str],  # noqa: ARG001
    removed: set[str],  # noqa: ARG001
) -> list[str]:
    """Return the pages that show a picture which is another now."""
    edition = edition_of(app)
    now: dict[str, PagePicture] = {}

    def differs(name: str, shown: PagePicture) -> bool:
        file = edition.pictures.get(name)
        if file is None:
            return True
        if name not in now:
            now[name] = merged_picture(edition, file).shown
        return now[name] != shown

    return [
        docname
        for docname, found in pictures(env).items()
        if any(differs(name, shown) for name, shown in found.items())
    ]


def write_copies(app: Sphinx, exception: Exception | None) -> None:
    """Put the edition's pictures in the place of those that Sphinx copied as they are.

    They are those of `html_static_path` and `html_extra_path`, which raw HTML and themes show, and
    the logo.
    """
    edition = edition_of(app)
    if exception is not None or not edition.translated or app.builder.format != "html":
        return
    for file in edition.pictures.values():
        targets = [target for target in _copies(app, file) if target.is_file()]
        data = merged_picture(edition, file).data if targets else None
        for target in targets:
            if data is not None and target.read_bytes() != data:
                write_atomically(target, data, durable=False)


def _copies(app: Sphinx, file: File) -> Iterator[Path]:
    """Yield where Sphinx may have put a picture on its own, the file as it is."""
    out = Path(app.outdir)
    for setting, folder in COPIED.items():
        entries = getattr(app.config, setting) or ()
        for entry in [entries] if isinstance(entries, str) else entries:
            top = (Path(app.confdir) / entry).resolve()
            path = file.path.resolve()
            if path == top:
                yield out / folder / path.name
            elif path.is_relative_to(top):
                yield out / folder / path.relative_to(top)
