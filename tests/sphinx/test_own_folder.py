"""An edition of a project whose pages stand beside conf.py, as Jupyter Book and Sphinx do it."""

from __future__ import annotations

from pathlib import Path

from polybook.config import load
from polybook.steps.build_sphinx import build_html
from polybook.steps.merge import merge
from tests.sphinx.books import CONF, build, foreign, html, translate, write


def test_merged_pages_and_glossaries_are_no_part_of_the_edition(tmp_path: Path):
    pages = {"index.md": "# A book\n\nIt begins.\n\n```{toctree}\none\n```\n", "one.md": "# One\n"}
    conf = CONF.format(root=tmp_path.as_posix())
    write(tmp_path, {**pages, "conf.py": conf, "glossary/notes.md": "# Notes\n"})
    write(tmp_path, {"polybook.toml": 'source = "."\nlanguages = ["vi"]\n'})
    translate(tmp_path, "index.md", foreign, source=".")
    merge(load(tmp_path), "vi", tmp_path / "build" / "vi" / "source")
    build(tmp_path, "vi", source=".")
    out = tmp_path / "build" / "vi" / "html"
    made = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    assert made == {"index.html", "one.html", "genindex.html", "search.html"}
    assert foreign("It begins.") in html(tmp_path, "vi", "index")


def test_conf_py_may_stand_among_the_pages(tmp_path: Path):
    conf = CONF.format(root=tmp_path.as_posix())
    write(tmp_path, {"docs/index.md": "# A book\n\nIt begins.\n", "docs/conf.py": conf})
    write(tmp_path, {"polybook.toml": 'source = "docs"\nlanguages = ["vi"]\n'})
    translate(tmp_path, "index.md", foreign, source="docs")
    config = load(tmp_path)
    assert config.sphinx_dir == tmp_path / "docs"
    assert build_html(config, "vi").exit_code == 0
    assert foreign("It begins.") in html(tmp_path, "vi", "index")
    write(tmp_path, {"conf.py": conf})
    assert config.sphinx_dir == tmp_path
