"""Start one program, wait for it, and print what it cost as JSON.

Usage: launch.py LIMIT LOG PROGRAM [ARGUMENT...]

A separate program, and a small one: Linux counts the memory of whoever starts a program into the
peak of what is started, so a benchmark with a parsed book in memory would report its own size.
"""

import json
import os
import signal
import sys
import time

KILLED = 124  # what timeout(1) answers


def main() -> None:
    limit, log, argv = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        _become(argv, log)
    timed_out = False

    def give_up(*_: object) -> None:
        nonlocal timed_out
        timed_out = True
        os.killpg(child, signal.SIGKILL)

    # Ended from outside, it must not leave the program running: that has a session of its own.
    for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, give_up)
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(child, 0)
    cost = {
        "wall": time.perf_counter() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        # Kilobytes on Linux, of the largest single process among the program and its children.
        "memory": usage.ru_maxrss / 1024,
        "code": KILLED if timed_out else os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(cost))


def _become(argv: list[str], log: str) -> None:
    """Turn the forked child into the program: a session of its own, its output in a file."""
    try:
        os.setsid()
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        null = os.open(os.devnull, os.O_RDONLY)
        for target, source in enumerate((null, out, out)):
            os.dup2(source, target)
        os.execvp(argv[0], argv)
    finally:
        os._exit(127)


if __name__ == "__main__":
    main()
