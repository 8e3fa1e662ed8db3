"""A picture stays the picture that it is.

A target that was translated, or lost its brackets, leaves a hole in the page. What stands instead
of a picture for those who cannot see it is text, and translated.

Bad:

    English:     ![A slope](img/slope.svg)
    Translation: ![Một con dốc](img/con-dốc.svg)

Good:

    Translation: ![Một con dốc](img/slope.svg)

Known limits: a picture with words in it cannot have a file of its own in the translation.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.kept import compare
from polybook.checks.link_kept import address
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "image-kept"
SEVERITY = Severity.ERROR


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each picture that was lost, changed or made up."""
    if pair.same_tokens:
        return iter(())
    return compare("image", _images(pair.english), _images(pair.translation))


def _images(text: Text) -> list[tuple[str, str]]:
    return [(one, one) for one in (address(token) for token in text.of(InlineKind.IMAGE))]
