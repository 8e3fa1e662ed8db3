"""What reading UTF-8 in a wrong code page does, and telling damaged texts from right ones."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from polybook.formats.damage import CODE_PAGES, Model, damage, lost_bytes, scan
from polybook.formats.damage_others import undo_other
from polybook.formats.damaged_page import refuse_damage
from polybook.formats.diagnose import diagnose
from polybook.formats.escapes import escaped, unescaped
from polybook.formats.reading import decode, read_page, recognise_dialect
from polybook.model.errors import DamagedError, PageError
from polybook.terms.vietnamese_syllables import syllables
from tests.commonmark import examples
from tests.formats.pages import BOOKS, KEYS, constructs, kind_of, pages_of
from tests.helpers import corpora, corpus
from tests.project import notebook

WORDS = sorted(syllables())
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)
RIGHT = [
    "naïve café, déjà « vu » É… 5 Å² – “à” ‘é’",
    "AÇÃO, NÃO–SÃO, coração «Ã» É",
    "CHỮ VÀ MÔ TẢ… “MÃ”, Ê…; à, ừ thì “Ô” là ô",
    "Ðað er „Ä“ und ‚Ü‘, ÞÓR",
    "2√πr + ∆x ≈ 5°, ¬p, π·r² ‰",
    "Привет «мир», №5; ПРИВЕТ",
    "Ελληνικά · κείμενο",
    "中文“文字”…",
    "Ã© is é, and â€™ is ’: see Ã© and Ã¨",
    "x = '\x80\x9d', Ã, Â, â",
    "£5 ½ ¿Qué? ¡Sí! 1º 2ª © ® µ",
]


def all_dropped(code_page):
    return Model(code_page, lost_bytes(code_page))


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (Model("cp1252"), "tiếng", "tiáº¿ng"),
        (Model("cp1252"), "ví dụ", "vÃ\xad dá»¥"),
        (all_dropped("cp1252"), "ví dụ", "vÃ dá»¥"),
        (Model("cp1254"), "😀", "ğŸ˜€"),
        (Model("latin-1"), "đường", "Ä\x91Æ°á»\x9dng"),
        (all_dropped("latin-1"), "đường", "ÄÆ°á»ng"),
        (Model("cp1258"), "cà", "cĂ\xa0"),
        (Model("mac-roman"), "é ế", "√© ·∫ø"),
        (Model("cp1252", blank=True), "cà", "cÃ "),
    ],
)
def test_damage_is_what_programs_do(model, text, expected):
    assert damage(text, model) == expected


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(CODE_PAGES))
def test_lossless_damage_of_any_text_is_undone_exactly(text, code_page):
    assume(diagnose("tiếng Việt: " + text) is None)
    whole = "tiếng Việt: " + text
    damaged = damage(whole, Model(code_page))
    diagnosis = diagnose(damaged)
    assert diagnosis is not None
    assert diagnosis.lossless
    undone, done = [], 0
    for place in diagnosis.places:
        undone += (damaged[done : place.span.start], place.choices[0])
        done = place.span.end
    assert "".join((*undone, damaged[done:])) == whole
    assert damage(whole, diagnosis.model) == damaged


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=30), st.sampled_from(CODE_PAGES))
def test_what_was_lost_is_always_among_the_choices(words, code_page):
    text = "tiếng Việt " + " ".join(words)
    model = all_dropped(code_page)
    damaged = damage(text, model)
    places = scan(damaged, code_page).places
    marked = [char for char in text if not char.isascii()]
    assert len(places) == len(marked)
    assert all(char in place.choices for char, place in zip(marked, places, strict=True))


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20),
    st.sampled_from([" ", ", ", "… ", " – ", "”, “", " « ", "» ", "’", "\u00a0", ".\n"]),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_right_vietnamese_is_never_taken_for_damaged(words, between, case):
    assert diagnose(case(between.join(words))) is None


@pytest.mark.parametrize("text", RIGHT)
def test_right_texts_are_left_alone(text):
    assert diagnose(text) is None
    assert undo_other(text) is None


@pytest.mark.parametrize(
    ("text", "code_page"),
    [
        ("tiáº¿ng", "cp1252"),
        ("vÃ¬ sao ğŸ˜Š", "cp1254"),
        ("cÃ³ Ä\x91Æ°á»\x9dng", "latin-1"),
        ("cĂ³ thá»ƒ", "cp1258"),
        ("c√≥ th·ªÉ", "mac-roman"),
        ("ÄÆ°á»ng cÃ³ thá» ná»i", "latin-1"),
        ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "cp1252"),
        ("donâ€™t", "cp1252"),
        ("cafÃ©", "cp1252"),
    ],
)
def test_the_code_page_is_found(text, code_page):
    diagnosis = diagnose(text)
    assert diagnosis is not None
    assert diagnosis.model.code_page == code_page


@pytest.mark.parametrize("code_page", CODE_PAGES)
@pytest.mark.parametrize("lossy", [False, True], ids=["lossless", "lossy"])
def test_right_stretches_of_a_damaged_text_are_not_touched(code_page, lossy):
    wrong = damage("Học máy rất thú vị.", all_dropped(code_page) if lossy else Model(code_page))
    right = "ĐÃ sửa: Ý ở đây đúng, à."
    for text in (f"{wrong}\n{right}", f"{right}\n{wrong}", f"{wrong} {right}",
                 f"{wrong}\n{right}\n{wrong}"):  # fmt: skip
        diagnosis = diagnose(text)
        assert diagnosis is not None
        start = text.index(right)
        end = start + len(right)
        assert [place for place in diagnosis.places if start <= place.span.start < end] == []
        marked = sum(not char.isascii() for char in "Học máy rất thú vị.")
        assert len(diagnosis.places) == marked * text.count(wrong)


@pytest.mark.parametrize(
    ("text", "expected", "code_pages"),
    [
        ("Р”РѕР±СЂС‹Р№ РґРµРЅСЊ", "Добрый день", ("cp1251",)),
        ("tiß║┐ng Viß╗çt\nright: ế", "tiếng Việt\nright: ế", ("cp437",)),
    ],
)
def test_other_code_pages_are_undone_where_nothing_was_lost(text, expected, code_pages):
    other = undo_other(text)
    assert other is not None
    assert (other.text, other.code_pages) == (expected, code_pages)


def test_nothing_that_lost_bytes_is_left_to_others():
    assert undo_other("vÃ dá»¥ vÃ nhiá»u") is None


@given(TEXTS)
def test_escapes_of_json_come_back(text):
    plain = text.replace("\\", "")
    assert unescaped(escaped(plain)) == plain


def test_escapes_of_ascii_and_escaped_backslashes_stay():
    assert unescaped(r'"\u0041 \n \\u00e9 \u00e9 \\\u00e9"') == r'"\u0041 \n \\u00e9 é \\é"'


def refused(text, name="page.md"):
    kind = "notebook" if name.endswith(".ipynb") else recognise_dialect(name, text)
    try:
        refuse_damage(read_page(name, text, kind, KEYS))
    except DamagedError as error:
        return error
    return None


def test_a_damaged_page_is_refused_with_the_diagnosis_and_the_command():
    text = "# Title\n\nRight.\n\n" + damage("Học máy là gì?", Model("cp1252")) + "\n"
    error = refused(text, "a/page.md")
    assert str(error) == (
        "a/page.md:5: UTF-8 read as cp1252; repair it with `polybook repair a/page.md`, or set "
        "examples of damage as code"
    )


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_pages_and_notebooks_in_every_language_are_refused(code_page):
    for text in ("Học máy là gì?", "Ça m’a déjà plu, été.", "A coração não é só.", "Привет, мир"):
        damaged = damage(text, Model(code_page))
        assert refused(damaged), text
        assert refused(notebook(damaged), "page.ipynb"), text


@pytest.mark.parametrize("text", RIGHT)
def test_right_pages_are_not_refused(text):
    assert refused(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "You may see `Ã©`, `Ã¨` and `â€™` in such files.",
        "You may see Ã©, Ã¨ and â€™ in such files, or cafÃ© for café.",
        "`tiáº¿ng Viá»‡t nÃ³i` was once “tiếng Việt nói”.",
        "It was tiếng Việt, and becomes tiáº¿ng Viá»‡t.",
        "Text.\n\n```\ntiáº¿ng Viá»‡t cÃ³ dáº¥u\n```\n",
        "Text.\n\n    tiáº¿ng Viá»‡t cÃ³ dáº¥u\n",
    ],
)
def test_pages_about_damage_are_not_refused(text):
    assert refused(text) is None


def test_code_cells_may_hold_what_they_like():
    text = notebook("Words").replace('"1"', '"print(\\"tiáº¿ng Viá»‡t cÃ³ dáº¥u\\")"')
    assert "tiáº¿ng" in text
    assert refused(text, "page.ipynb") is None


@pytest.mark.parametrize("book", [*BOOKS, "d2l-mt-vi"])
def test_no_page_of_a_book_is_refused(book):
    pages = corpus(book) if book == "d2l-mt-vi" else pages_of(book)
    for name, data in pages.items():
        refuse_damage(read_page(name, data.decode(), kind_of(name), KEYS))


def test_no_construct_and_no_example_of_commonmark_is_refused(pytestconfig):
    assert pytestconfig.cache is not None
    texts = [*constructs().values(), *examples(pytestconfig.cache)]
    assert [text for text in texts if refused(text)] == []


def test_the_machine_edition_s_pages_are_not_damaged():
    for name in ("preface.en.md", "preface.vi.md"):
        assert diagnose((corpora() / "seeds" / name).read_text("utf-8")) is None


@pytest.mark.parametrize(
    ("data", "step"),
    [
        ("a\né".encode("utf-16"), "iconv -f UTF-16 -t UTF-8"),
        ("a\né".encode("latin-1"), "iconv -f WINDOWS-1252 -t UTF-8"),
        ("tie\u0302\u0301ng Vie\u0323\u0302t".encode(), None),
        (b"ti\xea\xecng Vi\xea\xf2t co\xec d\xe2\xecu", "iconv -f CP1258 -t UTF-8"),
        (b"\x89PNG\x00\xff", "it is no text; leave it out"),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_what_it_may_be(data, step):
    if step is None:
        assert decode(data, "a.md")
        return
    with pytest.raises(PageError, match="not UTF-8") as caught:
        decode(data, "a.md")
    assert step in caught.value.reason
