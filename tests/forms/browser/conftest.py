"""A real browser, the example served as its README says, and a place for screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.chromium import chromium
from tests.required import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

TOP = Path(__file__).parents[3]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# Where the pictures go that a person looks at; another folder by BEIAN_SCREENSHOTS.
SCREENSHOTS = Path(os.environ.get("BEIAN_SCREENSHOTS", TOP / "build" / "screenshots"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, with a new empty profile."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The example, started as its README says: its address, and its log."""
    log = tmp_path_factory.mktemp("site") / "log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "examples.filing_form", "--port", str(port)], cwd=TOP, stdout=output, stderr=output
        )
        try:
            _wait_for(address, server)
            yield address, log
        finally:
            server.terminate()
            server.wait(10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            with urlopen(f"{address}/zh/"):  # noqa: S310 - our own address
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture
def new_page(browser: Browser, site: tuple[str, Path]) -> Iterator[Callable[..., Page]]:
    """Make a page of the example in a context of its own; it may ask nobody else and print no error."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options: object) -> Page:
        context = browser.new_context(base_url=site[0], **options)  # type: ignore[arg-type]  # by name, as they come
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: complaints.extend({request.url} - {site[0] + urlsplit(request.url).path}))
        return page

    yield make
    for context in contexts:
        assert context.storage_state() == {"cookies": [], "origins": []}
        context.close()
    # The browser reports an answer of 422 as it does a picture that is missing.
    assert [each for each in complaints if "status of 422" not in each] == []


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], None]:
    """Keep a picture of a whole page."""

    def keep(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return keep


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.is_file():
        missing("axe-core", "npm ci --prefix tests/forms/browser")
    return AXE.read_text(encoding="utf-8")
