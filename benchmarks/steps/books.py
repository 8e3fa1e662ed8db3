"""Books as each tool wants them: a project of its own, with empty or with full catalogs.

A tool translates from the catalogs that it wrote itself; only the translations are ours.
"""

import shutil
from pathlib import Path

import pseudo
from work import Work, clear, copy

MDPO_DRIVER = Path(__file__).parents[1] / "drivers" / "mdpo_tree.py"

CONFIG = """\
source = "source_en"
languages = ["vi"]

[formats]
"**/*.md" = "markdown"
"""

SPHINX = """\
project = "book"
extensions = ["myst_parser"]
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath", "fieldlist"]
gettext_compact = False
"""


def polybook(work: Work, name: str, *, full: bool = False) -> Path:
    """Make a polybook project with Vietnamese catalogs, empty or full."""
    home = polybook_project(work, name)
    work.run(work.polybook, "-C", home, "extract")
    work.run(work.polybook, "-C", home, "update", "vi")
    if full:
        pseudo.fill(home / "locales" / "vi")
    return home


def polybook_project(work: Work, name: str) -> Path:
    """Make a polybook project without catalogs."""
    home = clear(work.root / "polybook" / name)
    (home / "polybook.toml").write_text(CONFIG)
    copy(work.english, home / "source_en")
    return home


def sphinx(work: Work) -> Path:
    """Make a Sphinx project of the pages."""
    home = copy(work.english, work.root / "sphinx" / "source")
    (home / "conf.py").write_text(SPHINX)
    return home


def mdpo(work: Work, name: str, *, full: bool = False) -> Path:
    """Make mdpo's catalogs."""
    catalogs = clear(work.root / "mdpo" / name)
    work.run(work.peer("mdpo", "python"), MDPO_DRIVER, "extract", work.english, catalogs)
    if full:
        pseudo.fill(catalogs)
    return catalogs


def translate_toolkit(work: Work, name: str, *, full: bool = False) -> Path:
    """Make translate-toolkit's catalogs, without the code, which it would extract too."""
    catalogs = clear(work.root / "translate-toolkit" / name)
    command = work.peer("translate-toolkit", "md2po")
    quiet = ("--progress=none", "--no-code-blocks")
    work.run(command, *quiet, "-i", work.english, "-o", catalogs)
    if full:
        pseudo.fill(catalogs)
    return catalogs


def po4a(work: Work, name: str, *, full: bool = False) -> Path:
    """Make a po4a project; return its configuration file."""
    home = po4a_project(work, name)
    work.run("env", "-C", home, "po4a", "--quiet", "--no-translations", "po4a.cfg")
    if full:
        pseudo.fill(home / "po")
    return home / "po4a.cfg"


def po4a_project(work: Work, name: str) -> Path:
    """Make a po4a project without catalogs; `neverwrap` is where it keeps most of a page."""
    work.peer("po4a")
    home = clear(work.root / "po4a" / name)
    copy(work.english, home / "en")
    lines = [
        "[po4a_langs] vi",
        "[po4a_paths] po/book.pot $lang:po/$lang.po",
        '[options] opt:"--keep 0 --option markdown --option neverwrap --master-charset UTF-8"',
        *(f"[type: text] en/{page} vi:out/{page}" for page in work.pages),
    ]
    (home / "po").mkdir()
    (home / "po4a.cfg").write_text("\n".join(lines) + "\n")
    return home


def forget(*paths: Path) -> None:
    """Remove what a run made, so that the next one makes it again."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
