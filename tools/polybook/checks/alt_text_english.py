"""The description of an image is translated.

It is the image to those who cannot see it, and in many books it is the caption as well. Engines
take it for markup and leave it alone. A whole sentence in English is an error, less is a warning.

Bad:

    English:     ![The loss falls.](loss.svg)
    Translation: ![The loss falls.](loss.svg)

Good:

    Translation: ![Mất mát giảm dần.](loss.svg)

Known limits: the `alt` of an `<img>` tag is part of the tag and cannot be translated.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybook.checks.english import WORD, is_left, is_sentence, same_parts
from polybook.checks.texts import Fault, Pair, Setting
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "alt-text-english"
SEVERITY = Severity.WARNING


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each image whose description stayed English."""
    for image, text in same_parts(pair, InlineKind.IMAGE):
        if is_left(text, setting):
            severity = Severity.ERROR if is_sentence(WORD.findall(text)) else None
            message = f"the description of {image.target} is still English; translate it"
            yield Fault(message, severity)
