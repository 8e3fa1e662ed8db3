"""Run mdpo over a tree of pages in one process, one catalog a page.

Usage: mdpo_tree.py extract PAGES CATALOGS | merge PAGES CATALOGS OUT

Its commands take either one page or one catalog for all of them, and stop at the first page that
they cannot read; a process a page would measure Python's start. So this calls what they call.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown


def main() -> None:
    verb, pages, *folders = sys.argv[1], *map(Path, sys.argv[2:])
    work: Callable[..., None] = {"extract": extract, "merge": merge}[verb]
    for page in sorted(pages.rglob("*.md")):
        try:
            work(page, page.relative_to(pages), *folders)
        except Exception as error:
            print(f"{page}: {error!r}", file=sys.stderr)


def extract(page: Path, name: Path, catalogs: Path) -> None:
    target = (catalogs / name).with_suffix(".po")
    target.parent.mkdir(parents=True, exist_ok=True)
    markdown_to_pofile(str(page), save=True, po_filepath=str(target))


def merge(page: Path, name: Path, catalogs: Path, out: Path) -> None:
    target = out / name
    target.parent.mkdir(parents=True, exist_ok=True)
    catalog = (catalogs / name).with_suffix(".po")
    pofile_to_markdown(str(page), [str(catalog)], save=str(target))


if __name__ == "__main__":
    main()
