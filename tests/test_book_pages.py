"""What the book's own notebooks look like in the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.helpers import ROOT

SOURCE = ROOT / "source_en"
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(---\n.*?^---\n)?(.*?)^```$", re.M | re.S)


def notebooks() -> list[str]:
    """Return the names of the pages with code that is run."""
    found = [path for path in SOURCE.rglob("*") if path.suffix in (".md", ".ipynb")]
    pages = [one for one in found if one.suffix == ".ipynb" or CELL.search(one.read_text("utf-8"))]
    return sorted(one.relative_to(SOURCE).as_posix() for one in pages)


def cells(path: Path) -> list[tuple[str, str]]:
    """Return metadata and code of each code cell."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return CELL.findall(text)
    found = [one for one in json.loads(text)["cells"] if one["cell_type"] == "code"]
    return [(json.dumps(one["metadata"]), "".join(one["source"])) for one in found]


@pytest.mark.parametrize("name", [name for name in notebooks() if name.endswith(".ipynb")])
def test_a_notebook_is_kept_as_it_was_before_it_ran(name: str):
    text = (SOURCE / name).read_text("utf-8")
    book = json.loads(text)
    ran = [one for one in book["cells"] if one.get("outputs") or one.get("execution_count")]
    assert ran == []
    assert text == json.dumps(book, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", notebooks())
def test_a_plot_has_a_text_for_those_who_cannot_see_it(name: str):
    plots = [one for one in cells(SOURCE / name) if "plt.show()" in one[1]]
    assert plots
    for metadata, code in plots:
        assert len(metadata.partition("alt")[2]) > 50, code
