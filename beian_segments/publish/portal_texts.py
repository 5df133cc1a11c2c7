"""Texts for the conformance vectors: the portal's messages as people copy and retell them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beian_segments.publish.python_source import read_toml

__all__ = ["portal_texts"]


def portal_texts(data: Path) -> Iterator[tuple[str | int, str]]:
    """Messages, each with a comment."""
    portal = read_toml(data / "portal.toml")
    known = {message["status"] for message in portal["message"]}
    for message in portal["message"]:
        status, text = message["status"], message["text"]
        yield status, f"status {status} as a number"
        yield text, f"status {status}, word for word"
        yield portal["greeting"] + text, f"status {status} with the greeting"
        yield f" {text[:4]}\n{text[4:]} ", f"status {status} with white space"
        yield text.replace(",", "，").rstrip("。.!"), f"status {status} with other punctuation"
        for polite in portal["polite_words"]:
            yield text.replace(polite, ""), f"status {status} without {polite}"
        yield f"{text}请联系客服", f"status {status} with more words after it: not the message"
        if "short" in message:
            yield message["short"], f"status {status} as it is retold"
    yield max(known) + 1000, "a number that is no status"
    yield -1, "a negative number"
    yield "", "nothing"
    yield portal["greeting"], "the greeting alone"
    yield "，。", "punctuation alone"
