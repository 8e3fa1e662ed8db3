"""The words around posts, in a blog and in the book's site, by language."""

from __future__ import annotations

from collections.abc import Mapping

from polybook.terms.names import of_language

POSTS = "Posts"
TAGS = "Tags"
LANGUAGES = "Languages"
FEED = "Atom feed"
READING = "{minutes}-minute read"
DATE = "%-d %B %Y"
"""A date, for strftime."""

ADMONITIONS = {
    "attention": "Attention",
    "caution": "Caution",
    "danger": "Danger",
    "error": "Error",
    "hint": "Hint",
    "important": "Important",
    "note": "Note",
    "seealso": "See also",
    "tip": "Tip",
    "warning": "Warning",
}
"""What boxes are called, by MyST's directive."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        POSTS: "Billets",
        TAGS: "Étiquettes",
        LANGUAGES: "Langues",
        FEED: "Flux Atom",
        READING: "Lecture\u00a0: {minutes} min",
        DATE: "%-d/%-m/%Y",
        "Attention": "Attention",
        "Caution": "Prudence",
        "Danger": "Danger",
        "Error": "Erreur",
        "Hint": "Indice",
        "Important": "Important",
        "Note": "Remarque",
        "See also": "Voir aussi",
        "Tip": "Astuce",
        "Warning": "Avertissement",
    },
    "vi": {
        POSTS: "Bài blog",
        TAGS: "Chủ đề",
        LANGUAGES: "Ngôn ngữ",
        FEED: "Theo dõi qua Atom",
        READING: "Đọc trong {minutes} phút",
        DATE: "%-d tháng %-m, %Y",
        "Attention": "Chú ý",
        "Caution": "Cẩn thận",
        "Danger": "Nguy hiểm",
        "Error": "Lỗi",
        "Hint": "Gợi ý",
        "Important": "Quan trọng",
        "Note": "Ghi chú",
        "See also": "Xem thêm",
        "Tip": "Mẹo",
        "Warning": "Cảnh báo",
    },
}


def word(language: str, english: str) -> str:
    """Return one of the words in `language`, or in English where nobody has translated it."""
    return (of_language(WORDS, language) or {}).get(english, english)


def admonitions(language: str) -> dict[str, str]:
    """Return what boxes are called in `language`, by MyST's directive."""
    return {name: word(language, english) for name, english in ADMONITIONS.items()}
