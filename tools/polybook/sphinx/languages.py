"""What languages are called, for the extension's other modules."""

from __future__ import annotations

from polybook.terms.names import name_in, of_language, own_name, runs_leftwards, tag

__all__ = ["name_in", "of_language", "own_name", "runs_leftwards", "tag"]
