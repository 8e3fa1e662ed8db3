"""An entry: one message of a catalog, in gettext's terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of one catalog. Texts are unescaped: a newline is a newline."""

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    """Pages have no plurals; catalogs made elsewhere may, and keep them."""
    msgstr_plural: tuple[str, ...] = ()
    """msgstr[0], msgstr[1], ... when msgid_plural is set."""
    comments: tuple[str, ...] = ()
    """Translator's comments, lines of `# `: provenance, waivers, notes between people."""
    extracted: tuple[str, ...] = ()
    """Lines of `#. `: kind, headings, author's notes."""
    references: tuple[str, ...] = ()
    """Lines of `#: `: pages, without line numbers."""
    flags: tuple[str, ...] = ()
    """Words of `#, `, without `fuzzy`, which is a field of its own."""
    fuzzy: bool = False
    previous_msgid: str | None = None
    """The `#|` msgid: the English that the msgstr was made for, when that has changed."""
    previous_msgctxt: str | None = None
    previous_msgid_plural: str | None = None
    obsolete: bool = False
    """True for `#~` entries, which no page has any more."""
    line: int = 0
    """1-based line of the msgid keyword in its file; 0 for an entry that was never written."""
    text: str | None = None
    """The entry's bytes in its file, decoded, without the blank line after; None when new."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext identifies an entry by: (msgctxt, msgid)."""
        return (self.msgctxt, self.msgid)

    @property
    def translated(self) -> bool:
        """True when the entry may be shown to readers: it has a msgstr and is not fuzzy."""
        return bool(self.msgstr) and not self.fuzzy and not self.obsolete
