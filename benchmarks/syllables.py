"""Compute tools/polybook/terms/vietnamese_counts.txt: how often syllables and pairs of them occur.

    python benchmarks/syllables.py WORDFREQ_WHEEL FOLDER... > vietnamese_counts.txt

The table in the project was made from wordfreq 3.1.1's small Vietnamese list (subtitles, Wikipedia
and web pages); Debian's libreoffice-help-vi, maint-guide-vi and manpages-vi, unpacked; the
Vietnamese documentation of React and Vue (github.com/reactjs/vi.reactjs.org, vuejs-vn/vuejs.org);
the translation of Machine Learning Yearning (github.com/mlbvn/ml-yearning-vi); and the machine
translation of d2l of the corpora. The human pairs of the corpora are not in it, since repairs are
measured on them. Only numbers are kept: pairs that occur several times, where one of the two has a
letter that code pages lose.
"""

from __future__ import annotations

import gzip
import html
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from polybook.terms.vietnamese_syllables import is_syllable

LOST = {*range(0x80, 0xA0), 0xAD}
"""Bytes that a code page has no character for, or a control character, and the soft hyphen."""
NOT_PROSE = {
    ".html": re.compile(r"(?is)<(script|style|head)\b.*?</\1>|<[^>]*>"),
    ".md": re.compile(r"(?ms)^```.*?^```|\$\$.*?\$\$|`[^`]*`|\$[^$]*\$|\]\([^)]*\)"),
    ".gz": re.compile(r"(?m)^\.\w+|\\f.|\\[-(]\w*"),
}
PHRASE_END = re.compile(r"[\n.;:!?,()\"“”]+")
WORD = re.compile(r"[^\W\d_]+")
LEAST = 3
"""Pairs seen less often are noise."""


def texts(folders: list[str]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix not in NOT_PROSE or not path.is_file() or "changelog" in path.name:
                continue
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield html.unescape(NOT_PROSE[path.suffix].sub(" ", data.decode("utf-8", "replace")))


def count(folders: list[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    seen = set()
    for text in texts(folders):
        for phrase in PHRASE_END.split(unicodedata.normalize("NFC", text).lower()):
            found = WORD.findall(phrase)
            right = [is_syllable(word) for word in found]
            # Menus and names of files are not the language; each phrase counts once.
            if len(found) < 2 or sum(right) < 0.7 * len(found) or phrase.strip() in seen:
                continue
            seen.add(phrase.strip())
            words.update(word for word, one in zip(found, right, strict=True) if one)
            pairs.update(
                (found[at], found[at + 1])
                for at in range(len(found) - 1)
                if right[at] and right[at + 1]
            )
    return words, pairs


def general(wheel: str) -> dict[str, float]:
    """Return the share of each syllable in wordfreq's list, whose bins are centibels."""
    import msgpack

    with zipfile.ZipFile(wheel) as files:
        packed = gzip.decompress(files.read("wordfreq/data/small_vi.msgpack.gz"))
    return {
        word: 10 ** (-centibels / 100)
        for centibels, words in enumerate(msgpack.unpackb(packed)[1:], 1)
        for word in words
        if is_syllable(word)
    }


def ambiguous(word: str) -> bool:
    return any(LOST & set(char.encode()[1:]) for char in word if not char.isascii())


def main() -> None:
    shares = general(sys.argv[1])
    words, pairs = count(sys.argv[2:])
    total = sum(words.values())
    print(f"# Vietnamese syllables in a million, then pairs of them in {total:,} words.")
    print("# Made by benchmarks/syllables.py, which says from what.")
    for word in sorted(shares.keys() | words.keys()):
        share = round(5e5 * (shares.get(word, 0) + words[word] / total))
        if share:
            print(word, share)
    for (left, right), number in sorted(pairs.items()):
        if number >= LEAST and (ambiguous(left) or ambiguous(right)):
            print(left, right, number)
    print(f"{total:,} words", file=sys.stderr)


if __name__ == "__main__":
    main()
