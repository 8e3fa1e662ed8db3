"""Quick answers about kept tokens: most translations need no inline parse to be judged.

Each answer is on the safe side: "no" only means that somebody must look closer.
"""

from __future__ import annotations

import re
from collections import Counter

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029]")
"""Characters that no text needs; U+2028 and U+2029 are line ends to MyST, which uses splitlines."""
_CHARACTERS = r"`$<{&@\\^\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029"
_ADDRESSES = r"//|www\.|mailto:|xmpp:|javascript:|vbscript:"
ACTING = re.compile(rf"[{_CHARACTERS}\[]|{_ADDRESSES}", re.IGNORECASE)
"""Without any of these a text can hold nothing that acts."""
SIMPLE = re.compile(
    r"(?:\{[\w:.+-]+\})?`[^`$]+`(?!`)"  # code and roles
    r"|\$[^$`<\[&@]+\$(?!\$)"  # formulas
    r"|\]\([^()\s<>\\`$&]*\)"  # where a link leads
    r"|\\[!-/:-@\[-`{-~]"  # escapes
)
"""Tokens that hold no character by which another could begin or end."""
LEFT_OVER = re.compile(rf"[{_CHARACTERS}]|!\[|\]\(|{_ADDRESSES}", re.IGNORECASE)
"""What must not be left when the simple tokens are taken out; the `[` of a link may."""


def could_act(text: str) -> bool:
    """Tell whether `text` has any character that something which acts would need."""
    return ACTING.search(text) is not None


def only_kept(msgid: str, msgstr: str) -> bool:
    """Tell whether all that could act in `msgstr` are simple tokens of `msgid`, letter by letter.

    Holds for Markdown on a page without link reference definitions, by which a bracket alone could
    become a link.
    """
    if LEFT_OVER.search(SIMPLE.sub(" ", msgstr)):
        return False
    return not Counter(SIMPLE.findall(msgstr)) - Counter(SIMPLE.findall(msgid))


def same_tokens(msgid: str, msgstr: str) -> bool:
    """Tell whether both texts have the same simple tokens, and no others."""
    if any(LEFT_OVER.search(SIMPLE.sub(" ", text)) for text in (msgid, msgstr)):
        return False
    return Counter(SIMPLE.findall(msgid)) == Counter(SIMPLE.findall(msgstr))
