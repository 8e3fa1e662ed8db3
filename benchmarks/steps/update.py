"""Update: catalogs of a fully translated book, after a year of edits to its pages.

Everybody gets the same catalogs, those that polybook wrote: the old translations, and the new
templates. What each keeps of the translations is counted and told.
"""

from functools import cache, partial
from pathlib import Path

import pseudo
from measure import Task
from steps import books
from work import Work, copy, shell

NAME = "update"

# One msgmerge a catalog, as a Makefile does it.
EACH = """cd "$1"; find . -name '*.po' | while read -r po; do
msgmerge --quiet --previous --update --backup=none "$po" "$2/${po%.po}.pot"; done"""


@cache
def year(work: Work) -> tuple[Path, Path, Path]:
    """Return a project whose pages were edited, its old catalogs and its new templates."""
    home = books.polybook(work, "update", full=True)
    old = copy(home / "locales" / "vi" / "LC_MESSAGES", work.root / "update" / "old")
    work.write(home / "source_en", work.edited)
    work.run(work.polybook, "-C", home, "extract")
    new = copy(home / "locales" / "pot", work.root / "update" / "new")
    return home, old, new


@cache
def single(work: Work) -> tuple[Path, Path]:
    """Return the same as one catalog and one template."""
    work.peer("gettext")
    _, old, new = year(work)
    folder = work.root / "update"
    join = 'out=$1; cd "$2"; find . -name "$3" | sort | xargs msgcat --use-first -o "$out"'
    work.run(*shell(join, folder / "one.po", old, "*.po"))
    work.run(*shell(join, folder / "one.pot", new, "*.pot"))
    return folder / "one.po", folder / "one.pot"


def polybook(work: Work) -> list[Task]:
    home, old, _ = year(work)
    catalogs = home / "locales" / "vi" / "LC_MESSAGES"
    argv = [work.polybook, "-C", home, "update", "vi"]
    prepare, after = partial(copy, old, catalogs), partial(_kept, catalogs)
    return [Task(NAME, "polybook", argv, prepare, after, remark="reads the pages as well")]


def msgmerge(work: Work) -> list[Task]:
    work.peer("gettext")
    _, old, new = year(work)
    out = work.root / "update" / "msgmerge"
    prepare, after = partial(copy, old, out), partial(_kept, out)
    return [Task(NAME, "msgmerge", shell(EACH, out, new), prepare, after)]


def msgmerge_single(work: Work) -> list[Task]:
    old, new = single(work)
    out = _folder(work, "msgmerge-single")
    argv = ["msgmerge", "--quiet", "--previous", "-o", out / "one.po", old, new]
    tool = "msgmerge, one catalog"
    return [Task(NAME, tool, argv, after=partial(_kept, out), limit=work.limit)]


def pot2po(work: Work) -> list[Task]:
    _, old, new = year(work)
    out = work.root / "update" / "pot2po"
    command = work.peer("translate-toolkit", "pot2po")
    argv = [command, "--progress=none", "-i", new, "-t", old, "-o", out]
    prepare, after = partial(books.forget, out), partial(_kept, out)
    return [Task(NAME, "pot2po", argv, prepare, after, limit=work.limit)]


def sphinx_intl(work: Work) -> list[Task]:
    _, old, new = year(work)
    out = work.root / "update" / "sphinx-intl"
    command = work.peer("sphinx", "sphinx-intl")
    argv = [command, "update", "-p", new, "-d", out, "-l", "vi", "-w", "0"]
    prepare, after = partial(copy, old, out / "vi" / "LC_MESSAGES"), partial(_kept, out)
    return [Task(NAME, "sphinx-intl", argv, prepare, after, limit=work.limit)]


def babel(work: Work) -> list[Task]:
    old, new = single(work)
    out = _folder(work, "babel")
    command = work.peer("sphinx", "pybabel")
    options = ("--previous", "--no-wrap", "-l", "vi", "-i", new, "-o", out / "one.po")
    prepare = partial(_copy_file, old, out / "one.po")
    argv = [command, "update", *options]
    after = partial(_kept, out)
    return [Task(NAME, "Babel, one catalog", argv, prepare, after, limit=work.limit)]


def _folder(work: Work, name: str) -> Path:
    folder = work.root / "update" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _copy_file(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


def _kept(folder: Path) -> str:
    counts = pseudo.count(folder)
    return ", ".join(f"{number:,} {state}" for state, number in counts.items())


CONTENDERS = {
    "polybook": polybook,
    "pot2po": pot2po,
    "msgmerge": msgmerge,
    "msgmerge, one catalog": msgmerge_single,
    "sphinx-intl": sphinx_intl,
    "Babel, one catalog": babel,
}
