"""No page of any edition links to a page, a file or a section that is not there."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.sphinx.books import ids, links_and_files
from tests.sphinx.conftest import Built

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_every_link_inside_an_edition_leads_somewhere(editions: Built, language: str):
    folder = editions.html(language)
    found = [one for one in folder.rglob("*.html") if "_static" not in one.parts]
    pages = {path: path.read_text("utf-8") for path in found}
    known = {path.resolve(): {unescape(one) for one in ids(text)} for path, text in pages.items()}
    assert len(pages) > 20
    assert [fault for path, text in pages.items() for fault in broken(path, text, known)] == []


def broken(path: Path, text: str, known: dict[Path, set[str]]) -> list[str]:
    """Return the links of a page to what is not there."""
    found = []
    for link in map(unescape, links_and_files(text)):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
        if not target.is_file():
            found.append(f"{path}: {link}: no such file")
        elif parts.fragment and unquote(parts.fragment) not in known.get(target, set()):
            found.append(f"{path}: {link}: no such section")
    return found
