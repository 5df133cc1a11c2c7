"""Hypothesis' entry point: registers strategies for this library's types when Hypothesis is imported.

It runs in every test suite of an environment with both packages, so it imports only the types, and no error leaves it:
the types are then unknown, as with ``HYPOTHESIS_NO_PLUGINS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]


def register() -> None:
    """Register the types; the strategies are imported when they are first drawn from."""
    try:
        from hypothesis.strategies import register_type_strategy

        from beian_segments.failures import Case
        from beian_segments.parsing import MobileNumber
        from beian_segments.segment import Segment
        from beian_segments.table import SegmentTable

        for kind, make in ((MobileNumber, _numbers), (Segment, _segments), (SegmentTable, _tables), (Case, _cases)):
            register_type_strategy(kind, make)  # pyright: ignore[reportArgumentType]  # a NewType is a type, too
    except Exception:  # noqa: BLE001, S110 - importing hypothesis must not fail because of this library
        pass


def _numbers(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import supported_numbers, unlisted_numbers

    return supported_numbers() | unlisted_numbers()


def _segments(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import segments

    return segments()


def _tables(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import tables

    return tables()


def _cases(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import cases

    return cases()
