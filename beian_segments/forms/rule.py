"""What every adapter shares: which table, language and writings a field takes, and the answer to any value.

The frozen options of one field, nothing global: two fields with two tables do not know of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Attribute, field, frozen

from beian_segments.errors import SegmentError
from beian_segments.forms.pattern import field_pattern
from beian_segments.grammar import LENGTH
from beian_segments.numbers import MobileNumber
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator
from beian_segments.verdicts import Params, Verdict
from beian_segments.wording import Language, language, pattern_sentence

__all__ = ["Lang", "Refusal", "Rule", "as_lang"]

# More than any writing needs that people make: with a separator at every place one has 36 characters.
_ROOM = 64

# For the language of a request that this library does not speak.
_OTHERWISE: Language = "en"

# A function may give what its framework has: a tag, None, a Babel locale.
Lang = Language | Callable[[], object]


class Refusal(str):
    """The sentence of a refusal, for frameworks whose errors are sentences: a str that also knows its code.

    ``code`` is the verdict, ``params`` the facts behind it; see :class:`beian_segments.SegmentError`.
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


@frozen(kw_only=True)
class Rule:
    """What a field takes.

    Attributes:
        validator: the table asked; None: the packaged one.
        lang: the language of the sentences: a BCP 47 or POSIX tag, or a function without arguments that gives the tag
            of the moment (of the request being served). Where the function's answer is not a known language, English.
        strict: take 11 ASCII digits only, none of the other accepted writings.
    """

    validator: SegmentValidator = field(default=None, converter=_validator)
    lang: Lang = field(default="zh", converter=as_lang)
    strict: bool = field(default=False, validator=_strict)

    def accept(self, value: object) -> MobileNumber:
        """The number in canonical form.

        Raises:
            SegmentError: the value is refused, whatever it is: None is ``empty``, what is no str ``not-a-number``, and
                so is, under ``strict``, another writing than the canonical one.
        """
        if not isinstance(value, str):
            refused = Verdict.EMPTY if value is None else Verdict.NOT_A_NUMBER
            raise SegmentError(refused, {} if value is None else {"type": type(value).__name__})
        report = self.validator.check(value)
        if self.strict and report.number is not None and report.number != str.__str__(value):
            raise SegmentError(Verdict.NOT_A_NUMBER, {"length": str(LENGTH)})
        if report.number is None or not report.supported:
            raise SegmentError(report.verdict, report.params)
        return report.number

    def sentence(self, error: SegmentError) -> str:
        """What to say of a refusal, in the field's language."""
        return error.message(self.spoken())

    def spoken(self) -> Language:
        """The field's language now."""
        if not callable(self.lang):
            return self.lang
        try:
            return language(str(self.lang()))
        except ValueError:
            return _OTHERWISE

    def refusal(self, value: object, sentence: str | None = None) -> Refusal | None:
        """Why a value is refused, in the field's own words or in the ``sentence`` given; None for an accepted one."""
        try:
            self.accept(value)
        except SegmentError as error:
            return Refusal(self.sentence(error) if sentence is None else sentence, error.code, error.params)
        return None

    @property
    def pattern(self) -> str:
        """What a browser may check, without anchors; see ``forms.pattern.field_pattern``."""
        return field_pattern(self.validator.table.listed, strict=self.strict)

    def attributes(self) -> Mapping[str, str]:
        """The attributes of an HTML ``input`` for the field."""
        return {
            "type": "tel",
            "inputmode": "numeric",
            "autocomplete": "tel-national",
            "maxlength": str(LENGTH if self.strict else _ROOM),
            "pattern": self.pattern,
            "title": self.title(),
        }

    def title(self) -> str:
        """What a browser adds to its own words when the pattern does not match."""
        return pattern_sentence(self.spoken())
