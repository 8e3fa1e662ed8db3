"""Tests, laid out as the rooms are. A package, so that `tests.helpers` is ours and no other's."""
