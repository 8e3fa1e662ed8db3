"""Bad input: an error that names file and place, the other pages done, nothing half-written."""

import os

import pytest

from tests.project import PAGES, notebook

BROKEN = {
    "not UTF-8": ("bad.md", b"# Words\n\nna\xefve words\n", 3,
                  "not UTF-8 (byte 0xef); convert it, for instance with "
                  "`iconv -f WINDOWS-1252 -t UTF-8`"),
    "UTF-16": ("bad.md", "# Words".encode("utf-16"), 1,
               "not UTF-8 (byte 0xff); convert it, for instance with "
               "`iconv -f UTF-16 -t UTF-8`"),
    "a notebook that is not UTF-8": (
        "bad.ipynb", notebook("na\xefve words").encode("latin-1"), 6,
        "not UTF-8 (byte 0xef); convert it, for instance with `iconv -f WINDOWS-1252 -t UTF-8`"),
    "broken JSON": ("bad.ipynb", notebook("Words").replace('"cells": [', '"cells": [,').encode(), 2,
                    "not valid JSON (Expecting value); restore the notebook or save it again in "
                    "Jupyter"),
    "cut off": ("bad.ipynb", b'{\n "cells": [\n  {', 3,
                "not valid JSON (Expecting property name enclosed in double quotes); restore the "
                "notebook or save it again in Jupyter"),
    "empty": ("bad.ipynb", b"", 1,
              "the file is empty; restore the notebook or save it again in Jupyter"),
    "no notebook": ("bad.ipynb", b'{"a": 1}', 1,
                    "JSON, but not a notebook: no `cells`, or `nbformat` is not 4"),
    "nbformat 3": ("bad.ipynb", b'{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}', 1,
                   "a notebook of the old format 3; convert it with "
                   "`jupyter nbconvert --inplace --nbformat 4`"),
}  # fmt: skip


def check_others_done(project, command):
    """See that the good pages went all the way, and the bad one nowhere."""
    if command == "extract":
        names = ["chapters/one.pot", "chapters/two.pot", "index.pot"]
        assert sorted(project.files("locales/pot")) == names
        assert "New words." in project.read("locales/pot/index.pot")
    elif command == "update":
        assert "New words." in project.entries("index")
        assert not project.catalog("bad").exists()
    elif command == "merge":
        files = project.files("build/vi/source")
        assert "bad.md" not in files
        assert "bad.ipynb" not in files
        assert b"New words." in files["index.md"]
        assert files["chapters/one.md"].startswith("# Chương một\n".encode())


COMMANDS = [["extract"], ["update", "vi"], ["merge", "vi"], ["stats"], ["check", "vi"]]


def prepare(project):
    project.translate("chapters/one", {"Chapter one": "Chương một"})
    project.write("source_en/index.md", PAGES["index.md"] + "\nNew words.\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(("name", "content", "line", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_page_that_cannot_be_read_is_named_and_the_others_done(
    project, command, name, content, line, reason
):
    prepare(project)
    project.write(f"source_en/{name}", content)
    done = project.run(*command)
    expected = f"source_en/{name}:{line}: error page-unreadable: {reason}\n"
    assert done.code == 1
    assert (done.out if command[0] == "check" else done.err).count(expected) == 1
    check_others_done(project, command[0])


def link(project, name, target, *, folder=False):
    path = project.root / "source_en" / name
    path.symlink_to(target, target_is_directory=folder)


OUTSIDE = (
    "a link that leads out of the source folder; put the file itself here, or name it in `exclude`"
)
FOLDER = (
    "a link to a folder, which is not followed; put the folder itself here, or name it in `exclude`"
)
LINKS = {
    "a file outside": ("bad.md", "../secret.md", OUTSIDE),
    "a folder outside": ("bad", "../locales", OUTSIDE),
    "a folder inside": ("bad", "chapters", FOLDER),
    "a folder in itself": ("chapters/bad", ".", FOLDER),
    "the folder above": ("chapters/bad", "..", FOLDER),
    "nothing": ("bad.md", "nowhere.md", "not a regular file; remove it"),
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(("name", "target", "reason"), LINKS.values(), ids=LINKS)
def test_links_that_lead_elsewhere_are_named_and_not_followed(
    project, command, name, target, reason
):
    prepare(project)
    project.write("secret.md", "Secret words\n")
    link(
        project,
        name,
        target,
        folder=(project.root / "source_en" / name).parent.joinpath(target).is_dir(),
    )
    done = project.run(*command)
    expected = f"source_en/{name}: error page-unreadable: {reason}\n"
    assert done.code == 1
    assert (done.out if command[0] == "check" else done.err).count(expected) == 1
    check_others_done(project, command[0])
    assert "secret" not in " ".join([*project.files("locales"), *project.files("build")])


def test_links_that_are_excluded_are_no_part_of_the_book(project):
    (project.root / "source_en/shared").symlink_to("../locales", target_is_directory=True)
    project.write("logo.svg", "<svg/>")
    link(project, "logo.svg", "../logo.svg")
    project.write("polybook.toml", 'languages = ["vi"]\nexclude = ["shared", "*.svg"]\n')
    project.good("extract")
    project.good("update", "vi")
    project.good("merge", "vi")
    assert "index.md" in project.files("build/vi/source")
    assert not {"shared", "logo.svg"} & {*project.files("build/vi/source")}


def test_a_link_that_leads_to_itself_is_named(project):
    link(project, "loop.md", "loop.md")
    done = project.run("extract")
    assert done.code == 1
    assert done.err == "source_en/loop.md: error page-unreadable: not a regular file; remove it\n"
    assert "index.pot" in project.files("locales/pot")


def test_a_link_to_a_page_of_the_book_is_a_page(project):
    link(project, "again.md", "index.md")
    project.good("extract")
    assert "again.pot" in project.files("locales/pot")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_a_page_without_permission_is_named(project):
    (project.root / "source_en/index.md").chmod(0)
    done = project.run("extract")
    assert done.code == 1
    assert done.err == (
        "source_en/index.md: error page-unreadable: cannot be read (Permission denied); "
        "check its permissions\n"
    )


def test_a_page_that_the_system_will_not_give_is_named(project, monkeypatch):
    prepare(project)
    read = type(project.root).read_bytes

    def refuse(path):
        if path.name == "two.ipynb":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(type(project.root), "read_bytes", refuse)
    done = project.run("extract")
    monkeypatch.undo()
    assert (done.code, done.err) == (
        1,
        "source_en/chapters/two.ipynb: error page-unreadable: cannot be read (Permission denied); "
        "check its permissions\n",
    )
    check_others_done(project, "extract")


def test_without_a_source_folder_every_command_says_so(tmp_path, project):
    (tmp_path / "source_en").rename(tmp_path / "elsewhere")
    for command in COMMANDS:
        done = project.run(*command)
        assert done.code == 1
        assert done.err == (
            f"polybook: {tmp_path / 'source_en'}: there is no source folder; make it, or set "
            "`source` in polybook.toml\n"
        )
