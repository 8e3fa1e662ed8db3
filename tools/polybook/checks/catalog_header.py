r"""The header of a catalog tells PO tools what the file is.

Poedit, Weblate and gettext go by `Language`, `Content-Type` and, where there are plurals,
`Plural-Forms`. Without them they guess: letters come out broken, the wrong dictionary is offered,
and `msgfmt --check` refuses the file.

Bad:

    msgid ""
    msgstr "Content-Type: text/plain; charset=CHARSET\n"

Good:

    msgid ""
    msgstr ""
    "Language: vi\n"
    "Content-Type: text/plain; charset=UTF-8\n"

Known limits: names and dates in the header are not looked at; a catalog in another charset than
UTF-8 cannot be read and is a finding of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.catalog.catalog import Catalog
from polybook.catalog.header import CONTENT_TYPE, header_field, language_header
from polybook.checks.texts import Fault, Setting, Sheet
from polybook.model.finding import Severity

CODE = "catalog-header"
SEVERITY = Severity.WARNING

UTF_8 = re.compile(r"charset=utf-?8\b", re.IGNORECASE)
PLURALS = re.compile(r"nplurals\s*=\s*([1-6])\s*;\s*plural\s*=\s*[^;]+;?\s*")


def check_sheet(sheet: Sheet, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each field that is missing or wrong."""
    if sheet.catalog is None:
        return
    for reason in _faults(sheet.catalog, setting.language.code):
        yield Fault(reason, entry=sheet.catalog.header, line=sheet.catalog.header.line)


def _faults(catalog: Catalog, code: str) -> Iterator[str]:
    header = catalog.header
    if not header.msgstr:
        yield "the header is missing; copy that of another catalog"
        return
    language = header_field(header, "Language") or ""
    if not language:
        yield f"the header names no language; add `Language: {code}`"
    elif not _same(language, code):
        yield f"the header says Language: {language[:20]} in a catalog of {code}; correct it"
    if not UTF_8.search(header_field(header, "Content-Type") or ""):
        yield f"the header names no charset; write `Content-Type: {CONTENT_TYPE}`"
    if any(entry.msgid_plural is not None for entry in catalog.live):
        match = PLURALS.fullmatch(header_field(header, "Plural-Forms") or "")
        right = header_field(language_header("", code, "", ""), "Plural-Forms")
        wrong = match is None or any(
            len(entry.msgstr_plural) != int(match[1])
            for entry in catalog.live
            if entry.msgid_plural is not None
        )
        if wrong:
            yield f"the plural forms of header and entries differ; write `Plural-Forms: {right}`"


def _same(named: str, code: str) -> bool:
    """Tell whether a header's language is that of the folder: vi_VN is vi, pt_BR is not pt_PT."""
    named, code = (text.replace("-", "_").lower() for text in (named, code))
    shorter, longer = sorted((named, code), key=len)
    return shorter == longer or longer.startswith(f"{shorter}_")
