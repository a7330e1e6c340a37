"""Waiting for what Playwright has no word for."""

import time
from collections.abc import Callable

from playwright.sync_api import Page


def until(page: Page, said: Callable[[], object], seconds: float = 30) -> None:
    """Meanwhile the page's routes and messages are heard."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "it didn't come to that"
        page.wait_for_timeout(50)
