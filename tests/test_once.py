"""A property that is worked out once."""

from dataclasses import FrozenInstanceError, dataclass
from typing import ClassVar

import pytest

from polybook.model.once import once


@dataclass(frozen=True, eq=False)
class Text:
    raw: str
    asked: ClassVar[list[str]] = []

    @once
    def words(self) -> list[str]:
        """Return the words."""
        self.asked.append(self.raw)
        return self.raw.split()


def test_a_value_is_worked_out_at_the_first_look_of_each_object():
    one, other = Text("a b"), Text("c")
    assert one.words is one.words
    assert (one.words, other.words) == (["a", "b"], ["c"])
    assert Text.asked == ["a b", "c"]
    with pytest.raises(FrozenInstanceError):
        one.words = []


def test_the_class_has_the_property_itself():
    assert isinstance(Text.words, once)
    assert Text.words.__doc__ == "Return the words."
