"""Pages in two languages: two sites of the same tree, one within the other, that link to each other page by page.

The English pages of ``docs/`` are the site, the Chinese ones of ``docs/zh/`` its folder ``zh``. Links of a page to a
page of the other language, and from Chinese pages to the reference, which is English, are links between files.
"""

from __future__ import annotations

import posixpath
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util.inventory import InventoryFile

from beian_segments.i18n import Language, language

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = [
    "add_counterpart",
    "anchor_by_headings",
    "language_of",
    "link_between_languages",
    "link_to_reference",
]

_DOCS = Path(__file__).parents[1]
_FOLDER = "zh"


def language_of(app: Sphinx) -> Language:
    """The language of the pages that are being built."""
    return language(app.config.language)


def add_counterpart(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Put a link to the same page in the other language at the top of a page, and into its head for search engines."""
    other: Language = "en" if language_of(app) == "zh" else "zh"
    if "body" not in context or not _source(other, page).is_file():
        return
    tag, name = {"en": ("en", "English"), "zh": ("zh-CN", "中文")}[other]
    address = escape(_relative(_address(language_of(app), page), _address(other, page)))
    context["body"] = (
        f'<p class="counterpart"><a href="{address}" hreflang="{tag}" lang="{tag}">{name}</a></p>\n{context["body"]}'
    )
    context["metatags"] = f'{context["metatags"]}\n<link rel="alternate" hreflang="{tag}" href="{address}">'


def link_between_languages(app: Sphinx, tree: nodes.document) -> None:
    """Make links of files, as Markdown has them, to pages of the other language links between built pages."""
    here = _address(language_of(app), app.env.docname)
    for node in list(tree.findall(addnodes.pending_xref)):
        path = (Path(app.srcdir) / f"{node.get('reftarget')}.md").resolve()
        if node.get("refdomain") != "doc" or node["reftarget"] in app.env.found_docs or not path.is_file():
            continue
        anchor = f"#{node['reftargetid']}" if node.get("reftargetid") else ""
        there = path.relative_to(_DOCS).with_suffix(".html").as_posix()
        _replace(node, _relative(here, there) + anchor)


def anchor_by_headings(app: Sphinx, tree: nodes.document) -> None:
    """Give the sections of a Chinese page the anchors of their headings; docutils numbers what it cannot transcribe."""
    slugs = app.env.metadata[app.env.docname].get("myst_slugs", {})
    for section in tree.findall(nodes.section):
        slug = section.get("slug")
        if slug in section["ids"]:
            section["ids"].sort(key=lambda each: each != slug)
            line, _, text = slugs[slug]
            slugs[slug] = (line, slug, text)


def link_to_reference(app: Sphinx, tree: nodes.document) -> None:
    """Make the public names on a Chinese page links into the reference of the English pages, which are built before."""
    if language_of(app) != "zh":
        return
    here = _address("zh", app.env.docname)
    names = _names(Path(app.outdir).parent / "objects.inv")
    for node in list(tree.findall(addnodes.pending_xref)):
        if there := names.get(node.get("reftarget", "")):
            _replace(node, _relative(here, there))


@cache
def _names(inventory: Path) -> dict[str, str]:
    """The address of every public name, by an inventory of Sphinx."""
    kinds = InventoryFile.loads(inventory.read_bytes(), uri="").data
    return {name: item.uri for kind, names in kinds.items() if kind.startswith("py:") for name, item in names.items()}


def _replace(node: addnodes.pending_xref, address: str) -> None:
    link = nodes.reference("", "", *node.children, internal=True, refuri=address)
    node.replace_self(link)


def _source(lang: Language, page: str) -> Path:
    return (_DOCS / _FOLDER if lang == "zh" else _DOCS) / f"{page}.md"


def _address(lang: Language, page: str) -> str:
    """The path of a built page from the top of the site."""
    return f"{_FOLDER}/{page}.html" if lang == "zh" else f"{page}.html"


def _relative(here: str, there: str) -> str:
    path, _, anchor = there.partition("#")
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + (f"#{anchor}" if anchor else "")
