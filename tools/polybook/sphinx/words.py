"""The words around the book: those that Sphinx and the themes lack, and our own.

Only for what a reader sees on each page. A language that is not here has Sphinx's own translations,
and our few sentences in English.
"""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

from polybook.sphinx.languages import name_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGS = ("sphinx", "booktheme")
"""Message catalogs of Sphinx with the pydata theme, and of sphinx-book-theme."""

VIETNAMESE = {
    # Sphinx: numbers and links
    "Fig. %s": "Hình %s",
    "Table %s": "Bảng %s",
    "Listing %s": "Đoạn mã %s",
    "Section %s": "Mục %s",
    "Link to this heading": "Liên kết đến mục này",
    "Link to this image": "Liên kết đến hình này",
    "Link to this table": "Liên kết đến bảng này",
    "Link to this code": "Liên kết đến đoạn mã này",
    "Link to this equation": "Liên kết đến công thức này",
    "Link to this definition": "Liên kết đến định nghĩa này",
    "Link to this term": "Liên kết đến thuật ngữ này",
    "Link to this toctree": "Liên kết đến mục lục này",
    # Sphinx: search and index
    "Index": "Bảng tra",
    "Search": "Tìm kiếm",
    "Search Results": "Kết quả tìm kiếm",
    "Table of Contents": "Mục lục",
    "Contents": "Nội dung",
    "next": "tiếp theo",
    "previous": "trước",
    # The pydata theme
    "Announcement": "Thông báo",
    "Back to top": "Về đầu trang",
    "Breadcrumb": "Đường dẫn trang",
    "Collapse Sidebar": "Thu gọn thanh bên",
    "Color mode": "Chế độ màu",
    "Dark": "Tối",
    "Error": "Lỗi",
    "Expand Sidebar": "Mở rộng thanh bên",
    "General Index": "Bảng tra chung",
    "Home": "Trang đầu",
    "Indices": "Bảng tra",
    "Light": "Sáng",
    "On this page": "Trên trang này",
    "Please activate JavaScript to enable the search functionality.": (
        "Hãy bật JavaScript để tìm kiếm."
    ),
    "Section Navigation": "Các mục",
    "Show Source": "Xem mã nguồn",
    "Site navigation": "Điều hướng",
    "Skip to main content": "Đến nội dung chính",
    "System Settings": "Theo hệ thống",
    "Version warning": "Lưu ý về phiên bản",
    "next page": "trang sau",
    "previous page": "trang trước",
    # sphinx-book-theme
    "By": "Tác giả:",
    "By the": "Tác giả: nhóm",
    "Download notebook file": "Tải sổ tay về",
    "Download source file": "Tải tệp nguồn về",
    "Download this page": "Tải trang này về",
    "Edit this page": "Sửa trang này",
    "Fullscreen mode": "Toàn màn hình",
    "Print to PDF": "In ra PDF",
    "Toggle primary sidebar": "Ẩn hoặc hiện mục lục",
    "Toggle secondary sidebar": "Ẩn hoặc hiện nội dung trang",
    "Source repository": "Kho mã nguồn",
    "Open an issue": "Báo lỗi",
}

WORDS = {"vi": VIETNAMESE}
"""What Sphinx and the themes lack, or say badly, by language."""

LANGUAGES = "Languages"
DOWNLOAD = "Download this page"
OURS = {
    "vi": {LANGUAGES: "Ngôn ngữ", DOWNLOAD: "Tải trang này về"},
    "fr": {LANGUAGES: "Langues", DOWNLOAD: "Télécharger cette page"},
}
"""Our own labels, by language and English."""

NOTICES = {
    "en": {
        "one": "One of the {total} passages of this page is not translated yet. "
        "It is shown in {source}.",
        "other": "{count} of the {total} passages of this page are not translated yet. "
        "They are shown in {source}.",
    },
    "fr": {
        "one": "Un passage sur {total} de cette page n’est pas encore traduit\u00a0; "
        "il est en {source}.",
        "other": "{count} passages sur {total} de cette page ne sont pas encore traduits\u00a0; "
        "ils sont en {source}.",
    },
    "vi": {
        "other": "Trang này còn {count} trên {total} đoạn chưa được dịch, "
        "tạm để nguyên văn {source}.",
    },
}
"""The notice of pages not yet translated to the end, by language and plural form."""


def label(language: str, english: str) -> str:
    """Return one of our labels in `language`, or in English."""
    return OURS.get(language, {}).get(english, english)


def notice_text(language: str, source: str, count: int, total: int) -> str:
    """Return the sentence that says how many of `total` units are still in `source`."""
    from babel import Locale

    known = language if language in NOTICES else "en"
    form = Locale.parse(known).plural_form(count)
    text = NOTICES[known].get(form, NOTICES[known]["other"])
    return text.format(count=count, total=total, source=name_in(source, known))


class _Words(NullTranslations):
    """Our words first, then the catalog that was there."""

    def __init__(self, words: dict[str, str], catalog: NullTranslations) -> None:
        super().__init__()
        self.words = words
        self.add_fallback(catalog)

    def gettext(self, message: str) -> str:
        return self.words.get(message) or super().gettext(message)


def speak(app: Sphinx, config: Config) -> None:
    """Put our words before those of Sphinx and the themes."""
    from sphinx.locale import translators

    words = WORDS.get(config.language)
    if words is None:
        return
    for name in CATALOGS:
        catalog = translators.get(("general", name))
        if catalog is not None and not isinstance(catalog, _Words):
            translators["general", name] = _Words(words, catalog)
    # Templates take their words from here.
    app.translator = translators["general", "sphinx"]


def speak_themes(app: Sphinx) -> None:
    """Do the same for the catalogs that came with the theme."""
    speak(app, app.config)
