"""Django: a validator for models, forms and DRF serializers, and a form field.

>>> from django import forms
>>> class ContactForm(forms.Form):
...     phone = SupportedNumberField()

The field's ``clean()`` gives the canonical number and its widget the right attributes; a ``ModelForm`` takes it by
``Meta.field_classes``. The validator alone changes no value, as validators in Django do not, so that a model whose
column is to hold canonical numbers only has ``validators=[SupportedNumber(strict=True)]``. A DRF serializer has it
among the ``validators`` of a ``CharField`` too, or gives the canonical number back by ``validate_phone`` returning
``SupportedNumber().clean(value)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from beian_segments._extras import requires_extra
from beian_segments.errors import SegmentError
from beian_segments.forms.options import Lang, Rule, as_lang
from beian_segments.parsing import MobileNumber
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

with requires_extra("django"):
    from django import forms
    from django.core.exceptions import ValidationError
    from django.utils.functional import lazy
    from django.utils.translation import get_language

__all__ = ["SupportedNumber", "SupportedNumberField"]


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Refuses what is no mobile number of a listed segment, with a ``ValidationError`` of the verdict's code.

    Options are those of :class:`~beian_segments.forms.options.Rule`, but that the language is Django's active one when
    the message is shown.

    Attributes:
        error_messages: sentences of your own by code; ``%(segment)s`` and the like are filled in.
    """

    lang: Lang = field(default=get_language, converter=as_lang)
    error_messages: Mapping[str, Any] = field(factory=dict, hash=False)

    def __call__(self, value: object) -> None:
        """Refuse a value, as Django calls a validator."""
        self.clean(value)

    def clean(self, value: object) -> MobileNumber:
        """The number in canonical form, or ``ValidationError``."""
        try:
            return self.accept(value)
        except SegmentError as error:
            # Said when it is shown; without the traceback, whose frames hold the value.
            message = self.error_messages.get(error.code, lazy(self.sentence, str)(error.with_traceback(None)))
            # Without Django's customary params["value"], which would put the number into whatever shows an error.
            raise ValidationError(message, code=error.code, params=dict(error.params)) from None

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """What a migration holds: the plain options. The table is not part of the database, and has its own dates."""
        options: dict[str, Any] = {"strict": True} if self.strict else {}
        if self.lang is not get_language:
            options["lang"] = self.lang
        if self.error_messages:
            options["error_messages"] = dict(self.error_messages)
        return f"{type(self).__module__}.{type(self).__qualname__}", (), options


class SupportedNumberField(forms.CharField):
    """A field for a mobile number whose segment is listed: ``cleaned_data`` has its canonical form.

    Takes the options of :class:`SupportedNumber` and of a ``CharField``; ``error_messages`` may have the codes of both.
    What is empty (of invisible characters too) is ``required`` or, where it is not, the ``empty_value``. Lengths and
    further validators see the canonical form.
    """

    widget = forms.TelInput

    def __init__(
        self,
        *,
        validator: SegmentValidator | None = None,
        lang: str | Callable[[], object] = get_language,
        strict: bool = False,
        **options: Any,
    ) -> None:
        self.number: SupportedNumber = SupportedNumber(validator=validator, lang=lang, strict=strict)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The canonical form of what was typed, or the ``empty_value``."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        try:
            return self.number.clean(text)
        except ValidationError as error:
            if error.code == Verdict.EMPTY:
                return self.empty_value
            # As Field.run_validators does.
            if error.code in self.error_messages:
                error.message = self.error_messages[error.code]
            raise

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The attributes of the input, but for those that the widget was given."""
        attributes = {**super().widget_attrs(widget), **self.number.attributes()}
        attributes["title"] = lazy(self.number.title, str)()
        del attributes["type"]  # the widget's own business
        return {} if widget.is_hidden else {name: each for name, each in attributes.items() if name not in widget.attrs}
