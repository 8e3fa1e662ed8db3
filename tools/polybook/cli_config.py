"""What every command shares: the configuration of the book that it works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from polybook.model.errors import UsageError

if TYPE_CHECKING:
    from polybook.config import Config


def load_config(context: click.Context, language: str | None = None) -> Config:
    """Read the configuration, and see that it knows `language`."""
    from polybook.config import load

    config = load(context.obj)
    if language is not None and language not in config.languages:
        known = ", ".join(config.languages) or "none yet"
        step = f"add it to `languages` in the configuration, which has: {known}"
        raise UsageError(f"{language}: not a language of this book; {step}")
    return config
