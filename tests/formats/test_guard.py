"""What the merge guard does where a page itself is not as it should be."""

import json

import pytest

from polybook.formats import markdown
from polybook.formats.guard import settle
from polybook.formats.reading import read_page


def test_a_cell_that_cannot_be_read_does_not_hide_the_cells_after_it(monkeypatch):
    parse = markdown.parse_blocks

    def fails(text, dialect=""):
        if "junk" in text:
            raise IndexError
        return parse(text, dialect)

    monkeypatch.setattr(markdown, "parse_blocks", fails)
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": source}
        for source in ("This is junk.", "Words of the page.")
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    page = read_page("page.ipynb", json.dumps(notebook), "notebook")

    assert [finding.code for finding in page.findings] == ["region-unreadable"]
    assert settle(page, {0: "- Lời\n\n- của trang"}).refused
    assert settle(page, {0: "Lời  \ncủa trang"}).accepted


@pytest.mark.parametrize(
    ("dialect", "english", "msgstr", "stays_out"),
    [
        ("markdown", "$$a$$ is in $$b$$ here", "$$a$$ ở trong $$b$$", True),
        ("markdown", "$$a$$ is\nin $$b$$", "$$a$$ ở trong $$b$$", True),
        ("markdown", "$$a$$ is\nin $$b$$", "$$a$$ ở trong $$b$$ (eq)", True),
        ("markdown", "> $$a$$ is\n> in $$b$$", "$$a$$ ở trong $$b$$", True),
        ("markdown", "$$a$$ is\nin $$b$$", "$$a$$ ở trong $$b$$.", False),
        ("markdown", "$$a$$ is in $$b$$", "$$a$$ ở trong $$b$$", False),
        ("markdown", "$$a$$ is in $$b$$", "Trong $$b$$ có $$a$$", False),
        ("jekyll", "$$a$$ is in $$b$$ here", "$$a$$ ở trong $$b$$", False),
    ],
)
def test_no_translation_becomes_one_formula_of_myst(dialect, english, msgstr, stays_out):
    page = read_page("page.md", english + "\n", dialect)
    assert [finding.code for finding in settle(page, {0: msgstr}).refused.values()] == (
        ["structure-kept"] if stays_out else []
    )
