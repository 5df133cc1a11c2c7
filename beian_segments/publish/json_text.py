"""Values as JSON text: what every generated JSON file is written with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

__all__ = ["json_text"]

# What a reader can see: ASCII, Chinese characters and their punctuation, full-width forms. All else is escaped, by code
# point and not by category, so that the bytes do not depend on the Unicode version of the Python that writes them.
_UNSEEN = re.compile("[^\x20-\x7e‘-”…、-〿一-鿿！-～]")


def json_text(content: Mapping[str, object], *, broken: int = 2) -> str:
    """A JSON document: the first ``broken`` levels have an item a line, what is deeper stands on its item's line."""
    return _value(content, broken, "") + "\n"


def _value(value: object, broken: int, indent: str) -> str:
    if broken and value:
        inner = f"{indent}  "
        if isinstance(value, Mapping):
            items = [f"{_plain(key)}: {_value(item, broken - 1, inner)}" for key, item in value.items()]
            return "{\n" + ",\n".join(inner + item for item in items) + f"\n{indent}}}"
        if isinstance(value, list | tuple):
            items = [_value(item, broken - 1, inner) for item in value]
            return "[\n" + ",\n".join(inner + item for item in items) + f"\n{indent}]"
    return _plain(value)


def _plain(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
