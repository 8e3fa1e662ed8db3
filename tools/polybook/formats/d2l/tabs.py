"""A whole d2l page as MyST: its tabs side by side, or the notebook of one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from polybook.formats.d2l.myst import Book, to_myst
from polybook.formats.d2l.pieces import Piece, cut_pieces, for_tab, select, tabs_of

NAMES = {
    "jax": "JAX",
    "mxnet": "MXNet",
    "numpy": "NumPy",
    "pytorch": "PyTorch",
    "tensorflow": "TensorFlow",
}
"""How frameworks write their own names."""
GROUP = "framework"
"""The choice that all tab sets of a book share: readers make it once."""
KERNEL = (
    "---\nfile_format: mystnb\nkernelspec:\n  display_name: Python 3\n  language: python\n"
    "  name: python3\n---\n\n"
)
TICKS = re.compile(r"`{3,}")

Outputs = Callable[[str, int], str]
"""Given a tab and the number of a code cell in its notebook, the cell's outputs as MyST."""


def no_outputs(_tab: str, _number: int) -> str:
    """Say that no cell was run."""
    return ""


def tab_name(tab: str) -> str:
    """Return the name of a tab as readers see it."""
    return NAMES.get(tab, tab)


def page_as_tabs(text: str, book: Book, tabs: Sequence[str], outputs: Outputs = no_outputs) -> str:
    r"""Return a d2l page, which has `\n` line ends only, as MyST with all of its tabs.

    `tabs` are the book's, in order; the first is that of cells that name none. Where all tabs show
    the same, there is no tab set. Tab sets are sphinx-design's, in step across the book.
    """
    pieces = cut_pieces(text, tabs[0] if tabs else "")
    known = [*tabs, *(tab for tab in tabs_of(pieces) if tab not in tabs)]
    page = _Tabbed(book, [tab for tab in known if tab in tabs_of(pieces)], outputs)
    return "\n\n".join(page.parts(pieces)) + "\n"


def page_of_tab(text: str, book: Book, tabs: Sequence[str], tab: str) -> str:
    """Return the page as a MyST notebook of one tab, whose cells the builder runs."""
    parts = [
        fenced("{code-cell} ipython3", piece.text) if piece.code else to_myst(piece.text, book)
        for piece in for_tab(cut_pieces(text, tabs[0] if tabs else ""), tab)
    ]
    return KERNEL + "\n\n".join(parts) + "\n"


class _Tabbed:
    """Puts pieces together; counts the cells of each tab."""

    def __init__(self, book: Book, tabs: Sequence[str], outputs: Outputs) -> None:
        self.book = book
        self.tabs = tabs
        self.outputs = outputs
        self.cells = dict.fromkeys(tabs or [""], 0)

    def parts(self, pieces: Sequence[Piece]) -> Iterator[str]:
        """Yield the parts of the page, each a block or more of MyST."""
        for tabbed, group in groupby(pieces, self._is_tabbed):
            if tabbed:
                yield self._tab_set(list(group))
            else:
                yield from (self._shared(piece) for piece in group)

    def _is_tabbed(self, piece: Piece) -> bool:
        """Tell whether a piece differs by tab: in what it says, or in the code it shows."""
        if "tab.selected(" in piece.text and piece.code:
            return True
        return bool(piece.tabs) and not set(piece.tabs) >= set(self.tabs)

    def _shared(self, piece: Piece) -> str:
        if not piece.code:
            return to_myst(piece.text, self.book)
        shown = [self._outputs(tab) for tab in self.cells]
        # Frameworks may print the same thing in other words: the first tab's will do.
        return _cell(piece.text, next(iter(shown), ""))

    def _tab_set(self, pieces: Sequence[Piece]) -> str:
        items = []
        for tab in self.tabs:
            body = "\n\n".join(self._of_tab(pieces, tab))
            if body:
                head = f"{{tab-item}} {tab_name(tab)}"
                items.append(fenced(head, f":sync: {tab}\n\n{body}"))
        return fenced("{tab-set}", f":sync-group: {GROUP}\n\n" + "\n\n".join(items))

    def _of_tab(self, pieces: Sequence[Piece], tab: str) -> Iterator[str]:
        for piece in pieces:
            if not piece.is_for(tab):
                continue
            if piece.code:
                yield _cell(select(piece.text, tab), self._outputs(tab))
            else:
                yield to_myst(piece.text, self.book)

    def _outputs(self, tab: str) -> str:
        number = self.cells[tab]
        self.cells[tab] += 1
        return self.outputs(tab, number)


def _cell(code: str, outputs: str) -> str:
    shown = fenced("{code-block} ipython3", code)
    return f"{shown}\n\n{outputs}" if outputs else shown


def fenced(info: str, body: str) -> str:
    """Return a fence that nothing in its body can end."""
    longest = max((len(ticks) for ticks in TICKS.findall(body)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{info}\n{body}\n{ticks}"
