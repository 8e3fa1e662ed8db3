"""The reference pages are those of the code."""

from __future__ import annotations

import re

import pytest

from polybook.checks import ALL
from polybook.cli_manual import commands_page
from polybook.config import _KEYS
from polybook.steps.manual import pages
from tests.helpers import ROOT

FOLDER = ROOT / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_reference_page_is_that_of_the_code(name):
    file = FOLDER / name
    written = file.read_bytes().decode() if file.is_file() else ""
    assert written == pages()[name], f"{name} is stale; run: make docs"


def test_the_page_of_the_commands_is_that_of_the_command_line():
    written = (FOLDER / "commands.md").read_bytes().decode()
    assert written == commands_page(), "commands.md is stale; run: make docs"


def test_every_command_has_a_row_and_a_section():
    page = commands_page()
    sections = re.findall(r"(?m)^## (.*)$", page)
    assert re.findall(r"(?m)^\| \[(.*?)\]\(#", page) == sections
    assert {"extract", "check", "glossary check", "memory lookup"} <= set(sections)


def test_every_check_has_a_row_and_a_section_of_its_own():
    page = pages()["checks.md"]
    codes = [rule.CODE for rule in ALL]
    assert sorted(re.findall(r"(?m)^## (.*)$", page)) == sorted(codes)
    assert sorted(re.findall(r"(?m)^\| \[(.*?)\]\(#", page)) == sorted(codes)
    assert all(f"(#{code})" in page for code in codes)


def test_the_examples_of_a_check_stand_in_fences_as_they_are():
    page = pages()["checks.md"]
    section = page.split("\n## code-kept\n")[1].split("\n## ")[0]
    assert "```text\nEnglish:     Call `np.mean` on it.\nTranslation: Gọi " in section
    assert section.endswith(
        "Severity: error. Looks at each translation. "
        "Waive it with `# polybook: ignore code-kept - the reason`.\n"
    )


def test_fences_of_the_page_are_balanced_whatever_the_examples_hold():
    page = pages()["checks.md"]
    fence = ""
    for line in page.split("\n"):
        mark = re.match(r"`{3,}", line)
        if mark and not fence:
            fence = mark[0]
        elif fence and line == fence:
            fence = ""
        elif not fence:
            assert not line.startswith("    "), line
    assert fence == ""


def test_every_key_of_the_configuration_has_a_row():
    page = pages()["configuration.md"]
    keys = set(re.findall(r"(?m)^\| `(.*?)` \|", page.split("\n## ")[0]))
    assert keys == set(_KEYS) - {"check"}
    for row in re.findall(r"(?m)^\| `.*", page):
        assert re.fullmatch(r"\| `[^`]+` \| (`[^`]+`)? \| .+ \|", row)
