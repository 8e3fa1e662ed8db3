"""What languages are called, for the extension's other modules."""

from __future__ import annotations

from polybook.terms.names import name_in, own_name, tag

__all__ = ["name_in", "own_name", "tag"]
