"""One run of a notebook for all editions: its captions are in many languages, its code in one.

jupyter-cache, which MyST-NB asks, takes two notebooks for the same when code and metadata of their
cells are, and shows a notebook with the metadata that it had when it ran. What is translated of a
cell, the caption and the alt text of what it draws, is part of the metadata: each edition would run
all code again, and readers might see the words of another one. Neither has a setting, hence the two
methods that are wrapped.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from sphinx.errors import ExtensionError

from polybook.formats.directives import CELL_OPTIONS

METHODS = ("create_hashed_notebook", "merge_match_into_notebook")
PATHS = tuple(tuple(path.split(".")) for path in sorted(CELL_OPTIONS))

Notebook = Any
"""A `nbformat.NotebookNode`."""


def share_runs() -> None:
    """Wrap jupyter-cache's comparing of notebooks, once a process; nothing where it is not there.

    Raises ExtensionError where it has no such methods.
    """
    try:
        from jupyter_cache.cache.main import JupyterCacheBase
    except ImportError:
        return  # a book without notebooks
    hashed, merged = (getattr(JupyterCacheBase, name, None) for name in METHODS)
    if hashed is None or merged is None:
        raise ExtensionError(
            "polybook: this version of jupyter-cache compares notebooks in another way, so every "
            "edition would run them again; install the version in polybook's constraints.txt"
        )
    if not hasattr(hashed, "polybook"):
        setattr(JupyterCacheBase, METHODS[0], _without_words(hashed))
        setattr(JupyterCacheBase, METHODS[1], _with_own_metadata(merged))


def _without_words(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def create(cache: object, nb: Notebook, *args: object, **options: object) -> object:
        """Compare `nb` as if its cells had no captions."""
        nb = copy.deepcopy(nb)
        for cell in nb.cells:
            for path in PATHS:
                _take_out(cell.metadata, path)
        return original(cache, nb, *args, **options)

    create.polybook = True  # type: ignore[attr-defined]  # so that it is wrapped only once
    return create


def _take_out(metadata: Any, path: tuple[str, ...]) -> None:
    for key in path[:-1]:
        metadata = metadata.get(key)
        if not isinstance(metadata, dict):
            return
    metadata.pop(path[-1], None)


def _with_own_metadata(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def merge(
        cache: object,
        nb: Notebook,
        *args: object,
        cell_meta: Iterable[str] = (),
        **options: object,
    ) -> object:
        """Take the outputs of the run, and of its cells' metadata only what `cell_meta` names."""
        return original(cache, nb, *args, cell_meta=cell_meta, **options)

    return merge
