"""Notebooks: only the markdown cells' sources change, each in the file's own style."""

import json

import nbformat
import pytest
from hypothesis import given, settings

from polybook.formats.guard import settle
from polybook.formats.notebook import regions
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from polybook.model.errors import PageError
from tests.documents import notebook_texts
from tests.formats.pages import pages_of
from tests.pseudo import pseudo_page


def notebook(*sources, indent=1, ascii_only=False, separators=None, **more):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": one} for one in sources]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4, **more}
    return json.dumps(whole, indent=indent, ensure_ascii=ascii_only, separators=separators)


def translate(text, **pairs):
    """Translate the units that begin with these words."""
    page = read_page("page.ipynb", text, "notebook")
    firsts = {number: unit.msgid.split()[0] for number, unit in enumerate(page.units)}
    assert pairs.keys() <= set(firsts.values())
    msgstrs = {number: pairs[first] for number, first in firsts.items() if first in pairs}
    settled = settle(page, msgstrs)
    assert settled.refused == {}
    return splice(page, settled.accepted)


def translated_cells(text):
    """Pseudo-translate a notebook; return the cells before and after, and which may differ."""
    page = read_page("page.ipynb", text, "notebook")
    settled = settle(page, pseudo_page(page))
    merged = splice(page, settled.accepted)
    changed = {
        page.units[number].region
        for number, msgstr in settled.accepted.items()
        if msgstr != page.units[number].msgid
    }
    return (
        json.loads(text.removeprefix("\ufeff")),
        json.loads(merged.removeprefix("\ufeff")),
        changed,
    )


def check_only_sources_change(text):
    old, new, changed = translated_cells(text)
    assert {**old, "cells": []} == {**new, "cells": []}
    assert list(old) == list(new)
    kinds = [cell["cell_type"] for cell in old["cells"]]
    # Front matter in a first raw cell is a region as well.
    region = len(list(regions(text, "page.ipynb"))) - kinds.count("markdown") - 1
    for before, after in zip(old["cells"], new["cells"], strict=True):
        region += before["cell_type"] == "markdown"
        assert list(before) == list(after)
        assert isinstance(after["source"], type(before["source"]))
        assert {**before, "source": ""} == {**after, "source": ""}
        if before["cell_type"] != "markdown" or region not in changed:
            assert before == after
        else:
            assert before != after
    return changed


@settings(max_examples=150, deadline=None)
@given(notebook_texts())
def test_a_translated_notebook_is_the_old_one_with_other_sources(text):
    check_only_sources_change(text)


def test_the_book_s_notebooks_stay_valid_and_keep_their_code():
    notebooks = {n: d for n, d in pages_of("source_en").items() if n.endswith(".ipynb")}
    assert notebooks
    for data in notebooks.values():
        assert check_only_sources_change(data.decode())
        _, new, _ = translated_cells(data.decode())
        nbformat.validate(new)


@pytest.mark.parametrize("separators", [None, (",", ":"), (" , ", " : ")], ids=str)
@pytest.mark.parametrize("indent", [None, 0, 1, 2, 4, "\t"], ids=repr)
@pytest.mark.parametrize(
    "source", ["# Một\n\nOne two\n", ["# Một\n", "\n", "One two"]], ids=["string", "list"]
)
def test_every_style_of_writing_json_is_kept(source, indent, separators):
    text = notebook(source, "Thôi", indent=indent, separators=separators)
    assert translate(text, One="Một hai") == text.replace("One two", "Một hai")


def test_a_notebook_in_ascii_stays_in_ascii():
    text = notebook("One two", "Thôi", ascii_only=True)
    assert text.isascii()
    assert translate(text, One="Một 😀") == text.replace("One two", r"M\u1ed9t \ud83d\ude00")


def test_a_notebook_that_shows_no_style_gets_plain_letters():
    text = notebook("One two")
    assert translate(text, One="Một") == text.replace("One two", "Một")


def test_quotes_and_backslashes_are_escaped():
    text = notebook("One two")
    merged = translate(text, One=r'"Một" \* hai')
    assert merged == text.replace("One two", r"\"Một\" \\* hai")


def test_a_hard_break_ends_a_line_of_the_list():
    text = notebook(["> One\n", "> two\n", "\n", "More"])
    merged = translate(text, One="Một  \nhai")
    assert json.loads(merged)["cells"][0]["source"] == ["> Một  \n", "> hai\n", "\n", "More"]
    assert merged == text.replace('"> One\\n",\n    "> two', '"> Một  \\n",\n    "> hai')


def test_a_hard_break_in_a_list_of_one_string_begins_a_second_one():
    merged = translate(notebook(["One two"]), One="Một  \nhai")
    assert json.loads(merged)["cells"][0]["source"] == ["Một  \n", "hai"]


def test_a_hard_break_in_a_string_is_an_escape():
    merged = translate(notebook("One two"), One="Một  \nhai")
    assert json.loads(merged)["cells"][0]["source"] == "Một  \nhai"


def test_line_ends_inside_of_a_source_are_kept():
    text = notebook("# Title here\r\n\r\nOne\r\ntwo", ["Three\r\n", "four"])
    merged = translate(text, One="Một  \nhai", Three="Ba  \nbốn")
    sources = [cell["source"] for cell in json.loads(merged)["cells"]]
    assert sources == ["# Title here\r\n\r\nMột  \r\nhai", ["Ba  \r\n", "bốn"]]


def test_odd_escapes_are_read_and_those_outside_of_the_unit_are_kept():
    text = notebook("One two and a b", "Other words")
    odd = text.replace("One two and a b", r"One\u0020tw\u006f \u0061nd a\/b")
    odd = odd.replace("Other words", r"Oth\u0065r w\/rds").replace("metadata", r"meta\u0064ata")
    page = read_page("page.ipynb", odd, "notebook")
    assert [unit.msgid for unit in page.units] == ["One two and a/b", "Other w/rds"]
    merged = translate(odd, One="Một")
    assert merged == odd.replace(r"One\u0020tw\u006f \u0061nd a\/b", "Một")


def test_the_last_of_two_members_of_one_name_counts_as_json_says():
    text = notebook("One two").replace('"source": ', '"source": "Old words",\n   "source": ')
    text = text.replace(
        '"cells": ', '"cells": [{"cell_type": "code", "source": "x"}], "cells": ', 1
    )
    assert translate(text, One="Một") == text.replace("One two", "Một")


def test_attachments_raw_and_code_cells_are_not_read():
    cells = [
        {"cell_type": "raw", "metadata": {}, "source": "Raw words"},
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [
            {"output_type": "display_data", "data": {"text/markdown": "# Words"}, "metadata": {}}
        ], "source": "# Words\nprint('Words')"},
        {"attachments": {"Words.png": {"image/png": "iVBO"}}, "cell_type": "markdown",
         "metadata": {"name": "Words"}, "source": "![One two](attachment:Words.png)"},
        {"cell_type": "markdown", "metadata": {}},
    ]  # fmt: skip
    text = notebook(cells=cells)
    page = read_page("page.ipynb", text, "notebook")
    assert [unit.msgid for unit in page.units] == ["![One two](attachment:Words.png)"]
    merged = splice(page, {0: "![Một](attachment:Words.png)"})
    assert merged == text.replace("One two", "Một")


def test_ten_megabytes_of_output_are_carried_along():
    output = {"output_type": "stream", "name": "stdout", "text": 'x\\ "words" é\n' * 700_000}
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [output],
            "source": "1"}  # fmt: skip
    words = {"cell_type": "markdown", "metadata": {}, "source": "One two"}
    text = notebook(cells=[words, code, words])
    assert len(text) > 10_000_000
    assert translate(text, One="Một") == text.replace("One two", "Một")


def test_half_a_surrogate_pair_is_a_finding_and_the_rest_is_translated():
    text = notebook("Broken \ud800 words", "One two",
                    ascii_only=True)  # fmt: skip
    page = read_page("page.ipynb", text, "notebook")
    assert [unit.msgid for unit in page.units] == ["One two"]
    assert [finding.code for finding in page.findings] == ["text-unreadable"]
    assert translate(text, One="Hai") == text.replace("One two", "Hai")


@pytest.mark.parametrize("minor", range(6))
def test_every_minor_version_is_read(minor):
    text = notebook("One two", nbformat_minor=minor, metadata={"orig_nbformat": 4})
    assert translate(text, One="Một") == text.replace("One two", "Một")


AGAIN = "restore the notebook or save it again in Jupyter"
NO_NAME = f"not valid JSON (Expecting property name enclosed in double quotes); {AGAIN}"
BROKEN = {
    "empty": ("", 1, f"the file is empty; {AGAIN}"),
    "only blanks": (" \n", 2, f"the file is empty; {AGAIN}"),
    "cut off": (
        '{\n"cells": [\n{', 3, NO_NAME),
    "a conflict": (
        '{\n<<<<<<< ours\n', 2, NO_NAME),
    "a list": ("[]", 1, "JSON, but not a notebook: no `cells`, or `nbformat` is not 4"),
    "an object": ("{}", 1, "JSON, but not a notebook: no `cells`, or `nbformat` is not 4"),
    "format 3": (
        '{"nbformat": 3, "worksheets": []}', 1, "a notebook of the old format 3; convert it with "
        "`jupyter nbconvert --inplace --nbformat 4`"),
    "format 5": (
        '{"nbformat": 5, "cells": []}', 1,
        "JSON, but not a notebook: no `cells`, or `nbformat` is not 4"),
    "more text": (
        '{"nbformat": 4, "cells": []}\n\n{}', 3, "text after the end of the JSON; remove it"),
    "a cell that is a number": (
        '{"nbformat": 4, "cells": [{"cell_type": "raw", "source": ""}, 5]}', 0,
        "cell 2 is not a notebook cell: no text in `source`"),
    "a source of numbers": (
        '{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": [1]}]}', 0,
        "cell 1 is not a notebook cell: no text in `source`"),
    "nested too deeply": (
        '{"cells": ' + "[" * 100_000, 0,
        f"not valid JSON (it is nested too deeply); {AGAIN}"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_notebook_is_an_error_with_its_place(text, line, reason):
    with pytest.raises(PageError) as caught:
        read_page("a.ipynb", text, "notebook")
    assert (caught.value.path, caught.value.line, caught.value.reason) == ("a.ipynb", line, reason)
