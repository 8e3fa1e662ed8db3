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
where the configuration allows its host, under `allow-hosts`. The same page of a site in the
edition's language is fine: `/en-us/` and `/es/`, and, where the host is allowed, the language's own
Wikipedia.
"""

from __future__ import annotations

import re
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
    ours, theirs = list(_judged(english, translation)), list(_judged(translation, english))
    gone = [one for one in ours if one[0] not in translation and "://" in one[1]]
    new = [one for one in theirs if one[0] not in english] if gone else []
    same = [(one, other) for one in gone for other in new if _is_edition(one[1], other[1], setting)]
    ours = [one for one in ours if all(one != left for left, _ in same)]
    theirs = [
        one
        for one in theirs
        if one[0] in english
        or not (leads_to(one[1], setting.hosts) or any(one == right for _, right in same))
    ]
    return compare("link", ours, theirs)


def _is_edition(address: str, other: str, setting: Setting) -> bool:
    """Tell whether an address is that of the same page in this edition's language.

    It is on the same site, or on one that the configuration allows, where pages may have names of
    their own: `en.wikipedia.org` and `es.wikipedia.org`.
    """
    language = re.escape(re.split("[_@]", setting.language.code)[0])
    tag = re.compile(rf"(?i)(?<=[/.])(?:en|{language})(?:[-_][a-z]{{2,4}})?(?=[/.])")
    if _host(address) == _host(other):
        return tag.sub("*", address) == tag.sub("*", other)
    alike = _host(tag.sub("*", address)) == _host(tag.sub("*", other))
    return alike and leads_to(other, setting.hosts)


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]


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
