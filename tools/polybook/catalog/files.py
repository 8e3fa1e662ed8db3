"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

TEMPORARY = ".polybook-tmp"
"""How the names of files end that are not written to their end; no book has such files."""
_ABANDONED = 3600  # seconds after which one that nobody has renamed belongs to a dead process
_THREADS = 8  # waiting for the disk is all they do, and file systems commit what waits together


def read_regular(path: Path) -> bytes:
    """Return the bytes of the file at `path`; a link may lead to it.

    Raises OSError where there is none, and for what is no regular file: a device never ends, and a
    pipe makes its reader wait.
    """
    if not path.is_file() and not path.is_dir():
        path.stat()  # says why, where there is nothing
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return path.read_bytes()


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace the file at `path` by `data`, or leave it as it was when anything fails.

    The bytes go to a temporary file beside the target, reach the disk, and are renamed over it. A
    symbolic link keeps being one: what it points to is replaced. The target keeps its mode, and a
    new file gets the mode that `open` would give it. Missing folders are made. What can be made
    again need not be `durable`: it is whole when the program dies, though not when the power fails.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_beside(target)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        # A disk that is full while bytes are written names no file at all.
        if isinstance(error, OSError) and error.errno and error.filename in (None, str(temporary)):
            error.filename = str(path)  # the name that the caller knows
        raise


def temporary_beside(path: Path) -> Path:
    """Return a new name beside `path`, to be written and then renamed to it.

    What processes that were killed have left in its folder is removed. Not `tempfile`, which makes
    private files: `open` gives the mode that is usual here.
    """
    _sweep(path.parent)
    return path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}{TEMPORARY}")


@cache
def _sweep(folder: Path) -> None:
    """Remove abandoned temporary files; once for each folder, since looking takes time."""
    for left in folder.glob(f".*{TEMPORARY}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here with the same folder.

    For who reads a file in it, changes that and writes it back. Where there is no such folder yet,
    or a system has no such locks, nobody waits.
    """
    opened = -1
    with suppress(ImportError, OSError):
        import fcntl

        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(opened, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if opened >= 0:
            os.close(opened)


def write_all_atomically(files: Mapping[Path, bytes]) -> None:
    """Do `write_atomically` for many files, several at a time: 200 take a tenth of the time.

    Each file is whole, old or new, whatever happens; the first failure is raised when all the
    others have been tried.
    """
    if len(files) < 2:
        for path, data in files.items():
            write_atomically(path, data)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_THREADS) as threads:
        written = [threads.submit(write_atomically, path, data) for path, data in files.items()]
    for one in written:
        one.result()
