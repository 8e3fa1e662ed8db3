"""What may be new in a translation and what may not: remarks, signs of TeX, allowed hosts."""

import pytest

from polybook.formats.guard import settle
from polybook.formats.reading import read_page

HOSTS = ("vi.wikipedia.org",)


def refused(msgstr, hosts=(), source="Words of a page\n"):
    page = read_page("page.md", source, "markdown", ("title",), hosts)
    return settle(page, {0: msgstr}).refused


@pytest.mark.parametrize(
    "remark",
    [
        "<!-- TODO -->",
        "<!--Từ này chỉ lỗi khi chạy mã-->",
        '<!-- cụm từ "principled" tạm dịch: đúng không ._. -->',
    ],
)
def test_a_comment_of_words_does_not_act(remark):
    assert not refused(f"Lời {remark} của trang")


@pytest.mark.parametrize(
    "comment",
    [
        "<!--more-->",
        "<!-- read more here please -->",
        "<!-- toc please keep this -->",
        '<!--#include virtual="a b c"-->',
        "<!--esi a b c-->",
        "<!-- ko foreach: a b c -->",
        "<!--[if IE]> a b c <![endif]-->",
        "<!-- i18n:skip a b c -->",
        "<!-- polybook: ignore a b -->",
        "<!-- a b c -- d -->",
        "<!-- a b c <b> -->",
        "<!-- a b c {% x %} -->",
        "<!-- a b c {{ x }} -->",
        "<!-- a b c --->",
        "<!-- a b c",
        "<!-->a b c-->",
        "<!-- a b c `d` -->",
    ],
)
def test_a_comment_that_a_program_could_read_stays_out(comment):
    assert refused(f"Lời {comment} của trang")


def test_remarks_stay_out_of_what_is_no_paragraph():
    assert refused("Lời <!-- ba bốn từ -->", source="# Words of a page\n")
    assert refused("Lời <!-- ba bốn từ -->", source="---\ntitle: Words of a page\n---\n")
    assert refused("<!-- ba bốn từ --> lời")


@pytest.mark.parametrize("formula", [r"$7\times 7$", r"$\alpha \leq \infty$"])
def test_signs_of_tex_may_be_new(formula):
    assert not refused(f"Lời {formula}")


@pytest.mark.parametrize("command", ["href", "input", "def", "require", "unicode", "alphas"])
def test_other_tex_stays_out(command):
    assert refused(rf"Lời $\{command} x$")


@pytest.mark.parametrize(
    "link",
    [
        "[a](https://vi.wikipedia.org/wiki/Biểu_thức)",
        "[a](http://vi.wikipedia.org)",
        '[a](HTTPS://vi.Wikipedia.org/x "t")',
        "<https://vi.wikipedia.org/x>",
        "https://vi.wikipedia.org/wiki/X.",
    ],
)
def test_a_host_that_the_book_allows_may_be_new(link):
    assert not refused(f"Lời {link}", HOSTS)
    assert refused(f"Lời {link}")


@pytest.mark.parametrize(
    "link",
    [
        "[a](ftp://vi.wikipedia.org/)",
        "[a](//vi.wikipedia.org/)",
        "[a](https://x@vi.wikipedia.org/)",
        "[a](https://vi.wikipedia.org:80/)",
        "[a](https://vi.wikipedia.org@evil.example/)",
        "[a](https://vi.wikipedia.org\\@evil.example/)",
        "[a](https://vi.wikipedia.org&#46;evil.example/)",
        "[a](https://vi.wikipedia.org。evil.example/)",
        "[a](<https://vi.wikipedia.org\t.evil.example/>)",
        "[a](javascript://vi.wikipedia.org/%0aalert(1))",
        "https://vi.wikipedia.org.evil.example",
        "https://en.vi.wikipedia.org",
        "www.vi.wikipedia.org",
        "![a](https://vi.wikipedia.org/x.png)",
        '<a href="https://vi.wikipedia.org">a</a>',
        "[a](https://vi.wikipedia.org)(https://evil.example)",
    ],
)
def test_what_only_looks_like_an_allowed_host_stays_out(link):
    assert refused(f"Lời {link}", HOSTS)


def test_badges_are_text_and_icons_are_not():
    source = "A {bdg-primary}`new` word, {octicon}`alert;1em`, {bdg-link-info}`https://a.example`\n"
    kept = "{octicon}`alert;1em`, {bdg-link-info}`https://a.example`"
    assert not refused(f"Từ {{bdg-primary}}`mới`, {kept}", source=source)
    assert refused(f"Từ {{bdg-primary}}`mới`, {kept.replace('alert', 'bell')}", source=source)
    assert refused(
        f"Từ {{bdg-primary}}`mới`, {kept.replace('a.example', 'b.example')}", source=source
    )


BRACKETED = "The set \\\\(\\{a_1 = 0\\}, f(x)\\\\) is [small](b.md).\n"


def test_formulas_in_brackets_are_known_by_the_english_alone():
    formula = "\\\\(\\{a_1 = 0\\}, f(x)\\\\)"
    assert not refused(f"Tập {formula} [nhỏ](b.md).", source=BRACKETED)
    assert refused("Tập \\\\(x\\\\) [nhỏ](b.md).", source="The set is [small](b.md).\n")
    for other in ("\\\\({.c x=0}\\\\)", "\\\\(y \\) z\\\\)", "\\\\(\\href{x}{y}\\\\)"):
        assert refused(f"Tập {other} [nhỏ](b.md).", source=BRACKETED), other


def test_what_is_added_is_shown_at_a_length_that_people_read():
    found = refused(f"Từ ![a](data:image/png;base64,{'A' * 3000}==)")
    assert len(found[0].message) < 300
    assert found[0].message.endswith("==, which the English does not have; take it out")


ESCAPED = "Put \\<your name\\> into <b>it</b>.\n"


def test_an_angle_bracket_that_the_english_escapes_begins_no_tag():
    assert not refused("Đặt \\<tên của bạn\\> vào <b>đó</b>.", source=ESCAPED)
    for other in ("\\\\<i onclick=x>", "<i>", "\\<a> <i>", "`\\` <i>"):
        assert refused(f"Đặt {other} vào <b>đó</b>.", source=ESCAPED), other
    for source in ("Put <b>it</b>.\n", "Put `\\<x>` <b>it</b>.\n", f"<p>\n{ESCAPED}</p>\n"):
        assert refused("Đặt \\<tên\\> vào <b>đó</b>.", source=source), source


def test_a_tag_that_is_only_shown_does_not_act_in_the_translation():
    source = "Write {%- raw %}{{ secret }}{% endraw -%} on {{ page }}.\n"
    raw = "{%- raw %}{{ secret }}{% endraw -%}"
    assert not refused(f"Viết {raw} vào {{{{ page }}}}.", source=source)
    for other in (f"{{{{ secret }}}} {raw}", f"{raw} {{{{ secret }}}}"):
        assert refused(f"Viết {other} vào {{{{ page }}}}.", source=source), other
    assert refused("Viết {{ secret }} {%- raw %}{% endraw -%} vào {{ page }}.", source=source)
    assert not refused("Trang {{ page }}: {{ page }}.", source="The page {{ page }}.\n")


@pytest.mark.parametrize(
    "msgstr",
    [
        "```{include} other.md\n```",
        "Lời.\n\n``` {raw} html\n```",
        "~~~{literalinclude} other.py\n~~~",
        "Lời ```{code-cell} import os ```",
    ],
)
def test_a_directive_stays_out_even_where_it_comes_to_stand_in_a_line(msgstr):
    [finding] = refused(msgstr).values()
    assert "adds the directive {" in finding.message
    known = refused(msgstr, source=f"Words of `a` {' '.join(msgstr.split())}\n")
    assert "safe-markup" not in {finding.code for finding in known.values()}


@pytest.mark.parametrize(
    ("msgstr", "stays_out"),
    [
        ("<i>hai</i> và <b>một</b><br>", False),
        ("<b><i>một</i></b> hai<br>", False),
        ("hai<br>", False),
        ("<b>một</b> và <i>hai<br>", True),
        ("<b>một <i>hai</b></i><br>", True),
        ("một</b> và <i>hai</i><br><b>", True),
    ],
)
def test_tags_may_change_places_and_must_be_closed_in_order(msgstr, stays_out):
    assert bool(refused(msgstr, source="<b>one</b> and <i>two</i><br>\n")) == stays_out


@pytest.mark.parametrize(
    ("formula", "stays_out"),
    [(r"$\text{một}$", False), (r"$\text{một$", True), (r"$\text{một}}$", True)],
)
def test_the_braces_of_a_formula_match(formula, stays_out):
    assert bool(refused(f"Lời {formula}", source="Words $x$\n")) == stays_out
