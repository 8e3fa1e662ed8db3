"""What the merge guard does where a page itself is not as it should be."""

import json

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
