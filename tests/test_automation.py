"""What other repositories run from here: pre-commit hooks, the reusable workflow, the README."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.gitrepo import make_repository
from tests.helpers import ROOT, needs
from tests.project import make_project
from tests.schemas import schema

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
STEPS = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text())["jobs"]["check"]
PAGE = "# One\n\nLet $x$ be real.\n\nLet $y$ be real.\n"
LOST = {"Let $x$ be real.": "Cho x là số thực."}
ALSO_LOST = {"Let $y$ be real.": "Cho y là số thực."}


@pytest.fixture
def book(tmp_path):
    """A book in a repository, with an error that was there before."""
    project = make_project(tmp_path / "my book", {"one.md": PAGE})
    project.translate("one", LOST)
    make_repository(tmp_path).commit()
    return project


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_what_github_reads(path):
    text = path.read_text()
    # YAML 1.1, which this parser reads, takes the key `on` for true.
    workflow = {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}
    jsonschema.validate(workflow, schema("https://json.schemastore.org/github-workflow.json"))


def test_no_input_of_the_workflow_becomes_part_of_a_command():
    assert not [step for step in STEPS["steps"] if "${{" in step.get("run", "")]


def run_step(name, book, **values):
    """Run one step of the workflow's job as GitHub's runner does, on `book`."""
    (script,) = (step["run"] for step in STEPS["steps"] if step.get("name") == name)
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "BOOK": "my book",
        "BOOK_LANGUAGE": "",
        "SINCE": "",
        **values,
    }
    shell = [needs("bash", "bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(
        shell, cwd=book.root.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done


EXTRACT, UPDATE = "Templates are up to date", "Catalogs are up to date"
CHECK = "Translations are in order"


@pytest.mark.skipif(shutil.which("polybook", path=Path(sys.executable).parent) is None,
                    reason="polybook is not installed beside this Python")  # fmt: skip
def test_the_steps_of_the_workflow_do_what_they_say(book):
    for language in ("", "vi"):
        assert run_step(EXTRACT, book, BOOK_LANGUAGE=language).returncode == 0
        assert run_step(UPDATE, book, BOOK_LANGUAGE=language).returncode == 0
        assert run_step(CHECK, book, BOOK_LANGUAGE=language, SINCE="all").returncode == 1
        assert run_step(CHECK, book, BOOK_LANGUAGE=language, SINCE="HEAD").returncode == 0
    book.translate("one", ALSO_LOST)
    done = run_step(CHECK, book, SINCE="HEAD")
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "math-kept" in line]
    assert line.startswith("::error file=my book/locales/vi/LC_MESSAGES/one.po,line=")
    book.write("source_en/one.md", PAGE + "\nA new text.\n")
    assert run_step(EXTRACT, book).returncode == 1
    book.good("extract")
    assert run_step(UPDATE, book).returncode == 1


def test_every_hook_passes_on_a_book_that_is_in_order_and_fails_when_it_should(book):
    assert [hook["id"] for hook in HOOKS] == [
        "polybook-extract", "polybook-update", "polybook-check"]  # fmt: skip
    given = {"polybook-update": ["vi"]}
    commands = [[*hook["entry"].split()[1:], *given.get(hook["id"], [])] for hook in HOOKS]
    assert {hook["entry"].split()[0] for hook in HOOKS} == {"polybook"}
    assert [book.run(*command).code for command in commands] == [0, 0, 0]
    book.translate("one", ALSO_LOST)
    assert [book.run(*command).code for command in commands] == [0, 0, 1]
    book.write("source_en/one.md", PAGE + "\nA new text.\n")
    assert book.run(*commands[0]).code == 1


def test_the_readme_shows_hooks_workflow_and_commands_that_there_are(book):
    text = (ROOT / "README.md").read_text()
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.S)]
    shown = next(block for block in blocks if "repos" in block)
    assert {hook["id"] for hook in shown["repos"][0]["hooks"]} == {hook["id"] for hook in HOOKS}
    caller = next(block for block in blocks if "jobs" in block)["jobs"]["translations"]
    inputs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text())[True][
        "workflow_call"
    ]["inputs"]
    assert caller["uses"].partition("@")[0].endswith("/.github/workflows/check.yml")
    assert caller["with"].keys() <= inputs.keys()
    lines = re.findall(r"^(?:\.venv/bin/)?polybook (check .*?)(?:\s+#.*)?$", text, re.M)
    assert len(lines) >= 5
    for line in lines:
        assert book.run(*line.split()).code in (0, 1), line


def test_the_readme_s_configuration_is_valid(tmp_path):
    from polybook.config import load

    text = (ROOT / "README.md").read_text()
    (block,) = re.findall(r"```toml\n(project = .*?)```", text, re.S)
    (tmp_path / "polybook.toml").write_text(block)
    assert load(tmp_path).check.options("vi")["tone"] == "new"
