"""Hypothesis' entry point: tells Hypothesis of this library's types when it is imported.

It runs in every test suite of an environment with both packages, and most of them never ask for a type. So it imports
neither this library's types nor Hypothesis' module of them: it waits until Hypothesis imports that. A type is then
recognized once its own module has been imported, and its strategy is made when it is first asked for. No error leaves
this module: the types are then unknown, as with ``HYPOTHESIS_NO_PLUGINS``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec

    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]

# The module that defines each type.
_TYPES = {
    "MobileNumber": "beian_segments.parsing",
    "ListedNumber": "beian_segments.parsing",
    "Segment": "beian_segments.segment",
    "SegmentTable": "beian_segments.table",
    "Case": "beian_segments.failures.model",
}


# What Hypothesis imports when it is first asked for the strategy of a type.
_LOOKUP = "hypothesis.strategies._internal.types"


def register() -> None:
    """Register the types as soon as Hypothesis has imported what they are registered in."""
    if _LOOKUP in sys.modules:
        _register_types()
    else:
        sys.meta_path.insert(0, _Waiting())


class _Waiting:
    """Finds one module as Python does, registers the types once it has been executed, and waits no longer."""

    def find_spec(self, name: str, path: Sequence[str] | None, _target: object = None) -> ModuleSpec | None:
        if name != _LOOKUP:
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            loader = spec.loader
            execute = loader.exec_module

            def execute_and_register(module: Any) -> None:
                execute(module)
                _register_types()

            loader.exec_module = execute_and_register  # type: ignore[method-assign]
        return spec


def _register_types() -> None:
    try:
        types: Any = sys.modules[_LOOKUP]
        if hasattr(types, "_global_extra_lookup"):
            # Not public, but the one way not to import a type. All modules of the types import the one of the key.
            types._global_extra_lookup["beian_segments.verdicts"] = strategy_of
        else:
            from importlib import import_module

            from hypothesis.strategies import register_type_strategy

            of_known: Any = strategy_of
            for name, module in _TYPES.items():
                register_type_strategy(getattr(import_module(module), name), of_known)
    except Exception:  # noqa: BLE001, S110 - importing hypothesis must not fail because of this library
        pass


def strategy_of(thing: object) -> SearchStrategy[Any] | None:
    """The strategy of one of the types, None for any other."""
    for name, module in _TYPES.items():
        # A module that is just being imported may not have its type yet.
        if module in sys.modules and getattr(sys.modules[module], name, None) is thing:
            return _make(name)
    return None


def _make(name: str) -> SearchStrategy[Any]:
    from beian_segments import strategies

    makers: dict[str, Callable[[], SearchStrategy[Any]]] = {
        "MobileNumber": lambda: strategies.supported_numbers() | strategies.unlisted_numbers(),
        "ListedNumber": strategies.supported_numbers,
        "Segment": strategies.segments,
        "SegmentTable": strategies.tables,
        "Case": strategies.cases,
    }
    return makers[name]()
