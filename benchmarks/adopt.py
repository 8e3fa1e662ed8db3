"""Measure `polybook adopt` on a whole book: d2l-en with the machine translation d2l-mt-vi.

Nothing is translated before a run. Whole processes, as run.py measures everything else.
"""

import argparse
import shutil
import sys
import tarfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import report
from checks import FOLDER
from findings import CORPORA
from measure import Task, measure
from peers import Peers
from work import Work, clear

ENGLISH, VIETNAMESE = "d2l-en-v0.17.5", "d2l-mt-vi"
CONFIG = 'source = "source_en"\nlanguages = ["vi"]\n\n[formats]\n"**/*.md" = "d2l"\n'


def main() -> int:
    """Unpack both books, adopt one into the other, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("corpora", nargs="?", type=Path, default=CORPORA, help="folder of the corpora")
    add("--runs", type=int, default=5, help="how often each is run (default: 5)")
    beside = Path(sys.executable).with_name("polybook")
    add("--polybook", type=Path, default=beside, help="the polybook to measure")
    add("--folder", type=Path, default=FOLDER, help="where to write (default: build/bench)")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        print(f"{options.corpora}: no corpora there; give the folder", file=sys.stderr)
        return 2
    home = clear(options.folder.absolute() / "adopt")
    work = Work(home, options.corpora, options.polybook.absolute(), Peers(home, {}), 600)
    unpack(options.corpora, ENGLISH, home / "source_en")
    unpack(options.corpora, VIETNAMESE, home / "translation")
    (home / "polybook.toml").write_text(CONFIG)
    argv = [work.polybook, "-C", home, "adopt", "vi"]
    argv += ["--source", "source_en", "--translation", "translation"]
    forget = partial(shutil.rmtree, home / "locales", ignore_errors=True)
    # Findings are what is expected of a machine translation.
    task = Task("adopt", "polybook", argv, prepare=forget, codes=(0, 1))
    pages = sum(1 for _ in (home / "translation").rglob("*.md"))
    runs = f"median of {options.runs} runs after a warm-up, whole processes"
    facts = [f"{pages} translated pages", *report.machine(), runs]
    print(report.markdown(measure([task], options.runs, work.log), [], facts, Path(__file__).name))
    return 0


def unpack(corpora: Path, name: str, folder: Path) -> None:
    """Write the Markdown pages of an archive, without its own top folder."""
    with tarfile.open(corpora / f"{name}.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".md") else None
            if file is not None:
                page = folder / Path(*Path(member.name).parts[1:])
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_bytes(file.read())


if __name__ == "__main__":
    sys.exit(main())
