"""WTForms: a validator, and a field.

An error in ``field.errors`` is a str, as WTForms has it, that also has a ``code`` and ``params``: a
:class:`~beian_segments.forms.options.Refusal`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from attrs import field, frozen

from beian_segments._extras import requires_extra
from beian_segments.forms.options import Messages, Rule
from beian_segments.validator import SegmentValidator

with requires_extra("wtforms"):
    import wtforms
    from wtforms.validators import ValidationError
    from wtforms.widgets import TelInput

__all__ = ["SupportedNumber", "SupportedNumberField"]


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Refuses what is no mobile number of a listed segment; ``field.data`` becomes the canonical form otherwise.

    What is empty is refused too, with the code ``empty``, unless ``wtforms.validators.Optional()`` stands before it.
    Options are those of :class:`~beian_segments.forms.options.Rule`.

    >>> class ContactForm(wtforms.Form):
    ...     phone = wtforms.StringField(validators=[SupportedNumber(lang="en")])
    >>> form = ContactForm(data={"phone": "138"})
    >>> form.validate(), form.errors
    (False, {'phone': ['Too few digits: a mobile number has 11.']})

    Attributes:
        message: what is said instead of the library's sentences: a text for every refusal, or texts by code
            (``{"segment-not-listed": "Not %(segment)s, please."}``), lazy ones too. The params and ``%(input)s``, the
            masked value, are filled in, as WTForms fills ``%(min)d``.
        html_pattern: whether the input has a pattern, and a title that explains it. Where a browser finds that it does
            not match, nobody reads the message of the refusal.
    """

    message: Messages = field(default=None, hash=False)
    html_pattern: bool = field(default=False)

    def __call__(self, _form: wtforms.Form, field: wtforms.Field) -> None:
        """Refuse a field's data, as WTForms calls a validator, or make it canonical."""
        refusal = self.refusal(field.data, self.message, operator.mod)
        if refusal is not None:
            raise ValidationError(refusal)
        field.data = self.accept(field.data)

    @property
    def field_flags(self) -> dict[str, str]:
        """The attributes of the input, of which the inputs of WTForms take ``maxlength`` and ``pattern`` only."""
        attributes = dict(self.attributes(html_pattern=self.html_pattern))
        del attributes["type"]  # which the widget sets
        return attributes


class _NumberInput(TelInput):
    """An ``input type=tel`` that takes all attributes of the validator."""

    def __init__(self) -> None:
        super().__init__()
        self.validation_attrs = [*self.validation_attrs, "inputmode", "autocomplete", "title"]


class SupportedNumberField(wtforms.TelField):
    """A field for a mobile number whose segment is listed: ``data`` is its canonical form.

    Takes the options of :class:`SupportedNumber` and of a ``TelField``. The ``validators`` run before it.

    >>> class ContactForm(wtforms.Form):
    ...     phone = SupportedNumberField("Phone")
    >>> form = ContactForm(data={"phone": "+86 138-0013-8000"})
    >>> form.validate(), form.data
    (True, {'phone': '13800138000'})
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
        message: Messages = None,
        html_pattern: bool = False,
        **options: Any,
    ) -> None:
        number = SupportedNumber(
            validator=validator, lang=lang, strict=strict, message=message, html_pattern=html_pattern
        )
        super().__init__(label, [*validators, number], **options)
