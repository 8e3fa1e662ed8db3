"""Ids, slugs, labels and numbers are those of the English edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from tests.sphinx.books import build, foreign, html, ids, links, make_book, translate

HEADINGS = """\
(top)=
# A page of headings

```{contents} What *this* page has
:backlinks: none
```

A note[^n] and [exercises](#exercises), [again](#exercises-1), {ref}`top`, [](#alpha),
[there](other.md#deep-in-the-post), {ref}`there too <in-post>` and [](chapters/run.ipynb#run-it).

## Exercises

## Exercises

## The `code` and $x^2$ of *it*

## 42

## With {abbr}`MSE (mean squared error)` and {ref}`a label <top>` and a [link](other.md)

## With a note[^h]

Cited here first: {cite:t}`gauss1809`.

## As {cite:t}`gauss1809` and {index}`entry` say

## ¿Qué?

## Alpha

## Beta

### Beta

#### Deeper than anchors go

Underlined, and
on two lines
------------

:::{note}
## In a note
Text.
:::

> ## In a quote

- ## In a list

<!-- i18n:skip -->
## Left alone

## The same after all

```{figure} dot.png
A figure without a name.
```

```{table} A table without a name
| a word | another |
| --- | --- |
| one more | 1 |
```

$$ y = 1 $$ (eq-one)

See {eq}`eq-one`.

```{bibliography}
```

[^n]: A note.
[^h]: Another note.
"""

POST = """\
---
title: Deep "titles" in front matter
myst:
  title_to_header: true
---

Words.

(in-post)=
## Deep in the post

## Deep "titles" in front matter

Back to [its top](#deep-titles-in-front-matter).
"""

# With a byte order mark and CRLF, as some editors leave them.
NOTEBOOK = """\
{
 "cells": [
  {"cell_type": "markdown", "id": "a", "metadata": {},
   "source": ["# Notebook\\n", "\\n", "## Run it"]},
  {"cell_type": "code", "id": "b", "execution_count": 1, "metadata": {}, "outputs": [],
   "source": "print(6 * 7)"},
  {"cell_type": "markdown", "id": "c", "metadata": {}, "source": "## Run it\\n\\nTwice."}
 ],
 "metadata": {"kernelspec": {"display_name": "P", "language": "python", "name": "python3"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
"""

BIBLIOGRAPHY = "@book{gauss1809, author={Gauss}, title={T}, publisher={P}, year={1809}}\n"
INDEX = (
    "# A small book\n\n```{toctree}\n:caption: All pages\n\nheadings\nother\nchapters/run\n```\n"
)
PAGES = ("index", "headings", "other", "chapters/run")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def words(msgid: str) -> str:
    """Translate so that ids made of it would go wrong: foreign letters, headings swapped."""
    return {"Alpha": "Beta", "Beta": "Alpha", "The same after all": "Left alone"}.get(
        msgid
    ) or foreign(msgid)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    notebook = NOTEBOOK.replace("\n", "\r\n")
    root = make_book(
        tmp_path_factory.mktemp("ids"),
        {
            "index.md": INDEX,
            "headings.md": "\ufeff" + HEADINGS.replace("\n", "\r\n"),
            "other.md": POST,
            "chapters/run.ipynb": "\ufeff" + notebook,
            "dot.png": PIXEL,
            "all.bib": BIBLIOGRAPHY,
        },
        conf="extensions += ['sphinx.ext.autosectionlabel', 'sphinxcontrib.bibtex']\n"
        "bibtex_bibfiles = ['source_en/all.bib']\n"
        "autosectionlabel_prefix_document = True\n"
        "suppress_warnings = ['autosectionlabel.*']\n",
    )
    for page in ("index.md", "headings.md", "other.md", "chapters/run.ipynb"):
        translate(root, page, words)
    for language in ("en", "vi"):
        build(root, language)
    return root


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_ids_of_the_english_one_in_the_same_order(book: Path, page: str):
    english = ids(html(book, "en", page))
    assert english
    assert ids(html(book, "vi", page)) == english


@pytest.mark.parametrize("page", PAGES)
def test_every_link_inside_the_book_has_the_same_target(book: Path, page: str):
    assert links(html(book, "vi", page)) == links(html(book, "en", page))


def test_headings_are_translated_nonetheless(book: Path):
    page = html(book, "vi", "headings")
    assert foreign("A page of headings") in page
    assert foreign("In a note") in page
    assert "Exercises<a" not in page


def test_headings_that_exchange_their_texts_keep_their_ids(book: Path):
    page = html(book, "vi", "headings")
    assert '<section id="alpha">\n<h2>Beta<a' in page
    assert '<section id="beta">\n<h2>Alpha<a' in page


def test_a_heading_that_was_skipped_keeps_its_id_when_another_is_translated_to_its_text(book: Path):
    page = html(book, "vi", "headings")
    assert '<section id="left-alone">\n<h2>Left alone<a' in page
    assert '<section id="the-same-after-all">\n<h2>Left alone<a' in page


def test_a_link_without_text_shows_the_translated_heading(book: Path):
    assert 'href="#alpha"><span class="std std-ref">Beta</span>' in html(book, "vi", "headings")


def test_labels_of_the_inventory_are_the_english_ones(book: Path):
    def labels(language: str) -> dict[str, dict[str, str]]:
        data = (book / "build" / language / "html" / "objects.inv").read_bytes()
        found = InventoryFile.loads(data, uri="")
        return {
            kind: {name: item.uri for name, item in items.items()}
            for kind, items in found.data.items()
        }

    assert labels("vi") == labels("en")
    assert "headings:alpha" in labels("vi")["std:label"]


def test_contents_and_captions_of_the_sidebar_are_translated(book: Path):
    page = html(book, "vi", "index")
    assert foreign("Notebook") in page
    assert foreign("A page of headings") in page
