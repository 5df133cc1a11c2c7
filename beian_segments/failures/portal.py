"""The messages of MIIT's portal, and how a pasted text is recognised as one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
    """The portal's message that a text is, or that has a number; None for any other text or number.

    Recognised is the whole message however it was pasted: with or without the greeting and 您, with any white space
    and punctuation, in either width. A message cut short or added to is not recognised, but for status 4, which help
    pages quote by its first half. The number may be given as text (``"4"``), as a form or a command line has it.

    Source: the portal's front end (miit-portal, smsValidate).

    >>> parse_portal_message("尊敬的ICP用户： 您的短信核验已完成, 无需重复提交").code
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
    return _BY_TEXT.get(text) or _BY_TEXT.get(_fold(text, _data.POLITE_WORDS)) or _BY_NUMERAL.get(text.strip())


_NO_LETTERS = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    """The letters and digits of a text, in one width and case."""
    # NFKC sorts runs of combining marks in quadratic time, so they are removed before it; what it unfolds, after it.
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", _NO_LETTERS.sub("", text)).casefold())


_GREETING = _letters(_data.GREETING)


def _fold(text: str, polite_words: Iterable[str]) -> str:
    """The letters of a text without the greeting and some polite words."""
    letters = _letters(text).removeprefix(_GREETING)
    for word in polite_words:
        letters = letters.replace(word, "")
    return letters


_BY_STATUS = {status: PortalMessage(status=status, code=code, text=text) for status, code, text in _data.MESSAGES}
_BY_NUMERAL = {str(status): message for status, message in _BY_STATUS.items()}
_TEXTS = {
    **{message.text: message for message in _BY_STATUS.values()},
    **{text: _BY_STATUS[status] for text, status in _data.SHORT_FORMS.items()},
}
# Each text as it stands, without its polite words (您的), and without their 您 alone.
_BY_TEXT = {
    form: message
    for text, message in _TEXTS.items()
    for form in (text, _fold(text, _data.POLITE_WORDS), _fold(text, _data.POLITE_WORDS[-1:]))
}
