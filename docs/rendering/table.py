"""The segment table and its sources."""

from __future__ import annotations

from beian_segments import DATA_VERSION, DEFAULT_TABLE, SCHEMA_VERSION, Segment, __version__, _data
from beian_segments.cli.localized import say
from beian_segments.i18n import Language, word
from beian_segments.validator import caveats_of
from rendering.facts import dated, documents, facts
from rendering.markdown import anchor, code, escape, link, table

__all__ = ["counts", "data_version", "list_dated", "segments", "sources", "version", "wide_use"]

_NONE = "–"
_CAVEATS: dict[Language, str] = {"en": "caveats", "zh": "提示"}
_WIDE_USE: dict[Language, str] = {
    "en": "Some segments came into wide use after the list ({segments}): their answer has the caveat {caveat}, with "
    "the date and the count behind it.",
    "zh": "有的号段在此之后才普及（{segments}）：它们的结论带有提示 {caveat}，并注明统计日期和数量。",
}
_ROWS: dict[Language, str] = {"en": "Rows of the table", "zh": "号段表中的行"}


def data_version() -> str:
    """The date of the table's last change."""
    return DATA_VERSION


def version(what: str) -> str:
    """The version of the ``code``, of the ``data`` or of their ``schema``."""
    return code({"code": __version__, "data": DATA_VERSION, "schema": SCHEMA_VERSION}[what])


def counts(what: str) -> str:
    """How many: ``rows``, ``listed`` (segments on the list) or ``sources``."""
    numbers = {"rows": len(DEFAULT_TABLE), "listed": len(DEFAULT_TABLE.supported_prefixes), "sources": len(documents())}
    return str(numbers[what])


def wide_use(lang: Language) -> str:
    """A sentence on the segments that came into wide use after the list, or nothing if there is none."""
    if not _data.WIDE_USE:
        return ""
    between = {"en": ", ", "zh": "、"}[lang]
    caveat = link(code("wide-use"), "/codes.md", "wide-use")
    return _WIDE_USE[lang].format(segments=between.join(_data.WIDE_USE), caveat=caveat)


def list_dated(lang: Language) -> str:
    """What is known of the date of the published list: ``after 2021-07-09``."""
    return dated(documents()[facts("list")["source"]], lang)


def segments(lang: Language) -> str:
    """Every row: the published layer, the allocated layer, caveats, sources by number, remarks."""
    numbers = {name: number for number, name in enumerate(documents(), start=1)}
    keys = ("segment", "listed", "label", "carrier", "service", "confidence")
    header = [*(say(key, lang) for key in keys), _CAVEATS[lang], say("sources", lang), say("note", lang)]
    return table(header, (_row(row, numbers, lang) for row in DEFAULT_TABLE))


def _row(row: Segment, numbers: dict[str, int], lang: Language) -> list[str]:
    return [
        f"[{row.prefix}]{{#segment-{row.prefix}}}",
        f"**{say('yes', 'en')}**" if row.published else say("no", lang),
        row.published_carrier or _NONE,
        word("carrier", row.carrier, lang) if row.carrier else _NONE,
        word("service", row.service, lang),
        word("confidence", row.confidence, lang),
        ", ".join(link(code(each), "/codes.md", each) for each in caveats_of(DEFAULT_TABLE.path(row.prefix))),
        " ".join(link(str(numbers[source]), "/sources.md", source) for source in row.sources),
        escape(row.note or ""),
    ]


def sources(lang: Language) -> str:
    """Every document, a heading each, numbered as the table's sources are."""
    entries = []
    for number, (name, row) in enumerate(documents().items(), start=1):
        where = f"<{row['url']}>" if row["url"].isascii() else f"[{escape(row['url'])}](<{row['url']}>)"
        facts = [f"**{number}**", f"*{escape(row['title'])}*", escape(row["publisher"]), escape(dated(row, lang))]
        facts.append(where if row["url"] else "")
        rows = [link(row.prefix, f"/segments.md#segment-{anchor(row.prefix)}") for row in _rows_of(name)]
        told = f"\n\n{say('part', lang, name=_ROWS[lang], content=' '.join(rows))}" if rows else ""
        entries.append(f"## {code(name)}\n\n{' · '.join(filter(None, facts))}\n\n{escape(row['note'])}{told}")
    return "\n\n".join(entries) + "\n"


def _rows_of(source: str) -> list[Segment]:
    return [row for row in DEFAULT_TABLE if source in row.sources]
