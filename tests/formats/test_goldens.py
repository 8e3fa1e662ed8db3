"""Whole pages, both ways: what translators get of them, and what their translations make of them.

Cases say what each construct does; these say that it still does so among the others.
"""

import pytest

from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import decode, read_page
from tests.formats.cases import show_units
from tests.formats.pages import KEYS, SAMPLES
from tests.pseudo import pseudo_page


@pytest.mark.parametrize("name", ["myst.md", "jekyll.md", "d2l.md", "notebook.ipynb"])
def test_a_page_is_cut_and_put_together_as_it_always_was(name, golden):
    kind = {"myst.md": "markdown"}.get(name, name.partition(".")[0])
    data = (SAMPLES / name).read_bytes()
    page = read_page(name, decode(data, name), kind, KEYS)
    golden(f"formats/{name}.units", show_units(page) + "\n")
    settled = settle(page, pseudo_page(page))
    assert settled.refused == {}
    golden(f"formats/{name}", splice(page, settled.accepted))
