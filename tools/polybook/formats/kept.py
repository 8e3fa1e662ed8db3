"""Quick answers about kept tokens: most translations need no inline parse to be judged.

Each answer is on the safe side: "no" only means that somebody must look closer.
"""

from __future__ import annotations

import re
from collections import Counter

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029]")
"""Characters that no text needs; U+2028 and U+2029 are line ends to MyST, which uses splitlines."""
ACTING = re.compile(r"[`$<{&@\\^\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029]")
ADDRESS = re.compile(r"//|www\.|mailto:|xmpp:|javascript:|vbscript:", re.IGNORECASE)
"""Without any of these, and without a bracket, a text can hold nothing that acts."""
ADDRESS_SIGNS = ("//", "w.", "W.", "o:", "O:", "p:", "P:", "t:", "T:")
"""Without any of these there is no address: told in a tenth of the time."""
PARTS = " \n[!{<&*_`$\\"
"""What words end with, and with what the inline rules of Markdown begin."""
SIMPLE = re.compile(
    r"`[^`$]+`(?!`)"  # code
    r"|\{[\w:.+-]+\}`[^`$]+`(?!`)"  # roles
    r"|\$[^$`<\[&@]+\$(?!\$)"  # formulas
    r"|\]\([^()\s<>\\`$&]*\)"  # where a link leads
    r"|\\[!-/:-@\[-`{-~]"  # escapes
)
"""Tokens that hold no character by which another could begin or end.

Each way begins with a character of its own: such a pattern is found three times as fast.
"""


def is_endless(text: str, most: int) -> bool:
    """Tell whether a text has more blanks and marks of Markdown than `most`: than any paragraph.

    An address of a picture that is in its own address is long, and has none of them.
    """
    return len(text) > most and sum(map(text.count, PARTS)) > most


def could_act(text: str) -> bool:
    """Tell whether `text` has any character that something which acts would need."""
    return "[" in text or _acts(text)


def _acts(text: str) -> bool:
    if ACTING.search(text):
        return True
    return any(sign in text for sign in ADDRESS_SIGNS) and ADDRESS.search(text) is not None


def _left_over(text: str) -> bool:
    """Tell whether anything could act besides simple tokens; the `[` of a link may be left."""
    rest = SIMPLE.sub(" ", text)
    return "![" in rest or "](" in rest or _acts(rest)


def only_kept(msgid: str, msgstr: str) -> bool:
    """Tell whether all that could act in `msgstr` are simple tokens of `msgid`, letter by letter.

    Holds for Markdown on a page without link reference definitions, by which a bracket alone could
    become a link.
    """
    if _left_over(msgstr):
        return False
    theirs, ours = SIMPLE.findall(msgstr), SIMPLE.findall(msgid)
    return theirs == ours or not Counter(theirs) - Counter(ours)


def same_tokens(msgid: str, msgstr: str) -> bool:
    """Tell whether both texts have the same simple tokens, and no others."""
    if any(map(_left_over, (msgid, msgstr))):
        return False
    return Counter(SIMPLE.findall(msgid)) == Counter(SIMPLE.findall(msgstr))
