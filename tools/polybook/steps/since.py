"""What changed since a revision, entry by entry: what a pull request is answerable for."""

from __future__ import annotations

from dataclasses import dataclass, field

from polybook.catalog.catalog import Catalog
from polybook.catalog.comments import read_waivers
from polybook.catalog.files import read_regular
from polybook.config import Config
from polybook.model.entry import Entry
from polybook.model.finding import Finding
from polybook.steps.revision import Revision


@dataclass(frozen=True, slots=True)
class Changed:
    """The entries of one catalog that changed, and all that it has, by line."""

    lines: frozenset[int]
    every: frozenset[int]


def changes(now: Catalog, before: Catalog | None) -> Changed:
    """Find the entries that are new, or whose msgstr, flags or waivers changed."""
    known = before.by_key if before else {}
    lines = frozenset(
        entry.line
        for entry in now.live
        if (old := known.get(entry.key)) is None or _state(old) != _state(entry)
    )
    return Changed(lines, frozenset(entry.line for entry in now.live))


def _state(entry: Entry) -> tuple[object, ...]:
    flags = frozenset(entry.flags)
    return entry.msgstr, entry.msgstr_plural, entry.fuzzy, flags, read_waivers(entry)


@dataclass(slots=True)
class Since:
    """Tells which findings the changes since a revision are answerable for."""

    config: Config
    revision: Revision
    catalogs: dict[str, Changed] = field(default_factory=dict)
    """By path: the catalogs that differ and can be read."""
    _differ: dict[str, bool] = field(default_factory=dict)

    def keeps(self, finding: Finding) -> bool:
        """Tell whether a finding is about something that changed.

        What speaks of an entry counts when the entry changed, everything else when its file did; a
        text that has no entry yet, when its page did.
        """
        changed = self.catalogs.get(finding.path)
        if changed is not None and finding.line in changed.every:
            return finding.line in changed.lines
        if self.differs(finding.path):
            return True
        page = self.config.source_path(finding.page)
        return bool(finding.page) and not finding.line and self.differs(page)

    def differs(self, path: str) -> bool:
        """Tell whether the file at `path`, relative to the project, is not what it was."""
        if path not in self._differ:
            try:
                data = read_regular(self.config.root / path)
            except OSError:
                return False
            self._differ[path] = self.revision.differs(path, data)
        return self._differ[path]
