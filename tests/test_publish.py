"""The workflow that publishes: its steps, run as GitHub's runner runs them, on a small book."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from polybook.config import load
from polybook.steps.book import open_book
from polybook.steps.build import build_notebooks
from polybook.steps.d2l import open_d2l
from polybook.steps.notebooks import notebooks_of
from tests.gitrepo import ALONE, make_repository
from tests.helpers import ROOT, needs
from tests.sphinx.books import make_book, write

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
JOBS = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())["jobs"]
CODE = {
    "cell_type": "code",
    "id": "a",
    "execution_count": None,
    "metadata": {},
    "outputs": [],
    "source": ["1"],
}
TITLE = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["# One\n"]}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}}
NOTEBOOK = {
    "cells": [TITLE, CODE], "metadata": KERNEL,
    "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip
PAGES = {"index.md": "# Title\n\n```{toctree}\none\n```\n", "one.ipynb": json.dumps(NOTEBOOK)}
CONF = """
import os
polybook_base_url = os.environ["BOOK_URL"]
polybook_edition_url = "../{language}/"
polybook_notebooks = {}
nb_execution_mode = "off"
"""


def run_step(name, folder, **values):
    """Run one named step of the workflow in `folder`; only `values` are set, and what git needs."""
    steps = [step for job in JOBS.values() for step in job["steps"]]
    (script,) = (step["run"] for step in steps if step.get("name") == name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shell = [needs("bash", "bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        shell, cwd=folder, env={**ALONE, "PATH": path, "HOME": str(folder), **values},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("polybook", path=Path(sys.executable).parent) is None,
                    reason="polybook is not installed beside this Python")  # fmt: skip
def test_the_site_and_the_notebooks_are_laid_out_as_their_links_say(tmp_path):
    root = make_book(tmp_path / "my book", PAGES, CONF)
    write(root, {".binder/requirements.txt": "numpy\n"})
    out = tmp_path / "published"
    done = run_step(
        "Build the editions and their notebooks", tmp_path, BOOK="my book", OUT=str(out),
        BOOK_URL="https://example.org/book/{language}/", GITHUB_REPOSITORY="example/book",
        GITHUB_SERVER_URL="https://github.com",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    page = (out / "site/vi/one.html").read_text()
    assert 'hreflang="fr" href="https://example.org/book/fr/one.html"' in page
    assert re.search(r'href="\.\./en/one\.html"', page)
    (address,) = re.findall(r'href="(https://colab[^"]*)"', page)
    start = "https://colab.research.google.com/github/example/book/blob/notebooks/"
    assert (out / "notebooks" / address.removeprefix(start)).is_file()
    assert (out / "notebooks/.binder/requirements.txt").read_text() == "numpy\n"
    assert "url=en/" in (out / "site/index.html").read_text()


def publish(folder, branch="notebooks", current="main"):
    return run_step(
        "Publish the notebooks", folder, BRANCH=branch, DEFAULT_BRANCH="main", TOKEN="t",
        GITHUB_SERVER_URL=folder.parent.as_uri(), GITHUB_REPOSITORY="owner/book.git",
        GITHUB_SHA="0" * 40, GITHUB_REF=f"refs/heads/{current}",
    )  # fmt: skip


@pytest.fixture
def notebooks(tmp_path):
    """The folder of the notebooks, beside the repository that they are pushed to."""
    make_repository(tmp_path / "work").commit()
    subprocess.run(
        [needs("git", "git"), "clone", "--quiet", "--bare", "work", "owner/book.git"],
        cwd=tmp_path, check=True, env={**os.environ, **ALONE},
    )  # fmt: skip
    folder = tmp_path / "notebooks"
    write(folder, {"vi/one.ipynb": "{}", ".binder/requirements.txt": "numpy\n"})
    return folder


def git(folder, *arguments):
    command = [needs("git", "git"), "-C", str(folder.parent / "owner/book.git"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_branch_of_the_notebooks_holds_them_and_changes_with_them_only(notebooks):
    done = publish(notebooks)
    assert done.returncode == 0, done.stderr
    listed = git(notebooks, "ls-tree", "-r", "--name-only", "notebooks")
    assert listed == [".binder/requirements.txt", "vi/one.ipynb"]
    (first,) = git(notebooks, "rev-parse", "notebooks")
    shutil.rmtree(notebooks / ".git")
    assert "No notebook has changed" in publish(notebooks).stdout
    assert git(notebooks, "rev-parse", "notebooks") == [first]
    shutil.rmtree(notebooks / ".git")
    write(notebooks, {"vi/one.ipynb": "{ }"})
    assert publish(notebooks).returncode == 0
    assert git(notebooks, "rev-parse", "notebooks") != [first]
    assert git(notebooks, "rev-list", "--count", "notebooks") == ["1"]


@pytest.mark.parametrize(("branch", "current"), [("main", "main"), ("main", "x"), ("x", "x")])
def test_a_branch_that_people_work_in_is_never_replaced(notebooks, branch, current):
    before = git(notebooks, "for-each-ref")
    done = publish(notebooks, branch, current)
    assert (done.returncode, git(notebooks, "for-each-ref")) == (1, before)
    assert done.stdout.startswith("::error::")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_from_outside_becomes_part_of_a_command(path):
    jobs = yaml.safe_load(path.read_text())["jobs"].values()
    steps = [step for job in jobs for step in job.get("steps", [])]
    assert not [step for step in steps if "${{" in step.get("run", "")]
    named = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", one) for one in named), named


def test_the_manual_has_a_row_for_each_input():
    page = (ROOT / "docs/how-to/publish.md").read_text()
    inputs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())[True][
        "workflow_call"
    ]["inputs"]
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", page)) == inputs.keys()


def test_only_the_job_that_runs_nothing_of_the_book_may_write_to_the_repository():
    allowed = {name: job["permissions"] for name, job in JOBS.items()}
    assert {name for name, rights in allowed.items() if rights.get("contents") == "write"} == {
        "notebooks"
    }
    assert not [step for step in JOBS["notebooks"]["steps"] if "checkout" in step.get("uses", "")]


def requirements():
    lines = (ROOT / ".binder/requirements.txt").read_text().splitlines()
    return {re.split(r"[<>=]", line)[0] for line in lines if not line.startswith("#")}


def test_the_book_says_how_to_run_its_notebooks_as_binder_does():
    page = (ROOT / "source_en/running.md").read_text()
    (installed,) = re.findall(r"(?m)^small-steps/bin/pip install (.*)$", page)
    assert set(installed.split()) == requirements() | {"jupyterlab"}
    (run,) = re.findall(r"(?m)^small-steps/bin/jupyter nbconvert .* (\S+\.ipynb)$", page)
    assert (ROOT / "source_en/chapters" / run).is_file()


def test_every_notebook_with_code_that_is_built_is_one_that_a_page_opens(tmp_path):
    for name in ("polybook.toml", "source_en"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, tmp_path / name)
    config = load(tmp_path)
    assert build_notebooks(config, "en").exit_code == 0
    out = config.build_dir / "en" / "notebooks"
    built = {path.relative_to(out).as_posix() for path in out.rglob("*.ipynb")}
    book = open_d2l(config)
    opened = {one.name for file in open_book(config).pages for one in notebooks_of(file, book)}
    assert opened == built
    assert len(opened) >= 6


def test_the_notebooks_import_nothing_but_what_their_requirements_bring():
    config = load(ROOT)
    code = [
        "".join(cell["source"])
        for file in sorted(config.source_dir.rglob("*.ipynb"))
        for cell in json.loads(file.read_text())["cells"]
        if cell["cell_type"] == "code"
    ]
    code += re.findall(r"(?s)```\{code-cell\}.*?\n(.*?)```", "".join(
        file.read_text() for file in config.source_dir.rglob("*.md")))  # fmt: skip
    code += re.findall(r"(?s)#@tab numpy\n(.*?)```", "".join(open_d2l(config).texts.values()))
    found = {name for one in code for name in re.findall(r"(?m)^(?:import|from) (\w+)", one)}
    assert found >= {"numpy", "matplotlib"}
    assert found - sys.stdlib_module_names <= requirements()
