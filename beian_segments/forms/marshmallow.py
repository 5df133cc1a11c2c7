"""marshmallow: a validator, and a field.

>>> from marshmallow import Schema
>>> class ContactSchema(Schema):
...     phone = SupportedNumberField(required=True)
>>> ContactSchema().load({"phone": "+86 138-0013-8000"})
{'phone': '13800138000'}

A message in ``ValidationError.messages`` is a sentence, as marshmallow has it, that also knows its ``code`` and
``params``. What is no text is marshmallow's own ``Not a valid string.``
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

    ``fields.String(validate=SupportedNumber())``. It changes no value, as validators in marshmallow do not; the field
    below does. Options are those of :class:`~beian_segments.forms.options.Rule`.

    Attributes:
        error: one sentence for every refusal, instead of ours.
    """

    error: str | None = field(default=None)

    def __call__(self, value: str) -> str:
        """Refuse a value, as marshmallow calls a validator."""
        refusal = self.refusal(value, self.error)
        if refusal is not None:
            # The list keeps the sentence as it is, with its code.
            raise ValidationError([refusal])
        return value


Validator.register(SupportedNumber)


class SupportedNumberField(fields.String):
    """A field for a mobile number whose segment is listed: it loads the canonical form.

    Takes the options of :class:`SupportedNumber` and of a ``String``. Further validators see the canonical form.
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
