"""The messages of MIIT's portal, and how a pasted text is recognised as one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from attrs import frozen

from beian_segments.failures import _data

__all__ = ["PortalMessage", "parse_portal_message"]


@frozen(kw_only=True)
class PortalMessage:
    """One of the portal's messages.

    >>> parse_portal_message(4).text
    '该条验证库里找不到记录或已完成验证。'

    Attributes:
        status: the portal's number for it.
        code: the code of the finding that explains it.
        text: its exact text.
    """

    status: int
    code: str
    text: str


# Many times a message; a character may stand for eighteen.
_LONGEST = 10_000


def parse_portal_message(text: str | int) -> PortalMessage | None:
    """The portal's message that a text is or has in it, or that has a number; None for any other text or number.

    A message is recognised inside other words and however it was pasted: with or without the greeting and 您, with any
    white space and punctuation, in either width, in traditional characters, with the tags and character references of
    HTML, with 或者 for 或, 其它 for 其他 and 已达 for 已到; status 4 by its first half too, as help pages quote it. An
    older wording is recognised if it is the whole text or follows 提示 or 显示. A message that the words before it deny
    or only suppose (没有提示, 如果) is none. A text with two different messages is neither, and what several of them
    begin with, such as 短信核验失败, is none. The number may be given as text (``"4"``), as a form or a command line
    has it.

    Source: the portal's front end (miit-portal, smsValidate); older wordings: ``data/portal.toml``.

    >>> parse_portal_message("页面提示：您的短信核验已完成, 无需重复提交！").code
    'portal-already-verified'

    Raises:
        TypeError: the argument is neither a str nor an int.
    """
    if isinstance(text, int) and not isinstance(text, bool):
        return _BY_STATUS.get(text)
    if not isinstance(text, str):
        raise TypeError(f"text must be a str or an int, not {type(text).__name__}")
    if len(text) > _LONGEST:
        return None
    known = _BY_TEXT.get(text) or _BY_NUMERAL.get(text.strip().translate(_ASCII_DIGITS))
    if known is not None:
        return known
    found = _found_in(text)
    return found.pop() if len(found) == 1 else None


_NO_LETTERS = re.compile(r"[\W_]+")


_ASCII_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
_SIMPLIFIED = str.maketrans(_data.SIMPLIFIED)
_TAG = re.compile("</?[A-Za-z][^<>]*>")
# Those that have a name are punctuation and white space, as far as anybody writes them.
_REFERENCE = re.compile("&(?:#([0-9]{1,6})|#[xX]([0-9A-Fa-f]{1,5})|[A-Za-z]{2,8});")


def _referred(reference: re.Match[str]) -> str:
    decimal, hexadecimal = reference.groups()
    return chr(int(decimal)) if decimal else chr(int(hexadecimal, 16)) if hexadecimal else ""


def _letters(text: str) -> str:
    """The letters and digits of a text, in one width, case and script, without the marks of HTML."""
    if "<" in text or "&" in text:
        text = _REFERENCE.sub(_referred, _TAG.sub("", text))
    # NFKC sorts runs of combining marks in quadratic time, so they are removed before it; what it unfolds, after it.
    letters = _NO_LETTERS.sub("", unicodedata.normalize("NFKC", _NO_LETTERS.sub("", text)).casefold())
    return letters.translate(_SIMPLIFIED)


def _fold(text: str, polite_words: Iterable[str] = _data.POLITE_WORDS) -> str:
    """The letters of a text without some polite words, and with one spelling of each word that has two."""
    letters = _letters(text)
    for word in polite_words:
        letters = letters.replace(word, "")
    for word, other in _data.WORD_VARIANTS.items():
        letters = letters.replace(word, other)
    return letters


_BY_STATUS = {status: PortalMessage(status=status, code=code, text=text) for status, code, text in _data.MESSAGES}
_BY_NUMERAL = {str(status): message for status, message in _BY_STATUS.items()}
_BY_SHORT = {text: _BY_STATUS[status] for text, status in _data.SHORT_FORMS.items()}
_BY_OLDER = {text: _BY_STATUS[status] for text, status in _data.OLDER_FORMS.items()}
_BY_TEXT = {**{message.text: message for message in _BY_STATUS.values()}, **_BY_SHORT, **_BY_OLDER}
# Each text without its polite words (您的), and without their 您 alone.
_FORMS = {
    form: message for text, message in _BY_TEXT.items() for form in (_fold(text), _fold(text, _data.POLITE_WORDS[-1:]))
}
_OLDER = {_fold(text) for text in _BY_OLDER}
_GREETING = _fold(_data.GREETING)


# A word that denies or supposes, in one piece, and the first letter of what follows, without which it is no message.
_DENIED = re.compile(rf"(?:{'|'.join(_data.DENIED_AFTER)})\W*+(?:{'|'.join(_data.POLITE_WORDS)})?+\W*+\w")


def _found_in(text: str) -> set[PortalMessage]:
    """The messages that a text has in it and does not deny."""
    letters = _fold(_DENIED.sub(" ", text.translate(_SIMPLIFIED)))
    return {
        message for form, message in _FORMS.items()
        if form in letters and (form not in _OLDER or _is_quoted(form, letters))
    }  # fmt: skip


def _is_quoted(form: str, letters: str) -> bool:
    """Whether an older wording, which people say of other things too, is all or follows a word for what is shown."""
    return letters.replace(_GREETING, "") == form or any(word + form in letters for word in _data.OLDER_AFTER)


# How much alike two texts have to be for one to be offered instead of the other; 1 is the same.
_ALIKE = 0.5
# The shortest beginning of a message that is compared alone, in letters.
_SHORTEST = 8


def closest_message(text: str | int) -> PortalMessage | None:
    """The message that an unknown text is a part of, or most like; None if it is like none, or a part of several.

    Compared are pairs of neighbouring letters: how many of the message's are in the text counts four times as much as
    how many of the text's are in the message, since other words may stand around a message. Pairs that several messages
    have do not count alone.
    """
    if isinstance(text, int):
        return None
    letters = _fold(text).replace(_GREETING, "")
    if _found_in(text):
        return None
    for word, other in _data.SIMILAR_WORDS.items():
        letters = letters.replace(word, other)
    typed = _pairs(letters)
    if not typed:
        return None
    whole = {message for form, message in _FORMS.items() if letters in form}
    if whole:
        return whole.pop() if len(whole) == 1 else None
    alike, _, message = max((_likeness(typed, pairs), -at, message) for at, (pairs, message) in enumerate(_PAIRS))
    return message if alike >= _ALIKE and typed & _OWN_PAIRS[message] else None


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(letters)))


def _likeness(typed: frozenset[str], pairs: frozenset[str]) -> float:
    # The F2 score: recall r and precision p as 5pr / (4p + r), which is 5 common / (4 message + typed).
    return 5 * len(typed & pairs) / (4 * len(pairs) + len(typed))


def _beginning(text: str) -> str:
    return _fold(re.split("[,，]", text)[0])


_BEGINNINGS = {_beginning(message.text): message for message in _BY_STATUS.values()}
_PAIRS = [
    *((_pairs(form), message) for form, message in _FORMS.items()),
    *((_pairs(form), message) for form, message in _BEGINNINGS.items() if len(form) >= _SHORTEST),
]
# The pairs that a message has and no other one.
_OWN_PAIRS = {
    message: frozenset()
    .union(*(pairs for pairs, other in _PAIRS if other == message))
    .difference(*(pairs for pairs, other in _PAIRS if other != message))
    for message in _BY_STATUS.values()
}
