"""An engine that only looks words up: a program for the engine `command`, without network.

It reads JSON lines and answers with JSON lines. Tags and signs stay, terms become what the glossary
has for them, other words what `WORDS` has. Run with `--log FILE` it notes each text that it gets.
"""

from __future__ import annotations

import json
import re
import sys

WORDS = {
    "a": "một", "and": "và", "are": "là", "at": "tại", "batch": "lô", "before": "trước",
    "begins": "bắt đầu", "book": "sách", "chapter": "chương", "down": "xuống", "each": "mỗi",
    "every": "mọi", "falls": "giảm", "first": "đầu tiên", "follow": "đi theo", "here": "ở đây",
    "is": "là", "it": "nó", "leads": "dẫn", "more": "thêm", "new": "mới", "of": "của",
    "on": "trên", "one": "một", "only": "chỉ", "small": "nhỏ", "step": "bước", "the": "",
    "then": "rồi", "there": "ở đó", "train": "huấn luyện", "two": "hai", "walk": "dạo bước",
    "we": "chúng ta", "when": "khi", "where": "nơi", "with": "với", "words": "từ ngữ",
}  # fmt: skip


def look_up(text: str, terms: dict[str, str]) -> str:
    """Return the text with each term and each word that is known in the other language."""
    known = WORDS | terms
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(
        r"<[^>]*>|&\w+;|\b(?:" + "|".join(map(re.escape, longest)) + r")(?:s|es)?\b", re.I
    )

    def found(match: re.Match[str]) -> str:
        word = match[0]
        if word[0] in "<&":
            return word
        lower = word.lower()
        return known[next(one for one in (lower, lower[:-1], lower[:-2]) if one in known)]

    new = " ".join(pattern.sub(found, text).split())
    if not text[:1].isupper():
        return new
    return re.sub(r"(?:\A|[.!?] )[^\W\d_]", lambda start: start[0].upper(), new)


def main() -> None:
    """Answer each line of standard input."""
    log = open(sys.argv[2], "a", encoding="utf-8") if sys.argv[1:2] == ["--log"] else None  # noqa: SIM115
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if log:
            log.write(json.dumps(asked["text"]) + "\n")
            log.flush()
        terms = {
            term["term"].lower(): term["translations"][0]
            for term in asked.get("terms", ())
            if term.get("translations")
        }
        answer = {"id": asked["id"], "text": look_up(asked["text"], terms)}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
