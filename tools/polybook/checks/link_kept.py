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

Known limits: whether something is there is not looked up. A link that is new is none to speak of
where the configuration allows its host, under `allow-hosts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from polybook.checks.kept import compare
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.acting import leads_to
from polybook.formats.inline import Inline, InlineKind
from polybook.model.finding import Severity

CODE = "link-kept"
SEVERITY = Severity.ERROR

KINDS = (InlineKind.LINK, InlineKind.AUTOLINK, InlineKind.URL)


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each target that was lost, changed or made up."""
    if pair.same_tokens:
        return iter(())
    english, translation = (
        _links(text, setting.links) for text in (pair.english, pair.translation)
    )
    new = _judged(translation, english)
    theirs = [one for one in new if one[0] in english or not leads_to(one[1], setting.hosts)]
    return compare("link", _judged(english, translation), theirs)


def address(token: Inline) -> str:
    """Return where a token leads, its escapes read."""
    return unquote(token.target) if "%" in token.target else token.target


def by_label(token: Inline) -> bool:
    """Tell whether a link or image names a label instead of its target: `[text][label]`."""
    prose = token.prose
    if prose is None:
        return False
    return not token.raw.startswith("(", prose.end + 1 - token.span.start)


def _links(text: Text, exchanged: Mapping[str, str]) -> dict[str, list[Inline]]:
    """Return the links of a text by what must be kept of them.

    An address that differs in the edition is the same as the source's: the merge exchanges it.
    """
    found: dict[str, list[Inline]] = {}
    for token in text.of(*KINDS):
        target = address(token)
        # The merge names headings anew, and its links with them.
        key = "#" if token.target.startswith("#") else exchanged.get(target, target)
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
