"""What `check` says of catalogs as files, and of their past."""

import json

from tests.gitrepo import make_repository
from tests.project import make_project

CODES = "catalog-stale,catalog-conflict,catalog-duplicate,catalog-header,wrong-english,entry-stale"
PAGE = "# One\n\nDivide the error by two.\n"
TRANSLATED = {"Divide the error by two.": "Hãy chia sai số cho hai."}


def rows(project, *options):
    done = project.run("check", "--format", "json", "--select", CODES, *options)
    assert done.err == ""
    return [(row["severity"], row["code"], row["path"].rpartition("/")[2], row["line"])
            for row in json.loads(done.out)["findings"]]  # fmt: skip


def test_a_conflict_in_one_catalog_leaves_the_others_checked(tmp_path):
    project = make_project(tmp_path, {"one.md": PAGE, "two.md": PAGE})
    path = project.catalog("one")
    text = path.read_text().replace("msgstr", "<<<<<<< HEAD\nmsgstr", 2)
    path.write_text(text)
    project.write("source_en/two.md", "# Two\n")
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    assert rows(project) == [
        ("error", "catalog-conflict", "one.po", line),
        ("warning", "entry-stale", "two.po", 17),
    ]


def test_a_message_twice_is_named_with_both_lines(tmp_path):
    project = make_project(tmp_path, {"one.md": PAGE})
    path = project.catalog("one")
    text = path.read_text()
    first = text[: text.index('msgid "One"')].count("\n") + 1
    path.write_text(text + '\nmsgid "One"\nmsgstr "Hai"\n')
    done = project.run("check", "--select", CODES)
    second = text.count("\n") + 2
    assert (
        f"one.po:{second}: error catalog-duplicate: the same message as in line {first};"
        in done.out
    )


def test_a_catalog_that_no_page_has_is_named_with_the_command(tmp_path):
    project = make_project(tmp_path, {"one.md": PAGE, "two.md": "# Two\n"})
    (project.root / "source_en/two.md").unlink()
    assert rows(project) == [("warning", "catalog-stale", "two.po", 0)]
    project.good("extract")
    project.translate("two", {"Two": "Hai"})
    project.good("update", "vi")
    # What it still holds is obsolete, and in order.
    assert project.catalog("two").exists()
    assert rows(project) == []


def test_a_translation_left_from_another_english_is_found_against_head(tmp_path):
    project = make_project(tmp_path, {"one.md": PAGE})
    project.translate("one", TRANSLATED)
    repository = make_repository(tmp_path)
    repository.commit()
    for name in ("source_en/one.md", "locales/pot/one.pot", "locales/vi/LC_MESSAGES/one.po"):
        project.write(name, project.read(name).replace("by two", "by four"))
    found = [("warning", "wrong-english", "one.po", 23)]
    assert rows(project) == found
    assert rows(project, "--since", "HEAD") == found
    repository.commit()  # then it is told against the parent of HEAD
    assert rows(project) == found
    repository.commit()
    assert rows(project) == []
    assert rows(project, "--since", "HEAD~2") == found


def test_a_merge_is_compared_with_both_its_parents(tmp_path):
    project = make_project(tmp_path, {"one.md": PAGE})
    project.translate("one", TRANSLATED)
    repository = make_repository(tmp_path)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "english")
    project.write("source_en/one.md", PAGE.replace("by two", "by four"))
    project.good("extract")
    project.good("update", "vi")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    project.translate("one", {"Divide the error by two.": "Ta hãy chia sai số cho hai."})
    repository.commit()
    repository.git("merge", "--quiet", "--strategy=ours", "--no-commit", "english")
    # By hand: the new English, the new translation of the old one, and no mark.
    for name in ("source_en/one.md", "locales/pot/one.pot", "locales/vi/LC_MESSAGES/one.po"):
        project.write(name, project.read(name).replace("by two", "by four"))
    repository.commit("merge")
    assert rows(project) == [("warning", "wrong-english", "one.po", 23)]
    assert rows(project, "--ignore", "wrong-english") == []


def test_a_fault_of_the_page_stands_at_the_page_in_every_format(tmp_path):
    project = make_project(tmp_path, {"posts/long.md": "# Long\n\n" + "word " * 3000 + "\n"})
    project.write("polybook.toml", project.read("polybook.toml").replace('["vi"]', '["vi", "fr"]'))
    done = project.run("check", "--select", "reading-time", "--format", "json")
    (row,) = json.loads(done.out)["findings"]  # once, not once a language
    assert (row["path"], row["page"]) == ("source_en/posts/long.md", "posts/long.md")
    done = project.run("check", "--select", "reading-time", "--format", "github")
    assert "file=source_en/posts/long.md," in done.out


def test_a_catalog_may_be_a_link_and_one_that_leads_nowhere_is_a_fault(tmp_path):
    project = make_project(tmp_path, {"one.md": PAGE})
    project.translate("one", TRANSLATED)
    path, other = project.catalog("one"), tmp_path / "elsewhere.po"
    path.rename(other)
    path.symlink_to(other)
    assert rows(project) == []
    path.unlink()
    path.symlink_to(tmp_path / "nowhere.po")
    done = project.run("check", "vi")
    assert done.code == 1
    assert "one.po: error catalog-unreadable: cannot be read (No such file" in done.out
