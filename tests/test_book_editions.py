"""The book keeps what it says of itself: whole in Vietnamese, in order, and running everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from polybook.config import load
from polybook.model.finding import Severity
from polybook.steps.build import build_notebooks
from polybook.steps.check import check
from polybook.steps.glossary import load_glossary
from polybook.steps.stats import stats, total
from tests.helpers import ROOT

EXECUTE = """
import json, sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], 4)
NotebookClient(book, timeout=120, kernel_name="python3").execute()
cells = [cell.outputs for cell in book.cells if cell.cell_type == "code"]
# What a cell prints arrives in one piece or in several, as the clock will have it.
print(json.dumps([["".join(one.get("text", "") for one in outputs),
                   [one.data for one in outputs if "data" in one]] for outputs in cells]))
"""


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_what_is_translated_is_in_order(language: str):
    found = check(load(ROOT), language).findings
    assert [one for one in found if one.severity is not Severity.NOTE] == []


def test_the_vietnamese_edition_is_whole():
    counts = total(stats(load(ROOT)).languages["vi"])
    assert (counts.fuzzy, counts.missing) == (0, 0)


def test_the_glossary_has_two_hundred_terms_and_says_what_they_are():
    terms = load_glossary(load(ROOT), "vi").glossary.terms
    assert len({one.term for one in terms}) >= 200
    assert [one.term for one in terms if not one.pos] == []


def test_the_english_book_is_as_long_as_a_book():
    counts = stats(load(ROOT)).languages["vi"]
    assert total(counts).words >= 9000
    assert sum(one.page.startswith("chapters/") for one in counts) >= 8


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the notebooks of each edition, and return their folders."""
    root = tmp_path_factory.mktemp("book")
    for name in ("source_en", "locales", "glossary", "polybook.toml"):
        (root / name).symlink_to(ROOT / name)
    config = load(root)
    return {language: build_notebooks(config, language).out for language in ("en", "vi", "fr")}


def outputs(notebook: Path) -> list[list[object]]:
    """Return what the cells of a notebook print and show, in a kernel of its own."""
    done = subprocess.run(
        [sys.executable, "-c", EXECUTE, notebook.name],
        cwd=notebook.parent,
        env=os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


PAGES = sorted(
    path.relative_to(ROOT / "source_en").with_suffix(".ipynb").as_posix()
    for folder in ("chapters", "posts")
    for path in (ROOT / "source_en" / folder).iterdir()
    if path.suffix == ".ipynb" or "\nkernelspec:" in path.read_text("utf-8")
)


@pytest.mark.slow
@pytest.mark.parametrize("page", [*PAGES, "numpy/appendix/two-frameworks.ipynb"])
def test_a_notebook_gives_the_same_results_in_every_edition(notebooks: dict[str, Path], page: str):
    english = outputs(notebooks["en"] / page)
    assert any(printed or shown for printed, shown in english)
    assert outputs(notebooks["vi"] / page) == english
