"""The manual: built as the book is, and a book that polybook can translate."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from polybook.config import load
from polybook.model.finding import Severity
from polybook.steps.check import check
from polybook.steps.extract import extract
from polybook.steps.merge import merge
from polybook.steps.update import update
from tests.helpers import ROOT

DOCS = ROOT / "docs"
NOW = "2026-01-01 00:00+0000"


@pytest.mark.slow
def test_the_manual_builds_without_a_warning(tmp_path: Path):
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-c", str(ROOT), "-W", "--keep-going"]
    command += ["-d", str(tmp_path / "doctrees"), str(DOCS), str(tmp_path / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "html" / "index.html").read_text("utf-8")
    assert "<title>polybook" in " ".join(page.split())


def test_the_manual_can_be_translated(tmp_path: Path):
    """Every page gives its catalog, and comes back as it was where nothing is translated."""
    home = tmp_path / "docs"
    shutil.copytree(DOCS, home)
    settings = home / "polybook.toml"
    text = settings.read_text("utf-8").replace("languages = []", 'languages = ["vi"]')
    settings.write_text(text, "utf-8")
    config = load(home)
    assert extract(config, NOW).findings == []
    update(config, "vi", NOW)
    found = check(config, "vi").findings
    assert [finding for finding in found if finding.severity is not Severity.NOTE] == []
    out = config.build_dir / "vi" / "source"
    report = merge(config, "vi", out)
    assert report.units > 1000
    for path in DOCS.rglob("*.md"):
        assert (out / path.relative_to(DOCS)).read_bytes() == path.read_bytes()
