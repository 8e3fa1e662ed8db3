"""What readers are told of a page that is not translated to its end."""

from __future__ import annotations

from collections.abc import Mapping

from polybook.terms.names import name_in, of_language

ALL = "all"
"""Beside CLDR's plural forms: nothing of the page is translated."""
NOTICES: Mapping[str, Mapping[str, str]] = {
    "en": {
        ALL: "This page is not translated yet. It is shown in {source}.",
        "one": "One of the {total} passages of this page is not translated yet. "
        "It is shown in {source}.",
        "other": "{count} of the {total} passages of this page are not translated yet. "
        "They are shown in {source}.",
    },
    "fr": {
        ALL: "Cette page n’est pas encore traduite\u202f; elle est en {source}.",
        "one": "Un passage sur {total} de cette page n’est pas encore traduit\u202f; "
        "il est en {source}.",
        "other": "{count} passages sur {total} de cette page ne sont pas encore traduits\u202f; "
        "ils sont en {source}.",
    },
    "vi": {
        ALL: "Trang này chưa được dịch, tạm để nguyên văn {source}.",
        "other": "Trang này còn {count} trên {total} đoạn chưa được dịch, "
        "tạm để nguyên văn {source}.",
    },
}
"""By language and plural form."""


def notice_text(language: str, source: str, count: int, total: int) -> tuple[str, str]:
    """Return the sentence that says how many of `total` units are still in `source`.

    And the language of that sentence, which is English where nobody has translated it.
    """
    from babel import Locale

    known = of_language({one: one for one in NOTICES}, language) or "en"
    form = ALL if count == total else Locale.parse(known).plural_form(count)
    text = NOTICES[known].get(form, NOTICES[known]["other"])
    return text.format(count=count, total=total, source=name_in(source, known)), known
