"""The real Jekyll, and a server for what it builds: addresses in it begin at the site's root."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers import needs


def jekyll(folder: Path) -> Path:
    """Build the site in `folder` without a complaint of Jekyll's; return what it built."""
    program = needs("jekyll", "jekyll")
    done = subprocess.run(
        [program, "build", "--strict_front_matter", "--disable-disk-cache", "--future"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed
    assert not re.search(r"(?i)warning|error|conflict|deprecat", printed), printed
    return folder / "_site"


def together(target: Path, sites: Iterable[Path]) -> Path:
    """Put the sites of all languages into one folder, as on the web."""
    for site in sites:
        shutil.copytree(site, target, dirs_exist_ok=True)
    (target / "favicon.ico").touch()  # which browsers ask for
    return target


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on this machine, and yield the address of its root, without a last slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
