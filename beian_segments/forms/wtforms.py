"""WTForms: a validator, and a field.

>>> from wtforms import Form
>>> class ContactForm(Form):
...     phone = SupportedNumberField("Phone")

An error in ``field.errors`` is a sentence, as WTForms has it, that also knows its ``code`` and ``params``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import field, frozen

from beian_segments._extras import requires_extra
from beian_segments.forms.options import Rule
from beian_segments.validator import SegmentValidator

with requires_extra("wtforms"):
    import wtforms
    from wtforms.validators import ValidationError
    from wtforms.widgets import TelInput

__all__ = ["SupportedNumber", "SupportedNumberField"]


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Refuses what is no mobile number of a listed segment; ``field.data`` becomes the canonical form otherwise.

    What is empty is refused too, with the code ``empty``: ``wtforms.validators.Optional()`` before it stops there.
    Options are those of :class:`~beian_segments.forms.options.Rule`.

    Attributes:
        message: one sentence for every refusal, instead of ours.
    """

    message: str | None = field(default=None)

    def __call__(self, _form: wtforms.Form, field: wtforms.Field) -> None:
        """Refuse a field's data, as WTForms calls a validator, or make it canonical."""
        refusal = self.refusal(field.data, self.message)
        if refusal is not None:
            raise ValidationError(refusal)
        field.data = self.accept(field.data)

    @property
    def field_flags(self) -> dict[str, str]:
        """What WTForms' own inputs make attributes of: ``pattern`` and ``maxlength``; our input, of all of them."""
        attributes = dict(self.attributes())
        del attributes["type"]  # the widget's own business
        return attributes


class _NumberInput(TelInput):
    """An ``input type=tel`` with the attributes that our validator asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.validation_attrs = [*self.validation_attrs, "inputmode", "autocomplete", "title"]


class SupportedNumberField(wtforms.TelField):
    """A field for a mobile number whose segment is listed: ``data`` is its canonical form.

    Takes the options of :class:`SupportedNumber` and of a ``TelField``. Further ``validators`` run before ours.
    """

    widget: Any = _NumberInput()

    def __init__(  # noqa: PLR0913 - the options of the validator and those of the field
        self,
        label: str | None = None,
        validators: Sequence[Any] = (),
        *,
        validator: SegmentValidator | None = None,
        lang: str | Callable[[], object] = "zh",
        strict: bool = False,
        message: str | None = None,
        **options: Any,
    ) -> None:
        number = SupportedNumber(validator=validator, lang=lang, strict=strict, message=message)
        super().__init__(label, [*validators, number], **options)
