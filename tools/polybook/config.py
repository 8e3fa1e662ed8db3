"""What a book says about itself: `polybook.toml`, or `[tool.polybook]` in pyproject.toml.

A `Config` that exists is a valid one: every fault of the file is a `ConfigError` that names the
file, the key and what to write instead. Nothing heavier than tomllib is imported here, since every
command starts by reading this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from polybook.config_check import CheckTable, read_check
from polybook.config_d2l import D2lTable, Links, read_d2l, read_links
from polybook.config_engines import TranslateTable, read_engines, read_translate
from polybook.config_posts import PostsTable, Tags, read_posts, read_tags
from polybook.config_table import Table, nearest, read_toml
from polybook.engines.engine import EngineSetting
from polybook.globs import matches
from polybook.model.errors import ConfigError

CONFIG_FILE = "polybook.toml"
PYPROJECT_FILE = "pyproject.toml"
KNOWN_FORMATS = ("markdown", "notebook", "d2l", "jekyll", "svg")

# gettext's names, such as vi, pt_BR, zh_Hans or sr@latin: they become folders' names.
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?(@[a-z]+)?")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")


@dataclass(frozen=True, slots=True)
class Config:
    """One book's configuration, defaults filled in."""

    root: Path
    """The folder of the configuration file; all other paths are relative to it."""
    project: str = "book"
    """The book's short name, for the headers of catalogs."""
    source: str = "source_en"
    """Folder of the pages that authors write."""
    source_language: str = "en"
    """The language that authors write, by gettext's name."""
    languages: tuple[str, ...] = ()
    """The languages that the book is translated into, by gettext's names: vi, pt_BR."""
    locales: str = "locales"
    """Folder of the catalogs, in sphinx-intl's layout."""
    glossary: str = "glossary"
    """Folder of the glossaries, one CSV file a language."""
    build: str = "build"
    """Folder of all that is made and may be deleted."""
    exclude: tuple[str, ...] = ()
    """Globs of pages, or folders of pages, that are not translated."""
    formats: tuple[tuple[str, str], ...] = ()
    """(glob, format), first match wins; a page that none names is recognised by its content."""
    front_matter: tuple[str, ...] = ("title", "subtitle", "description", "excerpt", "summary")
    """The keys of front matter whose values are prose."""
    allow_hosts: tuple[str, ...] = ()
    """Web hosts that translations may lead to where the source does not: `vi.wikipedia.org`."""
    d2l: D2lTable = field(default_factory=D2lTable)
    """How pages in d2l Markdown are built."""
    links: Links = ()
    """Links that differ in an edition, by language: `[links.vi]`, target = "other target"."""
    posts: PostsTable = field(default_factory=PostsTable)
    """Which pages are posts, and how they are published."""
    tags: Tags = ()
    """Tags of posts in an edition, by language: `[tags.vi]`, "tag" = "other tag"."""
    check: CheckTable = field(default_factory=CheckTable)
    """What the book's checks go by."""
    engines: tuple[EngineSetting, ...] = ()
    """The engines that may be asked for drafts, a table each: `[engines.deepl]`."""
    translate: TranslateTable = field(default_factory=TranslateTable)
    """How drafts are made."""

    @property
    def source_dir(self) -> Path:
        """Folder of the pages that authors write."""
        return self.root / self.source

    @property
    def locales_dir(self) -> Path:
        """Folder of all catalogs."""
        return self.root / self.locales

    @property
    def pot_dir(self) -> Path:
        """Folder of the catalog templates."""
        return self.locales_dir / "pot"

    @property
    def build_dir(self) -> Path:
        """Folder of all that is made and may be deleted."""
        return self.root / self.build

    @property
    def hosts(self) -> tuple[str, ...]:
        """All web hosts that translations may lead to where the source does not."""
        links = (theirs for _, own in self.links for _, theirs in own)
        return (*self.allow_hosts, *(link.split("/")[2].lower() for link in links))

    @property
    def sphinx_dir(self) -> Path:
        """The folder with Sphinx's conf.py: the book's own, or that of the pages."""
        here = not (self.root / "conf.py").is_file() and (self.source_dir / "conf.py").is_file()
        return self.source_dir if here else self.root

    @property
    def own_dirs(self) -> frozenset[Path]:
        """The folders that are no part of the source, though they may be inside it."""
        return frozenset(self.root / one for one in (self.locales, self.glossary, self.build))

    def source_path(self, name: str) -> str:
        """Return the path of a source file, relative to the project; `name` is that in `source`."""
        return name if self.source == "." else f"{self.source}/{name}"

    def links_of(self, language: str) -> dict[str, str]:
        """Return the links that differ in the edition of `language`: theirs by the source's."""
        return dict(dict(self.links).get(language, ()))

    def tags_of(self, language: str) -> dict[str, str]:
        """Return the tags of posts in the edition of `language`, by those of the source."""
        return dict(dict(self.tags).get(language, ()))

    def catalogs_dir(self, language: str) -> Path:
        """Folder of one language's catalogs."""
        return self.locales_dir / language / "LC_MESSAGES"

    def glossary_file(self, language: str) -> Path:
        """File of the terms of one language, which need not exist."""
        return self.root / self.glossary / f"{language}.csv"


def load(start: Path) -> Config:
    """Read the configuration of `start`, or of the nearest folder above it that has one."""
    start = start.resolve()
    if not start.is_dir():
        raise ConfigError(f"{start}: no such folder")
    for folder in (start, *start.parents):
        config = _load_here(folder)
        if config is not None:
            return config
    raise ConfigError(
        f"{start}: no {CONFIG_FILE} here or in any folder above; make one with `polybook init`"
    )


def is_excluded(config: Config, page: str) -> bool:
    """Tell whether a file or folder of the source folder is left out.

    Hidden files and Sphinx's `_build` always are. A glob that matches a folder excludes all in it.
    """
    path = PurePosixPath(page)
    if any(part.startswith(".") or part == "_build" for part in path.parts):
        return True
    names = [str(one) for one in (path, *path.parents[:-1])]
    return any(matches(glob, name) for glob in config.exclude for name in names)


def is_language(name: str) -> bool:
    """Tell whether a name is a language's as gettext writes it."""
    return _LANGUAGE.fullmatch(name) is not None


def format_of(config: Config, page: str) -> str | None:
    """Return the format that the configuration names for a page; None: recognise it."""
    for glob, name in config.formats:
        if matches(glob, page):
            return name
    return None


def _load_here(folder: Path) -> Config | None:
    """Read this folder's configuration; None where it has none."""
    file = folder / CONFIG_FILE
    if file.exists():
        return _checked(folder, Table(str(file), read_toml(file)))
    file = folder / PYPROJECT_FILE
    if file.is_file():
        tools = read_toml(file).get("tool")
        if isinstance(tools, dict) and "polybook" in tools:
            return _checked(folder, Table(f"{file} [tool.polybook]", tools["polybook"]))
    return None


def _checked(root: Path, table: Table) -> Config:
    """Make the `Config` of a table, or raise for its first fault."""
    table.check_keys(_KEYS)
    default = Config(root)
    config = Config(
        root=root,
        project=table.string("project", default.project),
        source=_source(table, default.source),
        source_language=table.string("source-language", default.source_language),
        languages=table.strings("languages", default.languages),
        locales=table.folder("locales", default.locales),
        glossary=table.folder("glossary", default.glossary),
        build=table.folder("build", default.build),
        exclude=table.globs("exclude", default.exclude),
        formats=_formats(table),
        front_matter=table.strings("front-matter", default.front_matter),
        allow_hosts=_hosts(table),
    )
    _check_languages(table, config)
    _check_folders(table, config)
    return replace(
        config,
        d2l=read_d2l(table),
        links=read_links(table, config.languages),
        posts=read_posts(table),
        tags=read_tags(table, config.languages),
        check=read_check(table, config.languages),
        engines=read_engines(table),
        translate=read_translate(table),
    )


_KEYS = (
    "project",
    "source",
    "source-language",
    "languages",
    "locales",
    "glossary",
    "build",
    "exclude",
    "formats",
    "front-matter",
    "allow-hosts",
    "d2l",
    "links",
    "posts",
    "tags",
    "check",
    "engines",
    "translate",
)


def _source(table: Table, default: str) -> str:
    """Read the folder of the pages, which may be the project's own, unlike the others."""
    if PurePosixPath(table.string("source", default)) == PurePosixPath():
        return "."
    return table.folder("source", default)


def _formats(table: Table) -> tuple[tuple[str, str], ...]:
    values = table.globbed("formats", '"posts/**/*.md" = "markdown"').values
    for glob, name in values.items():
        if name not in KNOWN_FORMATS:
            known = nearest(str(name), KNOWN_FORMATS)
            raise table.fault(f'unknown format "{name}" for "{glob}" in `formats`; {known}')
    return tuple(values.items())


def _hosts(table: Table) -> tuple[str, ...]:
    hosts = table.strings("allow-hosts", ())
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise table.fault(
                f'"{host}" in `allow-hosts` is no host; '
                "write its name in small letters, without scheme and path: vi.wikipedia.org"
            )
    return hosts


def _check_languages(table: Table, config: Config) -> None:
    for key, languages in (
        ("source-language", (config.source_language,)),
        ("languages", config.languages),
    ):
        for language in languages:
            if not is_language(language):
                raise table.fault(
                    f'"{language}" in `{key}` is no language code; '
                    "write it as gettext does: vi, pt_BR, zh_Hans"
                )
    if len(set(config.languages)) < len(config.languages):
        raise table.fault("`languages` names a language twice")
    if config.source_language in config.languages:
        raise table.fault(
            f'`languages` names the source language "{config.source_language}"; '
            "list only the languages that the book is translated into"
        )


def _check_folders(table: Table, config: Config) -> None:
    """Keep the four folders apart: what is copied, cleaned or kept must never hold another."""
    keys = ("source", "locales", "glossary", "build")
    paths = {key: PurePosixPath(getattr(config, key)) for key in keys}
    for inner, path in paths.items():
        for outer, folder in paths.items():
            if outer == "source" and path != folder == PurePosixPath():
                continue  # the project's own folder: the walk over the pages passes the others by
            if inner != outer and path.is_relative_to(folder):
                raise table.fault(
                    f'`{inner}` ("{path}") must not be the same as `{outer}` ("{folder}") '
                    "or inside it; give each a folder of its own"
                )
