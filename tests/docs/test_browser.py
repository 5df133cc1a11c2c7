"""The pages in a browser: on a narrow screen, in the light and in the dark, with nothing fetched from elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import chromium
from tests.docs.pages import CHINESE, PAGES, TOP

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.engine

NARROW, WIDE = 360, 1280
# Pictures of these are kept for a person to look at, where those of the example are.
_LOOKED_AT = ["index", "guides/forms", "causes", "segments", "comparison", "building"]
LOOKED_AT = [*_LOOKED_AT, *(f"zh/{name}" for name in _LOOKED_AT)]
SCREENSHOTS = Path(os.environ.get("BEIAN_SCREENSHOTS", TOP / "build" / "screenshots"))

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is wider than the page and in no box of its own that scrolls.
CUT_OFF = """
() => [...document.querySelectorAll("article *")].filter(each => {
    if (each.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
    for (let box = each; box.tagName !== "ARTICLE"; box = box.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(box).overflowX) || box.tagName === "SVG") return false;
    return true;
}).map(each => each.outerHTML.slice(0, 80))
"""
IMAGE_SCHEME = 'getComputedStyle(document.querySelector("article img")).colorScheme'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_page_and_nothing_is_fetched(
    browser: Browser, site: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
    page = context.new_page()
    said: list[str] = []
    page.on("request", lambda request: said.extend([] if request.url.startswith(site.as_uri()) else [request.url]))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in (path.removesuffix(".md") for path in PAGES):
        page.goto((site / f"{name}.html").as_uri())
        assert (name, page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)) == (name, 0, [])
        if name in LOOKED_AT:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"docs-{name.replace('/', '-')}-{scheme}-{width}.png")
    assert said == []
    context.close()


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_map_follows_the_scheme_that_a_reader_chooses_on_the_page(
    browser: Browser, site: Path, chosen: str
) -> None:
    other = {"light": "dark", "dark": "light"}[chosen]
    context = browser.new_context(color_scheme=other)  # type: ignore[arg-type]  # one of its literals
    page = context.new_page()
    page.goto((site / "segments.html").as_uri())
    page.evaluate(f"document.body.dataset.theme = '{chosen}'")
    assert page.evaluate(IMAGE_SCHEME) == chosen
    context.close()


SLANTED = """
() => [...document.querySelectorAll("body *")]
    .filter(each => getComputedStyle(each).fontStyle !== "normal")
    .map(each => each.outerHTML.slice(0, 80))
"""


def test_no_chinese_is_slanted(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    for name in (path.removesuffix(".md") for path in CHINESE):
        page.goto((site / f"{name}.html").as_uri())
        assert (name, page.evaluate(SLANTED)) == (name, [])
    page.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("号段", "segments"),
        ("备案", "index"),
        ("核验短信", "refused"),
        ("号码被拒", "refused"),
        ("虚拟运营商", "codes"),
        ("Django 表单", "guides/forms"),
        ("wide-use", "codes"),
    ],
)
def test_a_search_on_the_chinese_pages_finds_what_is_typed(
    browser: Browser, site: Path, typed: str, found: str
) -> None:
    page = browser.new_page()
    page.goto((site / "zh" / "index.html").as_uri())
    field = page.locator("input.sidebar-search:visible")
    field.fill(typed)
    field.press("Enter")
    page.wait_for_selector("#search-results ul.search li")
    page.wait_for_function("document.querySelector('#search-results').innerText.includes('搜索')")
    links = page.eval_on_selector_all("#search-results li a", "all => all.map(each => each.getAttribute('href'))")
    assert f"{found}.html" in {link.partition("#")[0].partition("?")[0] for link in links}
    page.close()
