"""A real Chromium before a real server.

Fixtures: ``page`` (a desk), ``phone`` (a phone in the hand), ``login(page, user)``, ``axe(page)``,
``demo`` (the demo film) with ``member(page, role)``, and ``console``, which fails a test whose pages
logged an error that it didn't announce with ``console.allow("part of the text")``.
"""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from production.models import Film, User
from script.demo.build import SLUG, build
from tests import chromium

HERE = Path(__file__).parent
PASSWORD = "rodaje-demo-2003"
AXE = settings.ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = settings.ROOT / "test-results"
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
# For a busy machine; but less than the 15 s after which a page asks by itself and mends what it shows.
expect.set_options(timeout=10_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[_FAILED] = True
    return report


_FAILED = pytest.StashKey[bool]()


class Console:
    """What the pages complained about."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self._allowed: list[str] = []

    def allow(self, text: str) -> None:
        """The journey provokes this message on purpose, for example the 409 of a stale save."""
        self._allowed.append(text)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        return [error for error in self.errors if not any(text in error for text in self._allowed)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("RODAJE_CHROMIUM") or chromium.find()
    if not program:
        pytest.skip("no Chromium on this machine")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.OPTIONS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def console() -> Iterator[Console]:
    console = Console()
    yield console
    assert not console.unexpected(), "\n".join(console.unexpected())


@contextmanager
def _page(
    browser: Browser, url: str, console: Console, request: pytest.FixtureRequest, **options: Any
) -> Iterator[Page]:
    cache.clear()  # rate limits of the journey before
    with browser.new_context(base_url=url, locale="en-GB", reduced_motion="reduce", **options) as context:
        console.watch(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.set_default_navigation_timeout(60_000)  # a page may be slow to come on a busy machine
        yield page
        if request.node.stash.get(_FAILED, False):
            PICTURES.mkdir(exist_ok=True)
            page.screenshot(path=PICTURES / f"{request.node.name}.png", full_page=True)


@pytest.fixture
def page(
    browser: Browser, live_server: Any, console: Console, request: pytest.FixtureRequest
) -> Iterator[Page]:
    with _page(browser, live_server.url, console, request, **DESK) as page:
        yield page


@pytest.fixture
def phone(
    browser: Browser, live_server: Any, console: Console, request: pytest.FixtureRequest
) -> Iterator[Page]:
    with _page(browser, live_server.url, console, request, **PHONE) as page:
        yield page


@pytest.fixture
def login(live_server: Any) -> Callable[[Page, Any], None]:
    """Sign somebody in without the form; another call on the same page changes who it is."""

    def sign_in(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": live_server.url,
                    "httpOnly": True,
                }
            ]
        )

    return sign_in


@pytest.fixture
def axe() -> Callable[..., None]:
    """Fail on whatever keeps a person with a disability out (axe: serious and critical).

    ``axe(page, "color-contrast")`` asks only the named rules, which is quicker.
    """

    def check(page: Page, *rules: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())  # by the debugger, which the page's own policy doesn't stop
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        found = page.evaluate("options => axe.run(document, options)", options)
        grave = [rule for rule in found["violations"] if rule["impact"] in {"serious", "critical"}]
        assert not grave, "\n".join(
            f"{rule['id']}: {rule['help']}\n"
            + "\n".join(
                f"    {node['html'][:200]}\n    {node['failureSummary']}" for node in rule["nodes"][:5]
            )
            for rule in grave
        )

    return check


@pytest.fixture(scope="session")
def demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.sqlite3"


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _own_files(settings: Any, demo_files: Path) -> None:
    """One folder for all journeys: the demo film is copied with the names of its files."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": demo_files, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "default": default}


@pytest.fixture
def demo(transactional_db: None, demo_copy: Path) -> Film:
    """The demo film with its five members; built once a process, then copied page by page."""
    if connection.vendor != "sqlite":
        return build(password=PASSWORD)
    import sqlite3

    connection.ensure_connection()
    if demo_copy.exists():
        with closing(sqlite3.connect(demo_copy)) as copy:
            copy.backup(connection.connection)
    else:
        build(password=PASSWORD)
        with closing(sqlite3.connect(demo_copy)) as copy:
            connection.connection.backup(copy)
    return Film.objects.get(slug=SLUG)


@pytest.fixture
def member(demo: Film, login: Callable[[Page, Any], None]) -> Callable[[Page, str], None]:
    """Sign in as the demo film's member of this role."""
    return lambda page, role: login(page, User.objects.get(email=f"{role}@example.org"))
