"""Every solution in the book runs after the cells of its chapter, and what it asserts holds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import ROOT

pytestmark = pytest.mark.slow

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?:---\n.*?^---\n)?(.*?)^```$", re.M | re.S)
SOLUTION = re.compile(r"^( *)(~~~|```)python\n(.*?)^\1\2$", re.M | re.S)


def chapters() -> list[str]:
    """Return the file names of the chapters."""
    folder = ROOT / "source_en" / "chapters"
    return sorted(path.name for path in folder.iterdir() if path.suffix in (".md", ".ipynb"))


def read(path: Path) -> tuple[str, list[str]]:
    """Return the code of a chapter's cells, and that of each solution."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        code = ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
        text = "\n\n".join("".join(one["source"]) for one in cells if one["cell_type"] != "code")
    else:
        code = CELL.findall(text)
    found = [
        re.sub(rf"^{indent}", "", body, flags=re.M) for indent, _, body in SOLUTION.findall(text)
    ]
    return "\n\n".join(code), found


@pytest.mark.parametrize("name", chapters())
def test_the_solutions_of_a_chapter_run(name: str):
    path = ROOT / "source_en" / "chapters" / name
    assert path.read_text("utf-8").count("{dropdown}") >= 2
    cells, solutions = read(path)
    assert cells
    assert solutions
    for solution in solutions:
        # A process each: a solution may change what the cells have made.
        ended = subprocess.run(
            [sys.executable, "-c", f"{cells}\n\n{solution}"],
            env=os.environ | {"MPLBACKEND": "Agg"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, f"{solution}\n{ended.stderr}"
