"""Notebooks as posts: nbconvert renders code, outputs and pictures; the text is ours.

Outputs are those of the file. A notebook without any is taken from the book's execution cache, the
one that MyST-NB uses, or run and put there, so that it runs once for all languages.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from polybook.config import Config
from polybook.formats.posts.kramdown import Kramdown
from polybook.formats.posts.links import relative_url
from polybook.formats.posts.liquid import raw
from polybook.model.errors import ConfigError

PICTURE = re.compile(r"!\[(?P<kind>[^\]\n]*)\]\((?P<file>[^)\n]+)\)")
ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
FAILURES = ("CellExecutionError", "CellTimeoutError", "DeadKernelError")
LONGEST = 3
"""Lines of a failing cell's message that a finding quotes."""
TIMEOUT = 600
"""Seconds that one cell may run."""

Notebook = Any
"""nbformat's NotebookNode, which has no types."""


@dataclass(slots=True)
class Rendered:
    """A notebook as the body of a post."""

    body: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures, by their names in the blog's folder."""
    silent: list[int] = field(default_factory=list)
    """The numbers, from 1, of the cells whose pictures have no alternative text."""


def read_notebook(text: str) -> Notebook:
    """Return the notebook that `text` is, in nbformat 4."""
    import nbformat

    return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]


def render(notebook: Notebook, page: Kramdown, folder: str) -> Rendered:
    """Return `notebook` as Markdown for kramdown; `folder` is for its pictures, in the blog."""
    _name_language(notebook)
    found = Rendered()
    parts = []
    for number, cell in enumerate(notebook.cells, 1):
        if "remove-cell" in _tags(cell):
            continue
        if cell.cell_type == "markdown":
            text, files = _exported(notebook, cell, f"{folder}/cell-{number}")
            parts.append(page.convert(_placed(text, files, "")))
        elif cell.cell_type == "code":
            text, files = _exported(notebook, _shown(cell), f"{folder}/cell-{number}")
            alt = _alt(cell)
            if any(name in text for name in files) and not alt:
                found.silent.append(number)
            parts.append(_placed(text, files, alt, escape=True))
        else:
            continue
        found.files |= files
    found.body = "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
    return found


def _name_language(notebook: Notebook) -> None:
    """Tell nbconvert what language the code is in, where only the kernel says so."""
    if "language_info" not in notebook.metadata:
        language = notebook.metadata.get("kernelspec", {}).get("language", "python")
        notebook.metadata["language_info"] = {"name": language}


def _tags(cell: Notebook) -> list[str]:
    return [str(tag).replace("_", "-") for tag in cell.metadata.get("tags", [])]


def _shown(cell: Notebook) -> Notebook:
    """Return a code cell without the parts that its tags remove."""
    from copy import deepcopy

    shown = deepcopy(cell)
    if "remove-output" in _tags(cell):
        shown.outputs = []
    if "remove-input" in _tags(cell):
        shown.source = ""
        shown.metadata["transient"] = {"remove_source": True}
    return shown


def _alt(cell: Notebook) -> str:
    image = cell.metadata.get("mystnb", {}).get("image", {})
    return str(image.get("alt", "")) if isinstance(image, dict) else ""


@cache
def _exporter() -> Any:  # noqa: ANN401  nbconvert has no types
    try:
        from nbconvert import MarkdownExporter
        from traitlets.config import Config as Settings
    except ImportError as error:
        reason = "posts from notebooks need nbconvert: pip install 'polybook[book]'"
        raise ConfigError(reason) from error
    settings = Settings()
    settings.ExtractAttachmentsPreprocessor.enabled = True
    # A line that arrived in two parts is still one line.
    settings.CoalesceStreamsPreprocessor.enabled = True
    return MarkdownExporter(config=settings)  # type: ignore[no-untyped-call]


def _exported(notebook: Notebook, cell: Notebook, name: str) -> tuple[str, dict[str, bytes]]:
    """Return one cell as nbconvert writes it, and its pictures; their names begin with `name`."""
    from nbformat import v4

    one = v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[cell], metadata=notebook.metadata
    )
    folder, _, key = name.rpartition("/")
    resources = {
        "unique_key": key,
        "output_files_dir": folder,
        "attachment_files_dir": folder,
        "metadata": {"name": key},
    }
    text, made = _exporter().from_notebook_node(one, resources=resources)
    return ESCAPES.sub("", text), dict(made.get("outputs") or {})


def _placed(text: str, files: Mapping[str, bytes], alt: str, *, escape: bool = False) -> str:
    """Return `text` with the pictures in `files` linked from the blog's root.

    With `escape`, nothing else in it means anything to Liquid.
    """
    parts = []
    done = 0
    for match in PICTURE.finditer(text):
        if match["file"] not in files:
            continue
        before = text[done : match.start()]
        shown = alt if escape else match["kind"]
        shown = re.sub(r"([\[\]\\])", r"\\\1", " ".join(shown.split())) if escape else shown
        parts += [raw(before) if escape else before, f"![{raw(shown)}]"]
        parts.append(f"({relative_url('/' + quote(match['file']))})")
        done = match.end()
    return "".join([*parts, raw(text[done:]) if escape else text[done:]])


# Outputs


def has_outputs(notebook: Notebook) -> bool:
    """Tell whether a notebook has been run, or has nothing to run."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    return not code or any(cell.outputs or cell.execution_count for cell in code)


def with_outputs(config: Config, notebook: Notebook, path: Path) -> tuple[Notebook, str]:
    """Return `notebook` run, from the cache where its code ran before, and why it failed.

    `path` is that of the page, whose folder is the one that code runs in.
    """
    try:
        from jupyter_cache import get_cache
        from jupyter_cache.base import CacheBundleIn
    except ImportError as error:
        reason = "running notebooks needs the extra `book`: pip install 'polybook[book]'"
        raise ConfigError(reason) from error
    notebook.metadata.setdefault("kernelspec", {"display_name": "Python 3", "name": "python3"})
    kept = get_cache(str(_cache_folder(config.sphinx_dir, config.build_dir)))
    try:
        return kept.merge_match_into_notebook(notebook)[1], ""
    except KeyError:
        pass  # never run
    fault = _run(notebook, path.parent)
    if not fault:
        bundle = CacheBundleIn(notebook, str(path), data={})
        kept.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    return notebook, fault


@cache
def _cache_folder(folder: Path, build: Path) -> Path:
    """Return MyST-NB's execution cache: the one that conf.py in `folder` names."""
    named = ""
    if (folder / "conf.py").is_file():
        try:
            named = runpy.run_path(str(folder / "conf.py")).get("nb_execution_cache_path", "")
        except Exception:
            named = ""  # Sphinx will say what is wrong with it
    return Path(folder, named) if named else build / ".jupyter_cache"


def _run(notebook: Notebook, folder: Path) -> str:
    """Run a notebook in place; return the end of what a failing cell said."""
    from nbclient import NotebookClient

    resources = {"metadata": {"path": str(folder)}}
    # Times would become part of what the cache knows a notebook by.
    client = NotebookClient(notebook, timeout=TIMEOUT, resources=resources, record_timing=False)
    try:
        client.execute()
    except Exception as error:
        if type(error).__name__ not in FAILURES:
            raise
        lines = ESCAPES.sub("", str(error)).strip().split("\n")
        return "; ".join(line.strip() for line in lines[-LONGEST:] if line.strip())
    return ""
