"""How the pages are built, which ``python -m tools.pages build FOLDER`` does.

The English ones are those of this folder; with the tag ``zh`` the Chinese ones of ``zh/`` are built, into the folder
``zh`` of the same site.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import beian_segments

if TYPE_CHECKING:
    from sphinx.util.tags import Tags

    tags = Tags()  # Sphinx puts it here

# The extension lies beside the pages that it renders.
sys.path.insert(0, str(Path(__file__).parent))

project = "beian_segments"
author = "the authors of beian_segments"
version = release = beian_segments.__version__
language = "zh_CN" if tags.has("zh") else "en"
exclude_patterns = ["rendering", "zh"]

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "myst_parser", "rendering"]

# Every reference within the project leads somewhere. Nothing is fetched while building, so what other projects and
# Python document is named and not linked.
nitpicky = True
_OTHERS = (
    *("attr", "attrs", "cattrs", "collections", "datetime", "django", "enum", "hypothesis", "marshmallow", "os"),
    *("pathlib", "pydantic", "pydantic_core", "re", "types", "typing", "wtforms"),
)
nitpick_ignore_regex = [
    ("py:.*", rf"({'|'.join(_OTHERS)})\..*"),
    ("py:exc", r"[A-Za-z]*Error|InvalidArgument"),
    ("py:class", r"BaseConverter"),
    # An alias that names itself.
    ("py:class", r"Node"),
    # Type variables: the same kind of column or frame back.
    ("py:class", r"beian_segments\.columns\.(column\.Column|frames\.Frame)"),
]

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 170
add_module_names = False
toc_object_entries_show_parents = "hide"

napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False

myst_enable_extensions = ["attrs_inline", "colon_fence"]
myst_heading_anchors = 3
# A heading has one anchor, whichever tool computes it.
myst_heading_slug_func = "rendering.chinese.anchor" if tags.has("zh") else "docutils.nodes.make_id"
# Sentences are shown as the data has them; only the dashes that Sphinx writes become dashes.
smartquotes_action = "D"

html_theme = "furo"
# Colours of enough contrast, in light and dark.
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
html_title = f"{project} {release}"
html_search_language = "zh" if tags.has("zh") else "en"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
