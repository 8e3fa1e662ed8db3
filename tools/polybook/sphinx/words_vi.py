"""Vietnamese words around the book, in the style of docs/how-to/translators.md."""

from __future__ import annotations

WORDS = {
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
    "Index": "Chỉ mục",
    "Search": "Tìm kiếm",
    "Search Results": "Kết quả tìm kiếm",
    "Table of Contents": "Mục lục",
    "Contents": "Nội dung",
    # Sphinx: PDF
    "Non-alphabetical": "Không theo chữ cái",
    "Numbers": "Số",
    "Symbols": "Ký hiệu",
    "continued from previous page": "tiếp theo trang trước",
    "continues on next page": "còn tiếp ở trang sau",
    "page": "trang",
    # The theme writes each word of these with a capital, so they are single words.
    "next": "tiếp",
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
    "General Index": "Chỉ mục chung",
    "Home": "Trang chủ",
    "Indices": "Chỉ mục",
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
    "© Copyright %(copyright)s.": "Bản quyền © %(copyright)s.",
    "next page": "trang sau",
    "previous page": "trang trước",
    # sphinx-book-theme
    "By": "Tác giả:",
    "By the": "Tác giả: nhóm",
    "Download notebook file": "Tải notebook về",
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
"""What readers see of Sphinx and the themes, and their catalogs lack or say badly."""

SCRIPT_WORDS: dict[str, str | list[str]] = {
    "Searching": "Đang tìm",
    "Preparing search...": "Đang chuẩn bị tìm kiếm…",
    "Search Results": "Kết quả tìm kiếm",
    "Search finished, found one page matching the search query.": [
        "Đã tìm xong, có ${resultCount} trang khớp với từ cần tìm.",
    ],
    "Your search did not match any documents. Please make sure that all words are spelled "
    "correctly and that you've selected enough categories.": (
        "Không tìm thấy trang nào. Hãy xem lại chính tả của các từ cần tìm."
    ),
    "Hide Search Matches": "Bỏ tô màu từ tìm thấy",
    ", in ": ", trong ",
}
"""The same for Sphinx's scripts, where a list has one form for each plural."""

PLURAL = "0"
"""Which of the forms to take for n things, in JavaScript: Vietnamese has one."""

LABELS = {
    "Languages": "Ngôn ngữ",
    "Download this page": "Tải trang này về",
    "Note": "Ghi chú",
    "or": "hay",
    "Run this page": "Chạy trang này",
    "Run this page in {host}": "Chạy trang này trên {host}",
}
"""Our own labels."""
