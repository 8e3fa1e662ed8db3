"""The rest of a blog: the book's own Jekyll site, or the least that Jekyll builds posts with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from polybook.formats.posts.front import flow_map, plain
from polybook.steps.mathjax import SCRIPT, copy_mathjax
from polybook.terms import post_words
from polybook.terms.names import own_name, runs_leftwards, tag

TEMPLATES = Path(__file__).parent / "jekyll"
FILLED = ("_config.yml", "index.html")
"""The templates in which `%(name)s` stands for what belongs there."""
MATHJAX = "assets/mathjax"
INDEX = "index.html"


def site_files(
    language: str, languages: Sequence[str], title: str, homes: Mapping[str, str], *, math: bool
) -> dict[str, bytes]:
    """Return the files of a small site in `language`, by name.

    `homes` are the addresses of its front page, by language. `math`: whether it shows formulas.
    """
    words = {
        "posts": post_words.word(language, post_words.POSTS),
        "languages": post_words.word(language, post_words.LANGUAGES),
        "reading": post_words.word(language, post_words.READING).format(minutes="%d"),
    }
    values = {
        "title": plain(title),
        "lang": plain(tag(language)),
        "right_to_left": str(runs_leftwards(language)).lower(),
        "names": flow_map({tag(one): own_name(one) for one in languages}),
        "words": flow_map(words),
        "date": plain(post_words.word(language, post_words.DATE)),
        "mathjax": f"/{MATHJAX}/{SCRIPT}" if math else "false",
        "home": plain(homes[language]),
        "homes": flow_map({tag(one): home for one, home in homes.items()}),
    }
    found = {}
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_file():
            name = path.relative_to(TEMPLATES).as_posix()
            text = path.read_text("utf-8")
            found[name] = (text % values if name in FILLED else text).encode()
    return found


def add_mathjax(out: Path) -> bool:
    """Copy MathJax into the blog at `out`; return whether there is one."""
    return copy_mathjax(out / MATHJAX)
