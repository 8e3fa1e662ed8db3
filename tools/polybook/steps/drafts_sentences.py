"""The sentences of a text, for engines that lose markup in long texts.

A text is cut only between sentences, and never inside a protected token or emphasis: each sentence
has its tokens whole. Joined again, the sentences are the text.
"""

from __future__ import annotations

import re

from polybook.formats.inline import Reading

END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*[ \t]+(?=[\"'“‘«(\[*_`$<{\\]*[^\W\d_a-zß-ÿ])|"
                 r"[。！？][”’』」）]*(?=\S)")  # fmt: skip
"""The end of a sentence: what closes it, a blank, and then a capital, however it is marked up; in
scripts without blanks the mark alone."""
SHORT = re.compile(
    r"(?:\b(?:al|approx|ca|cf|ch|chap|dr|ed|eds|e\.g|eq|eqs|etc|fig|figs|i\.e|mr|mrs|ms|no|nos|p|pp|"
    r"prof|resp|sec|st|tab|v|vol|vs)|\b[A-Za-z]|\.\s?[a-z])\.\Z",
    re.IGNORECASE,
)
"""What ends with a dot that ends no sentence: abbreviations, initials."""


def split_sentences(text: str, reading: Reading) -> list[str]:
    """Return the sentences of `text`, each with the blanks after it; `reading` has its markup."""
    held = [token.span for token in reading.tokens] + [one.span for one in reading.emphasis]
    parts: list[str] = []
    start = 0
    for match in END.finditer(text):
        end = match.end()
        inside = any(span.start < end < span.end for span in held)
        if inside or SHORT.search(text[start : match.start() + 1]):
            continue
        parts.append(text[start:end])
        start = end
    return [*parts, text[start:]]
