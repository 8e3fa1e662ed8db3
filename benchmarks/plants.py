"""A small page with a good translation, and the kinds of faults to plant in it, one at a time."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

PAGE = """\
(slopes)=
# Walking Downhill

Call `np.mean` on the list before you plot it.

Let $w$ be the weight and $\\eta = 0.1$ the length of a step.

Read the [manual](https://example.org/manual) before the first run.

![A ball rolls down a hill](ball.png)

As {ref}`slopes` shows, the hill of {numref}`fig-hill` is steep {cite}`cauchy1847`.

In {numref}`fig-hill`, the ball stops.

The rule is older than computers.[^old]

Press <kbd>Enter</kbd> to go on.

Each gap is first filled with &lt;mask&gt; and then guessed.

This page describes release {{ release }} of the program.

The run took 3.14 seconds and 1500 steps.

Formulas are set in LaTeX, and the page runs JavaScript.

A step is *too long* when the loss **grows** from one step to the next.

It goes back to Ada Lovelace, Augustin Cauchy, Emmy Noether, Leonhard Euler, Alan Turing.

The ball rolls faster on a steep hill, and it stops where the hill is flat.

The word "slope" has two meanings here.

The loss (the mean of all errors) falls.

How long is one step?

- Choose a place to start.
- Take one step downhill.

| Symbol   | Meaning       |
| -------- | ------------- |
| $\\eta$  | step length   |

With gradient descent the learning rate matters most.

Write to us at <https://example.org/forum> if it does not stop.

The functions converge and saturate, so normalization and optimization are over.

[^old]: Newton knew it.
"""

OTHER = """\
# Going On

How long is one step?

You know the rest.
"""

GOOD = {
    "Walking Downhill": "Đi xuống dốc",
    "Call `np.mean` on the list before you plot it.": (
        "Hãy gọi `np.mean` trên danh sách trước khi vẽ nó."
    ),
    "Let $w$ be the weight and $\\eta = 0.1$ the length of a step.": (
        "Gọi $w$ là trọng số và $\\eta = 0.1$ là độ dài của một bước."
    ),
    "Read the [manual](https://example.org/manual) before the first run.": (
        "Hãy đọc [sách hướng dẫn](https://example.org/manual) trước lần chạy đầu tiên."
    ),
    "![A ball rolls down a hill](ball.png)": "![Một quả bóng lăn xuống đồi](ball.png)",
    "As {ref}`slopes` shows, the hill of {numref}`fig-hill` is steep {cite}`cauchy1847`.": (
        "Như {ref}`slopes` cho thấy, ngọn đồi ở {numref}`fig-hill` rất dốc {cite}`cauchy1847`."
    ),
    "In {numref}`fig-hill`, the ball stops.": "Trong {numref}`fig-hill`, quả bóng dừng lại.",
    "The rule is older than computers.[^old]": "Quy tắc này có trước cả máy tính.[^old]",
    "Press <kbd>Enter</kbd> to go on.": "Nhấn <kbd>Enter</kbd> để tiếp tục.",
    "Each gap is first filled with &lt;mask&gt; and then guessed.": (
        "Mỗi chỗ trống được điền bằng &lt;mask&gt; rồi mới được đoán."
    ),
    "This page describes release {{ release }} of the program.": (
        "Trang này mô tả phiên bản {{ release }} của chương trình."
    ),
    "The run took 3.14 seconds and 1500 steps.": "Lần chạy đó mất 3,14 giây và 1500 bước.",
    "Formulas are set in LaTeX, and the page runs JavaScript.": (
        "Công thức được dàn bằng LaTeX, còn trang thì chạy JavaScript."
    ),
    "A step is *too long* when the loss **grows** from one step to the next.": (
        "Một bước là *quá dài* khi mất mát **tăng lên** từ bước này sang bước kế tiếp."
    ),
    "It goes back to Ada Lovelace, Augustin Cauchy, Emmy Noether, Leonhard Euler, Alan Turing.": (
        "Nó bắt nguồn từ Ada Lovelace, Augustin Cauchy, Emmy Noether, Leonhard Euler, Alan Turing."
    ),
    "The ball rolls faster on a steep hill, and it stops where the hill is flat.": (
        "Quả bóng lăn nhanh hơn trên đồi dốc, và nó dừng lại ở nơi đồi bằng phẳng."
    ),
    'The word "slope" has two meanings here.': 'Từ "độ dốc" có hai nghĩa ở đây.',
    "The loss (the mean of all errors) falls.": ("Mất mát (trung bình của mọi sai số) giảm xuống."),
    "How long is one step?": "Một bước dài bao nhiêu?",
    "Choose a place to start.": "Chọn một nơi để bắt đầu.",
    "Take one step downhill.": "Bước một bước xuống dốc.",
    "Symbol": "Ký hiệu",
    "Meaning": "Ý nghĩa",
    "step length": "độ dài bước",
    "With gradient descent the learning rate matters most.": (
        "Với hạ gradient, tốc độ học là quan trọng nhất."
    ),
    "Write to us at <https://example.org/forum> if it does not stop.": (
        "Hãy viết cho chúng tôi tại <https://example.org/forum> nếu nó không dừng lại."
    ),
    "The functions converge and saturate, so normalization and optimization are over.": (
        "Các hàm hội tụ rồi bão hòa, nên việc chuẩn hóa và tối ưu hóa đã xong."
    ),
    "Newton knew it.": "Newton đã biết điều đó.",
    "Going On": "Đi tiếp",
    "You know the rest.": "Phần còn lại bạn đã biết.",
}
"""The translation of each message of both pages."""

GLOSSARY = """\
term,translation,level,avoid,pos,context,note,discussion
gradient descent,hạ gradient,strict,suy giảm độ dốc,noun,,,
learning rate,tốc độ học,strict,tỷ lệ học tập,noun,,,
"""


@dataclass(frozen=True)
class Plant:
    """One kind of fault."""

    group: str
    what: str
    begins: str
    """What the message begins with that the fault is planted in."""
    change: Callable[[str], str]
    """Makes the bad translation of the good one, or the bad catalog where `catalog` is set."""
    catalog: bool = False
    """Whether the fault is in the file and not in one translation."""
    source: bool = False
    """Whether the English page is changed in the same way."""
    page: str = "slopes"


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return a change of one part of a text, which must be there."""

    def change(text: str) -> str:
        if old not in text:
            raise ValueError(f"{old!r} is not in {text!r}")
        return text.replace(old, new, 1)

    return change


def always(text: str) -> Callable[[str], str]:
    """Return a change to one text."""
    return lambda _: text


def _repeat(text: str) -> str:
    part = "và nó dừng lại ở nơi đồi bằng phẳng"
    return text.replace(part, ", ".join([part] * 5))


def _without_header(text: str) -> str:
    return re.sub(r'"Content-Type: [^"]*"\n', "", text)


def _twice(text: str) -> str:
    entry = 'msgid "Take one step downhill."\nmsgstr "Bước một bước xuống dốc."\n'
    return f"{text.rstrip()}\n\n{entry}"


def _conflict(text: str) -> str:
    line = 'msgstr "Chọn một nơi để bắt đầu."\n'
    other = 'msgstr "Chọn chỗ xuất phát."\n'
    return swap(line, f"<<<<<<< ours\n{line}=======\n{other}>>>>>>> theirs\n")(text)


def _mojibake(text: str) -> str:
    letters = (bytes([byte]) for byte in text.encode())
    return "".join(letter.decode("cp1252", "ignore") or chr(letter[0]) for letter in letters)


HILL, STEP = "The ball rolls", "A step is"
ENGLISH = "The ball rolls faster on a steep hill, and it stops where the hill is flat."
KEPT, MARKUP, STRUCTURE = "kept tokens", "markup", "structure"
SAFETY, WHOLE, SAME = "safety", "completeness", "consistency"
TEXT, VIETNAMESE, NAMES, CATALOG = "text", "Vietnamese", "names", "catalog"
TERMS = "terms"

PLANTS = (
    Plant(KEPT, "inline code translated", "Call", swap("np.mean", "np.trung_bình")),
    Plant(KEPT, "a blank in inline code", "Call", swap("`np.mean`", "`np. mean`")),
    Plant(KEPT, "backticks of inline code lost", "Call", swap("`np.mean`", "np.mean")),
    Plant(KEPT, "a formula lost", "Let", swap("$w$ là trọng số", "trọng số là thế")),
    Plant(KEPT, "a formula changed", "Let", swap("0.1", "0.01")),
    Plant(KEPT, "a link's path changed", "Read", swap("org/manual", "org/huong-dan")),
    Plant(
        KEPT,
        "a link lost, its text kept",
        "Read",
        swap("[sách hướng dẫn](https://example.org/manual)", "sách hướng dẫn"),
    ),
    Plant(KEPT, "an image's file renamed", "![A ball", swap("ball.png", "quả-bóng.png")),
    Plant(KEPT, "a reference's target changed", "As {ref}", swap("{ref}`slopes`", "{ref}`dốc`")),
    Plant(KEPT, "a role's name changed", "As {ref}", swap("{numref}", "{ref}")),
    Plant(KEPT, "a citation lost", "As {ref}", swap(" {cite}`cauchy1847`", "")),
    Plant(KEPT, "a footnote lost", "The rule", swap("[^old]", "")),
    Plant(KEPT, "an HTML tag lost", "Press", swap("<kbd>Enter</kbd>", "Enter")),
    Plant(KEPT, "an entity turned into a tag", "Each gap", swap("&lt;mask&gt;", "<mask>")),
    Plant(KEPT, "a substitution translated", "This page", swap("release", "phiên_bản")),
    Plant(KEPT, "a number changed", "The run", swap("3,14", "3,41")),
    Plant(KEPT, "a mixed-case name in other case", "Formulas", swap("LaTeX", "LateX")),
    Plant(MARKUP, "a blank inside emphasis", STEP, swap("*quá dài*", "* quá dài*")),
    Plant(MARKUP, "emphasis glued to a word", STEP, swap("là *quá", "là*quá")),
    Plant(MARKUP, "a closing asterisk lost", STEP, swap("dài*", "dài")),
    Plant(MARKUP, "emphasis lost", STEP, swap("*quá dài*", "quá dài")),
    Plant(MARKUP, "a closing backtick lost", "Call", swap("mean`", "mean")),
    Plant(MARKUP, "a closing dollar lost", "Let", swap("0.1$", "0.1")),
    Plant(MARKUP, "a closing bracket lost", "The loss", swap("sai số)", "sai số")),
    Plant(MARKUP, "a closing quote lost", "The word", swap('dốc"', "dốc")),
    Plant(STRUCTURE, "a paragraph became a list", "How long", swap("Một bước", "1. Bước")),
    Plant(STRUCTURE, "a bar cuts a table's cell", "step length", swap("độ dài", "độ | dài")),
    Plant(SAFETY, "a script in a link", "Read", swap("https://example.org/manual", "javascript:x")),
    Plant(SAFETY, "a link to another host", "Read", swap("example.org", "example.net")),
    Plant(SAFETY, "an event handler", "Press", swap("<kbd>", '<kbd onclick="x()">')),
    Plant(SAFETY, "a Liquid tag", HILL, swap("Quả bóng", "{% include x %} Quả bóng")),
    Plant(SAFETY, "a mark that turns the direction", HILL, swap("nhanh", "\u202enhanh")),
    Plant(SAFETY, "a character without width", HILL, swap("nhanh", "nha\u200bnh")),
    Plant(SAFETY, "a Cyrillic letter in a link", "Write", swap("example", "ex\u0430mple")),
    Plant(WHOLE, "a paragraph left in English", HILL, always(ENGLISH)),
    Plant(WHOLE, "an English word left inside", HILL, swap("đồi dốc", "steep đồi")),
    Plant(WHOLE, "a link's text left in English", "Read", swap("sách hướng dẫn", "manual")),
    Plant(
        WHOLE,
        "an alt text left in English",
        "![A ball",
        always("![A ball rolls down a hill](ball.png)"),
    ),
    Plant(
        SAME, "one English in two ways", "How long", always("Mỗi bước có độ dài nào?"), page="other"
    ),
    Plant(TEXT, "a word doubled", HILL, swap("bóng lăn", "bóng bóng lăn")),
    Plant(TEXT, "a blank before a comma", HILL, swap("dốc,", "dốc ,")),
    Plant(TEXT, "the full stop lost", HILL, swap("phẳng.", "phẳng")),
    Plant(TEXT, "a part said over and over", HILL, _repeat),
    Plant(TEXT, "half of the text lost", HILL, always("Nó dừng lại.")),
    Plant(TEXT, "letters read in a wrong encoding", HILL, _mojibake),
    Plant(
        VIETNAMESE,
        "letters taken apart (NFD)",
        HILL,
        lambda text: unicodedata.normalize("NFD", text),
    ),
    Plant(VIETNAMESE, "a tone mark placed the other way", "The functions", swap("hòa", "hoà")),
    Plant(VIETNAMESE, '"in" taken for a year', "In {numref}", swap("Trong", "Năm")),
    Plant(NAMES, "a name lost from a list", "It goes", swap("Emmy Noether, ", "")),
    Plant(NAMES, "a name given accents", "It goes", swap("Ada", "Ađa")),
    Plant(TERMS, "a term rendered in another way", "With", swap("tốc độ học", "nhịp điệu")),
    Plant(TERMS, "a term in a form to avoid", "With", swap("hạ gradient", "suy giảm độ dốc")),
    Plant(TERMS, "a term left in English", "With", swap("tốc độ học", "learning rate")),
    Plant(CATALOG, "an entry twice", "Take one", _twice, catalog=True),
    Plant(CATALOG, "marks of a merge conflict", "Choose", _conflict, catalog=True),
    Plant(CATALOG, "the header's charset lost", "", _without_header, catalog=True),
    Plant(
        CATALOG,
        "the English changed, the translation not",
        "Take one",
        swap("Take one step downhill.", "Take two steps downhill."),
        catalog=True,
        source=True,
    ),
)
