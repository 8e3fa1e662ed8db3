"""How long to wait before asking again."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

ATTEMPTS = 5
SLOW_ATTEMPTS = 2
"""Attempts for what does not come in time."""
FIRST = 1.0
"""Seconds before the second attempt; doubled each time."""
LONGEST = 30.0
"""Seconds that we choose to wait at most."""
PATIENCE = 120.0
"""Seconds that we wait at most because the service asks for it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and ways to let it pass; tests bring their own."""

    wall: Callable[[], float] = time.time
    """Seconds since 1970."""
    wait: Callable[[threading.Event, float], bool] = threading.Event.wait
    """Waits that many seconds, or until the event is set; returns whether it is."""
    chance: Callable[[], float] = random.random
    """A number from 0 to 1."""


def pause(attempt: int, clock: Clock) -> float:
    """Return the seconds to wait after attempt 1, 2, ...: doubled each time, half of it by chance.

    Without chance, all that were refused together would come back together.
    """
    full = min(FIRST * 2.0 ** (attempt - 1), LONGEST)
    return full / 2 + full / 2 * clock.chance()


def asked_for(header: str, clock: Clock) -> float | None:
    """Return the seconds that a Retry-After header asks for, None where it says nothing.

    A number of seconds or an HTTP date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    text = header.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return min(float(text), 1e9)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - clock.wall())
    except (TypeError, ValueError, OverflowError):
        return None
