"""The import rule: rooms import from rooms below, never from beside or above.

    cli, sphinx -> steps -> config -> checks, engines -> formats, catalog, terms -> model

A room is a folder of the package, or a module beside the folders.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import ROOT

PACKAGE = ROOT / "tools" / "polybook"
MODULES = sorted(PACKAGE.rglob("*.py"))

LEVELS = {
    "model": 0,
    "formats": 1,
    "catalog": 1,
    "terms": 1,
    "checks": 2,
    "engines": 2,
    "config": 3,
    "steps": 4,
    "sphinx": 5,
    "cli": 5,
}
# Modules beside the folders that are part of another room.
ALIASES = {
    "globs": "model",
    "config_check": "config",
    "config_d2l": "config",
    "config_engines": "config",
    "config_posts": "config",
    "config_table": "config",
    "__main__": "cli",
}

# Where each third-party parser, builder, client or printer may be imported.
HOMES = {
    "markdown_it": "formats",
    "mdit_py_plugins": "formats",
    "yaml": "formats",
    "ftfy": "formats",
    "polib": "catalog",
    "sphinx": "sphinx",
    "docutils": "sphinx",
    "myst_nb": "sphinx",
    "myst_parser": "sphinx",
    "requests": "engines",
    "click": "cli",
    "rich": "cli",
}

LONGEST_FILE = 400


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str | None:
    """Return the room of one of our modules; None for the package itself."""
    parts = module.split(".")
    if len(parts) == 1:
        return None
    name = ALIASES.get(parts[1], parts[1])
    return "cli" if name.startswith("cli_") else name


def imports(source: str, module: str, *, is_package: bool = False) -> Iterator[tuple[int, str]]:
    """Yield the line and name of all that a module imports, also inside functions."""
    above = module.split(".")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                kept = above[: len(above) - node.level + is_package]
                base = ".".join([*kept, *filter(None, [node.module])])
            # `from polybook import formats` imports a room, so names count where base is us.
            names = [alias.name for alias in node.names] if base == "polybook" else [""]
            yield from ((node.lineno, f"{base}.{name}".rstrip(".")) for name in names)
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.lineno, str(node.args[0].value)


def faults(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """Say which imports of a module break the rule."""
    own = room(module)
    if own is None:
        return []
    found = []
    for line, name in imports(source, module, is_package=is_package):
        first, *rest = name.split(".")
        if first == "polybook":
            # `from polybook import __version__` names no room, and is everybody's.
            other = room(name) if rest and rest[0] != "__version__" else own
            if other != own and LEVELS.get(str(other), 9) >= LEVELS[own]:
                found.append(f"{module}:{line}: {own} must not import {name}")
        elif HOMES.get(first, own) != own:
            found.append(f"{module}:{line}: only {HOMES[first]} may import {first}")
    return found


def test_every_module_is_in_a_room():
    rooms = {room(module_name(file)) for file in MODULES} - {None}
    assert rooms <= LEVELS.keys(), "give the new room its level here and in the docs"


@pytest.mark.parametrize("file", MODULES, ids=module_name)
def test_imports_point_down(file):
    name = module_name(file)
    assert faults(file.read_text("utf-8"), name, is_package=file.name == "__init__.py") == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("polybook.formats.markdown", "import polybook.catalog.po"),
        ("polybook.formats.markdown", "from polybook import catalog"),
        ("polybook.formats.markdown", "from ..catalog import po"),
        ("polybook.formats.markdown", "def f():\n    from polybook.config import Config"),
        ("polybook.model.span", "from polybook.formats import inline"),
        ("polybook.checks.math_kept", "from polybook.engines import deepl"),
        ("polybook.config", "from polybook.steps import extract"),
        ("polybook.globs", "from polybook.steps import extract"),
        ("polybook.steps.extract", "import importlib\nimportlib.import_module('polybook.cli')"),
        ("polybook.steps.build", "from polybook.sphinx import setup"),
        ("polybook.sphinx.pages", "import polybook.cli_output"),
        ("polybook.steps.extract", "from polybook.unheard_of import anything"),
        ("polybook.steps.build", "from sphinx.cmd.build import main"),
        ("polybook.catalog.po", "def f():\n    import yaml.nodes"),
        ("polybook.config", "import rich"),
    ],
)
def test_the_rule_sees_imports_up_and_sideways(module, source):
    assert len(faults(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("polybook.formats.markdown", "from polybook.formats import inline\nimport markdown_it"),
        ("polybook.formats.markdown", "from . import inline\nfrom ..model.span import Span"),
        ("polybook.steps.extract", "from polybook import __version__\nimport polybook.config"),
        ("polybook.config", "from polybook.globs import matches\nimport tomllib"),
        ("polybook.cli_output", "import rich.table\nfrom polybook.steps import stats"),
        ("polybook.sphinx.pages", "from sphinx.application import Sphinx"),
        ("polybook", "from polybook.steps import extract"),
    ],
)
def test_the_rule_allows_imports_down_and_inside(module, source):
    assert faults(source, module) == []


def test_a_package_s_own_relative_imports_are_read_from_the_package():
    assert faults("from .inline import x", "polybook.formats", is_package=True) == []
    assert len(faults("from ..catalog import x", "polybook.formats", is_package=True)) == 1


@pytest.mark.parametrize("arguments", [None, ["--help"], ["--version"]], ids=str)
def test_start_up_imports_no_parser(arguments):
    program = "import sys, json\nfrom polybook.cli import main\n"
    if arguments is not None:
        program += (
            f"sys.argv = ['polybook', *{arguments}]\n"
            "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        )
    program += "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    late = {*HOMES, "babel", "nbformat", "rapidfuzz", "regex", "numpy"} - {"click"}
    assert loaded & late == set()


def own_code() -> list[Path]:
    folders = (PACKAGE, ROOT / "tests", ROOT / "benchmarks")
    skipped = [ROOT / "tests" / name for name in ("books", "cases", "goldens")]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    return [file for file in files if not any(file.is_relative_to(one) for one in skipped)]


def test_no_file_outgrows_its_reader():
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines())
        for file in own_code()
    }
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert long == {}, "split them by what they know"
