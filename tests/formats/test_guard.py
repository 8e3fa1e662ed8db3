"""What the merge guard does where a page itself is not as it should be."""

import json

import pytest

from polybook.formats import guard, markdown
from polybook.formats.guard import settle
from polybook.formats.reading import read_page


def notebook_with_junk(monkeypatch, *sources):
    """Return a notebook with these cells; the parser fails at texts that end with "junk"."""
    parse = markdown.parse_blocks

    def fails(text, dialect=""):
        if text.strip(" .\n").endswith("junk"):
            raise IndexError
        return parse(text, dialect)

    monkeypatch.setattr(markdown, "parse_blocks", fails)
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source} for source in sources]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return read_page("page.ipynb", json.dumps(notebook), "notebook")


def test_a_cell_that_cannot_be_read_does_not_hide_the_cells_after_it(monkeypatch):
    page = notebook_with_junk(monkeypatch, "This is junk.", "Words of the page.")
    assert [finding.code for finding in page.findings] == ["region-unreadable"]
    assert settle(page, {0: "- Lời\n\n- của trang"}).refused
    assert settle(page, {0: "Lời  \ncủa trang"}).accepted


def test_a_cell_that_breaks_off_leaves_none_of_its_headings_behind(monkeypatch):
    sources = "# Lost\n\n```{note}\njunk\n```", "Words.\n\n# Found"
    page = notebook_with_junk(monkeypatch, *sources)
    assert [unit.msgid for unit in page.units] == ["Words.", "Found"]
    assert [page.texts[number] for number in page.titles] == ["Found"]


def test_of_a_page_that_was_made_to_be_slow_all_that_is_in_doubt_stays_out(monkeypatch):
    text = "".join(f"```{{note}} Title {number}\n:class: tip\n```\n\n" for number in range(5))
    page = read_page("page.md", text, "markdown")
    # Alone, each of these is a title as any other; in its place, it ends the directive's marks.
    msgstrs = dict(enumerate(["Một", "Hai```", "Ba", "Bốn```", "Năm"]))
    assert list(settle(page, msgstrs).accepted) == [0, 2, 4]
    monkeypatch.setattr(guard, "MOST_SEARCHES", 1)
    assert list(settle(page, msgstrs).accepted) == [0]


def test_a_marker_of_an_alert_with_words_on_its_line_is_part_of_the_text_and_stays():
    page = read_page("page.md", "> [!NOTE] Words.\n", "markdown")
    assert [unit.msgid for unit in page.units] == ["[!NOTE] Words."]
    assert settle(page, {0: "[!NOTE] Lời."}).accepted
    assert settle(page, {0: "[!CHÚ Ý] Lời."}).refused


@pytest.mark.parametrize(
    ("msgstr", "stays_out"),
    [("- Lời", True), ("[a]: https://a.example/x  \nLời", True), ("Lời  \nlẽ", False)],
)
def test_a_caption_that_myst_reads_as_blocks_stays_one_paragraph(msgstr, stays_out):
    text = "```{code-block} python\n:caption: Words\nx = 1\n```\n"
    page = read_page("page.md", text, "markdown", hosts=["a.example"])
    refused = settle(page, {0: msgstr}).refused.values()
    assert [finding.code for finding in refused] == (["structure-kept"] if stays_out else [])


@pytest.mark.parametrize(
    ("english", "msgstr", "said"),
    [
        ("Words.", "# Lời", "would turn this paragraph into a heading; write a backslash"),
        ("> Words.", "- Lời", "would turn this quote into a list; write a backslash"),
        ("# Words", "Lời #", "would turn this heading into something else than one heading;"),
        (
            "| a | b |\n| - | - |\n| c | words |",
            "l|ời",
            r"cut this table cell in two; write \| for |",
        ),
    ],
)
def test_a_refusal_says_what_would_become_of_the_unit(english, msgstr, said):
    page = read_page("page.md", english + "\n", "markdown")
    (refused,) = settle(page, {0: msgstr}).refused.values()
    assert (refused.code, refused.page_line) == ("structure-kept", english.count("\n") + 1)
    assert said in refused.message


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
