"""manual: the reference pages, made of the code: its checks, its configuration.

`python -m polybook.steps.manual docs/reference` writes them; a test compares them with the code.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from itertools import groupby
from pathlib import Path

from polybook.catalog.files import write_atomically
from polybook.checks import BOOK, FIXES, GLOSSARY, LANGUAGE, OTHER, PAIR, SHEET
from polybook.checks.kinds import Check
from polybook.config import Config
from polybook.config_check import OPTIONS, CheckTable
from polybook.config_d2l import D2lTable
from polybook.config_engines import TranslateTable
from polybook.config_posts import PostsTable
from polybook.engines.engine import EngineSetting
from polybook.engines.registry import ENGINES
from polybook.model.finding import Severity
from polybook.steps.waive import UNWAIVABLE

MADE = "<!-- Made by `make docs` from {source}; change that instead. -->"
CHECKS = f"""\
# Checks

{MADE.format(source="the docstrings in tools/polybook/checks")}

`polybook check vi` judges every translation that readers of the Vietnamese edition see.
Each finding names its place, the check's code, what is wrong and the next step.
An *error* fails the run.
A *warning* is worth a look, and a *note* is for those who want to know.

Where a check is wrong about one entry, silence it there.
Write a translator's comment above the entry, with the reason:

```po
# polybook: ignore {{code}} - the reason, in a few words
```

A finding that speaks of no entry, but of a page or a file, is silenced in the configuration.
There stands as well what a whole book does without, and how bad it takes what.
See [its page](configuration.md#check).

"""
CONFIGURATION = f"""\
# Configuration

{MADE.format(source="tools/polybook/config.py and its tables")}

A book is configured in `polybook.toml`, or under `[tool.polybook]` in `pyproject.toml`.
Every key may be left out.
Folders and files are relative to the configuration's own folder.

"""
ENGINE_TABLES = f"""\
A table each, such as `[engines.deepl]`: {", ".join(ENGINES)}.
[Engines](engines.md) says what each needs."""
LABELS = ("Bad", "Good", "Known limits")
LABEL = re.compile(rf"({'|'.join(LABELS)}):(?:\s+|$)")
FENCE = re.compile(r"^`{3,}", re.MULTILINE)


def pages() -> dict[str, str]:
    """Return the reference pages that are generated, by file name."""
    return {"checks.md": checks_page(), "configuration.md": configuration_page()}


def checks_page() -> str:
    """Return the page of all checks: a table of their codes, then each in full."""
    groups = list(_groups())
    rules = [rule for _, group in groups for rule in group]
    example = next(rule.CODE for rule in rules if rule.CODE not in UNWAIVABLE)
    head = CHECKS.replace("{code}", example)
    sections = [_section(rule, name) for name, group in groups for rule in group]
    return head + "\n".join([*_table(groups), *sections])


def _groups() -> Iterator[tuple[str, tuple[Check, ...]]]:
    """Yield the checks by what they look at, each group with its name."""
    yield "each translation", PAIR
    for language, rules in LANGUAGE.items():
        yield f"each translation into {_named(language)}", rules
    yield "each page", SHEET
    # One check of a page counts single words across the book, which its docstring says.
    known = {rule.CODE for rule in SHEET}
    yield "the whole book", tuple(rule for rule in BOOK if rule.CODE not in known)
    yield "the glossary", GLOSSARY
    yield "the files themselves", OTHER


def _named(language: str) -> str:
    from babel import Locale

    return Locale.parse(language).get_display_name("en") or language


def _table(groups: Iterable[tuple[str, tuple[Check, ...]]]) -> Iterator[str]:
    yield "| Code | Severity | Looks at | What should hold |"
    yield "| :-- | :-- | :-- | :-- |"
    for name, rules in groups:
        for rule in rules:
            first = _text(rule).split("\n", 1)[0].replace("|", "\\|")
            yield f"| [{rule.CODE}](#{rule.CODE}) | {rule.SEVERITY} | {name} | {first} |"
    yield ""


def _section(rule: Check, group: str) -> str:
    """Return one check's page, from its docstring."""
    facts = [f"Severity: {rule.SEVERITY}.", f"Looks at {group}.", _silence(rule)]
    if rule in FIXES and "check --fix" not in _text(rule):
        facts.append("`check --fix` puts it right.")
    return "\n\n".join([f"## {rule.CODE}", *_parts(_text(rule)), " ".join(facts)]) + "\n"


def _silence(rule: Check) -> str:
    """Say how a finding of this check is silenced where it is wrong."""
    if rule.CODE in UNWAIVABLE:
        return "It cannot be waived."
    if rule in (*GLOSSARY, *OTHER):
        return "Silence it with `ignore` in the configuration."
    return f"Waive it with `# polybook: ignore {rule.CODE} - the reason`."


def _parts(text: str) -> Iterator[str]:
    """Yield the paragraphs of a docstring, each on one line, and its examples in fences."""
    blocks = text.split("\n\n")
    for is_example, group in groupby(blocks, key=lambda block: block.startswith("    ")):
        if is_example:
            lines = "\n\n".join(group).split("\n")
            example = "\n".join(line.removeprefix("    ") for line in lines).rstrip()
            longest = max((len(fence) for fence in FENCE.findall(example)), default=2)
            fence = "`" * (longest + 1)
            yield f"{fence}text\n{example}\n{fence}"
        else:
            yield from (_paragraph(block) for block in group)


def _paragraph(block: str) -> str:
    line = " ".join(block.split())
    return LABEL.sub(lambda label: f"**{label[1]}:** ", line, count=1).rstrip()


def _text(rule: Check) -> str:
    return (rule.__doc__ or "").strip()


def configuration_page() -> str:
    """Return the page of all keys of the configuration."""
    default = Config(Path())
    keys = [key for key in _keys(Config, default) if key[0] not in ("root", "check")]
    checks = [key for key in _keys(CheckTable, default.check) if key[0] != "languages"]
    lines = [*_key_table(keys), ""]
    for name, table in (("d2l", D2lTable), ("posts", PostsTable), ("translate", TranslateTable)):
        lines += [f"## {name}", "", *_key_table(_keys(table, table())), ""]
    engine = [key for key in _keys(EngineSetting, EngineSetting("")) if key[0] != "name"]
    lines += ["## engines", "", ENGINE_TABLES, "", *_key_table(engine), ""]
    lines += ["## check", "", *_key_table(checks)]
    own = [(name, "", text) for name, text in OPTIONS.items()]
    lines += ["", "A language has a table of its own, such as `[check.vi]`:", ""]
    return CONFIGURATION + "\n".join([*lines, *_key_table(own)]) + "\n"


Key = tuple[str, str, str]
"""Its name, its default as TOML, and what it says."""


def _key_table(keys: Iterable[Key]) -> Iterator[str]:
    yield "| Key | Default | What it says |"
    yield "| :-- | :-- | :-- |"
    for name, default, text in keys:
        shown = f"`{default}`" if default else ""
        yield f"| `{name}` | {shown} | {text} |"


def _keys(table: type, default: object) -> Iterator[Key]:
    """Yield the fields of a table's class, with the texts below them."""
    tree = ast.walk(ast.parse(inspect.getsource(table)))
    body = next(node.body for node in tree if isinstance(node, ast.ClassDef))
    for field, text in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            name = field.target.id
            is_table = ast.unparse(field.annotation).startswith("tuple[tuple[")
            value = _toml(getattr(default, name), is_table=is_table)
            yield name.replace("_", "-"), value, _said(text)


def _said(text: ast.stmt) -> str:
    """Return the docstring that stands below a field, on one line."""
    if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
        return " ".join(str(text.value.value).split()).replace("|", "\\|")
    return ""


def _toml(value: object, *, is_table: bool = False) -> str:
    """Return a default as it would be written in TOML."""
    if is_dataclass(value):
        return ""  # a table with a section of its own
    if isinstance(value, tuple) and is_table:
        pairs = ", ".join(f"{_toml(key)} = {_toml(one)}" for key, one in value)
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, int | float) and not isinstance(value, Severity):
        return str(value)
    return f'"{value}"'


def write(folder: Path) -> None:
    """Write the pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        write_atomically(folder / name, text.encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
