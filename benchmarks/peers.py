"""The peers: installed into environments of their own, pinned; a failure is told, not fatal."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PINS = Path(__file__).with_name("peers.txt")

# Peers that come with the system; the benchmark uses them where they are.
SYSTEM = {"gettext": ("msgmerge", "msgcat"), "po4a": ("po4a",)}


@dataclass(frozen=True, slots=True)
class Peers:
    """Which peers there are, and where their commands are."""

    folder: Path
    missing: dict[str, str]
    """Peers that are not there, and why."""

    def has(self, name: str) -> bool:
        return name not in self.missing

    def command(self, peer: str, name: str) -> Path:
        """Return the path of a command of an installed peer."""
        return self.folder / peer / "bin" / name


def install(folder: Path) -> Peers:
    """Install what is not installed yet; what is, in the pinned version, is left alone."""
    missing = {}
    for line in PINS.read_text().splitlines():
        if line and not line.startswith("#"):
            name, *pins = line.split()
            if problem := install_one(folder / name, pins):
                missing[name] = problem
    for name, commands in SYSTEM.items():
        if not all(map(shutil.which, commands)):
            missing[name] = f"not on this system; the package {name} brings it"
    return Peers(folder, missing)


def versions(peers: Peers) -> dict[str, str]:
    """Return what was measured, for the results' page."""
    found = {}
    for line in PINS.read_text().splitlines():
        name, *pins = line.split() or [""]
        if name and name != "#" and peers.has(name):
            found[name] = ", ".join(pin.replace("==", " ") for pin in pins)
    for name, commands in SYSTEM.items():
        if peers.has(name):
            words = subprocess.check_output([commands[0], "--version"], text=True)
            found[name] = words.split("\n")[0]
    return found


def install_one(home: Path, pins: list[str]) -> str:
    """Make one environment; return the reason when that does not work."""
    stamp = home / "installed.txt"
    wanted = "\n".join(pins)
    if stamp.exists() and stamp.read_text() == wanted:
        return ""
    print(f"installing {', '.join(pins)}", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", home],
        [home / "bin" / "python", "-m", "pip", "install", "--quiet", *pins],
    ):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            lines = (done.stderr or done.stdout).strip().splitlines()
            return lines[-1][:200] if lines else f"exit code {done.returncode}"
    stamp.write_text(wanted)
    return ""
