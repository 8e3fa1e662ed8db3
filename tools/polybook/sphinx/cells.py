"""Running the code cells of d2l pages, one tab after another, and their outputs as MyST.

Each tab of a page is a notebook of its own, since frameworks give the same names to other things.
A tab runs only where its framework is installed. What a notebook printed is kept in the execution
cache by its code, so that every edition shows the outputs of one run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from polybook.catalog.files import write_atomically
from polybook.formats.d2l.pieces import cut_pieces, for_tab
from polybook.formats.d2l.tabs import Outputs, fenced, no_outputs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MODULES = {"pytorch": "torch"}
"""The module that a tab needs, where it has another name."""
IMAGES = ("image/png", "image/jpeg", "image/gif")
ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONGEST = 10
"""Lines of a failing cell's message that a warning quotes."""
logger = logging.getLogger(__name__)

Output = dict[str, Any]


def outputs_of(app: Sphinx, docname: str, text: str, tabs: Sequence[str]) -> Outputs:
    """Return what gives the outputs of the cells of a page, running its tabs as they are needed."""
    if app.config.nb_execution_mode == "off":
        return no_outputs
    pieces = cut_pieces(text, tabs[0] if tabs else "")
    folder = Path(app.env.doc2path(docname)).parent

    @cache
    def run(tab: str) -> list[list[Output]]:
        code = [piece.text for piece in for_tab(pieces, tab) if piece.code]
        return _outputs(app, docname, tab, code, folder)

    def outputs(tab: str, number: int) -> str:
        if not _installed(MODULES.get(tab, tab or "sys")):
            return ""
        found = run(tab)
        return _shown(found[number]) if number < len(found) else ""

    return outputs


@cache
def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _outputs(
    app: Sphinx, docname: str, tab: str, code: Sequence[str], folder: Path
) -> list[list[Output]]:
    """Return the outputs of each cell, from the cache where the same code ran before."""
    if not any(one.strip() for one in code):
        return [[] for _ in code]
    digest = hashlib.sha256(json.dumps([tab, *code]).encode()).hexdigest()[:32]
    path = _cache(app) / f"{digest}.json"
    try:
        kept = json.loads(path.read_text("utf-8"))
        if len(kept) == len(code):
            return list(kept)
    except (OSError, ValueError):
        pass  # never run, or torn: it is run again
    found = _run(app, docname, tab, code, folder)
    if found:
        write_atomically(path, json.dumps(found).encode(), durable=False)
    return found


def _cache(app: Sphinx) -> Path:
    named = app.config.nb_execution_cache_path
    return (Path(named) if named else Path(app.outdir).parent / ".jupyter_cache") / "tabs"


def _run(
    app: Sphinx, docname: str, tab: str, code: Sequence[str], folder: Path
) -> list[list[Output]]:
    """Run one notebook; a failing cell is a warning, and the notebook then has no outputs."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    cells: list[Output] = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": one}
        for one in code
    ]
    notebook = nbformat.from_dict(  # type: ignore[no-untyped-call]  # it has no types
        {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    )
    timeout = app.config.nb_execution_timeout
    try:
        NotebookClient(
            notebook, timeout=timeout, resources={"metadata": {"path": str(folder)}}
        ).execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        lines = ESCAPES.sub("", str(error)).strip().split("\n")
        shown = "\n".join(lines[-LONGEST:])
        logger.warning(
            f"the cells of tab {tab} do not run; correct the code:\n{shown}",
            location=docname, type="polybook", subtype="d2l-cell",
        )  # fmt: skip
        return []
    return [[dict(output) for output in cell.outputs] for cell in notebook.cells]


def _shown(outputs: Sequence[Output]) -> str:
    return "\n\n".join(shown for output in outputs if (shown := _one(output)))


def _one(output: Output) -> str:
    """Return one output as MyST."""
    if output["output_type"] == "stream":
        return _text(output["text"])
    data = output.get("data", {})
    for kind in IMAGES:
        if kind in data:
            encoded = "".join(str(data[kind]).split())
            return fenced(f"{{image}} data:{kind};base64,{encoded}", ':alt: ""')
    if "image/svg+xml" in data:
        return fenced("{raw} html", str(data["image/svg+xml"]))
    if "text/html" in data:
        return fenced("{raw} html", str(data["text/html"]))
    return _text(data["text/plain"]) if "text/plain" in data else ""


def _text(text: str) -> str:
    shown = ESCAPES.sub("", text).strip("\n")
    return fenced("{code-block} text", f":class: output\n\n{shown}") if shown.strip() else ""
