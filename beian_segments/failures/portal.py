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

    A message is recognised inside other words and however it was pasted: with or without the greeting
    and 您, with any white space and punctuation, in either width, with 或者 for 或, 其它 for 其他 and 已达 for
    已到; status 4 by its first half too, as help pages quote it, and an older wording by that. A text
    with two different messages is neither, and what several of them begin with, such as 短信核验失败, is
    none. The number may be given as text (``"4"``), as a form or a command line has it.

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
    known = _BY_TEXT.get(text) or _BY_NUMERAL.get(text.strip())
    if known is not None:
        return known
    found = _found_in(_fold(text))
    return found.pop() if len(found) == 1 else None


_NO_LETTERS = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    """The letters and digits of a text, in one width and case."""
    # NFKC sorts runs of combining marks in quadratic time, so they are removed before it; what it unfolds, after it.
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", _NO_LETTERS.sub("", text)).casefold())


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
_BY_TEXT = {
    **{message.text: message for message in _BY_STATUS.values()},
    **{text: _BY_STATUS[status] for text, status in {**_data.SHORT_FORMS, **_data.OLDER_FORMS}.items()},
}
# Each text without its polite words (您的), and without their 您 alone.
_FORMS = {
    form: message for text, message in _BY_TEXT.items() for form in (_fold(text), _fold(text, _data.POLITE_WORDS[-1:]))
}


def _found_in(letters: str) -> set[PortalMessage]:
    """The messages that folded letters have in them."""
    return {message for form, message in _FORMS.items() if form in letters}


# How much alike two texts have to be for one to be offered instead of the other; 1 is the same.
_ALIKE = 0.5
_GREETING = _fold(_data.GREETING)


def closest_message(text: str | int) -> PortalMessage | None:
    """The message that an unknown text is a part of, or most like; None if that is none, or several as well.

    Compared are pairs of neighbouring letters: how many of the message's are in the text counts four times as much as
    how many of the text's are in the message, since other words may stand around a message.
    """
    if isinstance(text, int):
        return None
    letters = _fold(text).replace(_GREETING, "")
    typed = _pairs(letters)
    if not typed or _found_in(letters):
        return None
    whole = {message for form, message in _FORMS.items() if letters in form}
    if whole:
        return whole.pop() if len(whole) == 1 else None
    alike, _, message = max((_likeness(typed, pairs), -at, message) for at, (pairs, message) in enumerate(_PAIRS))
    return message if alike >= _ALIKE else None


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(letters)))


def _likeness(typed: frozenset[str], pairs: frozenset[str]) -> float:
    # The F2 score: recall r and precision p as 5pr / (4p + r), which is 5 common / (4 message + typed).
    return 5 * len(typed & pairs) / (4 * len(pairs) + len(typed))


_PAIRS = [(_pairs(form), message) for form, message in _FORMS.items()]
