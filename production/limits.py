"""How often somebody may ask for what costs much, counted in the cache that all workers share."""

from __future__ import annotations

import time

from django.core.cache import cache


def allow(action: str, who: object, *, times: int, seconds: int) -> bool:
    """Count one use; False when this person has had theirs for this stretch of time.

    Two uses in the very same moment may count as one: the limit bounds cost, it guards nothing.
    """
    key = f"limit:{action}:{who}:{int(time.time() // seconds)}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # forgotten between the two
        return True
