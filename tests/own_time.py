"""How long something may take, whatever else the machine does meanwhile."""

import time
from contextlib import contextmanager


@contextmanager
def within(seconds, what=""):
    """Fails where what stands inside takes longer, counted in this thread's own time on a processor."""
    began = time.thread_time()
    yield
    took = time.thread_time() - began
    assert took < seconds, f"{what} took {took:.1f} s".lstrip()
