"""The sentences and words for codes, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from beian_segments import _data
from beian_segments.verdicts import Caveat, Verdict

__all__ = [
    "LANGUAGES",
    "Language",
    "Vocabulary",
    "caveat_sentence",
    "damage_sentence",
    "language",
    "notice_sentence",
    "pattern_sentence",
    "verdict_sentence",
    "word",
]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

Notice = Literal["stale"]
Vocabulary = Literal["carrier", "service", "confidence", "kind", "region"]
_VOCABULARIES: Mapping[Vocabulary, Mapping[str, Mapping[str, str]]] = {
    "carrier": _data.CARRIERS,
    "service": _data.SERVICES,
    "confidence": _data.CONFIDENCES,
    "kind": _data.KINDS,
    "region": _data.REGIONS,
}


def language(tag: str) -> Language:
    """The language for a BCP 47 or POSIX tag: ``zh-CN``, ``zh_Hans``, ``en_US.UTF-8``.

    >>> language("zh_CN.UTF-8"), language("en-GB")
    ('zh', 'en')

    Raises:
        TypeError: the tag is not a string.
        ValueError: the tag's language is not one of :data:`LANGUAGES`.
    """
    if not isinstance(tag, str):
        raise TypeError(f"lang must be a str, not {type(tag).__name__}")
    primary = re.split(r"[-_.@]", tag, maxsplit=1)[0].lower()
    for known in LANGUAGES:
        if primary == known:
            return known
    # Anything but letters is no language tag, and may be a phone number.
    named = f" {primary}" if re.fullmatch("[a-z]{1,8}", primary) else ""
    raise ValueError(f"lang: unknown language{named}; known languages are {', '.join(LANGUAGES)}")


def verdict_sentence(verdict: Verdict, params: Mapping[str, str], lang: str) -> str:
    """The sentence for a verdict: that of its damage, else the most specific one whose fields are all known."""
    spoken = language(lang)
    if params.get("damage") in _data.DAMAGES:
        return damage_sentence(params["damage"], lang)
    fields = dict(params)
    if "kind" in params:
        fields["kind"] = word("kind", params["kind"], spoken)
    if "region" in params:
        fields["region"] = word("region", params["region"], spoken)
    # Only a verdict on an unlisted segment has a sentence with these fields.
    fields |= _data.WIDE_USE.get(params.get("segment", "")[:3], {})
    *specific, plain = _data.VERDICTS[verdict][spoken]
    for sentence in specific:
        try:
            return sentence.format_map(fields)
        except KeyError:
            continue
    return plain.format_map(fields)


def damage_sentence(damage: str, lang: str) -> str:
    """What to do about a damage."""
    return _data.DAMAGES[damage][language(lang)]


def caveat_sentence(caveat: Caveat, lang: str) -> str:
    """The sentence for a caveat."""
    return _data.CAVEATS[caveat][language(lang)]


def pattern_sentence(lang: str) -> str:
    """What a field asks for, where a browser checks its pattern."""
    return _data.FORM["pattern"][language(lang)]


def notice_sentence(notice: Notice, params: Mapping[str, object], lang: str) -> str:
    """A notice about the packaged list as a whole."""
    return _data.NOTICES[notice][language(lang)].format_map(params)


def word(vocabulary: Vocabulary, code: str, lang: str) -> str:
    """The word for a code; the code itself where there is none (carriers are an open vocabulary)."""
    spoken = language(lang)
    known = _VOCABULARIES[vocabulary].get(code)
    return code if known is None else known[spoken]
