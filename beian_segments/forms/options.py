"""What all adapters share: the rule of a field, its refusals, and the pattern that a browser may check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Self

from attrs import Attribute, field, frozen

from beian_segments import _data
from beian_segments.errors import SegmentError
from beian_segments.i18n import Language, language, pattern_sentence
from beian_segments.parsing import LENGTH, ListedNumber, both_widths, mask_number
from beian_segments.prefixes import DIGITS, NOTHING, PrefixSet, number_pattern
from beian_segments.redact import MASKED
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator
from beian_segments.verdicts import Params, Verdict

__all__ = ["Filling", "Lang", "Messages", "Refusal", "Rule", "as_lang", "field_pattern"]

# A function may return what its framework has: a tag, None, a Babel locale.
Lang = Language | Callable[[], object]

# For a request in another language than those of this library.
_FALLBACK_LANGUAGE: Language = "en"

# A number with a separator at every place has 36 characters: no writing that people use is longer than this.
_MAX_LENGTH = 64


# Messages of a user's own, lazy ones of a translation included: one for every refusal, some by code, or None.
Messages = object | Mapping[str, object]
Fill = Callable[[str, Mapping[str, str]], str]


class Filling(dict[str, str]):
    """What fills a message of a user's own, which may name params that only some refusals have: the others are empty.

    It is true without any, too: Django leaves ``%(damage)s`` as it is in a message whose params are not true.
    """

    def __bool__(self) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return ""


def as_lang(lang: str | Callable[[], object]) -> Lang:
    """The option ``lang`` of a field: a known language, or a function; ``ValueError`` for an unknown language."""
    return lang if callable(lang) else language(lang)


def _validator(validator: SegmentValidator | None) -> SegmentValidator:
    if validator is not None and not isinstance(validator, SegmentValidator):
        raise TypeError(f"validator must be a SegmentValidator, not {type(validator).__name__}")
    return DEFAULT_VALIDATOR if validator is None else validator


def _strict(_: object, attribute: Attribute[bool], value: object) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"{attribute.name} must be True or False, not {type(value).__name__}")


class Refusal(str):
    """The sentence of a refusal, for frameworks whose errors are sentences: a str that also knows its code.

    ``code`` is the verdict, ``params`` the facts behind it; see :class:`beian_segments.SegmentError`.

    >>> refusal = Rule(lang="en").refusal("138")
    >>> refusal, str(refusal.code)
    ('Too few digits: a mobile number has 11.', 'too-short')
    """

    __slots__ = ("code", "params")

    code: Verdict
    params: Params

    def __new__(cls, sentence: str, code: Verdict, params: Params) -> Self:
        """Make one of a sentence, its code and its facts."""
        made = super().__new__(cls, sentence)
        made.code = code
        made.params = params
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.code, self.params


@frozen(kw_only=True)
class Rule:
    """What a field takes.

    >>> Rule(strict=True).accept("13800138000")
    '13800138000'

    Attributes:
        validator: the validator of the table; None: that of the packaged one.
        lang: the language of the sentences: a BCP 47 or POSIX tag, or a function without arguments that returns the
            tag of the request being served. Where the function's answer is not a known language, English.
        strict: take 11 ASCII digits only, none of the other accepted writings.
    """

    validator: SegmentValidator = field(default=None, converter=_validator)
    lang: Lang = field(default="zh", converter=as_lang)
    strict: bool = field(default=False, validator=_strict)

    def accept(self, value: object) -> ListedNumber:
        """The number in canonical form.

        Raises:
            SegmentError: the value is refused, of whatever type: None is ``empty``, what is no str ``not-a-number``,
                and so is, with ``strict``, another writing than the canonical one.
        """
        if not isinstance(value, str):
            refused = Verdict.EMPTY if value is None else Verdict.NOT_A_NUMBER
            raise SegmentError(refused, {} if value is None else {"type": type(value).__name__})
        report = self.validator.check(value)
        if self.strict and report.number is not None and report.number != str.__str__(value):
            raise SegmentError(Verdict.NOT_A_NUMBER, {"length": str(LENGTH)})
        if report.number is None or not report.supported:
            raise SegmentError(report.verdict, report.params)
        return ListedNumber(report.number)

    def refusal(self, value: object, own: Messages = None, fill: Fill = str.format_map) -> Refusal | None:
        """Why a value is refused; None for an accepted one.

        Args:
            value: the value.
            own: messages instead of the library's: one, or some by code.
            fill: puts the params, and the masked value as ``input``, into such a message, as the framework writes it.
        """
        try:
            self.accept(value)
        except SegmentError as error:
            sentence = own.get(error.code) if isinstance(own, Mapping) else own
            if sentence is None:
                return Refusal(self.sentence(error), error.code, error.params)
            shown = mask_number(value) if isinstance(value, str) else MASKED
            return Refusal(fill(str(sentence), Filling({"input": shown, **error.params})), error.code, error.params)
        return None

    def sentence(self, error: SegmentError) -> str:
        """The message of a refusal in the field's language."""
        return error.message(self._current_language())

    def _current_language(self) -> Language:
        if not callable(self.lang):
            return self.lang
        try:
            return language(str(self.lang()))
        except ValueError:
            return _FALLBACK_LANGUAGE

    @property
    def pattern(self) -> str:
        """What a browser may check, without anchors; see :func:`field_pattern`."""
        return field_pattern(self.validator.table.listed, strict=self.strict)

    def attributes(self, *, html_pattern: bool = False) -> Mapping[str, str]:
        """The attributes of an HTML ``input`` for the field.

        Args:
            html_pattern: with ``pattern`` and the ``title`` that explains it. Where the pattern does not match, a
                browser shows words of its own and sends nothing, so that nobody reads the message of the refusal.
        """
        attributes = {
            "type": "tel",
            "inputmode": "tel",
            "autocomplete": "tel-national",
            "maxlength": str(LENGTH if self.strict else _MAX_LENGTH),
        }
        return {**attributes, "pattern": self.pattern, "title": self.title()} if html_pattern else attributes

    def title(self) -> str:
        """What a browser adds to its own message when the pattern does not match."""
        return pattern_sentence(self._current_language())

    def schema(self) -> dict[str, str]:
        """What the schema of an API says of the text: the pattern of canonical numbers, and one as an example."""
        listed = self.validator.table.listed
        pattern = {"pattern": f"^{field_pattern(listed, strict=True)}$"}
        return {**pattern, "example": listed.prefixes[0].ljust(LENGTH, "0")} if listed.prefixes else pattern


_DIGIT = both_widths(DIGITS)
_GAP = f"[^{_DIGIT[1:-1]}]*"
_ZERO, _EIGHT, _SIX = map(both_widths, _data.TRUNK_PREFIX + _data.COUNTRY_CODE)
# 86 after nothing, 0 or 00, then a trunk 0. A plus and tel: are part of the gap.
_BEFORE_NUMBER = f"{_GAP}(?:(?:{_ZERO}{{1,2}}{_GAP})?{_EIGHT}{_SIX}{_GAP})?(?:{_ZERO}{_GAP})?"


# Some frameworks make their fields anew for every request.
@lru_cache(maxsize=32)
def field_pattern(listed: PrefixSet, *, strict: bool) -> str:
    """A pattern without anchors of what a field takes, for HTML (``v`` flag), JSON Schema and Python.

    >>> from beian_segments import DEFAULT_TABLE
    >>> field_pattern(DEFAULT_TABLE.listed, strict=True)
    '1(?:[38][0-9]|4[67]|5[0-35-9]|6[25-7]|7[0-35-8]|9[135689])[0-9]{8}'

    Args:
        listed: the numbers that the table lists.
        strict: whether 11 ASCII digits are the only writing; the pattern is then exact. Otherwise it matches every
            accepted writing of a listed number, and tells numbers apart by their digits alone: the server refuses
            what is not a digit, and its messages help more than a browser's.
    """
    if strict:
        return number_pattern(listed, LENGTH)
    depth = max(map(len, listed.prefixes), default=0)
    if not depth:
        return NOTHING
    start = number_pattern(listed, depth, digits=both_widths, gap=_GAP)
    end = f"(?:{_GAP}{_DIGIT}){{{LENGTH - depth}}}" if depth < LENGTH else ""
    return f"{_BEFORE_NUMBER}{start}{end}{_GAP}"
