"""Pictures with labels in the editions: what pages show, what themes copy, what is built again."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.sphinx.books import build, html, make_book, quoted, write

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20">
  <text x="5" y="15">The loss</text>
  <text x="50" y="15">f(x)</text>
</svg>
"""
PLAIN = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>\n'
INDEX = """\
# Title

```{figure} img/bowl.svg
:alt: A bowl
```

![A bowl](img/bowl.svg)

<img src="img/bowl.svg" alt="A bowl">

![A line](img/line.svg) and {download}`the file <img/bowl.svg>`.

```{toctree}
deep/book
other
```
"""
CELL = {
    "cell_type": "markdown",
    "id": "a",
    "metadata": {},
    "source": ["# Notebook\n\n![A](../img/bowl.svg)"],
}
NOTEBOOK = {
    "cells": [CELL], "metadata": {"kernelspec": {"name": "python3", "display_name": "P"}},
    "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip
PAGES = {
    "index.md": INDEX,
    "deep/book.ipynb": json.dumps(NOTEBOOK),
    "other.md": "# No picture\n\nWords.\n",
    "img/bowl.svg": PICTURE,
    "img/line.svg": PLAIN,
}
CONF = 'html_extra_path = ["source_en/img"]\nmyst_enable_extensions += ["html_image"]\n'


def label(root: Path, msgstr: str, msgid: str = "The loss", name: str = "img/bowl") -> None:
    """Write the catalog of a picture."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = f"msgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n"
    write(root, {f"locales/vi/LC_MESSAGES/{name}.po": head + entry})


def shown(root: Path, page: str, language: str = "vi") -> set[str]:
    """Return the pictures that a page shows, as they are."""
    top = root / "build" / language / "html"
    sources = re.findall(r'<img[^>]*src="([^"]*)"', html(root, language, page))
    return {(top / page).parent.joinpath(source).resolve().read_text() for source in sources}


@pytest.fixture
def book(tmp_path):
    root = make_book(tmp_path, PAGES, CONF)
    label(root, "Mất <mát>")
    return root


TRANSLATED = PICTURE.replace("The loss", "Mất mát")


def test_every_way_to_show_a_picture_shows_that_of_the_edition(book):
    label(book, "Mất mát")
    for language in ("en", "vi"):
        build(book, language)
    assert shown(book, "index") == {TRANSLATED, PLAIN}
    assert len(re.findall(r"<img ", html(book, "vi", "index"))) == 4
    assert shown(book, "deep/book") == {TRANSLATED}
    assert shown(book, "index", "en") == {PICTURE, PLAIN}
    # The name is that of the English picture, so that links to it hold.
    assert (book / "build/vi/html/_images/bowl.svg").read_text() == TRANSLATED
    (offered,) = re.findall(r'href="(_downloads/[^"]*bowl.svg)"', html(book, "vi", "index"))
    assert (book / "build/vi/html" / offered).read_text() == TRANSLATED
    # html_extra_path
    assert (book / "build/vi/html/bowl.svg").read_text() == TRANSLATED
    assert (book / "source_en/img/bowl.svg").read_text() == PICTURE


def test_a_changed_catalog_makes_the_picture_and_its_pages_anew_and_no_others(book):
    label(book, "Mất mát")
    build(book, "vi")
    untouched = book / "build/vi/html/other.html"
    before = untouched.stat().st_mtime_ns
    label(book, "Độ mất mát")
    printed = build(book, "vi")
    assert "2 changed" in printed
    new = PICTURE.replace("The loss", "Độ mất mát")
    assert shown(book, "index") == {new, PLAIN}
    assert shown(book, "deep/book") == {new}
    assert (book / "build/vi/html/bowl.svg").read_text() == new
    assert untouched.stat().st_mtime_ns == before
    assert "0 changed" in build(book, "vi")


def test_a_catalog_that_comes_later_or_goes_counts_as_changed(book):
    catalog = book / "locales/vi/LC_MESSAGES/img/bowl.po"
    catalog.unlink()
    build(book, "vi")
    assert shown(book, "deep/book") == {PICTURE}
    label(book, "Mất mát")
    build(book, "vi")
    assert shown(book, "deep/book") == {TRANSLATED}
    catalog.unlink()
    build(book, "vi")
    assert shown(book, "deep/book") == {PICTURE}


def test_a_picture_that_changes_is_merged_again(book):
    label(book, "Mất mát")
    build(book, "vi")
    write(book, {"source_en/img/bowl.svg": PICTURE.replace("f(x)", "g(x)")})
    build(book, "vi")
    assert shown(book, "deep/book") == {TRANSLATED.replace("f(x)", "g(x)")}


def test_pages_read_by_several_processes_show_the_same(book):
    label(book, "Mất mát")
    more = {
        f"more/p{n}.md": f"---\norphan: true\n---\n# P{n}\n\n![A](../img/bowl.svg)\n"
        for n in range(12)
    }
    write(book, {f"source_en/{name}": text for name, text in more.items()})
    build(book, "vi", "-j", "2")
    assert all(shown(book, name.removesuffix(".md")) == {TRANSLATED} for name in more)
    label(book, "Độ mất mát")
    assert "14 changed" in build(book, "vi", "-j", "2")
    assert shown(book, "more/p7") == {PICTURE.replace("The loss", "Độ mất mát")}


def test_a_translation_that_is_refused_is_a_warning_with_its_place(book):
    printed = build(book, "vi", fails=True)
    (line,) = [line for line in printed.splitlines() if "<mát>" in line]
    assert "img/bowl.po:4: WARNING: the translation adds the tag <mát>" in line
    assert "[polybook.safe-markup]" in line
    assert shown(book, "deep/book") == {PICTURE}


def test_a_picture_drawn_for_the_language_goes_before_labels(book):
    own = PICTURE.replace("The loss", "Vẽ tay")
    write(book, {"source_en/img/bowl.vi.svg": own})
    label(book, "Mất mát")
    build(book, "vi")
    assert shown(book, "deep/book") == {own}


def test_a_book_in_a_file_has_the_pictures_too(book):
    label(book, "Mất mát")
    build(book, "vi", "-D", "epub_show_urls=no", "-D", "version=1", builder="epub")
    (made,) = (book / "build/vi/epub").glob("*.epub")
    with zipfile.ZipFile(made) as archive:
        assert archive.read("_images/bowl.svg").decode() == TRANSLATED


def test_labels_that_are_not_translated_count_in_the_notice(tmp_path):
    pages = {"index.md": "# Title\n\n![](img/bowl.svg)\n", "img/bowl.svg": PICTURE}
    root = make_book(tmp_path, pages)
    label(root, "Nhan đề", "Title", "index")
    build(root, "vi")
    assert "Trang này còn 1 trên 2 đoạn chưa được dịch" in html(root, "vi", "index")
    label(root, "Mất mát")
    build(root, "vi")
    assert "polybook-notice" not in html(root, "vi", "index")
