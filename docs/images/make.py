"""Make the pictures of the README: `python docs/images/make.py`, after `make en vi`.

Chromium takes them, of the real editions and of what the real commands print.
"""

import argparse
import difflib
import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
POLYBOOK = Path(sys.executable).with_name("polybook")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHAPTER = "chapters/gradient-descent.html"
CATALOG = Path("locales/vi/LC_MESSAGES/preface.po")
AROUND = 3
"""Lines of a catalog that are shown before and after a changed one."""
ANNOTATION = re.compile(r"::(\w+) file=(.*?),line=(\d+)(?:,\w+=\d+)*,title=(.*?)::(.*)")
STYLE = """
body { margin: 0; font: 15px/1.5 system-ui, 'DejaVu Sans', sans-serif; background: #fff; }
.row { display: flex; gap: 16px; padding: 16px; background: #d8dee4; }
iframe { flex: 1; border: 0; height: 900px; background: #fff; }
.file { margin: 16px; border: 1px solid #d0d7de; border-radius: 6px; overflow: hidden; }
.name { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d0d7de; }
.line { font: 13px/1.6 'DejaVu Sans Mono', monospace; white-space: pre-wrap; padding-left: 12px; }
.old { background: #ffebe9; } .new { background: #dafbe1; }
.note { margin: 8px 16px; padding: 8px 16px; border: 1px solid #d0d7de; border-left: 4px solid; }
.error { border-left-color: #cf222e; } .warning { border-left-color: #9a6700; }
pre { margin: 0; padding: 16px; font: 14px/1.25 'DejaVu Sans Mono', monospace; }
"""


def main() -> int:
    """Make all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="where the editions are")
    parser.add_argument("--out", type=Path, default=HERE, help="where the pictures go")
    options = parser.parse_args()
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    pages = [options.build / language / "html" / CHAPTER for language in ("en", "vi")]
    if browser is None or not all(page.is_file() for page in pages):
        print("needs Chromium and both editions: run `make en vi` first", file=sys.stderr)
        return 2
    frames = "".join(f'<iframe src="{page.resolve().as_uri()}"></iframe>' for page in pages)
    take(browser, options.out / "editions.png", f'<div class="row">{frames}</div>', 1600, 932)
    take(browser, options.out / "pull-request.png", pull_request(), 960, 440)
    table = stats()
    height = 40 + 18 * table.count("\n")
    take(browser, options.out / "stats.png", f"<pre>{table}</pre>", 960, height)
    return 0


def take(browser: str, picture: Path, body: str, width: int, height: int) -> None:
    """Write the picture of a page."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}", "utf-8")
        options = [f"--window-size={width},{height}", f"--screenshot={picture.resolve()}"]
        options += ["--headless", "--hide-scrollbars", "--virtual-time-budget=8000"]
        # Chromium's sandbox does not start for root, as in a container.
        options += ["--no-sandbox"] * (os.geteuid() == 0) + [f"--user-data-dir={folder}/profile"]
        run([browser, *options, page.as_uri()])
    print(f"wrote {picture}")


def pull_request() -> str:
    """Change a translation in a copy of the book; return the diff with what `check` says of it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("source_en", "locales", "glossary"):
            shutil.copytree(ROOT / name, home / name)
        shutil.copy(ROOT / "polybook.toml", home)
        for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Book"]):
            run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], home)
        before = (home / CATALOG).read_text("utf-8")
        # The formula is lost, and *loss* is called by another name.
        after = re.sub(r"(?m)^msgstr \"(.*)\$[^$]+\$(.*)\"$", r'msgstr "\1\2"', before, count=1)
        (home / CATALOG).write_text(after, "utf-8")
        said = run([POLYBOOK, "check", "vi", "--since", "HEAD", "--format", "github"], home)
    notes = {int(found[3]): found for found in ANNOTATION.finditer(said)}
    return show_diff(before.split("\n"), after.split("\n"), notes)


def show_diff(before: list[str], after: list[str], notes: dict[int, re.Match[str]]) -> str:
    """Return a changed file as pull requests show it, with its annotations."""
    rows = []
    for line in list(difflib.unified_diff(before, after, n=AROUND, lineterm=""))[2:]:
        if start := re.match(r"@@ -\d+,\d+ \+(\d+)", line):
            number = int(start[1]) - 1
        kind = {"-": " old", "+": " new"}.get(line[0], "")
        number += line[0] in " +"
        rows.append(f'<div class="line{kind}">{html.escape(line)}</div>')
        if line[0] in " +" and (note := notes.get(number)):
            level, title, text = (html.escape(note[part]) for part in (1, 4, 5))
            rows.append(f'<div class="note {level}"><b>{title}</b><br>{text}</div>')
    return f'<div class="file"><div class="name">{CATALOG}</div>{"".join(rows)}</div>'


def stats() -> str:
    """Return what `stats` prints on a terminal of the Vietnamese edition, as HTML."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": "110"}
    first, _, _ = run([POLYBOOK, "stats"], ROOT, environment).partition("└")
    console = Console(record=True, width=120, file=io.StringIO(), color_system="truecolor")
    console.print(Text.from_ansi(first))
    return console.export_html(inline_styles=True, code_format="{code}")


def run(command: list[str | Path], folder: Path = ROOT, environment: object = None) -> str:
    """Run a program that may find something; return what it printed."""
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        sys.exit(f"{command[0]} failed: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
