"""An entity that stands for markup or for a sign stays, or becomes the very character.

`&lt;mask&gt;` shows readers `<mask>`; written as `<mask>` it is a tag, and they see nothing. Where
the character itself is seen as well, it may be written instead: `a < b`, `©`. What stands for a
blank, a dash or a quotation mark is free, since languages set those in their own ways, and so is
`&amp;`, which is mostly the word "and".

Bad:

    English:     The token &lt;mask&gt; is hidden.
    Translation: Token <mask> bị che.

Good:

    English:     From A &rarr; B, &copy; 2020&nbsp;CE
    Translation: Từ A → B, © 2020

Known limits: an entity that is said less often than in English is not missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity
from polybook.model.unit import Kind

CODE = "entity-kept"
SEVERITY = Severity.ERROR

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
LIKE_A_TAG = re.compile(r"&lt;(/?[A-Za-z][^&<>]*)&gt;")
"""What would be a tag if its brackets were written as such."""
EMPHASIS = "*_`"
"""What is seen as itself only after a backslash."""
FREE = frozenset("&\"'")


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each entity that is neither there nor seen as its character."""
    kind = pair.unit.kind
    if "&" not in pair.english.raw or (pair.same_tokens and kind is not Kind.HTML):
        return
    ours = _entities(pair.english, kind)
    if not ours:
        return
    tags = {token.raw for token in pair.translation.of(InlineKind.HTML)}
    tags -= {token.raw for token in pair.english.of(InlineKind.HTML)}
    hidden = [match for match in LIKE_A_TAG.finditer(pair.english.raw) if f"<{match[1]}>" in tags]
    for shown in dict.fromkeys(match[0] for match in hidden):
        tag = unescape(shown)
        yield Fault(f"{shown} became {tag}, which readers do not see; copy it from the English")
    seen = "".join(_entities(pair.translation, kind).values())
    for shown, character in ours.items():
        told = (hidden and character in "<>") or _is_of_a_word(shown, character, pair.english.raw)
        if not (told or character in seen or _is_written(character, pair.translation)):
            yield Fault(f"entity {shown} is missing; copy it from the English")


def _entities(text: Text, kind: Kind) -> dict[str, str]:
    """Return the entities that must be kept, and what each stands for."""
    if kind is Kind.HTML:
        found = ENTITY.findall(text.prose)
    else:
        found = [token.raw for token in text.of(InlineKind.ENTITY)]
    read = {entity: unescape(entity) for entity in found}
    return {entity: char for entity, char in read.items() if not _is_free(char)}


def _is_free(character: str) -> bool:
    """Tell whether another language may set something else: blanks, dashes, quotation marks."""
    if character in FREE:
        return True
    return all(
        char.isspace() or (not char.isascii() and unicodedata.category(char)[0] in "ZPC")
        for char in character
    )


def _is_of_a_word(entity: str, character: str, english: str) -> bool:
    """Tell whether an entity is a letter of an English word, and of no name: `vis-&agrave;-vis`."""
    if not character.isalpha():
        return False
    found = re.findall(rf"(?<![^\s(])(?:[\w-]|&\w+;)*?{re.escape(entity)}", english)
    return bool(found) and all(one[0].islower() for one in found)


def _is_written(character: str, text: Text) -> bool:
    """Tell whether readers of `text` see the character, written as such."""
    if character in EMPHASIS:
        return f"\\{character}" in text.raw or any(
            span.of(text.raw).startswith(character) for span in text.stray
        )
    return character in text.prose
