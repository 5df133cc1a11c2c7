"""The API reference: a type is linked where it is documented, which is under its public name."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, cast

import attrs
from docutils.nodes import Element, TextElement

from beian_segments import failures

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["checks", "link_to_public_name", "plain_first_line", "readable_defaults"]

_OWN = "beian_segments"

# Defaults as the source has them that say nothing to a reader: those in an __init__ that attrs wrote, private names.
_OF_ATTRS = re.compile(r"attr_dict\['(\w+)'\]\.default|NOTHING")
_PRIVATE = re.compile(r"= _[A-Za-z_]+")
_HIDDEN = "..."


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


def plain_first_line(_app: Sphinx, what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Keep napoleon from taking the words before a colon, in the first line of a docstring of a value, for a type."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]  # an empty comment, which has no colon


def readable_defaults(
    _app: Sphinx, _what: str, _name: str, thing: object, _options: object, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Show the defaults of an attrs class as they are, and not the names of private ones."""
    if signature is None:
        return None, returns
    fields = attrs.fields_dict(thing) if isinstance(thing, type) and attrs.has(thing) else {}

    def default(found: re.Match[str]) -> str:
        value = fields[found[1]].default if found[1] in fields else ...
        if isinstance(value, str):
            return repr(str(value))
        return repr(value) if value in (None, True, False, ()) else _HIDDEN

    return _PRIVATE.sub(f"= {_HIDDEN}", _OF_ATTRS.sub(default, signature)), returns


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
