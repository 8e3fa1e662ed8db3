"""The command `repair`: files in place, what it says, and what reading does with damaged pages."""

import json
import os
import subprocess
import sys

import pytest

from polybook.formats.damage import Model, damage
from tests.project import Project, make_project, notebook
from tests.steps.test_repair import all_dropped

WHOLE = "# Đọc\n\nHọc máy là ví dụ: rất nhiều người đọc sách.\n"
WRONG_BYTES = damage(WHOLE, all_dropped("cp1254")).encode()


@pytest.fixture
def place(tmp_path):
    project = Project(tmp_path)
    project.write("a.md", WRONG_BYTES)
    return project


def test_a_file_is_repaired_in_place(place):
    out = place.good("repair", "a.md")
    assert out == (
        "wrote a.md: UTF-8 read as cp1254, 14 damaged characters, 7 had lost bytes, "
        "none doubtful, proved\n"
    )
    assert place.read("a.md") == WHOLE
    assert place.good("repair", "a.md") == "a.md: not damaged, nothing to repair\n"
    assert place.read("a.md") == WHOLE


def test_check_only_diagnoses(place):
    done = place.run("repair", "a.md", "--check")
    assert done.code == 1
    assert done.out.startswith("damaged a.md: UTF-8 read as cp1254")
    assert done.out.endswith("; run `polybook repair a.md`\n")
    assert (place.root / "a.md").read_bytes() == WRONG_BYTES
    place.write("a.md", WHOLE)
    assert place.run("repair", "a.md", "--check").code == 0


def test_stdout_gets_the_text_and_nothing_else(place):
    command = [
        sys.executable,
        "-m",
        "polybook",
        "-C",
        str(place.root),
        "repair",
        "--stdout",
        "a.md",
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.decode() == WHOLE
    assert b"cp1254" in done.stderr
    assert (place.root / "a.md").read_bytes() == WRONG_BYTES


def test_json_tells_every_choice(place):
    done = place.run("repair", "a.md", "--check", "--format", "json")
    document = json.loads(done.out)
    (file,) = document["files"]
    assert file["code_pages"] == ["cp1254"]
    assert (file["language"], file["proved"], file["written"]) == ("vi", True, False)
    assert document["counts"] == {"damaged": 1, "written": 0, "choices": 7, "doubtful": 0}
    first = file["choices"][0]
    assert (first["line"], first["column"], first["after"], first["character"]) == (
        1,
        3,
        "Đọc",
        "Đ",
    )
    assert first["before"] == "Äá»c"
    assert [one["doubtful"] for one in file["choices"]] == [False] * 7


def test_doubtful_choices_are_listed_with_what_they_may_be_too(place):
    place.write("a.md", damage("Đã có rất nhiều sách.\n\nNhờ bạn.\n", all_dropped("cp1252")))
    done = place.run("repair", "a.md")
    assert done.code == 0
    line = next(line for line in done.out.splitlines() if "doubtful “" in line)
    assert line.startswith("a.md:3:3: doubtful “Nh")
    assert "; else " in line


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_byte_order_mark_and_mode_stay(place, newline, mark):
    damaged = WRONG_BYTES.decode().replace("\n", newline)
    path = place.write("b.sh", (mark + damaged).encode())
    path.chmod(0o750)
    place.good("repair", "b.sh")
    assert path.read_bytes() == (mark + WHOLE.replace("\n", newline)).encode()
    assert path.stat().st_mode & 0o777 == 0o750


def test_a_link_keeps_being_one(place):
    (place.root / "link.md").symlink_to("a.md")
    place.good("repair", "link.md")
    assert (place.root / "link.md").is_symlink()
    assert place.read("a.md") == WHOLE


@pytest.mark.parametrize("ascii_only", [False, True])
def test_notebooks_are_repaired_whether_escaped_or_not(place, ascii_only):
    def written(text):
        document = json.loads(notebook(text))
        return json.dumps(document, indent=1, ensure_ascii=ascii_only) + "\n"

    place.write("a.ipynb", written(WRONG_BYTES.decode()))
    place.good("repair", "a.ipynb")
    assert place.read("a.ipynb") == written(WHOLE)


@pytest.mark.parametrize(
    ("arguments", "data", "code", "said"),
    [
        (["none.md"], None, 2, "none.md: no such file"),
        (["."], None, 2, "a folder; name the files in it"),
        (["b.md"], "é".encode("utf-16"), 1, "iconv -f UTF-16"),
        (["b.md"], b"caf\xe9", 1, "not UTF-8 (byte 0xe9)"),
        (["b.md"], b"\x89PNG\0", 1, "it is no text"),
        (["b.md"], b"a\n\0b", 1, "b.md:2: error page-unreadable: a NUL character"),
        (["a.md", "b.md", "--stdout"], b"", 2, "--stdout prints the text of one file"),
        (["a.md", "--stdout", "--check"], None, 2, "--stdout prints the text of one file"),
    ],
)
def test_what_cannot_be_repaired_is_told_plainly(place, arguments, data, code, said):
    if data is not None:
        place.write("b.md", data)
    done = place.run("repair", *arguments)
    assert done.code == code
    assert said in done.err
    assert data is None or (place.root / "b.md").read_bytes() == data


def test_one_unreadable_file_does_not_keep_the_others_back(place):
    place.write("b.md", b"caf\xe9")
    done = place.run("repair", "b.md", "a.md")
    assert done.code == 1
    assert place.read("a.md") == WHOLE


def test_a_write_that_fails_leaves_the_file(place, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert place.run("repair", "a.md").code == 2
    monkeypatch.undo()
    assert (place.root / "a.md").read_bytes() == WRONG_BYTES
    assert list(place.files()) == ["a.md"]


def test_the_book_s_own_words_decide(tmp_path):
    project = make_project(tmp_path, {"index.md": "# A\n\nA long river.\n"})
    damaged = damage("Đây là ví dụ về sông Bờ xa.\n", all_dropped("cp1252"))
    project.write("a.md", damaged)
    doubt = json.loads(project.run("repair", "a.md", "--check", "--format", "json").out)
    project.translate("index", {"A long river.": "Sông Bờ xa. " * 40})
    sure = json.loads(project.run("repair", "a.md", "--check", "--format", "json").out)

    def certainty(document):
        (choice,) = [one for one in document["files"][0]["choices"] if one["after"].startswith("B")]
        return choice["certainty"] if choice["after"] == "Bờ" else 1 - choice["certainty"]

    assert certainty(sure) > certainty(doubt)


DAMAGED_PAGE = "# A title\n\n" + damage("Ça m’a déjà plu, cet été.", Model("cp1252")) + "\n"


@pytest.mark.parametrize(
    "command", [["extract"], ["update", "vi"], ["check", "vi"], ["merge", "vi"]], ids=" ".join
)
def test_reading_refuses_a_damaged_page_and_says_what_to_run(tmp_path, command):
    project = make_project(tmp_path)
    project.write("source_en/chapters/one.md", DAMAGED_PAGE)
    done = project.run(*command)
    assert done.code == 1
    assert "source_en/chapters/one.md:3" in done.out + done.err
    assert (
        "UTF-8 read as cp1252; repair it with `polybook repair source_en/chapters/one.md`"
        in done.out + done.err
    )
    project.good("repair", "source_en/chapters/one.md")
    project.good("extract")


def test_adopting_refuses_a_damaged_translation(tmp_path):
    project = make_project(tmp_path)
    project.write("vi.md", "# " + damage("Chương một, những từ đầu tiên", Model("cp1252")) + "\n")
    done = project.run("adopt", "vi", "--source", "source_en/chapters/one.md",
                       "--translation", "vi.md")  # fmt: skip
    assert done.code == 1
    assert "polybook repair vi.md" in done.out + done.err


def test_other_code_pages_are_repaired_where_nothing_was_lost(place):
    place.write("b.md", "tiß║┐ng Viß╗çt c├│ dß║Ñu\n")
    assert "UTF-8 read as cp437" in place.good("repair", "b.md")
    assert place.read("b.md") == "tiếng Việt có dấu\n"


def test_latin_1_twice_over_with_loss_is_known_to_be_hopeless(tmp_path):
    text = "Học máy là một lĩnh vực rất thú vị và nó thay đổi cả thế giới của chúng ta. " * 3
    model = all_dropped("latin-1")
    data = damage(damage(text, model), model).encode()
    project = Project(tmp_path)
    path = project.write("a.md", data)
    done = project.run("repair", "a.md")
    assert done.code == 1
    assert "repair-too-much-lost" in done.err
    assert path.read_bytes() == data


def test_a_text_whose_losses_are_not_of_one_kind_is_not_proved(tmp_path):
    data = "CÃ³ vÃ\xad dá»¥ Ä\x91Ã³ vÃ\u00a0 rất nhiá»u.\n".encode()
    project = Project(tmp_path)
    path = project.write("a.md", data)
    done = project.run("repair", "a.md")
    assert done.code == 1
    assert "repair-unproved" in done.err
    assert path.read_bytes() == data
    assert project.run("repair", "a.md", "--force").code == 1
    assert path.read_text("utf-8") == "Có ví dụ đó và rất nhiều.\n"


def test_what_lost_too_much_stays_and_is_named(tmp_path):
    text = damage("Có 👍🏍 và nhiều người đọc.\n", all_dropped("latin-1"))
    project = Project(tmp_path)
    path = project.write("a.md", text)
    done = project.run("repair", "a.md")
    assert path.read_text("utf-8") == "Có ðð và nhiều người đọc.\n"
    assert done.code == 1
    assert (
        "a.md:1: error repair-lost: too much was lost of “ð”; write what it should be" in done.err
    )
