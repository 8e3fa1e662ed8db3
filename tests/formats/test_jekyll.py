"""Jekyll posts: what is text in them, and what is not."""

import pytest

from polybook.formats.guard import settle
from polybook.formats.jekyll import is_jekyll
from polybook.formats.page import splice
from polybook.formats.reading import read_page
from tests.formats.pages import KEYS
from tests.pseudo import pseudo_page

POST = """\
---
layout: post
title: "Why, and why not"
subtitle: A start
tags: [test, deep learning]
cover-img: /assets/img/a.jpg
---

{% include toc.html %}

* TOC
{:toc}

## First
A line right below.
* one
* two 🎉
{: .tight}

{: .box-note}
**Note:** kept in a box.

> [!TIP]
> A tip.

{% highlight python linenos %}
def f(x):
    return "{{ not liquid }}"

{% endhighlight %}

~~~ python
x = 1
~~~

```python title="a b"
y
```

**A heading of a kind**

<!--more-->

Text with {{ site.title }} and {% raw %}{{ x }}{% endraw %}, a
[link](https://a.example/?q=1&b=%20c#d){:target="_blank"}.[^1]

|One|Two|
|Three|four \\| five|

Term
: What it means

{% include figure.html
   src="a.png" %}

*[HTML]: a language

[^1]: The note.
"""
TEXTS = [
    ("front matter", "Why, and why not"),
    ("front matter", "A start"),
    ("heading", "First"),
    ("paragraph", "A line right below."),
    ("list item", "one"),
    ("list item", "two 🎉"),
    ("paragraph", "**Note:** kept in a box."),
    ("quote", "A tip."),
    ("paragraph", "**A heading of a kind**"),
    ("paragraph", "Text with {{ site.title }} and {% raw %}{{ x }}{% endraw %}, a "
                  "[link](https://a.example/?q=1&b=%20c#d){:target=\"_blank\"}.[^1]"),
    ("table cell", "One"),
    ("table cell", "Two"),
    ("table cell", "Three"),
    ("table cell", r"four \| five"),
    ("defined term", "Term"),
    ("definition", "What it means"),
    ("footnote", "The note."),
]  # fmt: skip


def page_of(text):
    return read_page("_posts/2024-01-02-a.md", text, "jekyll", KEYS)


def test_a_post_with_everything():
    page = page_of(POST)
    assert [(unit.kind.value, unit.msgid) for unit in page.units] == TEXTS
    assert splice(page, {}) == POST


def test_a_post_translated_letter_by_letter_changes_in_its_texts_only():
    page = page_of(POST)
    settled = settle(page, pseudo_page(page))
    assert settled.refused == {}
    merged = splice(page, settled.accepted)
    again = page_of(merged)
    assert again.shapes == page.shapes
    lines = ['title: "Ŵĥý, àńđ ŵĥý ńóť"', "## Ƒíŕśť", "{% highlight python linenos %}",
             '    return "{{ not liquid }}"', '```python title="a b"', "> [!TIP]", "{:toc}",
             "{: .box-note}", "|Óńé|Ťŵó|", "<!--more-->", "*[HTML]: a language",
             "tags: [test, deep learning]"]  # fmt: skip
    assert [line for line in lines if line not in merged.split("\n")] == []


@pytest.mark.parametrize(
    "text",
    [
        "{% highlight python %}\nnever ended\n",
        "{% include a\n never ended\n",
        "| not | a row",
        "    {: .code}\n",
        "{:toc}\n",
        "> {: .box}\n> quoted\n",
        "* TOC\n",
        "a\n^\nb\n",
        "|\n",
        "||\n",
        "{% raw %}\n\n```\n{{ x }}\n```\n\n{% endraw %}\nWords\n",
    ],
)
def test_odd_posts_come_back_byte_for_byte_and_are_whole_when_translated(text):
    page = page_of(text)
    assert splice(page, {}) == text
    settled = settle(page, pseudo_page(page))
    assert settled.refused == {}
    assert page_of(splice(page, settled.accepted)).shapes == page.shapes


def test_words_between_raw_tags_are_translated_and_code_is_not():
    page = page_of("{% raw %}\nWords\n\n```\n{{ x }}\n```\n{% endraw %}\n")
    assert [unit.msgid for unit in page.units] == ["Words"]


@pytest.mark.parametrize(
    "msgstr",
    ["{% include evil.html %}", "{: .box-error}", "Chữ {{ site.secret }}", "{% highlight python %}",
     "|a|b|", "*[HTML]: b", "^", "{::nomarkdown}", "a {: onclick=\"x\"}"],
)  # fmt: skip
def test_a_translation_adds_no_liquid_and_no_attributes(msgstr):
    page = page_of("Words\n")
    assert settle(page, {0: msgstr}).refused.keys() == {0}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("_posts/2024-01-02-a.md", "Words", True),
        ("blog/_drafts/a.md", "Words", True),
        ("about.md", "---\ntitle: A\nlayout: page\n---\n", True),
        ("a.md", "---\r\nlayout: page\r\n---\r\n", True),
        ("posts/2024-01-02-a.md", "---\ntitle: A\n---\n", False),
        ("a.md", "---\ntitle: A\n---\nlayout: page\n", False),
        ("a.md", "layout: page\n", False),
    ],
)
def test_a_post_is_recognised_by_its_folder_or_its_layout(name, text, expected):
    assert is_jekyll(name, text) is expected


@pytest.mark.parametrize("kind", ["jekyll", "markdown", "d2l"])
def test_words_between_two_formulas_of_one_line_are_a_text(kind):
    text = "$$a$$ is a part of $$b$$\n\n- $$c$$ or $$d$$  \n- $$e$$ = $$f$$\n\n$$a$$ (eq)\n"
    page = read_page("page.md", text, kind)
    assert [unit.msgid for unit in page.units] == ["$$a$$ is a part of $$b$$", "$$c$$ or $$d$$"]
