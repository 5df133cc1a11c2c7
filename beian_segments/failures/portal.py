"""What MIIT's portal says, as people paste it. Above the generated tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from attrs import frozen

from beian_segments.failures import _data

__all__ = ["PortalMessage", "parse_portal_message"]

_NOT_WORDS = re.compile(r"[\W_]+")


@frozen(kw_only=True)
class PortalMessage:
    """One of the portal's answers.

    Attributes:
        status: the portal's number for it.
        code: the code of the finding that explains it.
        text: its exact text.
    """

    status: int
    code: str
    text: str


def parse_portal_message(text: str | int) -> PortalMessage | None:
    """The portal's message that a text is, or that has a number; None for any other text or number.

    Recognised is the whole message however it was pasted: with or without the greeting and 您, with any white space
    and punctuation, in either width. A message cut short or added to is not recognised, but for status 4, which help
    pages quote by its first half. The number may be given as text (``"4"``), which is what a form or a command line
    hands over.

    Source: the portal's front end (miit-portal, smsValidate).

    Raises:
        TypeError: the argument is neither a str nor an int.
    """
    if isinstance(text, int) and not isinstance(text, bool):
        return _BY_STATUS.get(text)
    if not isinstance(text, str):
        raise TypeError(f"text must be a str or an int, not {type(text).__name__}")
    return (
        _BY_TEXT.get(text)
        or _BY_TEXT.get(_without(_words_of(text), _data.POLITE_WORDS))
        or _BY_NUMERAL.get(text.strip())
    )


def _words_of(text: str) -> str:
    """Letters and digits alone, in one width and case, without the greeting."""
    return _letters(text).removeprefix(_GREETING)


def _letters(text: str) -> str:
    # Twice, for marks that combine are put in order in a time that grows with the square of their number: before that
    # they go with the rest that is no word; then what forms of one width unfold to.
    words = unicodedata.normalize("NFKC", _NOT_WORDS.sub("", text)).casefold()
    return _NOT_WORDS.sub("", words)


def _without(words: str, polite: Iterable[str]) -> str:
    for word in polite:
        words = words.replace(word, "")
    return words


def _forms(text: str) -> Iterator[str]:
    """A text with the polite words dropped whole, and with their 您 alone dropped."""
    yield _without(_words_of(text), _data.POLITE_WORDS)
    yield _without(_words_of(text), _data.POLITE_WORDS[-1:])


_GREETING = _letters(_data.GREETING)
_BY_STATUS = {status: PortalMessage(status=status, code=code, text=text) for status, code, text in _data.MESSAGES}
_BY_NUMERAL = {str(status): message for status, message in _BY_STATUS.items()}
_BY_TEXT = {
    form: _BY_STATUS[status]
    for text, status in {**{text: status for status, _, text in _data.MESSAGES}, **_data.SHORT_FORMS}.items()
    for form in (text, *_forms(text))
}
