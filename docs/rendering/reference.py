"""The API reference: a type is linked where it is documented, which is under its public name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from docutils.nodes import Element, TextElement

from beian_segments import failures

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["checks", "link_to_public_name"]

_OWN = "beian_segments"


def checks() -> str:
    """The documentation of every rule: the functions that say of one code whether a case has it."""
    rules = [name for name in failures.__all__ if name.startswith("check_") and name != "check_entries"]
    lines = [f".. autofunction:: beian_segments.failures.{name}" for name in rules]
    return "```{eval-rst}\n" + "\n".join(lines) + "\n```\n"


def link_to_public_name(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement) -> Element | None:
    """Resolve a reference by a private name, as annotations have it, to the public name of the same thing."""
    target = str(node.get("reftarget", ""))
    domain = env.domains.python_domain
    last = target.rpartition(".")[2]
    alike = [name for name in domain.objects if name.rpartition(".")[2] == last]
    if last == target:
        # What is imported for type checkers only has no module in an annotation.
        public = alike if len(alike) == 1 else []
    else:
        wanted = _thing(target)
        public = [name for name in alike if wanted is not None and _thing(name) is wanted]
    if not public:
        return None
    page = node.get("refdoc", env.current_document.docname)
    found = domain.resolve_xref(env, page, app.builder, "obj", public[0], _as_object(node, public[0]), content)
    return cast(Element | None, found)


def _as_object(node: pending_xref, name: str) -> pending_xref:
    changed = node.copy()
    changed["reftype"], changed["reftarget"] = "obj", name
    return changed


def _thing(name: str) -> object | None:
    """What a dotted name of this package's is, if it is anything."""
    module, _, last = name.rpartition(".")
    if not name.startswith(f"{_OWN}."):
        return None
    try:
        return getattr(import_module(module), last, None)
    except ImportError:
        return None
