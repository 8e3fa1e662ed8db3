"""d2l books: tabs and order, notebooks of each tab, the saved library, links of an edition."""

import importlib.util
import json

import nbformat
import pytest
from nbclient import NotebookClient

from tests.helpers import corpus
from tests.project import CONFIG, make_project

CHAPTER = """\
# Lines
:label:`sec_lines`

:begin_tab:`numpy`
By hand. [Talk](https://talk.example/t/1)
:end_tab:

:begin_tab:`pytorch`
By machine. [Talk](https://talk.example/t/2)
:end_tab:

```{.python .input}
#@tab numpy
import numpy as np
x = np.arange(3)
```

```{.python .input}
#@tab pytorch
import torch
x = torch.arange(3)
```

```{.python .input}
#@tab all
#@save
def double(x):
    return 2 * x

print(double(x).sum())
```
"""
PAGES = {
    "index.md": "# Book\n\n```toc\n:maxdepth: 1\n\nb/lines\na\n```\n",
    "a.md": "# Last\n\nSee :numref:`sec_lines`.\n\n"
    "```{.python .input}\n#@tab numpy\n#@save\nLAST = 1\n```\n",
    "b/lines.md": CHAPTER,
    "img/a.svg": "<svg/>",
}
TABS = '\n[d2l]\ntabs = ["numpy", "pytorch"]\n'


@pytest.fixture
def book(tmp_path):
    project = make_project(tmp_path, PAGES)
    project.write("polybook.toml", CONFIG + TABS)
    project.translate(
        "b/lines",
        {
            "Lines": "Đường thẳng",
            "By hand. [Talk](https://talk.example/t/1)": "Bằng tay. [Bàn](https://talk.example/t/1)",
            "By machine. [Talk](https://talk.example/t/2)": "Máy. [Bàn](https://talk.example/t/2)",
        },
    )
    return project


def cells(project, name, kind):
    notebook = nbformat.read(project.root / "build/vi/notebooks" / name, 4)
    nbformat.validate(notebook)
    return [one.source for one in notebook.cells if one.cell_type == kind]


def test_each_tab_gets_its_notebooks_with_the_source_s_code(book):
    book.good("build", "vi", "notebooks")
    assert sorted(book.files("build/vi/notebooks")) == [
        "img/a.svg", "numpy/a.ipynb", "numpy/b/lines.ipynb", "numpy/img/a.svg", "numpy/index.ipynb",
        "pytorch/a.ipynb", "pytorch/b/lines.ipynb", "pytorch/img/a.svg", "pytorch/index.ipynb",
    ]  # fmt: skip
    numpy, pytorch = (cells(book, f"{tab}/b/lines.ipynb", "code") for tab in ("numpy", "pytorch"))
    assert numpy[0] == "import numpy as np\nx = np.arange(3)"
    assert pytorch[0] == "import torch\nx = torch.arange(3)"
    assert (
        numpy[1]
        == pytorch[1]
        == ("#@save\ndef double(x):\n    return 2 * x\n\nprint(double(x).sum())")
    )
    texts = "\n".join(cells(book, "numpy/b/lines.ipynb", "markdown"))
    assert "Đường thẳng" in texts
    assert "Bằng tay" in texts
    assert "Máy" not in texts
    assert ":label:" not in texts
    assert cells(book, "numpy/a.ipynb", "markdown") == [
        "# Last\n\nSee [Đường thẳng](b/lines.ipynb#sec_lines)."
    ]


def test_a_notebook_of_a_tab_runs(book):
    book.good("build", "vi", "notebooks")
    notebook = nbformat.read(book.root / "build/vi/notebooks/numpy/b/lines.ipynb", 4)
    NotebookClient(notebook, timeout=60).execute()
    assert notebook.cells[-1].outputs[0].text == "6\n"


def test_the_library_is_a_module_in_book_order_and_the_same_in_every_edition(book):
    book.good("build", "vi", "library", "--tab", "numpy")
    book.good("build", "en", "library")
    made = book.files("build/vi/library")
    assert list(made) == ["book/numpy.py"]
    assert sorted(book.files("build/en/library")) == ["book/numpy.py", "book/pytorch.py"]
    assert made["book/numpy.py"] == book.files("build/en/library")["book/numpy.py"]
    path = book.root / "build/vi/library/book/numpy.py"
    spec = importlib.util.spec_from_file_location("saved", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (module.double(3), module.LAST) == (6, 1)
    source = path.read_text()
    assert source.index("b/lines.md") < source.index("a.md")


def test_config_ini_names_tabs_file_and_aliases(book):
    book.write("polybook.toml", CONFIG)
    book.write(
        "source_en/config.ini",
        "[build]\ntabs = numpy, pytorch\n\n[library-numpy]\nlib_file = lib/np.py\nlib_name = np\n"
        "simple_alias = ones, bad name\nalias = import numpy as np\n",
    )
    done = book.run("build", "vi", "library", "--tab", "numpy")
    assert done.code == 0
    assert "config.ini: warning library-code: the alias bad name is no name" in done.err
    assert book.read("build/vi/library/lib/np.py").endswith(
        "# Aliases\nimport numpy as np\nones = np.ones\n"
    )


@pytest.mark.parametrize(
    ("ini", "said"),
    [
        ("[build\n", "config.ini: cannot be read as d2lbook's configuration: File contains no"),
        (
            "[library-numpy]\nlib_file = ../x.py\n",
            "must be a path in the build folder, not ../x.py",
        ),
        ("[library-numpy]\nlib_file = /x.py\n", "must be a path in the build folder, not /x.py"),
    ],
)
def test_a_config_ini_that_cannot_be_used_is_an_error(book, ini, said):
    book.write("source_en/config.ini", ini)
    done = book.run("build", "vi", "library")
    assert done.code == 2
    assert said in done.err
    assert not (book.root / "build/vi/library").exists()


def test_faults_of_tabs_are_told(book):
    done = book.run("build", "vi", "library", "--tab", "jax")
    assert (done.code, done.err) == (
        2, "polybook: jax: no code tab of this book; it has: numpy, pytorch\n"
    )  # fmt: skip
    done = book.run("build", "vi", "notebooks", "--tab", "numpy")
    assert "--tab is for `build LANG library`" in done.err
    book.write("source_en/b/lines.md", CHAPTER.replace("    return 2 * x", "    return 2 *"))
    done = book.run("build", "en", "library", "--tab", "numpy")
    assert done.code == 1
    assert "source_en/b/lines.md: error library-code: what #@save marks is no Python" in done.err


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[d2l]\ntabs = ["a b"]', '`tabs`: "a b" is no name of a tab'),
        ('[d2l]\ntabs = ["a"]\ntab = "b"', '`tab`: "b" is none of `tabs`; choose one of a'),
        ("[d2l]\nonly = []", "unknown key `only`; known are tabs, tab"),
        ('[links.vi]\n"https://a.example/" = "javascript:x"', "must be an address that begins"),
        ('[links.vi]\n"https://a.example/" = "https://b.example/) x"', "must be an address"),
        ("[links.fr]", "unknown key `fr`"),
    ],
)
def test_wrong_tables_are_told(book, table, said):
    book.write("polybook.toml", f"{CONFIG}\n{table}\n")
    done = book.run("extract")
    assert done.code == 2
    assert said in done.err


LINKS = '\n[links.vi]\n"https://talk.example/t/1" = "https://noi.example/t/9"\n'


def test_links_of_an_edition_are_exchanged_in_translated_and_other_texts(book):
    book.write("polybook.toml", CONFIG + TABS + LINKS)
    book.good("merge", "vi")
    merged = book.read("build/vi/source/b/lines.md")
    assert "[Bàn](https://noi.example/t/9)" in merged
    assert "[Bàn](https://talk.example/t/2)" in merged
    book.write("source_en/c.md", "More on <https://talk.example/t/1>.\n")
    book.good("merge", "vi")
    assert book.read("build/vi/source/c.md") == "More on <https://noi.example/t/9>.\n"


@pytest.mark.slow
def test_every_saved_library_of_a_real_book_is_python(tmp_path):
    pages = {
        name.removeprefix("d2l-en/"): data.decode()
        for suffix in (".md", ".ini")
        for name, data in corpus("d2l-en-v0.17.5", suffix).items()
    }
    project = make_project(tmp_path, pages, catalogs=False)
    done = project.run("build", "en", "library")
    assert done.code == 0, done.err
    made = project.files("build/en/library")
    assert sorted(made) == ["d2l/mxnet.py", "d2l/tensorflow.py", "d2l/torch.py"]
    for name, data in made.items():
        compile(data, name, "exec")
    assert b"\nones = torch.ones\n" in made["d2l/torch.py"]
    assert json.dumps(made["d2l/torch.py"].decode()).count("def ") > 100


def test_a_translation_may_hold_the_edition_s_own_link(book):
    book.write("polybook.toml", CONFIG + TABS + LINKS)
    msgid = "By hand. [Talk](https://talk.example/t/1)"
    book.translate("b/lines", {msgid: "Bằng tay. [Bàn](https://noi.example/t/9)"})
    assert book.run("check", "vi", "--select", "link-kept,safe-markup").out.startswith("3 ")
    book.translate("b/lines", {msgid: "Bằng tay. [Bàn](https://other.example/t/9)"})
    said = book.run("check", "vi", "--select", "link-kept,safe-markup").out
    assert "error link-kept" in said
    assert "until then readers see the English" in said
