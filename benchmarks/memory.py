"""What the translation memory costs, how well it finds, and what its drafts are worth.

First, a memory of 100,000 texts: the units of a real book and as many variations of them as are
missing. Slightly edited units are looked up in it, and compared with what comparing with every text
finds. Then a reviewed translation, leaving one file out at a time: how much of a new page is in the
memory of the others, how like, and how near the memory's draft is to what people wrote (chrF by
sacrebleu, after NFC, tone marks in one style). Figures are printed and never asserted.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from rapidfuzz import fuzz, process

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import language_header
from polybook.catalog.memory import ALIKE, Match, Memory
from polybook.catalog.memory_fill import prose_of
from polybook.catalog.memory_sources import Source, read_pairs
from polybook.catalog.memory_store import Making
from polybook.catalog.write import write_catalog
from polybook.engines.memory import fit
from polybook.formats.prose import has_prose, protected
from polybook.formats.reading import read_page
from polybook.model.entry import Entry
from polybook.terms.vietnamese_tones import normal, to_style

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import peers
import report
from findings import CORPORA
from work import clear

FOLDER = ROOT / "build" / "bench"
SACREBLEU = ("sacrebleu==2.6.0",)
NOW = "2024-01-01 00:00+0000"
PAGE = 500
"""Texts in one catalog."""
LEAST = 50.0
"""Percent of likeness below which nothing is looked at."""
BANDS = (100, 95, 90, 85, 80, 75, 70, 65, 60, 55, 50)
"""Percent of likeness that a band begins with."""
WORD = re.compile(r"\b[A-Za-z]{2,}\b")

Pair = tuple[str, str]
Pages = dict[str, list[Pair]]
Bands = dict[int, list[tuple[Match, str | None, str]]]
"""By band: what the memory has, the same with fitting tokens, and what people wrote."""


def main() -> int:
    """Measure both and print."""
    options = _options()
    pairs = options.corpora / "d2l-vn-pairs.jsonl"
    book = options.corpora / "d2l-en-v0.17.5.tar.xz"
    for path in (pairs, book):
        if not path.is_file():
            print(f"{path}: not there; give the folder of the corpora", file=sys.stderr)
            return 2
    root = clear(options.folder.absolute() / "memory")
    print("# The translation memory\n\nMade by `benchmarks/memory.py`; see README.md.\n")
    print("\n".join(f"- {fact}" for fact in report.machine()), end="\n\n")
    edition = dict(_edition(pairs))
    texts = [*_units(book), *(english for page in edition.values() for english, _ in page)]
    speed(root / "large", texts, options.units, options.queries)
    worth(root / "edition", edition, options.folder.absolute() / "tools" / "sacrebleu")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("corpora", nargs="?", type=Path, default=CORPORA, help="folder of the corpora")
    add("--units", type=int, default=100_000, help="texts in the large memory (%(default)s)")
    add("--queries", type=int, default=300, help="texts looked up in it (%(default)s)")
    add("--folder", type=Path, default=FOLDER, help="where it works and installs (build/bench)")
    return parser.parse_args()


def _units(archive: Path) -> Iterator[str]:
    """Yield the English of every unit of a book in d2l Markdown."""
    with tarfile.open(archive) as members:
        for member in sorted(members.getmembers(), key=lambda one: one.name):
            file = members.extractfile(member) if member.name.endswith(".md") else None
            if file is not None:
                page = read_page(member.name, file.read().decode(), "d2l")
                yield from (unit.msgid for unit in page.units)


def _edition(path: Path) -> Iterator[tuple[str, list[Pair]]]:
    """Yield the pairs of each file of a translation, on one line each, as msgids are."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for name, found in groupby(rows, key=lambda row: row["f"]):
        yield name, [(" ".join(row["en"].split()), " ".join(row["vi"].split())) for row in found]


class Variations:
    """Edits texts with words as frequent as those of the texts themselves, always the same way."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rng = random.Random(1)
        self._texts = [text for text in dict.fromkeys(texts) if has_prose(text)]
        self._words = [word for text in self._texts for word in WORD.findall(text)]

    def units(self, count: int) -> list[str]:
        """Return `count` texts: first the given ones, then heavily edited ones."""
        found = dict.fromkeys(self._texts[:count])
        while len(found) < count:
            text = self.edited(self._rng.choice(self._texts), 0.5)
            if self._rng.random() < 0.4:
                other = self._rng.choice(self._texts).split(". ")
                text = f"{text.split('. ')[0]}. {self._rng.choice(other)}"
            found[text] = None
        return list(found)

    def edited(self, text: str, most: float) -> str:
        """Return a text with up to that share of its words removed, replaced or added to."""
        rng = self._rng
        words = list(WORD.finditer(text))
        chosen = rng.sample(words, int(len(words) * rng.uniform(0, most)))
        for found in sorted(chosen, key=lambda one: -one.start()):
            word = rng.choice(
                ("", rng.choice(self._words), f"{found[0]} {rng.choice(self._words)}")
            )
            text = text[: found.start()] + word + text[found.end() :]
        return " ".join(text.split())


def speed(root: Path, texts: Sequence[str], units: int, queries: int) -> None:
    """Measure a large memory: making it, bringing it up, and what is found how fast."""
    variations = Variations(texts)
    found = variations.units(units)
    pages = {
        f"page-{start // PAGE:04}": [(text, text.upper()) for text in found[start : start + PAGE]]
        for start in range(0, len(found), PAGE)
    }
    write(root, pages)
    path = root / "vi.sqlite"
    built = _opened(root, pages)
    again = _opened(root, pages)
    first = next(iter(pages))
    write(root, {first: [*pages[first], ("One more text.", "Thêm một câu.")]})
    refreshed = _opened(root, pages)
    print(f"| {len(found):,} texts in {len(pages)} catalogs | on the clock | of processor |")
    print("| :-- | --: | --: |")
    print(f"| made | {built.wall / 1000:.1f} s | {built.cpu / 1000:.1f} s |")
    for name, took in (("again", again), ("when one catalog has changed", refreshed)):
        print(f"| opened {name} | {took.wall:.0f} ms | {took.cpu:.0f} ms |")
    chosen = random.Random(2)
    asked = [variations.edited(chosen.choice(found), 0.45) for _ in range(queries)]
    _find(root, pages, found, asked)
    print(f"\nThe database has {path.stat().st_size / 1e6:.0f} MB.\n")


@dataclass
class Took:
    """What a block of statements took."""

    wall: float = 0.0
    """Milliseconds on the clock."""
    cpu: float = 0.0
    """Milliseconds of processor: what does not depend on what else the machine does."""


@contextmanager
def timed() -> Iterator[Took]:
    took = Took()
    wall, cpu = time.perf_counter(), time.process_time()
    yield took
    took.wall = 1000 * (time.perf_counter() - wall)
    took.cpu = 1000 * (time.process_time() - cpu)


def _opened(root: Path, pages: Pages) -> Took:
    with timed() as took:
        opened = memory(root, pages)
    opened.close()
    return took


def _find(root: Path, pages: Pages, found: Sequence[str], asked: Sequence[str]) -> None:
    """Print how fast edited texts are found, and how often what is likest of all."""
    times, answers = [], []
    with memory(root, pages) as opened:
        opened.lookup("a text to load what a first query loads")
        for text in asked:
            with timed() as took:
                answers.append(opened.lookup(text, limit=1))
            times.append(took)
    sides = [[took.wall for took in times], [took.cpu for took in times]]
    for name, figure in (
        ("mean", statistics.mean),
        ("median", statistics.median),
        ("19 of 20 below", lambda side: statistics.quantiles(side, n=20)[-1]),
    ):
        print(
            f"| a query, {name} | " + " | ".join(f"{figure(side):.1f} ms" for side in sides) + " |"
        )
    prose = [prose_of(text, protected) for text in found]
    with timed() as took:
        best = [
            process.extractOne(prose_of(text, protected), prose, scorer=fuzz.ratio, score_cutoff=60)
            for text in asked
        ]
    print(
        f"| comparing with all | {took.wall / len(asked):.0f} ms | {took.cpu / len(asked):.0f} ms |"
    )
    rows = [(min(one[1], ALIKE), got) for one, got in zip(best, answers, strict=True) if one]
    hits = sum(bool(got) and got[0].score >= score - 1e-6 for score, got in rows)
    print(f"\nThe likest text of all is found for {hits} of {len(rows)} queries.")


def worth(root: Path, edition: Pages, home: Path) -> None:
    """Measure what the memory of all other files has for each file of a translation."""
    write(root, edition)
    bands: Bands = defaultdict(list)
    total = 0
    for name, page in edition.items():
        others = {other: pairs for other, pairs in edition.items() if other != name}
        with memory(root, others) as opened:
            for english, human in page:
                total += 1
                if matches := opened.lookup(english, limit=1, least=LEAST):
                    match = matches[0]
                    bands[_band(match.score)].append((match, fit(match, english), human))
    _print_worth(bands, total, home)


def _band(score: float) -> int:
    return next(band for band in BANDS if score >= band)


def _print_worth(bands: Bands, total: int, home: Path) -> None:
    ranges = dict(zip(BANDS, (100, *BANDS), strict=False))
    drafts = {
        f"{band} {kind}": [(draft, human) for draft, human in rows if draft is not None]
        for band, found in bands.items()
        for kind, rows in (
            ("all", [(match.translation, human) for match, _, human in found]),
            ("fit", [(fitted, human) for _, fitted, human in found]),
        )
    }
    scores = chrf(drafts, home)
    print(f"| likeness, % | of {total:,} units | share, % | so far, % | chrF "
          "| tokens fit | their chrF |\n" + "| :-- " + "| --: " * 6 + "|")  # fmt: skip
    so_far = 0
    for band in sorted(bands, reverse=True):
        count = len(bands[band])
        so_far += count
        top = ranges[band]
        shown = f"{band}" if band == top else f"{band}–{top}"
        print(f"| {shown} | {count} | {100 * count / total:.1f} | {100 * so_far / total:.1f} "
              f"| {scores.get(f'{band} all', '')} | {len(drafts[f'{band} fit'])} "
              f"| {scores.get(f'{band} fit', '')} |")  # fmt: skip


def chrf(drafts: dict[str, list[Pair]], home: Path) -> dict[str, str]:
    """Return the chrF of each list of (draft, what people wrote); none without sacrebleu."""
    if problem := peers.install_one(home, list(SACREBLEU)):
        print(f"no chrF: sacrebleu cannot be installed ({problem})\n", file=sys.stderr)
        return {}
    fold = partial(map, lambda text: to_style(normal(text), "new"))
    work = {name: [list(fold(pair)) for pair in pairs] for name, pairs in drafts.items() if pairs}
    driver = Path(__file__).with_name("drivers") / "chrf.py"
    done = subprocess.run([home / "bin" / "python", driver], input=json.dumps(work),
                          capture_output=True, text=True, check=True)  # fmt: skip
    scores: dict[str, float] = json.loads(done.stdout)
    return {name: f"{score:.1f}" for name, score in scores.items()}


def write(root: Path, pages: Pages) -> None:
    """Write a catalog for each page; of a text that comes twice, the first translation."""
    header = language_header("book", "vi", NOW, NOW)
    for name, pairs in pages.items():
        entries = {one: Entry(one, other) for one, other in reversed(pairs)}
        path = _path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_catalog(Catalog(header, tuple(entries.values()))))


def memory(root: Path, pages: Pages) -> Memory:
    """Open the memory of those pages."""
    sources = tuple(Source(f"{name}.po", _path(root, name), page=name) for name in pages)
    return Memory(
        Making(
            path=root / "vi.sqlite",
            sources=sources,
            read=partial(read_pairs, english="en", language="vi"),
            tokens=protected,
            facts={},
            progress=lambda _done, _total: None,
        )
    )


def _path(root: Path, name: str) -> Path:
    return root / "catalogs" / f"{name}.po"


if __name__ == "__main__":
    sys.exit(main())
