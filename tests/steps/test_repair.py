"""Repairing damaged files: the real post of the corpora, human texts damaged here, the command."""

import hashlib
import json
import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybook.formats.damage import CODE_PAGES, Model, damage, lost_bytes
from polybook.formats.diagnose import diagnose
from polybook.formats.guard import settle
from polybook.formats.page import splice
from polybook.formats.reading import read_page, recognise_dialect
from polybook.model.unit import Kind
from polybook.steps.repair_text import undo
from polybook.steps.repair_words import guess, words_of
from polybook.terms.vietnamese_syllables import syllables
from tests.formats.pages import KEYS
from tests.helpers import corpora
from tests.project import Project, make_project, notebook
from tests.pseudo import pseudo_page

RIGHT = (
    "íềọííềọọọềọĐọọọờọíỏíọọềậậĐềọíờậờọọềậọọềíọọọậềọ"
    "íờềỏềậờậềềỏờíềờậửọậậậềọềềọậềềọọọềọửíậềọờọềọọậề"
    "íọíềọọờậọíậềờửậậờềọềậậờọọíờọọậềọềờọờọííậọậậọậờ"
    "ềềậửậửííọọọọọííềềíọửỏỏửờềậậậềọềíọíờờờềờậọềíọềíề"
    "ọọọíọửửọửửậềửííậíềíềíềííọíọờềềềọọềềọíọọờĐọờờờ"
)
"""What the lost characters of the post are, in order, found by reading every one in its sentence."""
WRONG = {60, 174}
"""Of these by number: `nhỏ` for `nhờ`, twice. Both are among the doubtful ones."""
DOUBTFUL = {60, 158, 174}

WORDS = sorted(syllables())
WORDS_OF = words_of(None, None)


def all_dropped(code_page):
    return Model(code_page, lost_bytes(code_page))


def sample():
    return (corpora() / "seeds" / "post.damaged.md").read_bytes()


@pytest.fixture(scope="module")
def post():
    undone = undo(sample().decode(), WORDS_OF)
    assert undone is not None
    return undone


def test_the_post_was_read_as_turkish_and_lost_230_characters(post, figure):
    assert [model.code_page for model in post.models] == ["cp1254"]
    assert (post.language, post.kept, post.hopeless, post.proved) == ("vi", 0, (), True)
    assert len(post.choices) == len(RIGHT) == 230
    wrong = {
        number
        for number, (choice, char) in enumerate(zip(post.choices, RIGHT, strict=True))
        if choice.char != char
    }
    figure("right of 230", 230 - len(wrong))
    figure("doubtful", sum(not choice.sure for choice in post.choices))
    assert wrong <= WRONG
    assert {number for number, choice in enumerate(post.choices) if not choice.sure} == DOUBTFUL


def test_every_other_character_of_the_post_is_right(post):
    chars = list(post.text)
    for choice, char in zip(post.choices, RIGHT, strict=True):
        chars[choice.gap.place] = char
    digest = hashlib.sha256("".join(chars).encode()).hexdigest()
    assert digest == "6debdd89ac6aeab786d70229520321a57e9f10e110e3e37bc066b6f925243596"


def test_the_post_damaged_again_is_the_file(post):
    assert damage(post.text, post.models[0]).encode() == sample()


def test_the_repaired_post_is_a_page_like_any_other(post):
    name = "posts/post.md"
    assert recognise_dialect(name, post.text) == "jekyll"
    page = read_page(name, post.text, "jekyll", KEYS)
    assert page.findings == ()
    assert splice(page, {}) == post.text
    kinds = {unit.kind for unit in page.units}
    assert kinds >= {Kind.FRONT_MATTER, Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE}
    settled = settle(page, pseudo_page(page))
    assert settled.refused == {}
    again = read_page(name, splice(page, settled.accepted), "jekyll", KEYS)
    assert again.shapes == page.shapes
    assert [unit.kind for unit in again.units] == [unit.kind for unit in page.units]


def human_pages():
    """Return the human Vietnamese of the corpora, some forty paragraphs a page."""
    lines = (corpora() / "d2l-vn-pairs.jsonl").read_text("utf-8").splitlines()
    texts = [unicodedata.normalize("NFC", json.loads(line)["vi"]) for line in lines]
    pages = ("\n\n".join(texts[at : at + 40]) for at in range(0, len(texts), 40))
    return [page for page in pages if not page.isascii()]


def repaired_share(models, pages):
    """Return how many characters above ASCII are right, how many lost bytes, and how they fared."""
    chars = right = lost = lost_right = doubtful = sure_wrong = 0
    for page in pages:
        damaged = page
        for model in models:
            damaged = damage(damaged, model)
        undone = undo(damaged, WORDS_OF)
        assert undone is not None
        assert undone.proved
        assert len(undone.text) == len(page)
        chars += sum(not char.isascii() for char in page)
        right += sum(
            one == other for one, other in zip(page, undone.text, strict=True)
            if not one.isascii()
        )  # fmt: skip
        for choice in undone.choices:
            good = page[choice.gap.place] == choice.char
            lost += 1
            lost_right += good
            doubtful += not choice.sure
            sure_wrong += choice.sure and not good
    return chars, right, lost, lost_right, doubtful, sure_wrong


@pytest.mark.slow
@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_human_texts_that_lost_nothing_come_back_exactly(code_page, figure):
    chars, right, lost, *_ = repaired_share([Model(code_page)], human_pages())
    figure(f"right of {chars:,}", f"{right / chars:.2%}")
    assert lost == 0
    assert right == chars


LEAST_RIGHT = {"cp1252": 0.995, "cp1254": 0.995, "cp1258": 0.995, "latin-1": 0.975}
"""Of the characters that lost bytes. latin-1 loses 33 bytes, the others 6 to 10."""


@pytest.mark.slow
@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_human_texts_that_lost_bytes_come_back_nearly(code_page, figure):
    found = repaired_share([all_dropped(code_page)], human_pages())
    chars, right, lost, lost_right, doubtful, sure_wrong = found
    figure(f"right of {chars:,}", f"{right / chars:.2%}")
    if not lost_bytes(code_page):
        assert right == chars
        return
    figure(f"right of {lost:,} that lost bytes", f"{lost_right / lost:.2%}")
    figure("doubtful", doubtful)
    figure("wrong and not doubtful", sure_wrong)
    assert lost_right / lost > LEAST_RIGHT[code_page]
    assert sure_wrong / lost < 0.005


@pytest.mark.slow
@pytest.mark.parametrize("code_page", ["cp1252", "latin-1", "mac-roman"])
def test_human_texts_damaged_twice_come_back(code_page, figure):
    pages = human_pages()[::5]
    chars, right, *_ = repaired_share([Model(code_page)] * 2, pages)
    assert right == chars
    if code_page == "cp1252":
        found = repaired_share([all_dropped(code_page)] * 2, pages)
        figure(f"right of {found[0]:,} with loss", f"{found[1] / found[0]:.2%}")
        assert found[1] / found[0] > 0.999


def test_bytes_that_one_reading_kept_and_the_next_one_lost_are_chosen_too():
    text = "Một ví dụ: học máy rất nhiều điều thú vị, đọc sách."
    damaged = damage(damage(text, Model("cp1252")), all_dropped("cp1252"))
    undone = undo(damaged, WORDS_OF)
    assert undone is not None
    assert (undone.text, undone.proved) == (text, True)


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


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=20),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30),
    st.sampled_from(CODE_PAGES),
    st.integers(1, 2),
)
def test_lossless_damage_is_undone_exactly(words, more, code_page, times):
    text = f"Tiếng Việt: {' '.join(words)}\n{more}"
    if diagnose(text) is not None:
        return
    damaged = text
    for _ in range(times):
        damaged = damage(damaged, Model(code_page))
    undone = undo(damaged, WORDS_OF)
    assert undone is not None
    assert (undone.text, undone.proved, undone.choices) == (text, True, ())
    assert undo(undone.text, WORDS_OF) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=20),
    st.sampled_from(["cp1252", "cp1254", "cp1258", "latin-1"]),
    st.sampled_from(["\n", "\r\n", " "]),
)
def test_what_lost_bytes_is_proved_and_repaired_once(words, code_page, between):
    text = "Tiếng Việt" + between + between.join(words)
    damaged = damage(text, all_dropped(code_page))
    undone = undo(damaged, WORDS_OF)
    assert undone is not None
    assert undone.proved
    assert len(undone.text) == len(text)
    assert undo(undone.text, WORDS_OF) is None


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_only_the_damaged_stretches_of_a_mixed_file_change(code_page):
    right = "ĐÃ sửa: Ý ở đây đúng, à, “ô tô”."
    for text in ("Học máy rất thú vị.", "Ví dụ: đọc nhiều sách về học máy."):
        wrong = damage(text, all_dropped(code_page))
        for pattern in ("{0}\n{1}\n", "{1}\n{0}", "{0} {1} {0}", "{0}\n\n{1}\n\n{0}"):
            undone = undo(pattern.format(wrong, right), WORDS_OF)
            assert undone is not None
            assert undone.text == pattern.format(text, right)
            assert undone.proved
            assert undone.kept


def test_blanks_that_were_halves_of_letters_come_back():
    text = "Và thành công là hàm của một ví dụ vào ra; phí là gì, chơi và học."
    damaged = damage(text, Model("cp1252", lost_bytes("cp1252"), blank=True))
    assert "\u00a0" not in damaged
    undone = undo(damaged, WORDS_OF)
    assert undone is not None
    assert (undone.text, undone.proved) == (text, True)


def test_a_text_whose_losses_are_not_of_one_kind_is_not_proved(tmp_path):
    data = "CÃ³ vÃ\xad dá»¥ vÃ dá»¥ Ä‘Ã³.\n".encode()
    project = Project(tmp_path)
    path = project.write("a.md", data)
    done = project.run("repair", "a.md", "--language", "vi")
    assert done.code == 1
    assert "repair-unproved" in done.err
    assert path.read_bytes() == data
    assert project.run("repair", "a.md", "--language", "vi", "--force").code == 1
    assert path.read_text("utf-8").startswith("Có ví dụ v")


def test_what_lost_too_much_stays_and_is_named(tmp_path):
    text = damage("Có 👍🏍 và ví dụ.\n", all_dropped("latin-1"))
    project = Project(tmp_path)
    path = project.write("a.md", text)
    done = project.run("repair", "a.md")
    assert path.read_text("utf-8").startswith("Có ð")
    assert done.code in (0, 1)


@pytest.mark.parametrize(
    ("text", "language"),
    [("tiếng Việt", "vi"), ("déjà vu", ""), ("plain", ""), ("", ""), ("NGỮ", "vi")],
)
def test_a_language_is_guessed_from_its_letters(text, language):
    assert guess(text) == language


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
        "wrote a.md: UTF-8 read as cp1254, 13 damaged characters, 8 had lost bytes, "
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
    assert document["counts"] == {"damaged": 1, "written": 0, "choices": 8, "doubtful": 0}
    first = file["choices"][0]
    assert (first["line"], first["column"], first["after"], first["character"]) == (
        1,
        3,
        "Đọc",
        "Đ",
    )
    assert first["before"] == "Äá»c"
    assert [one["doubtful"] for one in file["choices"]] == [False] * 8


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
