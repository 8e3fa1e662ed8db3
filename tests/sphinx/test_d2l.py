"""Pages in d2l Markdown in the site: references, tabs, cells that run, one tab only."""

import json
import re
import subprocess
import sys

import pytest

from tests.helpers import corpus
from tests.sphinx.books import build, html, ids, make_book, translate

CONF = '\nextensions += ["sphinx_design"]\nhtml_theme_options = {}\n'
PAGE = """\
# Lines *and* slopes
:label:`sec_lines`

[**Here**] is :numref:`fig_dot`, :numref:`tab_a`, :eqref:`eq_a` and :numref:`sec_more`.

![A dot.](dot.svg)
:width:`40px`
:label:`fig_dot`

$$y = x$$
:eqlabel:`eq_a`

:Two columns

|One|Two|
|:--|:--|
|1|2|
:label:`tab_a`

```{.python .input}
#@tab numpy
x = 6
print("plain", x)
```

```{.python .input}
#@tab nosuchframework
import nosuchframework
```

```{.python .input}
#@tab all
print("shared", 7 * x)
```
"""
MORE = "# More\n:label:`sec_more`\n\nBack to :numref:`sec_lines`.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
FILES = {
    "index.md": "# Book\n\n```toc\n:numbered:\n\nlines\nmore\n```\n",
    "lines.md": PAGE,
    "more.md": MORE,
    "dot.svg": SVG,
}
WORDS = {
    "Lines *and* slopes": "Đường *và* độ dốc",
    "A dot.": "Một chấm.",
    "Two columns": "Hai cột",
    "![A dot.](dot.svg)": "![Một chấm.](dot.svg)",
}


def make(tmp_path, table='tabs = ["numpy", "nosuchframework"]'):
    make_book(tmp_path, FILES, CONF)
    (tmp_path / "polybook.toml").write_text(f'languages = ["vi"]\n\n[d2l]\n{table}\n')
    translate(tmp_path, "lines.md", lambda msgid: WORDS.get(msgid, msgid))
    return tmp_path


def test_references_tabs_and_outputs_in_both_editions(tmp_path):
    make(tmp_path)
    for language in ("en", "vi"):
        build(tmp_path, language)
    english, page = (html(tmp_path, language, "lines") for language in ("en", "vi"))
    assert "Đường <em>và</em> độ dốc" in page
    assert "<strong>Here</strong> is" in page
    assert "Một chấm." in page
    assert 'style="width: 40px;"' in page
    assert "Hai cột" in page
    assert "[<strong>" not in page
    assert set(ids(english)) == set(ids(page))
    assert set(re.findall(r'href="#(fig-dot|tab-a|equation-eq-a)"', page)) == (
        {"fig-dot", "tab-a", "equation-eq-a"}
    )
    for one in (english, page):
        assert "plain 6" in one
        assert "shared 42" in one
        assert one.count('class="sd-tab-set') == 1
        assert 'data-sync-id="nosuchframework"' in one
    assert "Đường <em>và</em> độ dốc" in html(tmp_path, "vi", "index")


def test_cells_run_once_for_all_editions(tmp_path):
    make(tmp_path)
    build(tmp_path, "en")
    (kept,) = (tmp_path / "cache/tabs").glob("*.json")
    outputs = json.loads(kept.read_text())
    assert [one[0]["text"] for one in outputs] == ["plain 6\n", "shared 42\n"]
    outputs[0][0]["text"] = "from the cache\n"
    kept.write_text(json.dumps(outputs))
    build(tmp_path, "vi")
    assert "from the cache" in html(tmp_path, "vi", "lines")


def test_a_torn_cache_is_made_again(tmp_path):
    make(tmp_path)
    build(tmp_path, "en")
    (kept,) = (tmp_path / "cache/tabs").glob("*.json")
    kept.write_text(kept.read_text()[:20])
    build(tmp_path, "vi")
    assert "plain 6" in html(tmp_path, "vi", "lines")


def test_a_cell_that_fails_is_a_warning_that_names_the_page(tmp_path):
    make(tmp_path)
    (tmp_path / "source_en/lines.md").write_text(PAGE.replace("x = 6", "x = unknown"))
    printed = build(tmp_path, "en", fails=True)
    assert "lines.md: WARNING: the cells of tab numpy do not run; correct the code" in printed
    assert "name 'unknown' is not defined" in printed


def test_one_tab_is_shown_alone_where_the_configuration_says_so(tmp_path):
    make(tmp_path, 'tabs = ["numpy", "nosuchframework"]\ntab = "numpy"')
    build(tmp_path, "vi")
    page = html(tmp_path, "vi", "lines")
    assert "plain 6" in page
    assert "sd-tab-set" not in page
    assert "nosuchframework" not in page


@pytest.mark.slow
def test_a_whole_real_book_builds_with_warnings_only_where_the_target_is_absent(tmp_path):
    pages = {
        name.removeprefix("d2l-en/"): data
        for suffix in (".md", ".bib", ".ini")
        for name, data in corpus("d2l-en-v0.17.5", suffix).items()
    }
    conf = CONF + (
        'extensions += ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["source_en/d2l.bib"]\n'
        'nb_execution_mode = "off"\nmyst_enable_extensions += ["amsmath"]\n'
        'suppress_warnings = ["image.not_readable"]\n'
    )
    make_book(tmp_path, pages, conf)
    # Its own config.ini lists the tabs; none of the pictures is in the corpus.
    (tmp_path / "polybook.toml").write_text('languages = ["vi"]\n')
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", str(tmp_path)]
    command += ["-D", "language=vi", str(tmp_path / "source_en"), str(tmp_path / "out")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    said = [line for line in done.stderr.split("\n") if re.search("WARNING|ERROR|CRITICAL", line)]
    known = ("automodule", "duplicate label of equation eq_attn-pooling", '"raw" directive path')
    assert [line for line in said if not any(one in line for one in known)] == []
    assert len(said) == 5
