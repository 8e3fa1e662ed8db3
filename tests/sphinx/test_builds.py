"""What a build does again, what it complains of, and what it refuses."""

from __future__ import annotations

from pathlib import Path

from tests.sphinx.books import build, foreign, html, make_book, translate, write


def test_a_language_of_which_we_know_no_words_gets_english_ones(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# One\n\nTwo.\n"})
    config = root / "polybook.toml"
    config.write_text('languages = ["de"]\n')
    translate(root, "index.md", lambda msgid: "Eins" if msgid == "One" else "", "de")
    build(root, "de")
    page = html(root, "de", "index")
    assert "One of the 2 passages of this page is not translated yet." in page
    assert "It is shown in English." in page
    assert ">Deutsch</span>" in page


def test_a_changed_catalog_rebuilds_its_page_and_no_other(tmp_path: Path):
    root = make_book(
        tmp_path,
        {
            "index.md": "# Index\n\n```{toctree}\npage\nempty\n```\n",
            "page.md": "# Page\n\nLast words.\n",
            "empty.md": "# Nothing here\n",
        },
    )
    translate(root, "page.md", foreign)
    build(root, "vi")
    assert "0 added, 0 changed, 0 removed" in build(root, "vi")

    translate(root, "page.md", lambda msgid: foreign(msgid) + "!")
    printed = build(root, "vi")
    assert "0 added, 1 changed, 0 removed" in printed
    assert foreign("Last words.") + "!" in html(root, "vi", "page")

    translate(root, "empty.md", foreign)
    printed = build(root, "vi")
    assert "0 added, 1 changed, 0 removed" in printed
    assert foreign("Nothing here") in html(root, "vi", "empty")
    assert "0 added, 0 changed, 0 removed" in build(root, "vi")


def test_a_refused_translation_fails_a_strict_build_and_names_its_place(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# One\n\nTwo.\n"})
    translate(root, "index.md", lambda msgid: "# Hai" if msgid == "Two." else foreign(msgid))
    printed = build(root, "vi", fails=True)
    assert "locales/vi/LC_MESSAGES/index.po:7: WARNING:" in printed
    assert "[polybook.structure-kept]" in printed
    assert "<p" in html(root, "vi", "index")
    assert "Two." in html(root, "vi", "index")


def test_a_broken_catalog_leaves_its_page_english_and_names_its_place(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# One\n"})
    write(root, {"locales/vi/LC_MESSAGES/index.po": 'msgid "One\nmsgstr "Một"\n'})
    printed = build(root, "vi", fails=True)
    assert "locales/vi/LC_MESSAGES/index.po:1: WARNING:" in printed
    assert "One" in html(root, "vi", "index")


def test_a_language_the_book_has_not_is_an_error_that_says_so(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# One\n"})
    assert 'the book has no language "ja", only en, vi, fr' in build(root, "ja", fails=True)


def test_another_source_folder_is_an_error_that_says_so(tmp_path: Path):
    root = make_book(tmp_path, {"index.md": "# One\n"})
    write(root, {"polybook.toml": 'source = "pages"\nlanguages = ["vi"]\n', "pages/a.md": "# A\n"})
    assert "but the book's pages are in" in build(root, "vi", fails=True)
