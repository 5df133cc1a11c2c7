"""marshmallow: a validator, and a field.

A message in ``ValidationError.messages`` is a str, as marshmallow has it, that also has a ``code`` and ``params``: a
:class:`~beian_segments.forms.options.Refusal`. What is no text is refused with marshmallow's ``Not a valid string.``
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import field, frozen

from beian_segments._extras import requires_extra
from beian_segments.forms.options import Rule
from beian_segments.validator import SegmentValidator

with requires_extra("marshmallow"):
    from marshmallow import ValidationError, fields
    from marshmallow.validate import Validator

__all__ = ["SupportedNumber", "SupportedNumberField"]


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Refuses what is no mobile number of a listed segment.

    It changes no value, as no validator of marshmallow does; :class:`SupportedNumberField` loads the canonical form.
    Options are those of :class:`~beian_segments.forms.options.Rule`.

    >>> from marshmallow import Schema
    >>> class ContactSchema(Schema):
    ...     phone = fields.String(validate=SupportedNumber(lang="en"))
    >>> ContactSchema().validate({"phone": "138"})
    {'phone': ['Too few digits: a mobile number has 11.']}

    Attributes:
        error: one message for every refusal, instead of the library's.
    """

    error: str | None = field(default=None)

    def __call__(self, value: str) -> str:
        """Refuse a value, as marshmallow calls a validator."""
        refusal = self.refusal(value, self.error)
        if refusal is not None:
            # In a list, which keeps it as it is, with its code.
            raise ValidationError([refusal])
        return value


Validator.register(SupportedNumber)


class SupportedNumberField(fields.String):
    """A field for a mobile number whose segment is listed: it loads the canonical form.

    Takes the options of :class:`SupportedNumber` and of a ``String``. Further validators see the canonical form.

    >>> from marshmallow import Schema
    >>> class ContactSchema(Schema):
    ...     phone = SupportedNumberField(required=True)
    >>> ContactSchema().load({"phone": "+86 138-0013-8000"})
    {'phone': '13800138000'}
    """

    def __init__(
        self,
        *,
        validator: SegmentValidator | None = None,
        lang: str | Callable[[], object] = "zh",
        strict: bool = False,
        error: str | None = None,
        **options: Any,
    ) -> None:
        self.number: SupportedNumber = SupportedNumber(validator=validator, lang=lang, strict=strict, error=error)
        super().__init__(**options)

    def _deserialize(self, value: Any, *place: Any, **options: Any) -> str:
        return self.number.accept(self.number(super()._deserialize(value, *place, **options)))
