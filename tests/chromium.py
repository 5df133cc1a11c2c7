"""A headless Chromium, the system's own, with nothing in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory
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
    playwright = package("playwright.sync_api", group="browser")
    executable = program("chromium", "chromium-browser", "google-chrome", debian="chromium")
    # The home of its crash reports; all else of it is in the profile.
    with TemporaryDirectory(prefix="beian-") as settings, playwright.sync_playwright() as driver:
        environment = {**os.environ, "XDG_CONFIG_HOME": settings}
        with closing(driver.chromium.launch(executable_path=executable, args=_FLAGS, env=environment)) as browser:
            yield browser
