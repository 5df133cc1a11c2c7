"""The text of a page someone saved: out of bytes, fit for reading, fit for messages."""

from __future__ import annotations

import codecs
import re

from beian_segments import _data

__all__ = ["LARGEST", "PageError", "decoded", "plain", "quoted"]

#: The most bytes that a page may have.
LARGEST = 32 * 1024 * 1024

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call the Chinese encodings; the last one has all characters of the others.
_CHINESE = ("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030")
_DECLARED_WITHIN = 4096
_DECLARATION = re.compile(rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)

_LONGEST_QUOTED = 24
# A segment has five digits at most; with more than seven a text begins to be somebody's number.
_MOST_DIGITS_QUOTED = 7


class PageError(ValueError):
    """A page is refused, whole: says where in it, what was looked for and what was found. Shows no phone number."""


def decoded(content: bytes) -> str:
    """The text of a page in UTF-8, in UTF-16 with a byte order mark, or in GBK or another of its family.

    Bytes that are UTF-8 are read as such whatever the page says of itself: saving a page often changes the encoding
    and not the declaration, and Chinese text in another encoding is never UTF-8 by chance.

    Raises:
        PageError: the content is too large or is in none of these encodings.
    """
    if len(content) > LARGEST:
        raise PageError(f"is larger than {LARGEST >> 20} MiB; save the page alone, as HTML")
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    found = _DECLARATION.search(content[:_DECLARED_WITHIN])
    declared = found[1].decode("latin-1").lower() if found else None
    attempts = [marked] if marked else ["utf-8"]
    if not marked and (declared is None or declared in _CHINESE):
        attempts.append(_CHINESE[-1])
    for encoding in attempts:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    says = f"; it says it is {declared}" if declared else ""
    raise PageError(f"is not text in {' or '.join(attempts)}{says}; save the page as UTF-8")


def _ranges(kind: str) -> list[int]:
    return [point for low, high in _data.SEPARATORS[kind] for point in range(low, high + 1)]


_PLAIN: dict[int, int | str | None] = {
    **{ord("！") + offset: ord("!") + offset for offset in range(94)},
    **dict.fromkeys(_ranges("white_space"), " "),
    **dict.fromkeys([*_ranges("dashes"), *map(ord, "~～〜")], "-"),
    **dict.fromkeys(_ranges("invisible"), None),
}


def plain(text: str) -> str:
    """A text for reading: full-width characters in ASCII, one kind of blank and of dash, nothing invisible."""
    return " ".join(text.translate(_PLAIN).split())


def quoted(text: str) -> str:
    """A piece of a page for a message: cut, without what does not print, digits hidden if they could be a number."""
    cut = text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"
    if sum(character.isdigit() for character in text) > _MOST_DIGITS_QUOTED:
        cut = "".join("*" if character.isdigit() else character for character in cut)
    return "“" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut) + "”"
