"""Plant faults in a good translation, one at a time, and see which tool finds each.

polybook's check, translate-toolkit's pofilter and gettext's msgfmt --check look at the same file. A
fault counts as found where a tool says of that entry what it does not say of the good one.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

import plants
from plants import Plant
from work import clear, copy

ROOT = Path(__file__).resolve().parents[1]
CATALOGS = Path("locales/vi/LC_MESSAGES")
CONFIG = 'project = "slopes"\nlanguages = ["vi"]\n\n[formats]\n"**/*.md" = "markdown"\n'
SAID = re.compile(r"\(pofilter\) (\w+):")
HEAD = """\
# Planted faults

A good translation of a small page, and {kinds} kinds of faults planted in it, one at a time.
Three tools look at the same catalog: `polybook check`, `pofilter` of translate-toolkit{version}, \
and gettext's `msgfmt --check`.
A fault counts as found where a tool says of the entry what it does not say of the good one; \
the cell has the name of the check.
What a tool says of the good translation, the last line counts: each of that is a false alarm.

Made by `benchmarks/planted.py`; what it plants stands in `benchmarks/plants.py`.
"""

Said = dict[str, set[str]]
"""By msgid, what a tool says; what it says of the whole file stands under the empty msgid."""


@dataclass(frozen=True)
class Tools:
    """The commands that are compared."""

    polybook: Path
    pofilter: Path | None
    msgfmt: Path | None

    def each(self) -> dict[str, Callable[[Path], Said] | None]:
        """Return by name how each is run in a project; None where it is not there."""
        return {
            "polybook": self.run_polybook,
            "pofilter": self.run_pofilter if self.pofilter else None,
            "msgfmt": self.run_msgfmt if self.msgfmt else None,
        }

    def run_polybook(self, home: Path) -> Said:
        """Return the codes of polybook's findings."""
        done = run(self.polybook, "-C", home, "check", "vi", "--format", "json", codes=(0, 1))
        said: Said = {}
        for finding in json.loads(done.stdout)["findings"]:
            said.setdefault(finding["msgid"], set()).add(finding["code"])
        return said

    def run_pofilter(self, home: Path) -> Said:
        """Return the names of pofilter's tests; it writes them into copies of the entries."""
        out = clear(home / "pofilter")
        argv = (str(self.pofilter), "--progress=none", "--language=vi")
        done = subprocess.run([*argv, home / CATALOGS, out], check=False, capture_output=True)
        said: Said = {}
        if done.returncode or b"Traceback" in done.stderr or b"Error" in done.stderr:
            said[""] = {"cannot read"}
        for path in out.rglob("*.po"):
            for entry in polib.pofile(str(path)):
                if tests := SAID.findall(entry.tcomment):
                    said.setdefault(entry.msgid, set()).update(tests)
        return said

    def run_msgfmt(self, home: Path) -> Said:
        """Return msgfmt's complaints; it gives a line and no entry."""
        said: Said = {}
        for path in sorted((home / CATALOGS).rglob("*.po")):
            argv = [str(self.msgfmt), "--check", "-o", "/dev/null", str(path)]
            done = subprocess.run(argv, check=False, capture_output=True, text=True)
            for line in done.stderr.splitlines():
                words = line.replace(str(path), "").lstrip(":0123456789 ")
                said.setdefault("", set()).add(words)
        return said


@dataclass
class Row:
    """One planted fault, and what each tool says of it; None for a tool that is not there."""

    plant: Plant
    found: dict[str, set[str] | None] = field(default_factory=dict)


def run(*argv: str | Path, codes: Sequence[int] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run a program that must end with one of these codes."""
    done = subprocess.run(argv, check=False, capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, argv))}: {done.stderr or done.stdout}")
    return done


def make_project(home: Path, polybook: Path) -> Path:
    """Make the book with its good translation, in git: one check compares with earlier versions."""
    clear(home / "source_en")
    (home / "polybook.toml").write_text(CONFIG)
    (home / "source_en" / "slopes.md").write_text(plants.PAGE)
    (home / "source_en" / "other.md").write_text(plants.OTHER)
    (home / "glossary").mkdir()
    (home / "glossary" / "vi.csv").write_text(plants.GLOSSARY)
    run(polybook, "-C", home, "extract")
    run(polybook, "-C", home, "update", "vi")
    for path in (home / CATALOGS).rglob("*.po"):
        catalog = polib.pofile(str(path), wrapwidth=-1)
        catalog.metadata["Last-Translator"] = "Emmy Noether <noether@example.org>"
        catalog.metadata["Language-Team"] = "Vietnamese"
        for entry in catalog:
            entry.msgstr = plants.GOOD[entry.msgid]
        catalog.save()
    git = ("git", "-C", str(home), "-c", "user.name=book", "-c", "user.email=book@example.org")
    run(*git, "init", "--quiet")
    run(*git, "add", ".")
    run(*git, "commit", "--quiet", "--no-verify", "--message", "A good translation")
    return home


def plant_in(home: Path, plant: Plant) -> str:
    """Plant a fault in a project; return the msgid of the entry that has it."""
    path = home / CATALOGS / f"{plant.page}.po"
    if plant.catalog:
        path.write_text(plant.change(path.read_text()))
        if plant.source:
            page = home / "source_en" / f"{plant.page}.md"
            page.write_text(plant.change(page.read_text()))
        return ""
    catalog = polib.pofile(str(path), wrapwidth=-1)
    entry = next(entry for entry in catalog if entry.msgid.startswith(plant.begins))
    entry.msgstr, good = plant.change(entry.msgstr), entry.msgstr
    if entry.msgstr == good:
        sys.exit(f"{plant.what}: nothing is planted")
    catalog.save()
    return entry.msgid


def compare(
    folder: Path, base: Path, good: Mapping[str, Said | None], tools: Tools
) -> Iterator[Row]:
    """Plant every fault in a copy of the book, and yield what the tools find."""
    for plant in plants.PLANTS:
        home = copy(base, folder / "planted")
        msgid = plant_in(home, plant)
        row = Row(plant)
        for name, runs in tools.each().items():
            row.found[name] = runs and _new(runs(home), good[name] or {}, msgid)
        yield row


def _new(said: Said, before: Said, msgid: str) -> set[str]:
    """Return what is said now and was not before: of an entry, or of anything in the file."""
    keys = {msgid, ""} if msgid else set(said)
    return {what for key in keys for what in said.get(key, set()) - before.get(key, set())}


def page(rows: Sequence[Row], good: Mapping[str, Said | None], version: str) -> str:
    """Return the page of the manual; `good` is what the tools say of the good translation."""
    names = list(rows[0].found)
    lines = [HEAD.format(kinds=len(rows), version=version)]
    lines += [f"| fault | {' | '.join(names)} |", "| --- " * (len(names) + 1) + "|"]
    group = ""
    for row in rows:
        if row.plant.group != group:
            group = row.plant.group
            lines.append(f"| **{group}** {'| ' * len(names)}|")
        cells = (_cell(row.found[name], name) for name in names)
        lines.append(f"| {row.plant.what} | {' | '.join(cells)} |")
    totals = (f"**{sum(bool(row.found[name]) for row in rows)}**" for name in names)
    alarms = (f"**{sum(map(len, (good[name] or {}).values()))}**" for name in names)
    lines.append(f"| **found, of {len(rows)}** | {' | '.join(totals)} |")
    lines.append(f"| **said of the good translation** | {' | '.join(alarms)} |")
    return "\n".join(lines) + "\n"


def _cell(found: set[str] | None, name: str) -> str:
    if found is None:
        return "not there"
    if name == "msgfmt":
        return "yes" if found else "–"
    return ", ".join(f"`{one}`" for one in sorted(found)) or "–"


def main() -> int:
    """Compare, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(sys.executable).with_name("polybook")
    add = parser.add_argument
    add("--polybook", type=Path, default=beside, help="the command (default: %(default)s)")
    add("--pofilter", type=Path, default=shutil.which("pofilter"), help="where pofilter is")
    add("--folder", type=Path, default=ROOT / "build" / "planted", help="where it works")
    add(
        "--out",
        type=Path,
        default=ROOT / "docs" / "reference" / "planted-faults.md",
        help="the page to write",
    )
    options = parser.parse_args()
    msgfmt = shutil.which("msgfmt")
    tools = Tools(options.polybook.absolute(), options.pofilter, Path(msgfmt) if msgfmt else None)
    version = ""
    if options.pofilter:
        version = " " + run(options.pofilter, "--version").stdout.split()[-1]
    folder = options.folder.absolute()
    base = make_project(clear(folder / "good"), tools.polybook)
    good = {name: runs and runs(base) for name, runs in tools.each().items()}
    rows = list(compare(folder, base, good, tools))
    options.out.write_text(page(rows, good, version))
    for row in rows:
        if not row.found["polybook"]:
            print(f"polybook does not find: {row.plant.group}: {row.plant.what}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
