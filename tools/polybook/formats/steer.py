"""The authors' comments that steer extraction: mdBook's words, in HTML or MyST comments.

    <!-- i18n:skip -->                 the next block stays as it is
    <!-- i18n:skip-start -->           everything until i18n:skip-end stays as it is
    <!-- i18n:comment: for people -->  told to the translator of the next unit
    <!-- i18n:context: menu -->        msgctxt of the next unit

See https://github.com/google/mdbook-i18n-helpers for the originals; `% i18n:skip` works as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

COMMENT = re.compile(r"(?s)\s*<!--(.*)-->\s*\Z")
WORD = re.compile(r"\s*i18n:(skip-start|skip-end|skip|comment|context)\b[ \t]*:?[ \t]*(.*)")


@dataclass(slots=True)
class Steering:
    """What the comments read so far ask for."""

    notes: list[str] = field(default_factory=list)
    context: str | None = None
    skipping: bool = False
    skip_next: bool = False
    depth: int = 0
    """How many containers of a skipped block are still open."""

    @property
    def skips(self) -> bool:
        """Whether the next block may be one that stays as it is."""
        return self.skip_next or self.skipping or self.depth > 0

    def read(self, token: Token) -> bool:
        """Take the comment of `token` to heart; False when it is no comment at all."""
        content = token.content
        if token.type == "html_block":
            match = COMMENT.match(content)
            if match is None or "-->" in match[1]:
                return False
            content = match[1]
        if self.depth:
            return True
        for line in content.split("\n"):
            if word := WORD.match(line):
                self._obey(word[1], word[2].strip())
        return True

    def _obey(self, word: str, text: str) -> None:
        if word == "skip":
            self.skip_next = True
        elif word == "skip-start":
            self.skipping = True
        elif word == "skip-end":
            self.skipping = False
        elif word == "comment" and text:
            self.notes.append(text)
        elif word == "context" and text:
            self.context = text

    def frozen(self, token: Token) -> bool:
        """Tell whether `token` belongs to a block that was skipped."""
        begins = self.skip_next and token.nesting >= 0
        self.skip_next = False
        if self.depth or begins:
            self.depth += token.nesting
            return True
        return self.skipping

    def used(self) -> None:
        """Forget comment and context: they speak of one unit."""
        self.notes.clear()
        self.context = None
