"""A headless Chromium with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["empty_page"]

# It must neither fetch nor send anything, and needs no sandbox for pages of our own. Its profile is a new folder,
# which Playwright takes away again.
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
def empty_page(playwright: Any, executable: str) -> Iterator[Any]:
    """A page of a browser that is closed afterwards; ``playwright`` is the module ``playwright.sync_api``."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, headless=True, args=_FLAGS)
        try:
            yield browser.new_page()
        finally:
            browser.close()
