"""init: set up a book of one's own, so that `extract` works at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from polybook.catalog.files import write_atomically
from polybook.config import CONFIG_FILE, Config, is_language, load
from polybook.formats.reading import recognise
from polybook.model.errors import UsageError

USUAL_SOURCES = ("source_en", "source", "src", "book", "content", "docs", "notebooks")
"""Folders that books commonly live in, likeliest first."""
GITIGNORE = ".gitignore"
GLOSSARY_HEADER = "term,translation,level,avoid,pos,context,note,discussion\n"

TEMPLATE = """\
# How this book is translated with polybook.
project = {project}
source = {source}
source-language = {source_language}
languages = {languages}

# Pages that stay as they are, as globs below the source folder:
# exclude = ["drafts/**"]
"""

IGNORED = "{build}/\n*.mo\n"
"""What git is to pass by: all that is made, and what gettext's editors compile."""


def guess_source(root: Path) -> str:
    """Return the folder of `root` that most likely holds the book: the first with a page in it."""
    others = sorted(path.name for path in root.iterdir() if path.is_dir())
    for name in dict.fromkeys((*USUAL_SOURCES, *others)):
        hidden = name.startswith((".", "_")) or name in ("build", "locales", "node_modules")
        if not hidden and (root / name).is_dir() and _has_page(root / name):
            return name
    return USUAL_SOURCES[0]


def _has_page(folder: Path) -> bool:
    return any(recognise(path.name) for path in folder.rglob("*") if path.is_file())


def guess_languages(root: Path) -> tuple[str, ...]:
    """Return the languages that `root` has catalogs of already, in sphinx-intl's layout."""
    found = sorted(path.parent.name for path in (root / Config(root).locales).glob("*/LC_MESSAGES"))
    return tuple(name for name in found if is_language(name))


def init(
    root: Path, *, project: str, source: str, source_language: str, languages: Sequence[str]
) -> tuple[Config, tuple[str, ...]]:
    """Write polybook.toml and what belongs to it into `root`.

    Returns the configuration and the names of the files that were made. Existing files are never
    touched: a configuration that is already there is a UsageError, and so are no languages. A
    setting that the configuration would refuse is a ConfigError, and then no file is left behind.
    """
    file = root / CONFIG_FILE
    if file.exists():
        raise UsageError(f"{file}: already there; edit it, or remove it to begin again")
    if not languages:
        raise UsageError("no language to translate into; add --language, such as --language fr")
    text = TEMPLATE.format(
        project=_toml(project),
        source=_toml(source),
        source_language=_toml(source_language),
        languages=_toml(list(languages)),
    )
    write_atomically(file, text.encode())
    try:
        config = load(root)
    except Exception:
        file.unlink()
        raise
    made = [CONFIG_FILE]
    for language in languages:
        terms = config.glossary_file(language)
        if not terms.exists():
            write_atomically(terms, GLOSSARY_HEADER.encode())
            made.append(terms.relative_to(config.root).as_posix())
    if not (root / GITIGNORE).exists():
        write_atomically(root / GITIGNORE, IGNORED.format(build=config.build).encode())
        made.append(GITIGNORE)
    config.source_dir.mkdir(parents=True, exist_ok=True)
    return config, tuple(made)


def is_ignored(config: Config) -> bool:
    """Tell whether the project's .gitignore names the folder of all that is made."""
    file = config.root / GITIGNORE
    lines = file.read_text("utf-8", errors="replace").splitlines() if file.exists() else []
    return any(line.strip().strip("/") == config.build for line in lines)


def _toml(value: str | list[str]) -> str:
    """Write a string or a list of strings as TOML, of which JSON's notation is a part."""
    return json.dumps(value, ensure_ascii=False)
