import errno
import os
import stat
import subprocess
import sys

import pytest

from polybook.catalog.files import (
    one_at_a_time,
    read_regular,
    temporary_beside,
    write_all_atomically,
    write_atomically,
)


def test_the_file_gets_the_bytes_and_nothing_else_is_left(tmp_path):
    target = tmp_path / "new" / "vi.po"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_mode_is_kept_and_a_new_file_gets_the_usual_one(tmp_path):
    target, usual = tmp_path / "vi.po", tmp_path / "usual"
    usual.touch()
    write_atomically(target, b"one")
    assert target.stat().st_mode == usual.stat().st_mode
    target.chmod(0o640)
    write_atomically(target, b"two")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch, step):
    target = tmp_path / "vi.po"
    target.write_bytes(b"one")

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="the disk is full"):
        write_atomically(target, b"two")
    assert target.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_process_left_goes_and_what_is_being_written_stays(tmp_path):
    left, fresh = temporary_beside(tmp_path / "vi.po"), temporary_beside(tmp_path / "fr.po")
    own = tmp_path / ".vi.po"
    folder = tmp_path / "vi"
    folder.mkdir()
    for path in (left, fresh, own):
        (folder / path.name).write_bytes(b"half of")
    for name in (left.name, own.name):
        os.utime(folder / name, (0, 0))
    write_atomically(folder / "vi.po", b"one")
    assert {path.name for path in folder.iterdir()} == {"vi.po", fresh.name, own.name}


def test_a_symbolic_link_stays_one(tmp_path):
    real, link = tmp_path / "real.po", tmp_path / "vi.po"
    real.write_bytes(b"one")
    link.symlink_to(real)
    write_atomically(link, b"two")
    assert link.is_symlink()
    assert real.read_bytes() == b"two"


@pytest.mark.parametrize("count", [0, 1, 30])
def test_many_files_are_written_each_whole(tmp_path, count):
    files = {tmp_path / str(place % 3) / f"{place}.po": b"%d" % place for place in range(count)}
    write_all_atomically(files)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.po")} == files


def test_of_many_files_a_failure_is_raised_and_the_others_are_written(tmp_path):
    (tmp_path / "folder").mkdir()
    good = {tmp_path / f"{place}.po": b"x" for place in range(5)}
    with pytest.raises(OSError, match="folder"):
        write_all_atomically({tmp_path / "folder": b"x", **good})
    assert all(path.read_bytes() == b"x" for path in good)
    assert len(list(tmp_path.iterdir())) == 6


def test_only_regular_files_are_read_also_through_links(tmp_path):
    file, link = tmp_path / "vi.po", tmp_path / "link.po"
    file.write_bytes(b"one")
    link.symlink_to(file)
    assert read_regular(file) == read_regular(link) == b"one"
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "none.po")
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_would_make_a_reader_wait_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.po")
    (tmp_path / "zero.po").symlink_to("/dev/zero")
    for name in ("pipe.po", "zero.po"):
        with pytest.raises(OSError, match="not a regular file"):
            read_regular(tmp_path / name)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told_by_the_name_of_the_file(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError) as raised:
        write_atomically(tmp_path / "vi.po", b"x")
    assert raised.value.filename == str(tmp_path / "vi.po")


def test_a_full_disk_is_told_with_the_file(tmp_path, monkeypatch):
    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as error:
        write_atomically(tmp_path / "vi.po", b"one")
    assert error.value.filename == str(tmp_path / "vi.po")
    assert list(tmp_path.iterdir()) == []


def test_two_processes_are_not_in_one_folder_at_once(tmp_path):
    program = (
        "import sys; from pathlib import Path; from polybook.catalog.files import one_at_a_time\n"
        "print('begins', flush=True)\n"
        "with one_at_a_time(Path(sys.argv[1])): print('is in', flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with one_at_a_time(tmp_path):
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert other.stdout.readline() == "begins\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    assert other.communicate(timeout=30)[0] == "is in\n"


def test_nobody_waits_for_a_folder_that_is_not_there(tmp_path):
    with one_at_a_time(tmp_path / "none"):
        assert list(tmp_path.iterdir()) == []
