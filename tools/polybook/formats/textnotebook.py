"""Markdown notebooks: MyST pages with `{code-cell}`, turned into Jupyter notebooks for readers.

Only for builds: nothing is ever merged through this. The rules are MyST-NB's: front matter with a
kernelspec makes a page a notebook, a `{code-cell}` at the top level is a code cell, `+++` ends a
markdown cell. https://myst-nb.readthedocs.io/en/latest/authoring/text-notebooks.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from polybook.formats.grammar import parse_blocks
from polybook.formats.recording import Line
from polybook.formats.view import clean

BOM = "\ufeff"


def is_text_notebook(text: str) -> bool:
    """Tell whether a Markdown page is a notebook: its front matter names a kernel."""
    return "kernelspec" in _metadata(text)


def to_notebook(text: str) -> str:
    """Return the Markdown notebook `text` as the JSON of a notebook, nbformat 4.5, not executed."""
    source = clean(text, start=1 if text.startswith(BOM) else 0).text
    front = _metadata(text)
    metadata = {key: front[key] for key in ("kernelspec", "mystnb") if key in front}
    cells = [{"id": f"cell-{number}", **cell} for number, cell in enumerate(_cells(source), 1)]
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


def _metadata(text: str) -> Mapping[str, Any]:
    if "kernelspec" not in text:
        return {}
    blocks = parse_blocks(clean(text, start=1 if text.startswith(BOM) else 0).text)
    if not blocks.tokens or blocks.tokens[0].type != "front_matter":
        return {}
    return _yaml(blocks.tokens[0].content)


def _yaml(text: str) -> Mapping[str, Any]:
    import yaml  # 30 ms that most commands do not need

    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _cells(source: str) -> Iterator[dict[str, object]]:
    lines = source.split("\n")
    done = 0
    for token in parse_blocks(source).tokens:
        cell = token.type == "fence" and token.info.split()[:1] == ["{code-cell}"]
        cut = cell or token.type in ("front_matter", "myst_block_break")
        if token.level or not cut or token.map is None:
            continue
        yield from _markdown(lines[done : token.map[0]])
        done = token.map[1]
        if cell:
            yield _code(source, token.meta["lines"])
    yield from _markdown(lines[done:])


def _markdown(lines: list[str]) -> Iterator[dict[str, object]]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(source: str, lines: tuple[Line, ...]) -> dict[str, object]:
    """Make a code cell of the lines of a fence: options first, then code."""
    texts = [source[line.start : line.end] for line in lines]
    options: list[str] = []
    if texts and texts[0].startswith("---"):
        end = next((n for n, text in enumerate(texts[1:], 1) if text.startswith("---")), 0)
        options, texts = texts[1:end], texts[end + 1 :]
    else:
        while texts and texts[0].startswith(":"):
            options.append(texts.pop(0)[1:])
    code = "\n".join(texts).strip("\n")
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": dict(_yaml("\n".join(options))) if options else {},
        "outputs": [],
        "source": code.splitlines(keepends=True),
    }
