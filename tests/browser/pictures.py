"""The README's pictures, taken of the demo film: python -m tests.browser.pictures"""

import os

from tests import environment  # noqa: F401  first: what Django reads

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import pypdfium2
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import chromium

PASSWORD = "rodaje-demo-2003"
DOCS = Path(__file__).parents[2] / "docs"
DPI = 110
COLOURS = 256


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("demo", verbosity=0)
    DOCS.mkdir(exist_ok=True)
    with server() as url, desk(url) as page:
        sign_in(page, "director@example.org")
        page.get_by_role("link", name="Stripboard").click()
        page.wait_for_load_state("networkidle")
        take(page, "stripboard", 1000)
        page.get_by_role("link", name="Timeline").click()
        page.wait_for_load_state("networkidle")
        take(page, "timeline", 760)
        page.get_by_role("link", name="Stripboard").click()
        page.wait_for_load_state("networkidle")
        page.get_by_role("link", name="Tue 10 Jun").click()
        page.get_by_role("region", name="Readiness").get_by_text("warnings").wait_for()
        take(page, "day", 1240)
        page.get_by_role("link", name="Interviews").first.click()
        page.get_by_role("link", name="Volkov in the library").click()
        page.get_by_role("link", name="Log A002").first.click()
        page.locator("#log[data-loaded]").wait_for()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(1500)  # until the picture stands there
        take(page, "log", 860)
        script(page)
        page.get_by_role("link", name="Call sheets").click()
        page.get_by_role("link", name="Mon 9 Jun").click()
        link = page.get_by_role("link", name="A4").first.get_attribute("href")
        keep(page_of(page.context.request.get(link).body()), "call-sheet")


def script(page: Page) -> None:
    """Its page with the drawer open, and two papers of its last draft."""
    page.get_by_role("link", name="Script", exact=True).first.click()
    page.get_by_role("link", name="Television, 52 minutes").first.click()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#s-state").get_by_text("All saved").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("i")
    page.keyboard.type("casa")
    page.wait_for_timeout(1500)  # until the hits stand there
    take(page, "script", 900)
    url = page.url.split("#")[0]
    for paper, name, at in (("two-column", "two-column", 1), ("narration", "narration", 0)):
        page.goto(f"{url}papers/?draft=2")
        link = page.locator(f"a[href*='/papers/{paper}/pdf/']").first.get_attribute("href")
        keep(page_of(page.context.request.get(link).body(), at), name)


@contextmanager
def server() -> Iterator[str]:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@contextmanager
def desk(url: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.OPTIONS)
        yield browser.new_page(
            base_url=url,
            locale="en-GB",
            color_scheme="light",
            reduced_motion="reduce",
            viewport={"width": 1440, "height": 900},
        )
        browser.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/films/"))


def take(page: Page, name: str, height: int) -> None:
    page.set_viewport_size({"width": 1440, "height": height})
    keep(Image.open(io.BytesIO(page.screenshot())), name)


def page_of(document: bytes, at: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(document)[at].render(scale=DPI / 72).to_pil()


def keep(picture: Image.Image, name: str) -> None:
    place = DOCS / f"{name}.png"
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(place, optimize=True)
    print(f"{place.relative_to(DOCS.parent)}  {place.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
