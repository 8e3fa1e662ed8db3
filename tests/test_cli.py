"""The command line: exit codes, one line for every error, what is said to people and programs."""

import json
import os
import signal
import subprocess
import sys

import pytest

from polybook import __version__
from polybook.steps import extract as extract_step
from tests.project import CONFIG, PAGES, Project, make_project

INTERRUPTED = "\npolybook: interrupted; files are whole, run the command again\n"
COMMANDS = ["build", "check", "extract", "glossary", "init", "memory", "merge", "stats", "update"]


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path)


def test_help_names_every_command(project):
    out = project.good("--help")
    listed = out[out.index("Commands:") :].split("\n")[1:]
    assert set(COMMANDS) <= {line.split()[0] for line in listed if line.startswith("  ")}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(project, command):
    assert project.good(command, "--help").startswith(f"Usage: polybook {command}")


def test_the_version_is_that_of_the_package(project):
    assert project.good("--version") == f"polybook {__version__}\n"


def test_clean_is_0(project):
    for command in (
        ["extract", "--check"],
        ["update", "vi", "--check"],
        ["check", "vi"],
        ["stats"],
    ):
        assert project.run(*command).code == 0


USAGE = {
    "no such command": (["explode"], "No such command"),
    "no such option": (["extract", "--explode"], "No such option"),
    "no language": (["update"], "Missing argument 'LANG'"),
    "a language that the book has not": (
        ["merge", "fr"],
        "fr: not a language of this book; add it to `languages` in the configuration, which has: vi"
    ),
    "no such target": (["build", "vi", "pdff"], "'pdff' is not one of"),
    "no such format": (["stats", "--format", "xml"], "'xml' is not one of"),
    "a configuration that is there already": (["init", "--yes"], "already there"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), USAGE.values(), ids=USAGE)
def test_wrong_usage_is_2_and_one_error(project, arguments, said):
    before = project.files()
    done = project.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert project.files() == before


CONFIGURATIONS = {
    "broken TOML": ("source = [\n", "not valid TOML"),
    "an unknown key": ('languges = ["vi"]\n', "did you mean `languages`?"),
    "a wrong type": ("languages = 5\n", "must be a list of strings"),
}


@pytest.mark.parametrize(("text", "said"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_wrong_configuration_is_2_and_names_its_file(project, text, said):
    project.write("polybook.toml", text)
    done = project.run("extract")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"polybook: {project.root / 'polybook.toml'}")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_no_configuration_is_2_and_says_how_to_make_one(tmp_path):
    done = Project(tmp_path).run("extract")
    assert done.code == 2
    assert done.err.endswith("make one with `polybook init`\n")


def test_a_folder_that_is_not_there_is_2(tmp_path):
    assert Project(tmp_path / "nowhere").run("extract").code == 2


def test_our_own_bug_is_3_with_a_traceback(project, monkeypatch):
    def explode(*_, **__):
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(extract_step, "open_book", explode)
    done = project.run("extract")
    assert done.code == 3
    assert "ZeroDivisionError: boom" in done.err
    assert done.err.endswith("this is a bug in polybook; please report the lines above\n")


def test_interrupted_is_130_and_files_are_whole(project, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    before = project.files()
    monkeypatch.setattr(extract_step, "open_book", interrupt)
    done = project.run("extract")
    assert (done.code, done.out) == (130, "")
    assert done.err == INTERRUPTED
    assert project.files() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_real_process_that_is_interrupted_ends_with_130(project):
    # It stops in the middle of its work, says so, and waits to be interrupted. Shells make what
    # they run in the background deaf to that, and tests may be run so.
    program = (
        "import signal, polybook.cli, polybook.steps.extract as extract\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "extract.open_book = lambda _: (print('ready', flush=True), signal.pause())\n"
        "polybook.cli.main()"
    )
    command = [sys.executable, "-c", program, "-C", str(project.root), "extract"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert err.decode() == INTERRUPTED
    assert process.returncode == 130


def test_stats_for_programs(project):
    project.translate("chapters/one", {"Chapter one": "Chương một"})
    project.translate("chapters/one", {"First words of it.": "Chữ đầu."}, fuzzy=True)
    project.write("source_en/index.md", PAGES["index.md"] + "\n```{unheard-of}\nx\n```\n")
    found = json.loads(project.good("stats", "--format", "json"))
    assert found["unknown_directives"] == {"unheard-of": ["index.md"]}
    pages = {page["page"]: page for page in found["languages"]["vi"]["pages"]}
    assert list(pages) == ["chapters/one.md", "chapters/two.ipynb", "index.md"]
    assert pages["chapters/one.md"] == {
        "page": "chapters/one.md", "messages": 3, "translated": 1, "fuzzy": 1, "machine": 0,
        "missing": 1, "words": 8, "words_translated": 2, "percent": 25}  # fmt: skip
    total = found["languages"]["vi"]["total"]
    assert (total["messages"], total["translated"], total["percent"]) == (7, 1, 10)


def test_stats_tell_an_engine_s_draft_from_a_person_s(project):
    project.translate("chapters/one", {"First words of it.": "Chữ đầu."}, fuzzy=True)
    path = project.catalog("chapters/one")
    draft = "#, fuzzy\n"
    assert draft in path.read_text()
    comment = "# polybook: machine (deepl, 2026-01-02)\n"
    lines = path.read_text().split("\n\n")
    lines = [comment + entry if draft in entry else entry for entry in lines]
    path.write_text("\n\n".join(lines))
    found = json.loads(project.good("stats", "--format", "json"))
    total = found["languages"]["vi"]["total"]
    assert (total["fuzzy"], total["machine"]) == (1, 1)


def test_stats_for_people_name_every_page_and_the_total(project):
    out = project.good("stats")
    for name in ("chapters/one.md", "chapters/two.ipynb", "index.md", "total"):
        assert name in out


def test_stats_write_a_badge(project):
    project.good("stats", "--badge", "badges")
    svg = project.read("badges/translated-vi.svg")
    assert svg.startswith("<svg ")
    assert "vi: 0% translated" in svg


def test_check_says_that_nothing_is_wrong(project):
    project.translate("chapters/one", {"Chapter one": "Chương một"})
    some = ["--select", "math-kept,structure-kept"]
    assert project.good("check", "vi", *some) == (
        "1 translation checked: 0 errors, 0 warnings, 0 notes\n"
    )
    assert json.loads(project.good("check", "--format", "json", *some)) == {
        "findings": [], "counts": {"error": 0, "warning": 0, "note": 0}}  # fmt: skip


def test_init_sets_up_a_book_so_that_extract_works_at_once(tmp_path):
    project = Project(tmp_path)
    for name, text in PAGES.items():
        project.write(f"book/{name}", text)
    done = project.good(
        "init", "--yes", "--language", "vi", "--language", "fr", "--project", "mine"
    )
    assert done.startswith("made polybook.toml\nmade glossary/vi.csv\nmade glossary/fr.csv\n")
    assert "Next: run\n  polybook extract\n" in done
    assert 'source = "book"' in project.read("polybook.toml")
    assert project.read(".gitignore") == "build/\n*.mo\n"
    assert ".gitignore:" not in done
    project.good("extract")
    for language in ("vi", "fr"):
        project.good("update", language)
        assert len(project.files(f"locales/{language}")) == 3
    header = project.read("locales/fr/LC_MESSAGES/index.po")
    assert '"Project-Id-Version: mine\\n"' in header
    assert '"Language: fr\\n"' in header


def test_init_takes_the_languages_that_have_catalogs_and_guesses_no_others(tmp_path):
    project = Project(tmp_path)
    done = project.run("init", "--yes")
    assert done.code == 2
    assert "no language to translate into; add --language, such as --language fr" in done.err
    assert project.files() == {}
    for name in ("pt_BR", "fr", "templates"):
        project.write(f"locales/{name}/LC_MESSAGES/index.po", "")
    project.good("init", "--yes")
    assert 'languages = ["fr", "pt_BR"]' in project.read("polybook.toml")


def test_init_leaves_the_gitignore_that_is_there_and_says_what_it_lacks(tmp_path):
    project = Project(tmp_path)
    project.write(".gitignore", "/dist\n")
    done = project.good("init", "--yes", "--language", "vi")
    assert "\nadd build/ to .gitignore: it will hold what is made\n" in done
    assert project.read(".gitignore") == "/dist\n"


def test_init_with_a_wrong_setting_leaves_no_file_behind(tmp_path):
    done = Project(tmp_path).run("init", "--yes", "--language", "Vietnamese")
    assert done.code == 2
    assert not (tmp_path / "polybook.toml").exists()


def test_build_writes_the_localised_notebooks(project):
    project.translate("chapters/two", {"Words of the second.": "Chữ của chương hai."})
    project.good("build", "vi", "notebooks")
    built = project.files("build/vi/notebooks")
    assert built["chapters/two.ipynb"].decode() == PAGES["chapters/two.ipynb"].replace(
        "Words of the second.", "Chữ của chương hai."
    )
    assert "img/a.png" in built


def test_the_configuration_may_stand_in_pyproject(tmp_path):
    project = make_project(tmp_path, catalogs=False)
    (tmp_path / "polybook.toml").unlink()
    project.write("pyproject.toml", "[tool.polybook]\n" + CONFIG)
    project.good("extract")
    assert len(project.files("locales/pot")) == 3


def test_commands_work_from_a_folder_inside_the_book(project):
    assert Project(project.root / "source_en/chapters").good("extract", "--check")
