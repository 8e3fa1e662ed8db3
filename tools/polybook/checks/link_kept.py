"""A link leads where it leads in English.

That holds for addresses in angle brackets and bare ones too. How an address is written does not
matter, only what it is once its escapes are read: `<a b.md>` and `a%20b.md` are one. A link inside
the page may name the translated heading, since headings get new names with their translation.

Bad:

    English:     See the [manual](https://example.org/install).
    Translation: Xem [hướng dẫn](https://example.org/cài-đặt).

Good:

    English:     See [below](#results).
    Translation: Xem [bên dưới](#kết-quả).

Known limits: whether something is there is not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from polybook.checks.kept import compare
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "link-kept"
SEVERITY = Severity.ERROR

KINDS = (InlineKind.LINK, InlineKind.AUTOLINK, InlineKind.URL)


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each target that was lost, changed or made up."""
    if pair.same_tokens:
        return iter(())
    english, translation = _links(pair.english), _links(pair.translation)
    return compare("link", _judged(english, translation), _judged(translation, english))


def address(token: Inline) -> str:
    """Return where a token leads, its escapes read."""
    return unquote(token.target) if "%" in token.target else token.target


def by_label(token: Inline) -> bool:
    """Tell whether a link or image names a label instead of its target: `[text][label]`."""
    prose = token.prose
    if prose is None:
        return False
    return not token.raw.startswith("(", prose.end + 1 - token.span.start)


def _links(text: Text) -> dict[str, list[Inline]]:
    """Return the links of a text by what must be kept of them."""
    found: dict[str, list[Inline]] = {}
    for token in text.of(*KINDS):
        target = address(token)
        # The merge names headings anew, and its links with them.
        key = "#" if token.target.startswith("#") else target
        found.setdefault(key, []).append(token)
    return found


def _judged(
    links: dict[str, list[Inline]], others: dict[str, list[Inline]]
) -> Iterator[tuple[str, str]]:
    """Yield the links but for those that label-kept speaks of: labels without a counterpart."""
    for key, tokens in links.items():
        for token in tokens:
            if key in others or not by_label(token):
                yield key, address(token)
