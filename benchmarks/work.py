"""The benchmark's folder: the pages of the corpus, as given and as edited, and each tool's copy."""

import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edits import edit_book
from peers import Peers

SEED = 20


class UnavailableError(Exception):
    """A tool is not there, or does not get as far as being measured; the message says why."""


@dataclass(eq=False)
class Work:
    """What every step needs: where things are, and the book."""

    root: Path
    corpus: Path
    polybook: Path
    """The polybook command that is measured."""
    peers: Peers
    limit: float
    """Seconds that a peer's update may take."""

    @property
    def log(self) -> Path:
        """What the program that ran last has printed."""
        return self.root / "log.txt"

    @cached_property
    def pages(self) -> dict[str, str]:
        """Every page of the corpus by name."""
        with tarfile.open(self.corpus) as archive:
            members = [one for one in archive if one.isfile() and one.name.endswith(".md")]
            texts = {one.name: archive.extractfile(one) for one in members}
            # The one folder that holds all is the archive's, not the book's.
            return {
                name.split("/", 1)[-1]: file.read().decode()
                for name, file in sorted(texts.items())
                if file
            }

    @cached_property
    def edited(self) -> dict[str, str]:
        """The same pages a year later."""
        return edit_book(self.pages, SEED)[0]

    @cached_property
    def english(self) -> Path:
        """A folder of the pages."""
        return self.write(self.root / "english", self.pages)

    def write(self, folder: Path, pages: dict[str, str]) -> Path:
        """Write pages into a folder that holds nothing else."""
        clear(folder)
        for name, text in pages.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        return folder

    def run(self, *argv: str | Path, codes: Sequence[int] = (0,)) -> None:
        """Run a program that is not measured; the exit codes are those that mean success."""
        try:
            with self.log.open("wb") as log:
                done = subprocess.run(argv, check=False, stdout=log, stderr=subprocess.STDOUT)
        except OSError as error:
            raise UnavailableError(str(error)) from error
        if done.returncode not in codes:
            words = self.log.read_text(errors="replace").strip().splitlines()
            raise UnavailableError(words[-1][:200] if words else f"exit code {done.returncode}")

    def peer(self, name: str, command: str = "") -> Path:
        """Return a peer's command, or say why there is none."""
        if not self.peers.has(name):
            raise UnavailableError(self.peers.missing[name])
        return self.peers.command(name, command)


def clear(folder: Path) -> Path:
    """Empty a folder, or make it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def copy(source: Path, target: Path) -> Path:
    """Copy a folder over whatever is at the target."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def count_messages(folder: Path) -> str:
    """Count the messages of all catalogs under a folder, for a remark."""
    catalogs = [path for path in folder.rglob("*.po*") if path.is_file()]
    count = sum(_messages(path.read_text()) for path in catalogs)
    return f"{count:,} messages in {len(catalogs)} catalog{'s' * (len(catalogs) != 1)}"


def _messages(text: str) -> int:
    return sum(line.startswith("msgid ") for line in text.splitlines()) - 1  # the header


def shell(script: str, *arguments: str | Path) -> Sequence[str | Path]:
    """Return the command line of a shell script with its arguments, $1 and so on."""
    return ["sh", "-euc", script, "sh", *arguments]
