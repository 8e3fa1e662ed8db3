"""Inline tokens: one answer to what is code, a formula, a link, and what in them is prose."""

import pytest
from hypothesis import given, settings

from polybook.formats.inline import read_inline
from polybook.formats.prose import count_words, has_prose, mask, protected
from tests.documents import paragraphs

REFERENCES = {"REF": {"href": "https://example.org/r", "title": ""}}
TOKENS = {
    "`code` and ``a ` b``": ["code `code`", "code ``a ` b``"],
    "$x$ and $$y$$, \\$5": ["math $x$", "math $$y$$"],
    r"\\(x_1\\), \\[y\\] and \\( z": [r"math \\(x_1\\)", r"math \\[y\\]"],
    r"$\\(x\\)$ \\(`c`\\) \\(*e*\\) \(a\)": [r"math $\\(x\\)$", "code `c`"],
    "a `b": [],
    "{ref}`sec` here": ["role {ref}`sec` -> sec"],
    "{ref}`the part <sec>`": ["role {ref}`the part <sec>` -> sec 'the part'"],
    "{abbr}`GD (descent)`": ["role {abbr}`GD (descent)` 'GD (descent)'"],
    "[text](a.md#b 'T')": ["link [text](a.md#b 'T') -> a.md#b 'text'"],
    "[a `b` c](d)": ["link [a `b` c](d) -> d 'a `b` c'", "code `b`"],
    "[t][ref] and [ref]": [
        "link [t][ref] -> https://example.org/r 't'", "link [ref] -> https://example.org/r 'ref'"],
    "[no such] thing": [],
    "![alt `c`](i.png)": ["image ![alt `c`](i.png) -> i.png 'alt `c`'", "code `c`"],
    "![alt](data:image/svg+xml;base64,QQ==) [t](data:text/html,x)": [
        "image ![alt](data:image/svg+xml;base64,QQ==) -> data:image/svg+xml;base64,QQ== 'alt'"],
    "[![alt](i.png)](a)": [
        "link [![alt](i.png)](a) -> a '![alt](i.png)'", "image ![alt](i.png) -> i.png 'alt'"],
    "<https://a.example/x>": ["autolink <https://a.example/x> -> https://a.example/x"],
    "see https://a.example/x.": ["url https://a.example/x -> https://a.example/x"],
    "`https://a.example`": ["code `https://a.example`"],
    "<b class='x'>y</b><!-- c -->": ["html <b class='x'>", "html </b>", "html <!-- c -->"],
    "&amp; &#42; & b": ["entity &amp;", "entity &#42;"],
    "a[^1] b": ["footnote [^1]"],
    "{{ name }} b": ["substitution {{ name }}"],
    "[t]({{ site.url }}{% link _posts/a.md %}#b) c": [
        "substitution {{ site.url }}{% link _posts/a.md %}#b"],
    "![t](/i{% link a b.png %} 'T')": ["template /i{% link a b.png %}"],
    "[![t]({{ '/a' | url }})]({% link b %}), {{ c }}": [
        "substitution {{ '/a' | url }}", "template {% link b %}", "substitution {{ c }}"],
    "[t]({{url}}/b) {% c %} `[t]({{ d e }})` *f*": [
        "link [t]({{url}}/b) -> %7B%7Burl%7D%7D/b 't'", "template {% c %}",
        "code `[t]({{ d e }})`"],
    "[s t]{.c #d} e": ["attributes [s t]{.c #d} 's t'"],
    "![a](b){width=5}": ["image ![a](b) -> b 'a'", "attributes {width=5}"],
}  # fmt: skip


def shown(text, token):
    parts = [token.kind, token.raw]
    if token.target:
        parts += ["->", token.target]
    if token.prose is not None:
        parts.append(repr(token.prose.of(text)))
    return " ".join(parts)


@pytest.mark.parametrize(("text", "tokens"), TOKENS.items(), ids=TOKENS)
def test_tokens(text, tokens):
    assert [shown(text, token) for token in read_inline(text, REFERENCES)] == tokens


@settings(max_examples=200, deadline=None)
@given(paragraphs())
def test_tokens_are_where_they_say_and_mask_keeps_every_place(text):
    tokens = read_inline(text)
    for token in tokens:
        assert token.span.of(text) == token.raw
        assert token.prose is None or (
            token.span.start <= token.prose.start <= token.prose.end <= token.span.end
        )
    masked = mask(text, tokens)
    assert len(masked) == len(text)
    assert all(shown in (char, " ") for shown, char in zip(masked, text, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the page](a.md), `x` and $y$.", ("](a.md)", "`x`", "$y$")),
        ("{ref}`a <b>` {ref}`c`", (" <b>`", "{ref}`c`")),
        ("https://example.org/a.", ("https://example.org/a",)),
        ("Only words.", ()),
    ],
)
def test_protected_tokens(text, expected):
    assert protected(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't count 3.14 well-kept words.", 5),
        ("`code here` $x y$ <b>one</b> [two](three.md)", 2),
        ("$x$", 0),
        ("Một hai ba", 3),
    ],
)
def test_words_are_counted_as_readers_do(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word", True), ("a", False), ("ở", True), ("水", True), ("$word$", False),
        ("`word` 12", False), ("[](word.md)", False), ("[word](a)", True), ("<br>", False),
        ("<img alt='word'>", True), ("https://word.example", False), ("---", False),
        ("&nbsp;", False),
        (r"\begin{array}{l} word \\ word \end{array} <br>", False),
        (r"\begin{array}{l} word \end{array} word", True), (r"\begin{array} word", True),
        ("{ref}`word`", False), ("{ref}`word <a>`", True), ("x_1", False), ("", False),
    ],
)  # fmt: skip
def test_whether_there_is_anything_to_translate(text, expected):
    assert has_prose(text) == expected
