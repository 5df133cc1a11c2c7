"""A Sphinx extension: what the pages say of codes, segments, sources and modules is rendered from where it is a fact.

A page has ``<!-- render NAME ARGUMENT… -->`` where something is to be rendered, in the language of the page. It becomes
Markdown before the page is parsed, so headings, anchors and links in it are those of any page.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from beian_segments.i18n import Language
from rendering.causes import causes, causes_overview
from rendering.chinese import Bigrams, ThemeInChinese
from rendering.codes import caveats, column_words, damages, interview, portal, verdicts, vocabulary
from rendering.commands import commands
from rendering.comparison import comparison
from rendering.languages import (
    add_counterpart,
    anchor_by_headings,
    language_of,
    link_between_languages,
    link_to_reference,
)
from rendering.layers import modules
from rendering.reference import checks, link_to_public_name, plain_first_line, readable_defaults
from rendering.results import measured
from rendering.table import counts, data_version, list_dated, segments, sources, version, wide_use

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["RENDERERS", "render", "setup"]

#: What a page can have rendered, by name; one that takes ``lang`` is in the language of the page.
RENDERERS: Mapping[str, Callable[..., str]] = {
    "causes": causes,
    "causes-overview": causes_overview,
    "caveats": caveats,
    "column-words": column_words,
    "damages": damages,
    "checks": checks,
    "commands": commands,
    "comparison": comparison,
    "counts": counts,
    "data-version": data_version,
    "interview": interview,
    "list-dated": list_dated,
    "measured": measured,
    "modules": modules,
    "portal": portal,
    "segments": segments,
    "sources": sources,
    "verdicts": verdicts,
    "version": version,
    "wide-use": wide_use,
    "vocabulary": vocabulary,
}

# Says of a Chinese page which text of its English page it follows; tools/pages.py reads it.
_FOLLOWS = re.compile(r"\A<!-- follows \w+ -->\s*")
_MARK = re.compile(r"<!-- render ([a-z-]+)((?: [a-z-]+)*) -->")


def render(page: str, lang: Language = "en") -> str:
    """The Markdown of a page with everything rendered.

    Raises:
        ExtensionError: a page asks for something that there is not.
    """

    def rendered(mark: re.Match[str]) -> str:
        name, arguments = mark[1], mark[2].split()
        if name not in RENDERERS:
            raise ExtensionError(f"nothing renders {name!r}; there is {', '.join(sorted(RENDERERS))}")
        renderer = RENDERERS[name]
        if "lang" in inspect.signature(renderer).parameters:
            return renderer(*arguments, lang=lang)
        return renderer(*arguments)

    return _MARK.sub(rendered, page)


def _on_source_read(app: Sphinx, _page: str, content: list[str]) -> None:
    content[0] = render(_FOLLOWS.sub("", content[0]), language_of(app))


def _outdated(_app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> list[str]:
    # What is rendered depends on more than the page, so every build reads every page anew.
    return sorted(env.found_docs)


def _on_builder_inited(app: Sphinx) -> None:
    templates = getattr(app.builder, "templates", None)
    if templates is not None and language_of(app) == "zh":
        templates.environment.add_extension(ThemeInChinese)


def setup(app: Sphinx) -> dict[str, object]:
    """Called by Sphinx."""
    app.add_search_language(Bigrams)
    app.connect("builder-inited", _on_builder_inited)
    app.connect("env-get-outdated", _outdated)
    app.connect("source-read", _on_source_read)
    # Before Sphinx collects the contents.
    app.connect("doctree-read", anchor_by_headings, priority=400)
    app.connect("doctree-read", link_between_languages)
    app.connect("doctree-read", link_to_reference)
    app.connect("html-page-context", add_counterpart)
    app.connect("autodoc-process-docstring", plain_first_line, priority=400)
    app.connect("autodoc-process-signature", readable_defaults)
    app.connect("missing-reference", link_to_public_name)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
