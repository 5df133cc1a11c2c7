"""The pages as they are built: without a warning, complete, and with no link into nowhere."""

from __future__ import annotations

import re
from functools import cached_property
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from beian_segments import DEFAULT_TABLE
from beian_segments._data import CAVEATS, VERDICTS
from beian_segments.failures import CODES, diagnose
from beian_segments.failures._data import CAUSES, CHECKS, DOCUMENTS, FINDINGS, STEPS
from tests.docs.pages import CHINESE, DOCS, PAGES
from tests.test_layers import LAYER

pytestmark = pytest.mark.engine

# The modules that people import from, by DESIGN; each has an ``__all__``.
PUBLIC = [
    "beian_segments",
    "beian_segments.columns",
    "beian_segments.failures",
    "beian_segments.strategies",
    *(f"beian_segments.forms.{name}" for name in ("attrs", "django", "html", "marshmallow", "pydantic", "wtforms")),
]
# Where the pages of each language lie.
FOLDERS = ["", "zh/"]
CATALOGUES = {"en": "causes.html", "zh": "zh/causes.html"}


class Built(HTMLParser):
    """A page: its anchors, what it loads, where it links to, its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.languages: list[str | None] = []
        self._text: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag == "html":
            self.languages.append(given.get("lang"))
        if tag == "a":
            self.links.append(given.get("href") or "")
        else:
            self.loads += [value for name in ("href", "src", "srcset", "data") if (value := given.get(name))]

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    @cached_property
    def text(self) -> str:
        """What stands on the page, with single spaces."""
        return " ".join("".join(self._text).split())


@pytest.fixture(scope="module")
def built(site: Path) -> dict[str, Built]:
    """Every page, by its path."""
    return {path.relative_to(site).as_posix(): Built(path) for path in sorted(site.rglob("*.html"))}


def test_every_page_is_built(built: dict[str, Built]) -> None:
    assert {page.replace(".md", ".html") for page in PAGES} <= set(built)


def test_pages_ask_for_what_is_rendered_and_for_all_of_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.is_dir()  # so Sphinx is here
    monkeypatch.syspath_prepend(str(DOCS))
    rendering = import_module("rendering")
    asked = {name for page in PAGES for name in re.findall(r"<!-- render ([a-z-]+)", (DOCS / page).read_text("utf-8"))}
    assert asked == set(rendering.RENDERERS)
    with pytest.raises(import_module("sphinx.errors").ExtensionError, match="nothing renders 'no-such-thing'"):
        rendering.render("<!-- render no-such-thing -->")


def test_every_link_within_the_pages_leads_somewhere(site: Path, built: dict[str, Built]) -> None:
    broken = []
    for page, parsed in built.items():
        for link in [*parsed.links, *parsed.loads]:
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (site / page).parent / unquote(address.path) if address.path else site / page
            name = target.resolve().relative_to(site.resolve()).as_posix()
            anchor = unquote(address.fragment)
            if not target.is_file() or (anchor and name in built and anchor not in built[name].anchors):
                broken.append(f"{page}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path, built: dict[str, Built]) -> None:
    assert [load for parsed in built.values() for load in parsed.loads if urlsplit(load).netloc] == []
    for sheet in site.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")) == [], sheet


@pytest.mark.parametrize("lang", CATALOGUES)
def test_every_code_has_its_place_in_the_catalogue(built: dict[str, Built], lang: str) -> None:
    page = built[CATALOGUES[lang]]
    assert set(CODES) <= page.anchors
    for code in CODES:
        assert all(sentences[lang] in page.text for sentences in CAUSES[code].values())
        for questions in CHECKS.get(code, {}).values():
            assert all(sentences[lang] in page.text for _, sentences in questions)
        for steps in STEPS[code].values():
            assert all(sentences[lang] in page.text for sentences, *_ in steps)
        for *_, sources in FINDINGS[code].values():
            assert all(heading in page.text for _, heading in sources)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_document_has_its_place(built: dict[str, Built], folder: str) -> None:
    page = built[f"{folder}sources.html"]
    for title, *_ in DOCUMENTS.values():
        assert title in page.text
    assert len([link for link in built[f"{folder}causes.html"].links if link.startswith("sources.html#")]) > len(CODES)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_of_the_table_is_shown(built: dict[str, Built], folder: str) -> None:
    page = built[f"{folder}segments.html"]
    assert {f"segment-{row.prefix}" for row in DEFAULT_TABLE} <= page.anchors
    assert all(row.note in page.text for row in DEFAULT_TABLE if row.note)
    assert any(load.endswith("segment-map.svg") for load in page.loads)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_verdict_and_caveat_is_explained(built: dict[str, Built], folder: str) -> None:
    page = built[f"{folder}codes.html"]
    assert {*VERDICTS, *CAVEATS} <= page.anchors
    for words in CAVEATS.values():
        assert words["zh"] in page.text
        assert words["en"] in page.text


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_in_the_reference(built: dict[str, Built], module: str) -> None:
    anchors = {anchor for page, parsed in built.items() if page.startswith("api/") for anchor in parsed.anchors}
    assert {f"{module}.{name}" for name in import_module(module).__all__} <= anchors


def test_the_reference_explains_every_function(built: dict[str, Built]) -> None:
    page = built["api/core.html"]
    assert "False does not prove that the SMS would not arrive" in page.text
    words = " ".join((diagnose.__doc__ or "").split("\n\n")[0].split())
    assert words in built["api/failures.html"].text


def test_every_module_has_its_place_and_purpose(site: Path, built: dict[str, Built]) -> None:
    page = (site / "building.html").read_text(encoding="utf-8")
    names = {"beian_segments" if name == "." else name for name in LAYER}
    assert names <= set(re.findall(r'<span class="pre">([^<]*)</span>', page))
    assert "python -m beian_segments: the command line" in built["building.html"].text


def test_no_markdown_is_left_on_a_page(built: dict[str, Built]) -> None:
    """Two stars next to full-width punctuation are no emphasis."""
    for page in [name for name in built if not name.startswith(("api/", "changelog"))]:
        assert re.findall(r"(?<![*/(\[{])\*\*(?![*/])|\]\(|<!--", built[page].text) == [], page


def test_no_page_says_how_it_is_built(built: dict[str, Built]) -> None:
    said = re.compile(
        r"when (?:the )?pages are built|rendered when|由构建时|put together from|sphinx -W", re.IGNORECASE
    )
    own = [name for name in built if not name.startswith(("changelog", "genindex", "zh/genindex"))]
    assert {page: found for page in own if (found := said.findall(built[page].text))} == {}


def test_a_page_says_its_language_and_links_to_the_same_page_in_the_other(built: dict[str, Built]) -> None:
    for page in CHINESE:
        chinese = page.replace(".md", ".html")
        english = chinese.removeprefix("zh/")
        up = "../" * chinese.count("/")
        assert (built[chinese].languages, built[english].languages) == (["zh-CN"], ["en"])
        assert f"{up}{english}" in built[chinese].links
        assert f"{'../' * english.count('/')}{chinese}" in built[english].links


def test_the_anchors_of_chinese_headings_are_their_words(built: dict[str, Built]) -> None:
    links = {link.partition("#")[2] for page in CHINESE for link in built[page.replace(".md", ".html")].links}
    assert {unquote(link) for link in links if re.fullmatch(r"id\d+", link)} == set()
    assert "forms.html#拒绝还是提醒" in {unquote(link).rpartition("/")[2] for link in built["zh/refused.html"].links}


def test_the_theme_speaks_chinese_on_chinese_pages(site: Path) -> None:
    text = (site / "zh" / "guides" / "forms.html").read_text(encoding="utf-8")
    shown = re.sub(r"<article.*?</article>|<script.*?</script>|<style.*?</style>", "", text, flags=re.DOTALL)
    assert "操作指南" in shown
    labels = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"|<title>([^<]*)</title>', shown)
    plain = [label for pair in labels for label in pair if label] + re.sub(r"<[^>]*>", "\n", shown).split("\n")
    known = re.compile(r"beian_segments.*|Django REST framework|Furo|Sphinx|@pradyunsg|English|[\W\d]*")
    english = [each.strip() for each in plain if not re.search(r"[\u3400-\u9fff]", each)]
    assert [each for each in english if not known.fullmatch(each) and " " in each] == []
