"""Extract: all pages to catalog templates, none of them there yet."""

from functools import partial
from pathlib import Path

from measure import Task
from steps import books
from work import Work, clear, count_messages

NAME = "extract"


def polybook(work: Work) -> list[Task]:
    home = books.polybook_project(work, "extract")
    argv = [work.polybook, "-C", home, "extract"]
    locales = home / "locales"
    prepare, after = partial(books.forget, locales), partial(count_messages, locales)
    return [Task(NAME, "polybook", argv, prepare, after)]


def mdpo(work: Work) -> list[Task]:
    out = work.root / "mdpo" / "extract"
    argv = [work.peer("mdpo", "python"), books.MDPO_DRIVER, "extract", work.english, out]
    return [Task(NAME, "mdpo", argv, partial(clear, out), partial(count_messages, out))]


def translate_toolkit(work: Work) -> list[Task]:
    out = work.root / "translate-toolkit" / "extract"
    md2po = work.peer("translate-toolkit", "md2po")
    options = ("--progress=none", "--no-code-blocks", "--pot")
    argv = [md2po, *options, "-i", work.english, "-o", out]
    prepare, after = partial(clear, out), partial(count_messages, out)
    return [Task(NAME, "translate-toolkit", argv, prepare, after)]


def po4a(work: Work) -> list[Task]:
    home = books.po4a_project(work, "extract")
    # Its paths are relative to where it runs; it fills the language's catalog as well.
    argv = ["env", "-C", home, "po4a", "--quiet", "--no-translations", "po4a.cfg"]
    out = home / "po"
    return [Task(NAME, "po4a", argv, partial(clear, out), partial(_pot_only, out))]


def sphinx(work: Work) -> list[Task]:
    out = work.root / "sphinx" / "extract"
    build = work.peer("sphinx", "sphinx-build")
    argv = [build, "--silent", "--builder", "gettext", books.sphinx(work), out]
    prepare, after = partial(clear, out), partial(count_messages, out)
    return [Task(NAME, "Sphinx gettext", argv, prepare, after)]


def _pot_only(folder: Path) -> str:
    (folder / "vi.po").unlink()
    return count_messages(folder)


CONTENDERS = {
    "polybook": polybook,
    "mdpo": mdpo,
    "translate-toolkit": translate_toolkit,
    "po4a": po4a,
    "Sphinx gettext": sphinx,
}
