"""Inline code stays as it is, byte for byte.

Readers copy it, and what they copy must run. The plural of code that stands there as well may go,
and so may blanks that the English has at the ends by mistake. What is set as code and is a sentence
or a phrase may be translated, and so may a placeholder such as `<name of the file>`, so a change
there is a warning.

Bad:

    English:     Call `np.mean` on it.
    Translation: Gọi `np.trung_bình` trên nó.

Good:

    Translation: Gọi `np.mean` trên nó.

Known limits: code that is written as prose, without backticks, is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybook.checks.kept import COPY, compare
from polybook.checks.texts import Fault, Pair, Setting, Text
from polybook.formats.inline import InlineKind
from polybook.model.finding import Severity

CODE = "code-kept"
SEVERITY = Severity.ERROR

CODE_WORDS = re.compile(
    r"(?<!\S)(?=[a-z ]*\b(?:an|are|of|that|the|this|was|your)\b)[a-z]+(?: [a-z]+){2,}(?!\S)"
)
"""Three English words of a phrase in a row: `number of users`; no code has the like."""
THEIR_WORDS = re.compile(
    r"(?<!\S)(?=[^\W\d_ ]*[^\W\d_a-zA-Z]|[^\W\d_]+ [^\W\d_ ]*[^\W\d_a-zA-Z])"
    r"[^\W\d_]+(?: [^\W\d_]+){2,}(?!\S)"
)
"""The same of another language, by letters that no code has."""
PLACEHOLDER = re.compile(r"(?<![^\s/=:])<[a-z][a-z _-]*>")
"""What stands for a name in a path or a command; after a letter it would be a type's."""
THEIR_PLACEHOLDER = re.compile(r"(?<![^\s/=:])<[^\W\d][^<>/=]*>")
Codes = list[tuple[str, str]]


def check(pair: Pair, setting: Setting) -> Iterator[Fault]:  # noqa: ARG001  the protocol's
    """Yield a fault for each piece of inline code that was lost, changed or made up."""
    if pair.same_tokens:
        return
    english, translation = _codes(pair.english), _codes(pair.translation)
    ours = [(code.strip(), raw) for code, raw in english]
    written, known = {code for code, _ in english}, {code for code, _ in ours}
    theirs = [(code.strip() if code in written else code, raw) for code, raw in translation]
    said = {code for code, _ in theirs}
    # A role without its blank before it is code, until a translator puts it right.
    repaired = {role.target for role in pair.translation.of(InlineKind.ROLE)}
    kept = [
        (code, raw)
        for code, raw in ours
        if code in said or not (code in repaired or _is_plural(code, known & said))
    ]
    spoken = [one for one in kept if CODE_WORDS.search(one[0])]
    others = [one for one in theirs if spoken and (one in spoken or THEIR_WORDS.search(one[0]))]
    mild = Severity.WARNING
    yield from compare("code", spoken, others, mild, changed=mild)
    kept = [one for one in kept if one not in spoken]
    yield from _compare(pair, kept, [one for one in theirs if one not in others])


def _compare(pair: Pair, kept: Codes, theirs: Codes) -> Iterator[Fault]:
    """Yield a fault for each code that is none to translate and is not the same."""
    renamed = _renamed(kept, theirs)
    for (_, ours), (_, other) in renamed.items():
        yield Fault(f"code {ours} became {other}; {COPY}", Severity.WARNING)
    kept = [one for one in kept if one not in renamed]
    theirs = [one for one in theirs if one not in renamed.values()]
    said, shown = {code for code, _ in theirs}, pair.translation.solid
    bare = {one: None for one in kept if one[0] not in said and _is_bare(one[0], shown)}
    for _, raw in bare:
        yield Fault(f"code {raw} stands there without its backticks; put them back")
    kept = [one for one in kept if one not in bare]
    yield from compare("code", kept, theirs)


def _renamed(kept: Codes, theirs: Codes) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the codes of which only placeholders were translated: `/path/<name of the file>`."""
    known, said = {code for code, _ in kept}, {code for code, _ in theirs}
    new = {THEIR_PLACEHOLDER.sub("<>", one[0]): one for one in theirs if one[0] not in known}
    found = {}
    for one in kept if new else ():
        shape = PLACEHOLDER.sub("<>", one[0])
        if one[0] not in said and shape != one[0] and shape in new:
            found[one] = new[shape]
    return found


def _is_bare(code: str, text: str) -> bool:
    """Tell whether code stands in a text as it is; one small letter may be a word."""
    if code not in text or not any(map(str.isalnum, code)) or (len(code) == 1 and code.islower()):
        return False
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(code)}(?![A-Za-z0-9_])", text) is not None


def _codes(text: Text) -> list[tuple[str, str]]:
    """Return what readers see of each piece of code, and how it is written."""
    return [(_code(token.raw), token.raw) for token in text.of(InlineKind.CODE)]


def _code(raw: str) -> str:
    """Return code without its backticks, and without the blank inside both ends."""
    code = raw.strip("`")
    if len(code) > 1 and code[0] == code[-1] == " " and not code.isspace():
        return code[1:-1]
    return code


def _is_plural(code: str, others: set[str]) -> bool:
    return code.endswith("s") and code[:-1] in others
