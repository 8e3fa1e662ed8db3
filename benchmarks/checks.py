"""Measure `polybook check` on 12,000 messages of a real machine translation, next to pofilter.

The book is d2l-en with the Vietnamese of d2l-mt-vi, paired unit by unit; where that has too few
messages, its first pages are in the book a second time. It goes by this project's own glossary.
Nearly every message of it has an error. A finished edition is measured as well: this project's
own, whose pages are in the book as often as it takes.
Both tools read the same catalogs; what pofilter tests is less. Whole processes, medians of
interleaved runs, as run.py measures everything else.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import cycle
from pathlib import Path

import polib

from polybook.terms.load import read_glossary

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import report
from findings import CORPORA
from measure import Task, measure
from peers import Peers
from tests import editions
from tests.align import Aligned
from work import UnavailableError, Work, clear

FOLDER = ROOT / "build" / "bench"
CONFIG = 'languages = ["vi"]\n\n[formats]\n"**/*.md" = "d2l"\n'
CATALOGS = Path("locales/vi/LC_MESSAGES")
GLOSSARY = ROOT / "glossary" / "vi.csv"

Book = Mapping[str, Aligned]


def main() -> int:
    """Measure and print."""
    options = _options()
    if not options.corpora.is_dir():
        print(f"{options.corpora}: no corpora there; give the folder", file=sys.stderr)
        return 2
    root = clear(options.folder.absolute() / "checks")
    work = Work(root, options.corpora, options.polybook.absolute(), Peers(root, {}), 600)
    book = dict(_book(options.corpora, options.messages))
    home, count = make_project(work, book)
    terms = add_glossary(home, options.glossary)
    argv = [work.polybook, "-C", home, "check", "vi"]
    tasks = [Task("check", "polybook", argv, after=partial(_summary, work), codes=(0, 1))]
    argv = [work.polybook, "-C", finished(root / "finished", options.messages), "check", "vi"]
    own = "polybook, finished edition"
    tasks.append(Task("check", own, argv, after=partial(_summary, work), codes=(0, 1)))
    if options.pofilter:
        tasks.append(_pofilter(options.pofilter, home, root / "pofilter"))
    facts = [f"{count:,} messages on {len(book)} pages, translated by a machine, {terms} terms"]
    runs = f"median of {options.runs} interleaved runs after a warm-up, whole processes"
    facts += [*report.machine(), *_version(options.pofilter), runs]
    results = measure(tasks, options.runs, work.log)
    page = report.markdown(results, [], facts, Path(__file__).name)
    print(f"\n{page}")
    if options.markdown:
        options.markdown.write_text(page)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(sys.executable).with_name("polybook")
    installed = FOLDER / "peers" / "translate-toolkit" / "bin" / "pofilter"
    pofilter = installed if installed.exists() else shutil.which("pofilter")
    add = parser.add_argument
    add(
        "corpora",
        nargs="?",
        type=Path,
        default=CORPORA,
        help="folder of the book in both languages",
    )
    add("--messages", type=int, default=12_000, help="in the book (default: %(default)s)")
    add("--runs", type=int, default=5, help="measured runs of each tool (default: %(default)s)")
    add("--polybook", type=Path, default=beside, help="the command (default: %(default)s)")
    add("--pofilter", type=Path, default=pofilter, help="its peer (default: %(default)s)")
    add("--glossary", type=Path, default=GLOSSARY, help="the terms (default: %(default)s)")
    add("--folder", type=Path, default=FOLDER, help="where it works (default: %(default)s)")
    add("--markdown", type=Path, metavar="FILE", help="write the table there")
    return parser.parse_args()


def _book(corpora: Path, messages: int) -> Iterator[tuple[str, Aligned]]:
    """Yield pages by name until there are enough messages."""
    pages = list(editions.pairs(editions.MACHINE, corpora))
    count = 0
    for number, page in enumerate(cycle(pages)):
        if count >= messages:
            return
        folder = f"part{number // len(pages) + 1}"
        count += len({unit.key for unit, _ in page.pairs})
        yield f"{folder}/{page.english.name}", page


def make_project(work: Work, book: Book) -> tuple[Path, int]:
    """Make the project with full catalogs; return its folder and how many messages it has."""
    home = clear(work.root / "project")
    (home / "polybook.toml").write_text(CONFIG)
    work.write(home / "source_en", {name: page.english.text for name, page in book.items()})
    work.run(work.polybook, "-C", home, "extract")
    work.run(work.polybook, "-C", home, "update", "vi")
    count = 0
    for name, page in book.items():
        path = (home / CATALOGS / name).with_suffix(".po")
        catalog = polib.pofile(str(path), wrapwidth=-1)
        known = {unit.msgid: other.msgid for unit, other in reversed(page.pairs)}
        for entry in catalog:
            entry.msgstr = known.get(entry.msgid, "")
        count += len(catalog.translated_entries())
        catalog.save()
    return home, count


def finished(home: Path, messages: int) -> Path:
    """Make a book of this project's own pages and catalogs, with at least so many messages."""
    clear(home)
    shutil.copyfile(ROOT / "polybook.toml", home / "polybook.toml")
    shutil.copytree(ROOT / "glossary", home / "glossary")
    catalogs = [polib.pofile(str(path)) for path in (ROOT / CATALOGS).rglob("*.po")]
    count = sum(len(catalog.translated_entries()) for catalog in catalogs)
    for number in range(-(-messages // count)):
        for folder in (Path("source_en"), CATALOGS):
            shutil.copytree(ROOT / folder, home / folder / f"part{number + 10}")
    return home


def add_glossary(home: Path, glossary: Path) -> int:
    """Put a glossary where the project has its own; return how many terms it has."""
    target = home / "glossary" / "vi.csv"
    target.parent.mkdir()
    shutil.copyfile(glossary, target)
    return len(read_glossary(target.read_bytes(), str(target), "vi").glossary.terms)


def _version(pofilter: Path | None) -> list[str]:
    if pofilter is None:
        return ["pofilter: not on this system; translate-toolkit brings it"]
    done = subprocess.run([pofilter, "--version"], check=False, capture_output=True, text=True)
    return [f"pofilter: {done.stdout.strip()}"]


def _pofilter(command: Path, home: Path, out: Path) -> Task:
    argv = [command, "--progress=none", "--language=vi", home / CATALOGS, out]
    return Task("check", "pofilter", argv, prepare=partial(clear, out), after=partial(_marked, out))


def _marked(folder: Path) -> str:
    found = sum(len(polib.pofile(str(path))) for path in folder.rglob("*.po"))
    return f"{found:,} messages marked"


def _summary(work: Work) -> str:
    """Return the last line that polybook printed."""
    return work.log.read_text(errors="replace").strip().rpartition("\n")[2]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UnavailableError as error:
        sys.exit(str(error))
