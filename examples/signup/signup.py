"""A form's function: what it stores, or why not."""

from __future__ import annotations

from beian_segments import SegmentError, validate_segment


def submit(phone: str) -> dict[str, str]:
    try:
        return {"phone": validate_segment(phone)}
    except SegmentError as error:
        return {"error": error.code}
