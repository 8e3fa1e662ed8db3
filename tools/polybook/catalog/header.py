"""The header: the entry whose msgid is empty, a list of `Name: value` lines.

Fields and their order are those of gettext's manual, "Filling in the Header Entry".
"""

from __future__ import annotations

from dataclasses import replace

from polybook.model.entry import Entry

CREATED = "POT-Creation-Date"
REVISED = "PO-Revision-Date"
CONTENT_TYPE = "text/plain; charset=UTF-8"


def template_header(project: str, created: str) -> Entry:
    """Return the header of a template (POT).

    `created` is when its messages last changed, as `2024-02-28 09:30+0000`.
    """
    return _header(
        {
            "Project-Id-Version": project,
            "Report-Msgid-Bugs-To": "",
            CREATED: created,
            REVISED: "YEAR-MO-DA HO:MI+ZONE",
            "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
            "Language-Team": "LANGUAGE <LL@li.org>",
            "MIME-Version": "1.0",
            "Content-Type": CONTENT_TYPE,
            "Content-Transfer-Encoding": "8bit",
        }
    )


def language_header(project: str, language: str, created: str, revised: str) -> Entry:
    """Return the header of a new catalog (PO) that `msgfmt --check` has nothing to say about.

    `language` is a code such as `vi` or `pt_BR`; its plural rule and its name come from Babel. A
    language that Babel does not know gets English plurals. The fields for people stay empty: the
    translators' editors fill them in.
    """
    return _header(
        {
            "Project-Id-Version": project,
            "Report-Msgid-Bugs-To": "",
            CREATED: created,
            REVISED: revised,
            "Last-Translator": "",
            "Language-Team": language_name(language),
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": CONTENT_TYPE,
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": _plural_forms(language),
        }
    )


def language_name(language: str) -> str:
    """Return the English name of a language code: `Vietnamese`; the code itself when unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_")).get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language


def _plural_forms(language: str) -> str:
    """Return the value of Plural-Forms; English's for a language that Babel does not know."""
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        return str(get_plural(language.replace("-", "_")).plural_forms)
    except (UnknownLocaleError, ValueError):
        return "nplurals=2; plural=(n != 1);"


def _header(fields: dict[str, str]) -> Entry:
    return Entry(msgid="", msgstr="".join(f"{name}: {value}\n" for name, value in fields.items()))


def header_field(header: Entry, name: str) -> str | None:
    """Return the value of one field, None when the header has none of that name."""
    found = _find(header, name)
    return None if found is None else found.partition(":")[2].strip()


def set_header_field(header: Entry, name: str, value: str) -> Entry:
    """Return the header with one field set, or added at its end; all others keep their bytes."""
    line = f"{name}: {value}"
    found = _find(header, name)
    if found is None:
        msgstr = header.msgstr
        if msgstr and not msgstr.endswith("\n"):
            msgstr += "\n"
        return replace(header, msgstr=f"{msgstr}{line}\n", text=None)
    if found == line:
        return header
    lines = [line if old == found else old for old in header.msgstr.split("\n")]
    text = header.text
    quoted_old, quoted_new = f'"{found}\\n"', f'"{line}\\n"'
    plain = "\\" not in found + line and '"' not in found + line
    if text is not None and plain and text.count(quoted_old) == 1:
        text = text.replace(quoted_old, quoted_new)
    else:
        text = None
    return replace(header, msgstr="\n".join(lines), text=text)


def _find(header: Entry, name: str) -> str | None:
    """Return the field's whole line; names are compared without regard to case."""
    start = f"{name.lower()}:"
    for line in header.msgstr.split("\n"):
        if line.lower().startswith(start):
            return line
    return None
