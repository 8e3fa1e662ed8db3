"""Promise 3 for dialects: d2l pages are judged as the MyST that a builder is given, and posts as
the blocks that the dialect's grammar and CommonMark see.
"""

import pytest
from hypothesis import given, settings

from polybook.formats.d2l.myst import Book
from polybook.formats.d2l.tabs import page_as_tabs
from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from tests.formats.pages import KEYS
from tests.formats.test_hostile import FRAGMENTS, VARIANTS, check_page, msgstrs
from tests.formats.test_jekyll import POST

D2L = """\
# A heading with :numref:`fig_a`
:label:`sec_a`

Words that [**slides**] show, `code`, $x$ and [a link](https://example.org/a).
:eqref:`eq_a` begins a line.

* an item
* another :cite:`One`

$$x = 1$$
:eqlabel:`eq_a`

![A caption of :cite:`One`.](a.svg)
:width:`40px`
:label:`fig_a`

:A table of words

|head|other|
|:--|:--|
|cell|two words|
:label:`tab_a`

:begin_tab:`numpy`
For some.
:end_tab:

```{.python .input}
#@tab numpy
x = 1
```
"""
PAGE = read_page("a.md", D2L, "d2l", KEYS)
ENGLISH = page_as_tabs(D2L, Book(), ["numpy", "pytorch"])
SHOWN = read_page("_posts/2024-01-02-a.md", POST, "jekyll", KEYS)


def check_d2l(hostile):
    settled = settle(PAGE, hostile)
    assert settled.accepted.keys() | settled.refused.keys() == hostile.keys()
    merged = splice(PAGE, settled.accepted)
    assert read_page("a.md", merged, "d2l", KEYS).shapes == PAGE.shapes
    check_page(ENGLISH, page_as_tabs(merged, Book(), ["numpy", "pytorch"]))


@settings(max_examples=300, deadline=None)
@given(msgstrs(PAGE.units))
def test_no_translation_breaks_a_d2l_page_or_adds_what_acts_in_myst(hostile):
    check_d2l(hostile)


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_every_fragment_at_every_unit_of_a_d2l_page_is_harmless(variant):
    for fragment in FRAGMENTS:
        check_d2l({
            number: variant.format(fragment=fragment, msgid=unit.msgid)
            for number, unit in enumerate(PAGE.units)
        })  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(msgstrs(SHOWN.units))
def test_no_translation_changes_what_is_no_text_in_a_post(hostile):
    merged = splice(SHOWN, settle(SHOWN, hostile).accepted)
    assert read_page(SHOWN.name, merged, "jekyll", KEYS).shapes == SHOWN.shapes
    for sign in ("{%", "{{", "{:", "<script", "javascript:", "evil"):
        assert merged.count(sign) == POST.count(sign)
