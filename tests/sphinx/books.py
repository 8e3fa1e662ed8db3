"""Small books and their editions, made in a temporary folder by the real Sphinx."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from polybook.formats.inline import read_inline
from polybook.formats.reading import read_page, recognise, recognise_dialect

CONF = """
extensions = ["myst_nb", "polybook.sphinx"]
project = "A small book"
copyright = "2026, nobody"
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
numfig = True
html_theme = "basic"
nb_execution_mode = "cache"
nb_execution_cache_path = "{root}/cache"
"""

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
FOREIGN = str.maketrans(LATIN, "абцдефгхийклмнопярстувшхыз" + "АБЦДЕФГХИЙКЛМНОПЯРСТУВШХЫЗ")

FRONT_MATTER = ("title", "subtitle", "description")


def foreign(text: str) -> str:
    """Translate a msgid into no language: not one ASCII letter is left outside its tokens."""
    parts, done = [], 0
    for token in read_inline(text):
        parts += [text[done : token.span.start].translate(FOREIGN), token.raw]
        done = token.span.end
    return "".join([*parts, text[done:].translate(FOREIGN)])


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, by their names."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def make_book(root: Path, pages: Mapping[str, str | bytes], conf: str = "") -> Path:
    """Write a book of `pages` in `root`, with `conf` added to its configuration."""
    write(root, {f"source_en/{name}": content for name, content in pages.items()})
    write(
        root,
        {
            "polybook.toml": 'languages = ["vi", "fr"]\n',
            "conf.py": CONF.format(root=root.as_posix()) + conf,
        },
    )
    return root


def translate(
    root: Path,
    page: str,
    words: Callable[[str], str],
    language: str = "vi",
    source: str = "source_en",
) -> Path:
    """Write the catalog of one page, its msgstrs made by `words`, and return its path."""
    text = (root / source / page).read_bytes().decode()
    kind = recognise(page) or ""
    if kind == "markdown":
        kind = recognise_dialect(page, text)
    units = read_page(page, text, kind, FRONT_MATTER).units
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for context, msgid in dict.fromkeys(unit.key for unit in units):
        start = f"msgctxt {quoted(context)}\n" if context is not None else ""
        entries.append(f"{start}msgid {quoted(msgid)}\nmsgstr {quoted(words(msgid))}\n")
    path = root / "locales" / language / "LC_MESSAGES" / Path(page).with_suffix(".po")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(entries), "utf-8", newline="\n")
    return path


def quoted(text: str) -> str:
    """Return a PO string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped.replace(chr(9), chr(92) + "t")}"'


def build(
    root: Path,
    language: str,
    *options: str,
    builder: str = "html",
    out: Path | None = None,
    source: str = "source_en",
    fails: bool = False,
) -> str:
    """Build one edition, warnings as errors, and return what Sphinx printed."""
    out = out or root / "build" / language / builder
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-c", str(root)]
    command += ["-d", str(out.parent / "doctrees"), "-D", f"language={language}"]
    command += ["-W", "--keep-going", *options, str(root / source), str(out)]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=root
    )
    printed = done.stdout + done.stderr
    assert (done.returncode != 0) == fails, printed
    return printed


def html(root: Path, language: str, page: str) -> str:
    """Return one page of an edition."""
    return (root / "build" / language / "html" / f"{page}.html").read_text("utf-8")


def ids(page: str) -> list[str]:
    """Return the ids of an HTML page, in order."""
    return re.findall(r'\sid="([^"]*)"', page)


def links(page: str) -> list[str]:
    """Return the fragments that an HTML page links to, with their pages, sorted."""
    return sorted(re.findall(r'href="((?!https?:)[^"]*#[^"]*)"', page))


def links_and_files(page: str) -> list[str]:
    """Return the addresses of all that an HTML page links to or shows."""
    return re.findall(r'<[^<>]*?\s(?:href|src)="([^"]*)"', page)
