"""How much a proof does: little within `make test`, more in `make prove`, all of it with PROVE=full."""

import os

FULL = os.environ.get("PROVE", "") == "full"


def scaled(usual: int, full: int) -> int:
    """A count for `make prove`, and the one that the promise names."""
    return full if FULL else usual


def spread(items: list, count: int) -> list:
    """So many of a list, evenly from beginning to end."""
    if count >= len(items):
        return items
    return [items[index * len(items) // count] for index in range(count)]
