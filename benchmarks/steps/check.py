"""Check: every catalog of a fully pseudo-translated book."""

from functools import partial

from measure import Task
from steps import books
from work import UnavailableError, Work

NAME = "check"


def polybook(work: Work) -> list[Task]:
    try:
        work.run(work.polybook, "check", "--help")
    except UnavailableError:
        raise UnavailableError("this polybook has no command `check`") from None
    home = books.polybook(work, "check", full=True)
    argv = [work.polybook, "-C", home, "check", "vi"]
    return [Task(NAME, "polybook", argv, after=partial(_summary, work), codes=(0, 1))]


def _summary(work: Work) -> str:
    """Return the last line that it printed: how much was checked, and what was found."""
    return work.log.read_text(errors="replace").strip().rpartition("\n")[2]


CONTENDERS = {"polybook": polybook}
