"""Markdown pages cut at their blank lines: just enough structure to edit prose and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What an edit of prose must not cut into: code, math, link targets, roles, HTML, addresses.
PROTECTED = re.compile(
    r"""
      (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)  # code, and the body of a role
    | \{[\w:.+-]+\}(?=`)                          # the name of a MyST role
    | :[\w-]+:(?=`)                               # the name of a d2l or reST role
    | \$\$.*?\$\$ | (?<!\\)\$[^$]+\$              # math
    | \\[A-Za-z]+                                 # a TeX command outside of math
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*[^()]*\) # a link's target and title
    | \]\[[^\]]*\] | \[\^[^\]]*\]                 # a link's label, a footnote's
    | \{[^{}\n]*\}                                # attributes, placeholders
    | <[^<>]*> | &\#?\w+;                         # HTML, an autolink, an entity
    | https?://[^\s)]+
    """,
    re.VERBOSE | re.DOTALL,
)

_GAP = re.compile(r"(\n[ \t]*(?:\n[ \t]*)*(?=\n)\n|\n*\Z)")
_OPENING = re.compile(r"(?P<mark>`{3,}|~{3,}|:{3,}|\$\$|<!--|<(?:script|style|pre)\b)")
_PROSE_LINE = re.compile(r"(?:[A-Za-z(\"]|\$[^$]|\*{1,2}[A-Za-z]|`[^`])(?:.*\S)?$")
HEADING = re.compile(r"(#{1,6} )(\S.*?)$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S|[ \t]*\|.*\w")
WORD = re.compile(r"\b[a-z]{5,}\b")


@dataclass(slots=True, eq=False)
class Block:
    """What stands between two blank lines, and the blank lines after it."""

    page: str
    text: str
    gap: str
    kind: str
    """heading, paragraph (of plain prose, every line of it), fenced or other."""

    @property
    def message(self) -> str:
        return message_of(self.text)


def cut(page: str, text: str) -> list[Block]:
    """Cut a page at its blank lines; the blocks and gaps join to the exact page."""
    pieces = _GAP.split(text)
    pairs = list(zip(pieces[::2], [*pieces[1::2], ""], strict=False))
    blocks: list[Block] = []
    closing = ""
    for number, (body, gap) in enumerate(pairs):
        after = pairs[number + 1][0] if number + 1 < len(pairs) else ""
        inside, closing = bool(closing), _closing(body, closing)
        kind = "fenced" if inside or closing else _kind(body, after)
        blocks.append(Block(page, body, gap, kind))
    return blocks


def _closing(body: str, closing: str) -> str:
    """Return what still has to come to close the fence or comment open at the end of `body`."""
    for line in body.splitlines():
        bare = line.strip()
        if closing:
            closing = "" if _closes(bare, closing) else closing
        elif found := _OPENING.match(bare):
            mark = found["mark"]
            closing = {"<!--": "-->"}.get(mark, mark.replace("<", "</"))
            if mark[0] not in "`~:" and closing in bare[len(mark) :]:
                closing = ""  # opened and closed in one line
    return closing


def _closes(line: str, closing: str) -> bool:
    """Tell whether a line ends what is open: a fence by a fence as long, others anywhere in it."""
    if closing[0] in "`~:":
        return line.startswith(closing) and not line.strip(closing[0])
    return closing in line


def _kind(body: str, after: str) -> str:
    """Return what a block is: a heading, a paragraph of plain prose, or other."""
    if "\r" in body or after.startswith((":", "===", "---")):
        return "other"
    lines = body.split("\n")
    if HEADING.match(lines[0]):
        # A label may follow its heading without a blank line.
        return "heading" if all(line.startswith(":") for line in lines[1:]) else "other"
    prose = "$$" not in body and all(map(_PROSE_LINE.match, lines))
    return "paragraph" if prose and WORD.search(body) else "other"


def count_messages(text: str) -> int:
    """Count headings, paragraphs, list items and table rows: about what is extracted."""
    count = 0
    for block in cut("", text):
        items = sum(1 for line in block.text.splitlines() if _ITEM.match(line))
        count += (items or bool(WORD.search(block.text))) * (block.kind != "fenced")
    return count


def message_of(text: str) -> str:
    """Return a block as a translator sees it: one line, the heading's marks off."""
    if heading := HEADING.match(text.split("\n", maxsplit=1)[0]):
        return heading[2]
    return " ".join(text.split("\n"))


def outside(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Find matches of a pattern in the prose of a text, protected tokens left out."""
    held = [match.span() for match in PROTECTED.finditer(text)]
    for match in pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in held):
            yield match


def join(blocks: list[Block]) -> str:
    """Put a page together again."""
    return "".join(block.text + block.gap for block in blocks)
