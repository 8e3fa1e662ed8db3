"""Start-up: what every call of a command costs before it does anything."""

import sys
from collections.abc import Callable

from measure import Task
from work import Work

NAME = "startup"


def polybook(work: Work) -> list[Task]:
    return [
        Task(NAME, f"polybook {option}", [work.polybook, option])
        for option in ("--version", "--help")
    ]


def python(_: Work) -> list[Task]:
    return [Task(NAME, "Python alone", [sys.executable, "-c", "pass"])]


def _peer(name: str, command: str) -> Callable[[Work], list[Task]]:
    def tasks(work: Work) -> list[Task]:
        argv = [work.peer(name, command), "--version"]
        return [Task(NAME, f"{command} --version ({name})", argv)]

    return tasks


CONTENDERS = {
    "polybook": polybook,
    "Python alone": python,
    "mdpo": _peer("mdpo", "md2po"),
    "translate-toolkit": _peer("translate-toolkit", "md2po"),
    "Sphinx": _peer("sphinx", "sphinx-build"),
}
