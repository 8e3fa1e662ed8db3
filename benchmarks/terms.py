"""How fast terms are found: words a second with thousands of terms, in both languages.

The terms are made up from the words of the book that is searched, so that they are found as often
as terms are, and begin alike as terms do. Checking one unit is timed as well.
"""

import argparse
import os
import random
import re
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from polybook.terms.glossary import Glossary, Level, Term

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("POLYBOOK_CORPORA") or ROOT.parent / "shared" / "corpora")
ENGLISH, VIETNAMESE = "d2l-en-v0.17.5", "d2l-mt-vi"
WORDS = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]{3,}){0,2}")
ROUNDS = 5


def main() -> int:
    """Make glossaries, search the book, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("corpora", nargs="?", type=Path, default=CORPORA, help="folder of the corpora")
    add("--terms", type=int, action="append", help="how many terms (default: 100, 1000, 5000)")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        print(f"{options.corpora}: no corpora there; give the folder", file=sys.stderr)
        return 2
    english, vietnamese = (paragraphs(options.corpora, name) for name in (ENGLISH, VIETNAMESE))
    print(
        "| terms | built, ms | English, words/s | uses | Vietnamese, words/s | compared, µs/unit |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for count in options.terms or (100, 1000, 5000):
        print(row(made_up(english, vietnamese, count), english, vietnamese))
    return 0


def paragraphs(corpora: Path, name: str) -> list[str]:
    """Return the paragraphs of all pages of an archive."""
    found: list[str] = []
    with tarfile.open(corpora / f"{name}.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            file = archive.extractfile(member) if member.name.endswith(".md") else None
            if file is not None:
                found += file.read().decode().split("\n\n")
    return found


def made_up(english: Sequence[str], vietnamese: Sequence[str], count: int) -> Glossary:
    """Return a glossary of stretches of words that both books have."""
    rng = random.Random(1)
    sides = [
        sorted({found.lower() for text in texts for found in WORDS.findall(text)})
        for texts in (english, vietnamese)
    ]
    pairs = zip(*(rng.sample(side, count) for side in sides), strict=True)
    terms = (Term(one, (other,), Level.STRICT, pos="noun") for one, other in pairs)
    return Glossary("vi", "", tuple(terms))


def row(glossary: Glossary, english: Sequence[str], vietnamese: Sequence[str]) -> str:
    """Time one glossary; return a row of the table."""
    start = time.perf_counter()
    source, target = glossary.matcher.source, glossary.matcher.target
    built = time.perf_counter() - start
    uses = sum(len(source.find(text)) for text in english)
    cells = [
        f"{len(glossary.terms):,}",
        f"{1000 * built:.0f}",
        f"{speed(source.find, english):,.0f}",
        f"{uses:,}",
        f"{speed(target.find, vietnamese):,.0f}",
    ]
    compare = glossary.comparer.compare
    pairs = list(zip(english, vietnamese, strict=False))
    start = time.perf_counter()
    for one, other in pairs:
        compare(one, other)
    cells.append(f"{1e6 * (time.perf_counter() - start) / len(pairs):.0f}")
    return f"| {' | '.join(cells)} |"


def speed(find: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return how many words a second are searched, at best of some rounds."""
    words = sum(len(text.split()) for text in texts)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            find(text)
        best = min(best, time.perf_counter() - start)
    return words / best


if __name__ == "__main__":
    sys.exit(main())
