"""Django: a form field, and a validator.

Models have a field of their own, :mod:`beian_segments.forms.django_models`, and so have serializers of Django REST
framework, :mod:`beian_segments.forms.rest_framework`. A ``ModelForm`` takes the form field for another column by
``Meta.field_classes``. The validator changes no value, as no validator of Django does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from beian_segments._extras import requires_extra
from beian_segments.errors import SegmentError
from beian_segments.forms.options import Filling, Lang, Rule, as_lang
from beian_segments.parsing import ListedNumber
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

    Options are those of :class:`~beian_segments.forms.options.Rule`; the default language is the one that is active in
    Django when the message is shown.

    >>> SupportedNumber().clean("+86 138-0013-8000")
    '13800138000'
    >>> SupportedNumber(lang="en").clean("138")
    Traceback (most recent call last):
    django.core.exceptions.ValidationError: ['Too few digits: a mobile number has 11.']

    Attributes:
        error_messages: messages of your own by code; ``%(segment)s`` and the other params are filled in, with nothing
            where a refusal lacks them.
    """

    lang: Lang = field(default=get_language, converter=as_lang)
    error_messages: Mapping[str, Any] = field(factory=dict, hash=False)

    def __call__(self, value: object) -> None:
        """Refuse a value, as Django calls a validator."""
        self.clean(value)

    def clean(self, value: object) -> ListedNumber:
        """The number in canonical form, or ``ValidationError``."""
        try:
            return self.accept(value)
        except SegmentError as error:
            # Lazy, so that its language is that of the moment; without the traceback, whose frames hold the value.
            message = self.error_messages.get(error.code, lazy(self.sentence, str)(error.with_traceback(None)))
            # Without Django's customary params["value"], which would put the number into whatever shows an error.
            raise ValidationError(message, code=error.code, params=Filling(error.params)) from None

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """What a migration holds: the options but for the table, which changes without the database."""
        options: dict[str, Any] = {"strict": True} if self.strict else {}
        if self.lang is not get_language:
            options["lang"] = self.lang
        if self.error_messages:
            options["error_messages"] = dict(self.error_messages)
        return f"{type(self).__module__}.{type(self).__qualname__}", (), options


class SupportedNumberField(forms.CharField):
    """A field for a mobile number whose segment is listed: ``cleaned_data`` has its canonical form.

    Takes the options of :class:`SupportedNumber` and of a ``CharField``; ``error_messages`` may have the codes of both.
    An empty value, which may have invisible characters, is refused as ``required`` or becomes the ``empty_value``.
    Lengths and further validators see the canonical form. With ``html_pattern`` the input has a pattern, and a title
    that explains it: where a browser finds that it does not match, nobody reads the message of the refusal.

    >>> class ContactForm(forms.Form):
    ...     phone = SupportedNumberField()
    >>> form = ContactForm({"phone": "+86 138-0013-8000"})
    >>> form.is_valid(), form.cleaned_data
    (True, {'phone': '13800138000'})
    """

    widget = forms.TelInput

    def __init__(
        self,
        *,
        validator: SegmentValidator | None = None,
        lang: str | Callable[[], object] = get_language,
        strict: bool = False,
        html_pattern: bool = False,
        **options: Any,
    ) -> None:
        self.html_pattern = html_pattern
        self.number: SupportedNumber = SupportedNumber(validator=validator, lang=lang, strict=strict)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The canonical form of the text, or the ``empty_value``."""
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
        """The attributes of the input; those that were given to the widget take precedence."""
        attributes = {**super().widget_attrs(widget), **self.number.attributes(html_pattern=self.html_pattern)}
        if self.html_pattern:
            attributes["title"] = lazy(self.number.title, str)()
        del attributes["type"]  # which the widget sets
        return {} if widget.is_hidden else {name: each for name, each in attributes.items() if name not in widget.attrs}
