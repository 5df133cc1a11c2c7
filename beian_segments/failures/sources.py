"""Which document says so. Ground floor of the room: reads the generated tables only."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from beian_segments.failures import _findings

__all__ = ["Source", "cited"]


@frozen(kw_only=True)
class Source:
    """A place in a document.

    Attributes:
        document: the document's id in ``data/sources.csv``.
        heading: the heading there, or the subject where the copy read has no heading.
        title: the document's title, with its publisher.
        url: its address, or None where none is recorded.
        date: when it was known to say so, as far as is known: an ISO date or a phrase.
    """

    document: str
    heading: str
    title: str
    url: str | None = None
    date: str | None = None


def cited(places: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    """The sources of pairs of document id and heading."""
    return tuple(_source(document, heading) for document, heading in places)


def _source(document: str, heading: str) -> Source:
    title, publisher, url, date = _findings.DOCUMENTS[document]
    return Source(document=document, heading=heading, title=f"{title} · {publisher}", url=url, date=date)
