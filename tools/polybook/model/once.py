"""A property that is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801  used as `property` is
    """As `functools.cached_property`, without the lock for threads that Python 3.11 takes.

    A book has a hundred thousand first looks, and the lock is most of what each costs here. Two
    threads that look at once both work out the value, so what does so must be pure.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self.work_out = work_out
        self.name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> once[Value] | Value:
        """Return the value, and leave it where the next look finds it without asking here."""
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.work_out(instance)
        return value
