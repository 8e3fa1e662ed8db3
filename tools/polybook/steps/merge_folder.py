"""The folder that `merge` writes: which one it may be, what goes in, and what is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from polybook.catalog.files import write_atomically
from polybook.config import Config
from polybook.model.errors import UsageError
from polybook.steps.book import File


def check_folder(config: Config, out: Path) -> None:
    """Raise UsageError for a folder where writing a tree would overwrite what people made."""
    real = out.resolve()
    built = real.is_relative_to(config.build_dir.resolve())
    for name in (config.source, config.locales, config.glossary):
        folder = (config.root / name).resolve()
        inside = real.is_relative_to(folder) and not (built and name == ".")
        if real == folder or inside or folder.is_relative_to(real):
            raise UsageError(f"{out}: would mix with the folder {name}; choose another --out")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: a file stands there; choose another --out")


def write_file(target: Path, data: bytes) -> None:
    """Write a file of the merged tree, which the next merge could make again."""
    write_atomically(target, data, durable=False)


def remove_stale(config: Config, files: Sequence[File], out: Path) -> None:
    """Remove files that the source no longer has, but only from a folder that is ours to clean."""
    if not out.resolve().is_relative_to(config.build_dir.resolve()):
        return
    wanted = {out / file.name for file in files}
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
