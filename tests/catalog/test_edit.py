import re

import pytest

from polybook.catalog.edit import edit_along, split

TOKEN = re.compile(r"`[^`]*`|\$[^$]*\$|https?://[^\s)]+")


def tokens(text):
    return TOKEN.findall(text)


def edited(old, new, translation):
    one, two = split(old, tokens), split(new, tokens)
    assert one is not None
    assert two is not None
    assert one[0] == two[0]
    return edit_along(one[1], two[1], translation, tokens)


@pytest.mark.parametrize(
    ("old", "new", "translation", "result"),
    [
        ("Run `a`.", "Run `b`.", "Chạy `a`.", "Chạy `b`."),
        ("[x](http://a) $y$", "[x](http://b) $y$", "$y$ [x](http://a)", "$y$ [x](http://b)"),
        ("`a` to `b`", "`b` to `a`", "từ `a` đến `b`", "từ `b` đến `a`"),
        ("`a` and `a`", "`c` and `c`", "`a` và `a`", "`c` và `c`"),
        # What did not change may be missing or repeated.
        ("`a` $x$", "`b` $x$", "`a`", "`b`"),
    ],
)
def test_the_same_replacement_is_made(old, new, translation, result):
    assert edited(old, new, translation) == result


@pytest.mark.parametrize(
    ("old", "new", "translation"),
    [
        ("Run `a`.", "Run `b`.", "Chạy đi."),
        ("Run `a`.", "Run `b`.", "Chạy `a`, `a`."),
        ("`a` and `a`", "`b` and `c`", "`a` và `a`"),
        ("`a` and `a`", "`a` and `c`", "`a` và `a`"),
        # In its new place, the token would swallow the word behind it.
        ("See `a` now.", "See http://b now.", "Xem `a`đi."),
    ],
)
def test_what_is_not_certain_is_left_alone(old, new, translation):
    assert edited(old, new, translation) is None


def test_a_translation_whose_tokens_cannot_be_placed_is_left_alone():
    assert edit_along(["a"], ["b"], "x a", lambda _: ["y"]) is None


def test_tokens_that_do_not_stand_in_the_text_in_order_are_refused():
    assert split("a b", lambda _: ["b", "a"]) is None
    assert split("a b", lambda _: [""]) is None
