"""What pages bring in with `{include}` is in the edition's language too."""

from tests.sphinx.books import build, foreign, html, make_book, translate

CONF = 'exclude_patterns = ["shared/*"]\n'
SHARED = "```{note}\nShared words.\n\nMore words.\n```\n"


def page(options=""):
    return f"# Title\n\nFirst words.\n\n```{{include}} shared/note.md\n{options}```\n"


def test_an_included_file_is_translated_and_what_is_left_of_it_is_told(tmp_path):
    root = make_book(tmp_path, {"index.md": page(), "shared/note.md": SHARED}, CONF)
    translate(root, "index.md", foreign)
    translate(root, "shared/note.md", lambda text: foreign(text) if "Shared" in text else "")
    build(root, "vi")
    shown = html(root, "vi", "index")
    assert foreign("Shared words.") in shown
    assert '<p class="polybook-untranslated" lang="en">More words.</p>' in shown
    build(root, "en")
    assert "Shared words." in html(root, "en", "index")


def test_a_page_is_built_again_when_the_catalog_of_an_included_file_changes(tmp_path):
    root = make_book(tmp_path, {"index.md": page(), "shared/note.md": SHARED}, CONF)
    catalog = translate(root, "shared/note.md", foreign)
    build(root, "vi")
    catalog.write_text(catalog.read_text("utf-8").replace(foreign("More"), "Khác"), "utf-8")
    build(root, "vi")
    assert "Khác" in html(root, "vi", "index")


def test_a_part_of_a_file_and_headings_stay_as_they_are(tmp_path):
    # Wrapped paragraphs become one line: the lines that the page asks for would be others.
    part = "One\ntwo\nthree.\n\nLast words.\n"
    pages = {"index.md": page(":start-line: 4\n"), "shared/note.md": part}
    root = make_book(tmp_path / "part", pages, CONF)
    translate(root, "shared/note.md", foreign)
    build(root, "vi")
    assert "Last words." in html(root, "vi", "index")

    pages = {"index.md": page(), "shared/note.md": "## Shared section\n\nWords.\n"}
    root = make_book(tmp_path / "headings", pages, CONF)
    translate(root, "shared/note.md", foreign)
    build(root, "vi")
    assert 'id="shared-section"' in html(root, "vi", "index")
