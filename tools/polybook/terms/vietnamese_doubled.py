"""Vietnamese syllables said twice: rightly, as reduplication softens or repeats, or never."""

from __future__ import annotations

HOW = (
    "từ dần luôn mãi thường đều lần cứ hằng chầm thong rành khăng chằm đăm lăm phăng băng lâu xưa "
    "chốc lúc vừa nhanh chậm mau khẽ ngay thẳng thật đúng rất thôi suýt"
)
"""Slowly, always, evenly, on and on."""
WHERE = (
    "xa gần đâu ai nơi lớp hàng tầng trùng điệp ngày đêm tháng năm sáng chiều tối đời người nhà "
    "nghìn ngàn vạn muôn đôi một hai ba"
)
"""Where and when; each and every."""
LIKE = (
    "xanh đỏ vàng trắng đen tím hồng nâu xám cao thấp dài ngắn tròn dẹt mềm mỏng nặng chung riêng "
    "hao sàn ngang song bằng giống khác nhiều ít chút tí"
)
"""A little softened: bluish, longish, much alike."""
OTHERS = (
    "đi lại qua ra lên xuống xoay lặp nói cười vân cào chuồn châu đu chôm thao ào ầm rì ro vo oe "
    "hì ha hi hê dạ vâng bla blah"
)
"""To and fro; and so on; animals, plants, sounds."""

DOUBLED: tuple[str, ...] = tuple(f"{HOW} {WHERE} {LIKE} {OTHERS}".split())
"""Said twice with a meaning of its own."""

GRAMMAR = (
    "là của và các những để trong ngoài trên dưới cho với có được bị bởi tại vì nên do này đó kia "
    "ấy thì mà khi sẽ đã đang cũng như hoặc hay về theo nếu chúng tôi bạn rằng nhưng vẫn còn đến "
    "tới giữa cùng mỗi mọi rồi gì nào ở"
)

PARTICLES: tuple[str, ...] = tuple(GRAMMAR.split())
"""Words of grammar; one that stands twice is a slip of the hand."""

ENDS = """
bộ: cán cục nội toàn
cách: khoảng
cần: hậu
chỉ: địa
chuẩn: tiêu
dụng: áp sử ứng
định: cố giả ổn quyết xác
điểm: đặc nhược ưu
đề: vấn
động: hoạt tự
dưới: bên
gian: không thời trung
hàm: đạo
hiện: biểu phát tái thể thực xuất
học: bài cơ đại hình hóa hoá khoa khóa khoá máy môn sinh số tin toán văn
hợp: kết phù tập tổng trường
kết: liên tổng
liệu: dữ tài
luận: kết lý suy
lượng: chất định đo dung khối lưu năng số trọng
mã: giải
năng: chức khả tính
ngoài: bên
phân: thành tích vi
quan: chủ cơ khách liên trực tương
quả: hiệu kết
ra: đầu đưa tạo xảy
số: ẩn biến chỉ chữ con đa điểm hằng hệ mã một phân tần tham tỉ tỷ
tạo: cải cấu đào sáng
tập: bài học luyện
thể: có cụ không toàn tổng
thức: công đa hình kiến phương
tích: diện giải phân thể
tính: đặc máy thuộc tuyến
trên: bên dựa
trị: giá
trình: chương lập phương quá quy
trong: bên
tử: nguyên phần phân toán
tự: thứ trật
vào: đầu nhập
xác: chính
"""
"""By their last syllable, words of two: what stands after one of them may begin with it again."""

COMPOUNDS: tuple[str, ...] = tuple(
    f"{first} {last}"
    for last, _, firsts in (line.partition(":") for line in ENDS.split("\n") if line)
    for first in firsts.split()
)
"""Words of two syllables: `khoa học học sâu` is no slip, but a science and the word after it."""
