"""Answers that are no translation are told from those that are one, however odd."""

import json

import pytest

from polybook.engines.answers import fault_of
from polybook.engines.engine import Languages
from polybook.engines.masking import mask
from polybook.engines.words import one_line, said, without_key
from tests.engines.engines import VIETNAMESE
from tests.helpers import corpora

ENGLISH = 'Use <x id="1"/> in every step, and the <g id="2">loss</g> falls a little.'
GOOD = 'Dùng <x id="1"/> ở mỗi bước, và <g id="2">mất mát</g> giảm một chút.'


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("", "the answer is empty"),
        (" \n", "the answer is empty"),
        ('<x id="1"/> <g id="2"></g>', "the answer is empty"),
        (f"Sure! {GOOD}", 'the answer says "Sure!"'),
        (f"Certainly, here you go: {GOOD}", "translation alone"),
        (f"Here is the translation:\n\n{GOOD}", 'says "Here is the translation:"'),
        (f"Here's the Vietnamese translation of your text: {GOOD}", "translation alone"),
        (f"**Translation:** {GOOD}", "translation alone"),
        (f"Translation into Vietnamese: {GOOD}", "translation alone"),
        (f"The translated text: {GOOD}", "translation alone"),
        (f"Đây là bản dịch: {GOOD}", "translation alone"),
        (f"Dưới đây là bản dịch tiếng Việt của đoạn văn:\n{GOOD}", "translation alone"),
        (f"Bản dịch: {GOOD}", "translation alone"),
        ("I'm sorry, but I can't help with that.", "translation alone"),
        ("I cannot translate this text.", "translation alone"),
        ("As an AI language model, I do not know.", "translation alone"),
        (f"{GOOD}\n\nNote: the tags are kept.", 'the answer says "Note:"'),
        (f"{GOOD} (Note: the tags are kept.)", "translation alone"),
        (f"{GOOD} Let me know if you need more.", "translation alone"),
        (f"{GOOD}\n\nLưu ý: Tôi đã giữ các thẻ.", "translation alone"),
        ("Dùng bước.", "much too short"),
        (GOOD * 5, "much too long"),
        (GOOD + " bước bước bước bước bước bước", '"bước" again and again'),
        (GOOD + " và rồi" * 9, "again and again"),
        (ENGLISH, "the answer is the English; translate it into Vietnamese"),
        (ENGLISH.replace(",", ""), "the answer is the English"),
        ('在每一步中使用 <x id="1"/>，损失会下降一点点。', "is not written in Vietnamese"),
        ("Используйте его на каждом шаге, и потери немного снизятся.", "not written in Vietnamese"),
        ('Dùng <x id="1"/> ở mỗi 步骤中使用损失会下降一点点点', "not written in Vietnamese"),
    ],
)
def test_what_is_no_translation_is_refused_with_what_to_do(answer, fault):
    found = fault_of(ENGLISH, answer, VIETNAMESE)
    assert fault in found
    assert not found.endswith(".")


@pytest.mark.parametrize(
    ("english", "answer"),
    [
        (ENGLISH, GOOD),
        ("NumPy", "NumPy"),
        ("PyTorch and TensorFlow", "PyTorch và TensorFlow"),
        ("Deep Learning with PyTorch", "Deep Learning with PyTorch"),
        ("Note: this is slow.", "Ghi chú: việc này chậm."),
        ("Here is the translation table:", "Đây là bản dịch dạng bảng:"),
        ("Well, what is a loss?", "Ok, vậy mất mát là gì?"),
        ("Sure, but what is a loss?", "Sure, nhưng mất mát là gì?"),
        ("So far so good. Note: keep the seed.", "Đến đây ổn. Note: hãy giữ hạt giống."),
        ("very very very very very very big", "rất rất rất rất rất rất to"),
        ("| --- | --- | one |", "| --- | --- | --- | --- | --- | --- | một |"),
        ("The angle θ and the rate η", "Góc θ và tốc độ η"),
        ("The Chinese word 学习 means learning", "Từ 学习 tiếng Trung nghĩa là học"),
        ("Yes", "Có"),
        ('<x id="1"/>', '<x id="1"/>'),
    ],
)
def test_what_may_be_one_stands(english, answer):
    assert fault_of(english, answer, VIETNAMESE) == ""


@pytest.mark.parametrize(
    ("target", "answer", "good"),
    [
        ("zh_Hans", "在每一步中使用它，损失会下降一点。", True),
        ("zh_TW", "Use it in every single step of the loop now", False),
        ("ja", "各ステップで使うと、損失が少し減ります。", True),
        ("ko", "매 단계에서 사용하면 손실이 조금 줄어듭니다.", True),
        ("ru", "Используйте его на каждом шаге, и потери немного снизятся.", True),
        ("ru", "Dùng nó ở mỗi bước, và mất mát giảm một chút.", False),
        ("sr@latin", "Koristite ga u svakom koraku i gubitak malo opada.", True),
        ("sr", "Користите га у сваком кораку и губитак мало опада.", True),
        ("xx", "Что угодно на любом языке, который никому не известен.", True),
        ("en_GB", ENGLISH, True),
    ],
)
def test_the_script_of_the_language_is_known_where_there_is_one(target, answer, good):
    assert (fault_of(ENGLISH, answer, Languages("en", target)) == "") is good


def test_no_reviewed_translation_of_a_real_book_is_refused():
    file = corpora() / "d2l-vn-pairs.jsonl"
    pairs = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    refused = [
        (pair["en"], pair["vi"])
        for pair in pairs
        if pair["en"]
        and pair["vi"]
        and fault_of(mask(pair["en"]).text, mask(pair["vi"]).text, VIETNAMESE)
    ]
    assert len(pairs) > 2000
    assert refused == []


# What services say of themselves


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"message": "Too many."}', "Too many"),
        (b'{"error": {"message": "No.", "code": 4}}', "No"),
        (b'{"error": "a", "message": "b", "detail": "a"}', "a - b"),
        (b'{"errors": [{"message": "one"}, "two"]}', "one - two"),
        (b"<html><head><title>Bad\n Gateway</title>", "Bad Gateway"),
        (b"plain words", ""),
        (b"\xff", ""),
        (b"17", ""),
    ],
)
def test_the_words_of_an_error_are_found_wherever_they_are(body, words):
    assert said(body) == words


def test_words_are_made_fit_for_one_line():
    assert one_line("a\nb\x1b[31m\u202e c.") == "a b [31m c"
    assert len(one_line("long " * 100)) == 200


def test_a_key_and_parts_of_it_are_taken_out():
    assert (
        without_key("key sk-abcdefgh12 or 'sk-abc***' no", "sk-abcdefgh12") == "key *** or '***' no"
    )
    assert without_key("abc", "") == "abc"
    assert without_key("an ab cab", "ab") == "an *** c***"
