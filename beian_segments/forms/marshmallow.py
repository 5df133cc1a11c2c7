"""marshmallow: a validator, and a field.

A message in ``ValidationError.messages`` is a str, as marshmallow has it, that also has a ``code`` and ``params``: a
:class:`~beian_segments.forms.options.Refusal`. What is no text is refused with marshmallow's ``Not a valid string.``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from beian_segments._extras import requires_extra
from beian_segments.forms.options import Messages, Rule
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
        error: what is said instead of the library's sentences: a text for every refusal, or texts by code
            (``{"segment-not-listed": "Not {segment}, please."}``). The params and ``{input}``, the masked value, are
            filled in, as marshmallow fills ``{min}``.
    """

    error: Messages = field(default=None, hash=False)

    @property
    def regex(self) -> re.Pattern[str] | None:
        """The pattern of canonical numbers for apispec if the value is one, with ``strict``; else None."""
        return re.compile(self.schema()["pattern"]) if self.strict else None

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

    Takes the options of :class:`SupportedNumber` and of a ``String``; ``error_messages`` may have the codes of both,
    with ``{segment}`` and the other params. Further validators see the canonical form. apispec documents the field with
    the pattern of canonical numbers and an example, unless its ``metadata`` has others.

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
        error: Messages = None,
        metadata: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        self.number: SupportedNumber = SupportedNumber(validator=validator, lang=lang, strict=strict, error=error)
        super().__init__(metadata={**self.number.schema(), **(metadata or {})}, **options)

    def _deserialize(self, value: Any, *place: Any, **options: Any) -> str:
        text = super()._deserialize(value, *place, **options)
        refusal, error = self.number.refusal(text, self.error_messages), self.number.error
        if refusal is None:
            return self.number.accept(text)
        raise ValidationError([refusal if refusal.code in self.error_messages else self.number.refusal(text, error)])
