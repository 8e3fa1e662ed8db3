"""Adopting on small books: what is filled, what is not, and what is said."""

from __future__ import annotations

import json

import pytest

from tests.project import make_project, notebook

ENGLISH = """# The house

Call `build(3)` to see [the house](https://example.org/house) of $x$.

```python
build(3)
```

Then `paint("red")` gives it a colour; see {ref}`colours`.

- A list item with `one`.
- Another with `two`.
"""
VIETNAMESE = """# Ngôi nhà

Gọi `build(3)` để xem [ngôi nhà](https://example.org/house)
của $x$.

```python
build(3)
```

Rồi `paint("red")` cho nó một màu; xem {ref}`colours`.

- Một mục có `one`.
- Một mục khác có `two`.
"""
FOLDED = "Gọi `build(3)` để xem [ngôi nhà](https://example.org/house) của $x$."
FIRST = "Call `build(3)` to see [the house](https://example.org/house) of $x$."


@pytest.fixture
def book(tmp_path):
    """A fresh book without catalogs, and a translation beside it."""
    project = make_project(tmp_path, {"a.md": ENGLISH}, catalogs=False)
    project.write("vi/a.md", VIETNAMESE)
    return project


def adopt(project, *options: str, source: str = "source_en", translation: str = "vi"):
    return project.run("adopt", "vi", "--source", source, "--translation", translation, *options)


@pytest.mark.parametrize(
    ("source", "translation"), [("source_en", "vi"), ("source_en/a.md", "vi/a.md")]
)
def test_a_translation_becomes_the_catalog_of_a_fresh_book(book, source, translation):
    done = adopt(book, source=source, translation=translation)
    assert (done.code, done.err) == (0, "")
    entries = book.entries("a")
    assert entries[FIRST].msgstr == FOLDED
    assert not entries[FIRST].fuzzy
    assert all(entry.msgstr for entry in entries.values())
    book.good("merge", "vi", "--fuzzy")
    merged = " ".join(book.read("build/vi/source/a.md").split())
    assert merged == " ".join(VIETNAMESE.split())


def test_adopting_twice_changes_nothing_the_second_time(book):
    adopt(book)
    before = book.files("locales")
    done = adopt(book, "--check")
    assert done.code == 0
    assert "0 messages filled" in done.out
    adopt(book)
    assert book.files("locales") == before
    assert book.run("update", "vi", "--check").code == 0
    assert book.files("locales") == before


def test_check_writes_nothing_and_says_so(book):
    done = adopt(book, "--check")
    assert done.code == 1
    assert "would write locales/vi/LC_MESSAGES/a.po" in done.out
    assert not (book.root / "locales").exists()


def test_translations_that_are_there_are_kept(book):
    book.good("extract")
    book.good("update", "vi")
    book.translate("a", {FIRST: "Bản dịch của tôi `build(3)`."})
    done = adopt(book)
    assert book.entries("a")[FIRST].msgstr == "Bản dịch của tôi `build(3)`."
    assert "1 kept what they had" in done.out


def test_a_doubtful_pair_is_fuzzy_and_says_why(book):
    book.write("vi/a.md", VIETNAMESE.replace('paint("red")', 'paint("blue")'))
    adopt(book)
    entry = next(entry for entry in book.entries("a").values() if "paint" in entry.msgid)
    assert entry.fuzzy
    assert entry.tcomment == 'polybook: adopted - paint("red") of the English is missing'


def test_what_the_merge_would_refuse_is_fuzzy(book):
    english = ENGLISH.replace("gives it", "gives it (for `paint`, `red`)")
    book.write("source_en/a.md", english)
    wrong = VIETNAMESE.replace(
        "cho nó một màu", "cho nó (với `paint`, `red`) một <img src=x onerror=alert(1)>"
    )
    book.write("vi/a.md", wrong)
    adopt(book)
    entry = next(entry for entry in book.entries("a").values() if "paint" in entry.msgid)
    assert entry.fuzzy


def test_a_heading_that_swallowed_its_section_is_reported_and_fuzzy(book):
    swallowed = VIETNAMESE.replace("# Ngôi nhà\n\nGọi", "# Ngôi nhà Gọi").replace("\ncủa", " của")
    book.write("vi/a.md", swallowed)
    done = adopt(book)
    assert "vi/a.md:1: warning adopt-regrouped: heading “Ngôi nhà Gọi" in done.err
    entries = book.entries("a")
    assert entries["The house"].fuzzy
    assert entries["The house"].tcomment.startswith("polybook: adopted - a heading that has swal")
    assert entries[FIRST].msgstr == ""


def test_what_has_no_partner_is_reported_with_page_and_line(book):
    lines = VIETNAMESE.split("\n")
    book.write("vi/a.md", "\n".join([*lines[:-3], "- Một mục khác có `two`.", ""]))
    done = adopt(book)
    assert done.code == 0
    assert "source_en/a.md:11: warning adopt-no-translation: list item “A list item" in done.err
    book.write("vi/a.md", VIETNAMESE + "\nMột đoạn `mới` mà bản gốc không có và `rất` dài dòng.\n")
    done = adopt(book, "--check")
    assert "vi/a.md:15: warning adopt-no-source: paragraph “Một đoạn" in done.err


def test_what_was_left_in_english_is_not_filled(book):
    book.write("vi/a.md", VIETNAMESE.replace(VIETNAMESE.split("\n\n")[1], ENGLISH.split("\n\n")[1]))
    done = adopt(book)
    assert "source_en/a.md:3: warning adopt-untranslated" in done.err
    assert book.entries("a")[FIRST].msgstr == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (VIETNAMESE.encode("cp1258", "replace"), "not UTF-8"),
        (
            VIETNAMESE.replace("ngôi", "ng\ufffdi").encode(),
            "letters were lost (U+FFFD); take the file from an undamaged copy",
        ),
        (
            (VIETNAMESE + "\nTiếng Việt có rất nhiều dấu.\n").encode().decode("latin-1").encode(),
            "repair it with `polybook repair vi/a.md`",
        ),
    ],
)
def test_damaged_text_is_refused(book, data, reason):
    book.write("vi/a.md", data)
    done = adopt(book)
    assert done.code == 1
    assert reason in done.err
    assert all(not entry.msgstr for entry in book.entries("a").values())


def test_an_older_english_is_carried_over_as_update_does(book):
    book.write("old/a.md", ENGLISH)
    newer = ENGLISH.replace("https://example.org/house", "https://example.org/home")
    book.write("source_en/a.md", newer.replace("A list item with", "The first list item with"))
    adopt(book, source="old")
    entries = book.entries("a")
    edited = entries[FIRST.replace("/house)", "/home)")]
    assert (edited.msgstr, edited.fuzzy) == (FOLDED.replace("/house)", "/home)"), False)
    changed = entries["The first list item with `one`."]
    assert changed.fuzzy
    assert changed.previous_msgid == "A list item with `one`."


def test_notebooks_are_adopted_cell_by_cell(tmp_path):
    pages = {"n.ipynb": notebook("# Title", "Some `code` and $x^2$ and `more` of it.")}
    project = make_project(tmp_path, pages, catalogs=False)
    translation = notebook("# Tiêu đề", "Một ít `code` và $x^2$ và thêm `more`.")
    project.write("vi/n.ipynb", translation)
    adopt(project)
    entry = project.entries("n")["Some `code` and $x^2$ and `more` of it."]
    assert (entry.msgstr, entry.fuzzy) == ("Một ít `code` và $x^2$ và thêm `more`.", False)


def test_files_that_only_one_side_has_are_reported(book):
    book.write("source_en/b.md", "Text.\n")
    book.write("vi/c.md", "Văn bản.\n")
    done = adopt(book)
    assert "source_en/b.md: warning adopt-no-translation: no file there" in done.err
    assert "vi/c.md: warning adopt-no-source: no page of the English" in done.err


def test_names_with_the_language_in_them_are_the_same_pages(book):
    (book.root / "vi/a.md").rename(book.root / "vi/a.vi.md")
    assert adopt(book).code == 0
    assert book.entries("a")[FIRST].msgstr == FOLDED


BILINGUAL = """<!-- ===================== Phần 1 ===================== -->

<!--
# The house
-->

# Ngôi nhà

<!--
Call `build(3)` to see
[the house](https://example.org/house) of $x$.
-->

Gọi `build(3)` để xem <!-- TODO --> [ngôi nhà](https://example.org/house)
của $x$.

```python
build(3)
```

<!--
- A list item with `one`.
- Another with `two`.
-->

- Một mục có `one`.
- Một mục khác có `two`.

## Người dịch
"""


def test_a_bilingual_page_has_its_own_english(book):
    book.write("vi/a.md", BILINGUAL)
    done = book.run("adopt", "vi", "--translation", "vi")
    assert done.code == 0
    entries = book.entries("a")
    assert (entries[FIRST].msgstr, entries[FIRST].fuzzy) == (FOLDED, False)
    assert entries["Another with `two`."].msgstr == "Một mục khác có `two`."
    assert "vi/a.md:29: warning adopt-no-source: heading “Người dịch”" in done.err


def test_a_page_without_english_needs_the_source(book):
    done = book.run("adopt", "vi", "--translation", "vi")
    assert done.code == 1
    assert "vi/a.md: error page-unreadable: no English in comments" in done.err


PO = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "The house"
msgstr "Ngôi nhà"

msgid "A list item with the word `one`."
msgstr "Một mục có chữ `one`."
"""


def test_a_compendium_fills_what_is_equal_and_offers_what_is_near(book):
    book.write("old.po", PO)
    assert book.run("adopt", "vi", "--po", "old.po").code == 0
    entries = book.entries("a")
    assert (entries["The house"].msgstr, entries["The house"].fuzzy) == ("Ngôi nhà", False)
    near = entries["A list item with `one`."]
    assert near.fuzzy
    assert near.previous_msgid == "A list item with the word `one`."


def test_a_memory_fills_what_is_equal(book):
    book.write(
        "old.tmx",
        '<?xml version="1.0"?><tmx version="1.4"><header/><body><tu><tuv xml:lang="en-US"><seg>The '
        'house</seg></tuv><tuv xml:lang="vi-VN"><seg>Ngôi nhà</seg></tuv></tu></body></tmx>',
    )
    assert book.run("adopt", "vi", "--tmx", "old.tmx").code == 0
    assert book.entries("a")["The house"].msgstr == "Ngôi nhà"


def test_a_compendium_of_another_language_is_refused(book):
    book.write("fr.po", PO.replace("Language: vi", "Language: fr"))
    done = book.run("adopt", "vi", "--po", "fr.po")
    assert done.code == 1
    assert "fr.po: error catalog-unreadable: it is in fr, not in vi" in done.err


def test_json_has_the_counts_and_the_findings(book):
    done = adopt(book, "--format", "json")
    document = json.loads(done.out)
    assert document["counts"]["units"] == 5
    assert document["counts"]["paired"] == 5
    assert document["findings"] == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "what is to be adopted? give --translation, --po or --tmx"),
        (("--source", "source_en"), "--source needs --translation"),
        (("--translation", "nowhere"), "no such file or folder"),
        (("--po", "nowhere.po"), "no such file"),
        (("--translation", "polybook.toml"), "not a page"),
    ],
)
def test_wrong_usage_ends_with_2(book, options, reason):
    done = book.run("adopt", "vi", *options)
    assert done.code == 2
    assert reason in done.err
