import json
import re
import unicodedata

import pytest

from polybook.terms.vietnamese_syllables import (
    Syllable,
    bases,
    decompose,
    is_syllable,
    spell,
    syllables,
    tones_of,
)
from tests.helpers import corpora

REAL = """
a à ai anh ăn ấy ba bạn biết bốn các cách cái chiếc chuyện chữ con cô công của cũng cười dưới dùng
đã đây đến để được đường em gà ghé ghi gì gìn gia giá giày giêng giếng giết giỏi giữ giúp hiểu hoà
hòa hoá huỳnh huýt hươu ích kẻ kì kỳ kĩ kỹ khoẻ khỏe khuya khuỷu khuyên khuếch kiểm lí lý loắt luỹ
lũy mắt mỹ năm nghe nghĩ nghiêng nguyên người ngoằn ngoèo nhanh những oán oẳn ong ôi ơi phở quá
quả quay quăng quần quê quốc quyển quý quỳnh quơ quít rượu sách sẽ sỹ thuở thuý thúy tiếng toán
toàn trong trường tuần uống uyên ước vâng việc với vuông xoong xoá xưa y yên yêu yếu ý
"""
WRONG = """
byn fa jo wi zo pin string the1 kà cê gê ngê ghà nghà qa qú hòang thủơ qủa gìa tóan cat hat các2 càc
tăp tếṕ bóóng llà thanhh aa oo chuơng ko dc hông_ bềnk quyênn iêng iết nghuy moa phoa vuy
"""
ENGLISH = """
vector gradient batch token kernel loss model data learning deep network layer weight step function
class object test set from with that this which train input output size code table chart float
"""


@pytest.mark.parametrize("word", REAL.split())
def test_what_people_write_is_a_syllable(word):
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", [*WRONG.split(), ""])
def test_what_breaks_a_rule_is_none(word):
    assert not is_syllable(word)


@pytest.mark.parametrize("word", ENGLISH.split())
def test_english_words_and_loans_are_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "initial", "rime", "tone"),
    [
        ("quý", "qu", "y", 2),
        ("gì", "g", "i", 1),
        ("giếng", "gi", "êng", 2),
        ("nghiêng", "ngh", "iêng", 0),
        ("Uyển", "", "uyên", 3),
        ("hòa", "h", "oa", 1),
        ("hoà", "h", "oa", 1),
        ("hóan", "h", "oan", 2),
        ("ngoẵng", "ng", "oăng", 4),
        ("được", "đ", "ươc", 5),
    ],
)
def test_a_syllable_comes_apart(word, initial, rime, tone):
    assert decompose(word) == Syllable(initial, rime, tone)


def test_a_word_with_two_tones_or_a_tone_on_a_consonant_does_not():
    assert decompose("thàhn") is None
    assert decompose("hóá") is None
    assert decompose("\u0144a") is None


def test_stops_have_two_tones():
    assert [spell(Syllable("t", "at", tone)) for tone in tones_of("at")] == ["tát", "tạt"]
    assert len(tones_of("an")) == 6


def test_taking_apart_is_the_inverse_of_putting_together():
    for style in ("old", "new"):
        for word in syllables(style):
            found = decompose(word)
            assert found is not None
            assert spell(found, style) == word
            assert is_syllable(word)


def test_all_syllables_are_different():
    found = list(syllables())
    assert len(found) == len(set(found)) > 15_000
    assert len(bases()) > 3_000


def test_a_reviewed_edition_is_written_in_syllables():
    path = corpora() / "d2l-vn-pairs.jsonl"
    if not path.is_file():
        pytest.skip(f"no {path.name} in {path.parent}")
    vietnamese, english = 0, set()
    broken = []
    for line in path.read_text("utf-8").splitlines():
        pair = json.loads(line)
        text = unicodedata.normalize("NFC", pair["vi"])
        for word in re.findall(r"[^\W\d_]+", text):
            if not word.isascii():
                vietnamese += 1
                if not is_syllable(word):
                    broken.append(word)
        english.update(re.findall(r"[a-z]{3,}", pair["en"]))
    assert len(broken) / vietnamese < 0.001, broken
    taken = [word for word in english if is_syllable(word)]
    assert len(taken) / len(english) < 0.015, sorted(taken)
