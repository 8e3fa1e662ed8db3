"""The buttons that open a page's notebook in the reader's own language."""

from __future__ import annotations

import ast
import html as escapes
import json
import os
import re
from unittest.mock import patch
from urllib.parse import unquote

import pytest

from polybook.cli import main
from polybook.sphinx.launch import KEYS, Place, address_of, read_place
from polybook.steps.notebooks import Notebook
from tests.helpers import ROOT
from tests.sphinx.books import build, html, make_book, translate

CELLS = [
    {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Notebook\n", "\nWords."]},
    {"cell_type": "code", "id": "b", "execution_count": None, "metadata": {}, "outputs": [],
     "source": ["1 + 1"]},
]  # fmt: skip
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
NOTEBOOK = {"cells": CELLS, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
TEXT_NOTEBOOK = """\
---
file_format: mystnb
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Text notebook

```{code-cell}
1 + 1
```
"""
D2L = """\
# Two tabs
:label:`sec_two`

Words.

```{.python .input}
#@tab numpy
1 + 1
```

```{.python .input}
#@tab pytorch
1 + 2
```
"""
PAGES = {
    "index.md": "# Title\n\nWords.\n\n```{toctree}\na/book\na/text\na/two\n```\n",
    "a/book.ipynb": json.dumps(NOTEBOOK),
    "a/text.md": TEXT_NOTEBOOK,
    "a/two.md": D2L,
}
CONF = """
html_theme = "sphinx_book_theme"
nb_execution_mode = "off"
extensions += ["sphinx_design"]
polybook_notebooks = {"repository": "example/book", "tabs": {"pytorch": ["colab"]}}
"""
COLAB = "https://colab.research.google.com/github/example/book/blob/notebooks/"
BINDER = "https://mybinder.org/v2/gh/example/book/notebooks?urlpath=lab/tree/"


def launched(root, language, page):
    """Return the addresses that a page can be run at, in order."""
    found = re.findall(r'href="(https://[^"]*)"', html(root, language, page))
    wanted = (COLAB, BINDER, "https://mybinder.org", "https://colab")
    return [one for one in map(escapes.unescape, found) if one.startswith(wanted)]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Both editions, and the notebooks of both."""
    root = make_book(tmp_path_factory.mktemp("book"), PAGES, CONF)
    (root / "polybook.toml").write_text('languages = ["vi"]\n[d2l]\ntabs = ["numpy", "pytorch"]\n')
    translate(root, "a/book.ipynb", str.upper)
    translate(root, "a/text.md", str.upper)
    for language in ("en", "vi"):
        build(root, language)
        with patch("sys.argv", ["polybook", "-C", str(root), "build", language, "notebooks"]):
            main()
    return root


@pytest.mark.parametrize("language", ["en", "vi"])
def test_each_edition_opens_its_own_notebooks(book, language):
    own = f"{language}/a"
    assert launched(book, language, "a/book") == [
        f"{COLAB}{own}/book.ipynb", f"{BINDER}{own}/book.ipynb"]  # fmt: skip
    assert launched(book, language, "a/text") == [
        f"{COLAB}{own}/text.ipynb", f"{BINDER}{own}/text.ipynb"]  # fmt: skip
    assert launched(book, language, "a/two") == [
        f"{COLAB}{language}/numpy/a/two.ipynb",
        f"{BINDER}{language}/numpy/a/two.ipynb",
        f"{COLAB}{language}/pytorch/a/two.ipynb",
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_button_leads_to_a_notebook_that_was_built(book, language):
    for page in ("a/book", "a/text", "a/two"):
        for url in launched(book, language, page):
            name = unquote(url.removeprefix(COLAB).removeprefix(BINDER))
            folder, _, rest = name.partition("/")
            assert folder == language
            made = book / "build" / language / "notebooks" / rest
            assert json.loads(made.read_text())["nbformat"] == 4


def test_pages_without_a_notebook_have_no_buttons(book):
    assert launched(book, "vi", "index") == []
    assert "fa-rocket" not in html(book, "vi", "index")
    assert "fa-rocket" in html(book, "vi", "a/book")


def test_buttons_speak_the_language_of_the_edition(book):
    assert 'aria-label="Chạy trang này"' in html(book, "vi", "a/book")
    assert 'title="Chạy trang này trên Colab"' in html(book, "vi", "a/book")
    assert 'aria-label="Run this page"' in html(book, "en", "a/book")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_in_markdown_can_be_taken_along_as_a_notebook(book, language):
    (link,) = re.findall(
        r'href="([^"]*\.ipynb)"[^>]*btn-download-notebook', shown_flat(book, language)
    )
    copy = book / "build" / language / "html/a" / link
    made = book / "build" / language / "notebooks/a/text.ipynb"
    assert json.loads(copy.resolve().read_text()) == json.loads(made.read_text())
    assert "btn-download-notebook" not in html(book, language, "index")


def shown_flat(root, language):
    """Return the page of the notebook in Markdown, each tag on one line."""
    return " ".join(html(root, language, "a/text").split())


def rebuild(root, **environment):
    """Build the English edition with these settings of GitHub's, and no others."""
    names = ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    with patch.dict(os.environ, {**kept, **environment}, clear=True):
        return build(root, "en")


def test_the_repository_is_that_of_the_workflow_or_there_are_no_buttons(tmp_path):
    conf = CONF.replace('"repository": "example/book", ', "")
    root = make_book(tmp_path, {**PAGES, "a/two.md": "# Two\n"}, conf)
    rebuild(root)
    assert launched(root, "en", "a/book") == []
    assert "fa-rocket" not in html(root, "en", "a/book")
    rebuild(root, GITHUB_REPOSITORY="somebody/fork", GITHUB_SERVER_URL="https://github.com")
    assert launched(root, "en", "a/book")[0] == (
        COLAB.replace("example/book", "somebody/fork") + "en/a/book.ipynb"
    )
    rebuild(root)
    assert launched(root, "en", "a/book") == []


def test_without_the_setting_there_are_no_buttons_wherever_it_is_built(tmp_path):
    root = make_book(tmp_path, {**PAGES, "a/two.md": "# Two\n"}, CONF.partition("polybook_note")[0])
    rebuild(root, GITHUB_REPOSITORY="somebody/fork")
    assert launched(root, "en", "a/book") == []


def test_themes_without_buttons_get_links(tmp_path):
    conf = CONF.replace("sphinx_book_theme", "basic")
    root = make_book(tmp_path, {**PAGES, "a/two.md": "# Two\n"}, conf)
    rebuild(root)
    assert launched(root, "en", "a/book") == [
        f"{COLAB}en/a/book.ipynb", f"{BINDER}en/a/book.ipynb"]  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ('"owner/name"', "must be a table"),
        ('{"repo": "owner/name"}', 'has no key "repo"; '),
        ('{"repository": "name"}', 'names no repository with "name"'),
        ('{"repository": "https://github.com/a/b?c"}', "names no repository"),
        ('{"repository": "a/b", "colab": "javascript:alert(1)"}', "must have True, False or an"),
        ('{"repository": "a/b", "tabs": {"x": ["colob"]}}', "must list hosts in `tabs`"),
        ('{"repository": "a/b", "tabs": {"x": 5}}', "must list hosts in `tabs`"),
        ('{"repository": "https://github.com/a/b/tree/main"}', "names no repository"),
    ],
)
def test_a_wrong_setting_is_an_error_that_says_so(tmp_path, setting, reason):
    root = make_book(tmp_path, {"index.md": "# Title\n"}, f"polybook_notebooks = {setting}\n")
    assert f"polybook: polybook_notebooks in conf.py {reason}" in build(root, "en", fails=True)


@pytest.mark.parametrize(
    ("given", "server", "repository"),
    [
        ("owner/name.git", "https://github.com", "owner/name"),
        ("https://github.com/owner/name.git/", "https://github.com", "owner/name"),
        ("https://gitlab.com/group/more/name.git", "https://gitlab.com", "group/more/name"),
    ],
)
def test_a_repository_may_be_named_as_git_clones_it(given, server, repository):
    place = read_place({"repository": given})
    assert (place.server, place.repository) == (server, repository)


def test_the_manual_shows_the_setting_as_it_is():
    page = (ROOT / "docs/how-to/publish.md").read_text()
    (shown,) = re.findall(r"(?s)polybook_notebooks = (\{\n.*?\n\})", page)
    setting = ast.literal_eval(shown)
    assert read_place(setting) == read_place({"repository": "owner/name", "tabs": setting["tabs"]})
    assert setting.keys() == set(KEYS)


@pytest.mark.parametrize(
    ("server", "colab", "binder"),
    [
        ("https://github.com", "/github/a/b/blob/x%2Fy/vi/n%201.ipynb", "gh/a/b/x%2Fy"),
        ("https://gitlab.com", "", "gl/a%2Fb/x%2Fy"),
        ("https://git.example.org", "", "git/https%3A%2F%2Fgit.example.org%2Fa%2Fb/x%2Fy"),
    ],
)
def test_addresses_are_those_that_the_hosts_understand(server, colab, binder):
    hosts = {"colab": "https://c", "binder": "https://b"}
    place = Place(server, "a/b", branch="x/y", hosts=hosts)
    notebook = Notebook("n 1.ipynb")
    assert address_of(place, "colab", "vi", notebook) == (f"https://c{colab}" if colab else "")
    assert address_of(place, "binder", "vi", notebook) == (
        f"https://b/v2/{binder}?urlpath=lab/tree/vi/n%201.ipynb"
    )
