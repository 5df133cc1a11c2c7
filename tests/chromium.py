"""A headless Chromium, the system's own, with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from tests.required import package, program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]

# It must neither fetch nor send anything, and needs no sandbox for pages of our own. Its profile is a new folder, which
# Playwright takes away again.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, closed afterwards.

    While it runs, this thread has an event loop, which other tests must not meet: a fixture of it must end with its
    module.
    """
    playwright = package("playwright.sync_api", extra="browser")
    executable = program("chromium", "chromium-browser", "google-chrome", debian="chromium")
    with (
        playwright.sync_playwright() as driver,
        closing(driver.chromium.launch(executable_path=executable, headless=True, args=_FLAGS)) as browser,
    ):
        yield browser
