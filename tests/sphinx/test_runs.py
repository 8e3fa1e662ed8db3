"""Captions of what cells draw: each edition's own, and the cells run once for all of them."""

from pathlib import Path

from tests.sphinx.books import build, foreign, make_book, translate

PAGE = """\
---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---

# A drawing

```{code-cell} python
---
mystnb:
  figure:
    caption: |
      The **last** run
    name: fig-run
  image:
    alt: One red square
---
from pathlib import Path
from IPython.display import SVG
with Path("LOG").open("a") as log:
    log.write("run ")
SVG('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>')
```
"""


def test_every_edition_has_its_own_captions_of_one_run(tmp_path):
    log = tmp_path / "log"
    root = make_book(tmp_path / "book", {"index.md": PAGE.replace("LOG", log.as_posix())})
    translate(root, "index.md", foreign)
    pages = {}
    for language in ("en", "vi", "en"):
        build(root, language, "-E")
        pages[language] = Path(root, "build", language, "html", "index.html").read_text("utf-8")
    assert log.read_text() == "run "
    assert "The <strong>last</strong> run" in pages["en"]
    assert "Тхе <strong>ласт</strong> рун" in pages["vi"]
    assert "The <strong>last" not in pages["vi"]
    assert 'alt="One red square"' in pages["en"]
    assert 'alt="Оне ред сяуаре"' in pages["vi"]


def test_code_that_changed_runs_again(tmp_path):
    log = tmp_path / "log"
    page = PAGE.replace("LOG", log.as_posix())
    root = make_book(tmp_path / "book", {"index.md": page})
    build(root, "en")
    (root / "source_en" / "index.md").write_text(page.replace("run ", "other "), "utf-8")
    build(root, "en")
    assert log.read_text() == "run other "
