"""MyST pages as kramdown posts: the same text, with other marks where MyST's mean nothing there.

What stays is copied byte for byte. What Jekyll cannot show is said, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from polybook.formats.grammar import parse_blocks
from polybook.formats.posts.layout import Layout
from polybook.formats.posts.liquid import raw
from polybook.formats.posts.spans import Spans, attribute_list

if TYPE_CHECKING:
    from markdown_it.token import Token

LABEL = re.compile(r"(\$\$)[ \t]*\([^()\n]*\)[ \t]*\Z")
"""A formula's label after its closing marks."""
DIRECTIVE = re.compile(r"\{([^{}\s]+)\}[ \t]*(.*)\Z", re.DOTALL)
FENCE = re.compile(r".*?(?:`{3,}|~{3,})")
OPTION = re.compile(r"[ \t]*:[A-Za-z][\w-]*:(?:[ \t].*)?\Z")
DISPLAY = re.compile(r"(?m)^[ \t]*(\$\$(?:(?!\$\$).)+?\$\$)[ \t]*$", re.DOTALL)
"""A formula that has its lines to itself, within a paragraph."""
DEFINITION = re.compile(r"(?m)^([ >]*\[[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|[^\s<]\S*)")
NEST = re.compile(r"(?i)<(details|div|section|aside|article|center|figure)\b([^<>]*)>")
"""HTML in which MyST reads Markdown after a blank line; kramdown must be told."""
ADMONITIONS = frozenset(
    {"admonition", "attention", "caution", "danger", "error", "hint", "important", "note"}
    | {"seealso", "tip", "warning"}
)
CODE = frozenset({"code", "code-block", "sourcecode", "code-cell"})
UNKNOWN = (
    "the directive {{{name}}} is MyST's; Jekyll shows its source as code, so write plain Markdown"
)
FIELDS = "a field list is MyST's; Jekyll shows its colons, so write a list"
SUBSTITUTION = "the substitution {raw} is MyST's; Jekyll shows it as it stands, so write its text"


@dataclass(frozen=True, slots=True)
class Fault:
    """What Jekyll cannot show of a page."""

    line: int
    """0-based line of the text."""
    message: str


@dataclass(slots=True)
class Kramdown:
    """Turns the Markdown of one page into kramdown's."""

    link: Callable[[str], str]
    """Says where a link or picture leads in the blog."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What admonitions are called, by directive."""
    faults: list[Fault] = field(default_factory=list)
    """What the texts so far held that Jekyll cannot show."""

    def convert(self, text: str, first: int = 0) -> str:
        """Return `text`, whose line ends are newlines; `first` is the number of its first line."""
        return _Text(self, text, first).converted()


Edit = tuple[int, int, str]


class _Text:
    """One text: a page, a cell of a notebook, or the body of an admonition."""

    def __init__(self, page: Kramdown, text: str, first: int) -> None:
        self.page = page
        self.text = text
        self.first = first
        self.layout = Layout(text)
        self.lines = self.layout.lines
        blocks = parse_blocks(text)
        self.tokens = blocks.tokens
        self.spans = Spans(page.link, blocks.references)
        self.edits: list[Edit] = []

    def converted(self) -> str:
        covered: set[int] = set()
        for before, token in pairwise([None, *self.tokens]):
            if token is None or token.map is None:
                continue
            if not token.nesting:
                covered.update(range(*token.map))
            self._token(token, token.map, before)
        self._definitions(covered)
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self.edits):
            if start >= done:
                parts += (self.text[done:start], new)
                done = end
        return "".join((*parts, self.text[done:]))

    def _fault(self, line: int, message: str) -> None:
        self.page.faults.append(Fault(self.first + line, " ".join(message.split())))

    def _token(self, token: Token, lines: Sequence[int], before: Token | None) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token, lines[0], before)
        elif kind in ("fence", "colon_fence"):
            self._fence(token, lines)
        elif kind in ("math_block", "math_block_label"):
            last = LABEL.sub(r"\1", self.lines[lines[1] - 1].rstrip())
            self._apart(lines, raw("\n".join([*self.lines[lines[0] : lines[1] - 1], last])))
        elif kind == "amsmath":
            lines = (lines[0], lines[0] + token.content.count("\n") + 1)  # its own map is shorter
            self._apart(
                lines, raw(self.layout.prefixed(lines, ["$$", *self.layout.inside(lines), "$$"]))
            )
        elif kind == "code_block":
            self._replace(lines, [raw("\n".join(self.lines[slice(*lines)]))])
        else:
            self._mark(kind, lines)

    def _mark(self, kind: str, lines: Sequence[int]) -> None:
        """Change a block that is no text of its own to what kramdown knows."""
        if kind == "html_block":
            self._replace(lines, [self._html(lines)])
        elif kind == "table_open":
            if self.layout.touches(lines[0]):
                start = self.layout.starts[lines[0]]
                self.edits.append((start, start, self.layout.lead(lines[0]).rstrip() + "\n"))
        elif kind == "myst_target":
            name = self.layout.inside(lines)[0].strip()[1:].partition(")=")[0]
            self._replace(lines, [self.layout.prefix(lines[0]) + f'<a id="{name}"></a>', ""])
        elif kind in ("myst_line_comment", "myst_block_break"):
            self._replace(lines, [self.layout.lead(lines[0]).rstrip()])
        elif kind == "attrs_block":
            line = self.lines[lines[0]]
            at = len(line) - len(line.lstrip(" >"))
            self._replace(lines, [line[:at] + attribute_list(line[at:])])
        elif kind == "substitution_block":
            self._fault(lines[0], SUBSTITUTION.format(raw=self.layout.inside(lines)[0].strip()))
            self._replace(lines, [raw(line) for line in self.lines[slice(*lines)]])
        elif kind == "field_list_open":
            self._fault(lines[0], FIELDS)

    # Putting blocks in the place of others

    def _replace(self, lines: Sequence[int], new: list[str]) -> None:
        start, end = self.layout.starts[lines[0]], self.layout.starts[lines[1]] - 1
        text = "\n".join(new)
        if text != self.text[start:end]:
            self.edits.append((start, max(end, start), text))

    def _apart(self, lines: Sequence[int], new: str) -> None:
        """Write a block with blank lines around it, as kramdown wants them."""
        blank = self.layout.lead(lines[0]).rstrip()
        below = self.lines[lines[1]].strip(" >\t") if lines[1] < len(self.lines) else ""
        before = [blank] if self.layout.touches(lines[0]) else []
        self._replace(lines, [*before, new, *([blank] if below else [])])

    # Texts

    def _inline(self, token: Token, first: int, before: Token | None) -> None:
        lines = token.meta.get("lines", ())
        if not lines:
            return
        texts = [self.text[line.start : line.end] for line in lines]
        cell = before is not None and before.type in ("th_open", "td_open")
        whole = "\n".join(texts)
        new = self._paragraph(whole, cell=cell)
        for at, message in self.spans.faults:
            self._fault(first + whole.count("\n", 0, at), message)
        if new == whole:
            return
        lead = self.layout.lead(first)
        made = new.split("\n")
        if len(made) == len(texts):
            for line, text in zip(lines, made, strict=True):
                self.edits.append((line.start, line.end, text))
        else:
            joined = "\n".join([made[0], *((lead + line).rstrip(" ") for line in made[1:])])
            self.edits.append((lines[0].start, lines[-1].end, joined))

    def _paragraph(self, text: str, *, cell: bool) -> str:
        """Return a paragraph; a formula that has its lines to itself becomes one of its own."""
        if "$$" not in text or cell:
            return self.spans.change(text, cell=cell)
        faults = []
        parts: list[str] = []
        done = 0
        for match in [*DISPLAY.finditer(text), None]:
            end = match.start() if match else len(text)
            prose = text[done:end].strip("\n")
            if prose.strip():
                parts.append(self.spans.change(prose))
                faults += [(done + at, message) for at, message in self.spans.faults]
            if match:
                parts.append("\n".join(raw(line) for line in match[1].split("\n")))
                done = match.end()
        self.spans.faults = faults
        return "\n\n".join(parts)

    def _html(self, lines: Sequence[int]) -> str:
        content = "\n".join(self.lines[slice(*lines)])
        match = NEST.search(content)
        if match and f"</{match[1].lower()}" not in content.lower() and "markdown" not in match[2]:
            at = match.start() + 1 + len(match[1])
            content = content[:at] + ' markdown="1"' + content[at:]
        return self.spans.html(content)

    def _definitions(self, covered: set[int]) -> None:
        """Change where link reference definitions lead: lines that belong to no block."""
        if not self.spans.references:
            return
        for match in DEFINITION.finditer(self.text):
            if self.text.count("\n", 0, match.start()) not in covered:
                target = match[2].strip("<>")
                new = self.page.link(target)
                if new != target:
                    self.edits.append((match.start(2), match.end(2), new))

    # Fences and directives

    def _fence(self, token: Token, lines: Sequence[int]) -> None:
        match = DIRECTIVE.match(token.info.strip())
        if match is None and token.type == "fence":
            self._plain_fence(lines, token.info.split())
            return
        if match is None:
            self._source(lines, token.info.strip())
            return
        name, title = match[1], match[2].strip()
        body = token.content.rstrip("\n").split("\n")
        options = _options(body)
        if name == "math":
            formula = ["$$", *filter(None, [title]), *body[options:], "$$"]
            self._apart(lines, raw(self.layout.prefixed(lines, formula)))
        elif name in ADMONITIONS:
            first = self.first + lines[0] + 1 + options
            quote = self._admonition(name, title, body[options:], first)
            self._apart(lines, self.layout.prefixed(lines, quote))
        elif name in CODE:
            language = title.split()[0] if title else "python" if name == "code-cell" else ""
            language = "python" if language.startswith("ipython") else language
            fence = _longer(token.content)
            code = [fence + language, *body[options:], fence]
            self._replace(lines, [raw(self.layout.prefixed(lines, code))])
        else:
            self._source(lines, name)

    def _plain_fence(self, lines: Sequence[int], info: Sequence[str]) -> None:
        """Write a fence, with one word at most after its marks: kramdown takes no more."""
        written = self.lines[slice(*lines)]
        if len(info) > 1 or (info and info[0].startswith("{")):
            marks = FENCE.match(written[0])
            language = "" if info[0].startswith("{") else info[0]
            written[0] = (marks[0] if marks else "```") + language
        self._replace(lines, [raw("\n".join(written))])

    def _source(self, lines: Sequence[int], name: str) -> None:
        """Show the source of a directive, and say so."""
        self._fault(lines[0], UNKNOWN.format(name=name or ":::"))
        inside = self.layout.inside(lines)
        fence = _longer("\n".join(inside))
        self._replace(lines, [raw(self.layout.prefixed(lines, [fence, *inside, fence]))])

    def _admonition(self, name: str, title: str, body: list[str], first: int) -> Iterator[str]:
        """Yield the lines of a quote with the admonition's title in bold and its kind as class."""
        if name != "admonition" and title:
            body = [title, *body]
            first -= 1
        shown = title if name == "admonition" else self.page.labels.get(name, name.capitalize())
        yield f"> **{self.spans.change(shown)}**"
        yield ">"
        inside = self.page.convert("\n".join(body).strip("\n"), first)
        for line in inside.split("\n"):
            yield f"> {line}".rstrip()
        yield f"{{: .{name}}}"


def _options(body: Sequence[str]) -> int:
    """Return how many lines of a directive's body are options."""
    if body and body[0].strip() == "---":
        return next((at + 1 for at in range(1, len(body)) if body[at].strip() == "---"), 0)
    return next((at for at, line in enumerate(body) if not OPTION.match(line)), len(body))


def _longer(content: str) -> str:
    """Return marks for a fence that nothing in `content` closes."""
    longest = max((len(run) for run in re.findall(r"(?m)^[ \t]*(`{3,})", content)), default=2)
    return "`" * max(3, longest + 1)
