"""Merge: all pages in a language whose every message is translated.

The same commands over empty catalogs tell how much of a page a tool keeps; see fidelity.py.
"""

from functools import partial
from pathlib import Path

from measure import Task
from steps import books
from work import Work, clear

NAME = "merge"


def out_of(work: Work, tool: str, *, full: bool) -> Path:
    """Return the folder where a tool leaves the merged pages."""
    state = "full" if full else "empty"
    return work.root / tool / (f"{state}/out" if tool == "po4a" else f"{state}-out")


def polybook(work: Work, *, full: bool = True) -> list[Task]:
    home = books.polybook(work, "full" if full else "empty", full=full)
    out = out_of(work, "polybook", full=full)
    argv = [work.polybook, "-C", home, "merge", "vi", "--out", out]
    return [Task(NAME, "polybook", argv, partial(books.forget, out), codes=(0, 1))]


def mdpo(work: Work, *, full: bool = True) -> list[Task]:
    catalogs = books.mdpo(work, "full" if full else "empty", full=full)
    out = out_of(work, "mdpo", full=full)
    argv = [work.peer("mdpo", "python"), books.MDPO_DRIVER, "merge", work.english, catalogs, out]
    return [Task(NAME, "mdpo", argv, partial(clear, out))]


def translate_toolkit(work: Work, *, full: bool = True) -> list[Task]:
    catalogs = books.translate_toolkit(work, "full" if full else "empty", full=full)
    out = out_of(work, "translate-toolkit", full=full)
    po2md = work.peer("translate-toolkit", "po2md")
    # Without a line length it keeps more of a page than with one.
    options = ("--progress=none", "--no-code-blocks", "--maxlinelength=0")
    argv = [po2md, *options, "-i", catalogs, "-t", work.english, "-o", out]
    return [Task(NAME, "translate-toolkit", argv, partial(clear, out))]


def po4a(work: Work, *, full: bool = True) -> list[Task]:
    config = books.po4a(work, "full" if full else "empty", full=full)
    argv = ["env", "-C", config.parent, "po4a", "--quiet", "--no-update", config.name]
    prepare = partial(books.forget, out_of(work, "po4a", full=full))
    return [Task(NAME, "po4a", argv, prepare)]


CONTENDERS = {
    "polybook": polybook,
    "mdpo": mdpo,
    "translate-toolkit": translate_toolkit,
    "po4a": po4a,
}
