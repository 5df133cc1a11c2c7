"""Django REST framework: a serializer field that gives the canonical number.

Importing this module, in ``serializers.py`` for instance (``# noqa: F401`` keeps linters from removing it), makes its
field the one that a ``ModelSerializer`` uses for :class:`beian_segments.forms.django_models.SupportedNumberField`, with
the options of that one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from beian_segments.forms.django import SupportedNumber
from beian_segments.forms.django_models import SupportedNumberField as ModelField
from beian_segments.forms.options import Filling
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

# isort: split

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

try:
    from rest_framework import serializers
    from rest_framework.fields import empty
except ModuleNotFoundError as _error:  # there is no extra for it
    _told = f"{_error.name} is not installed; run: pip install djangorestframework"
    raise ImportError(_told, name=_error.name) from _error

__all__ = ["SupportedNumberField"]


class SupportedNumberField(serializers.CharField):
    """A field for a mobile number whose segment is listed: ``validated_data`` has its canonical form.

    Takes the options of :class:`~beian_segments.forms.django.SupportedNumber` and of a ``CharField``, and those of a
    ``SupportedNumber`` among its validators before its own. ``error_messages`` may have the codes of both, and
    ``{segment}`` and the other params in them are filled in. Lengths and further validators see the canonical form.
    drf-spectacular documents the field with the pattern of canonical numbers and an example.

    >>> SupportedNumberField().run_validation("+86 138-0013-8000")
    '13800138000'
    """

    def __init__(
        self,
        *,
        validator: SegmentValidator | None = None,
        lang: str | Callable[[], object] = get_language,
        strict: bool = False,
        **options: Any,
    ) -> None:
        given = [each for each in options.get("validators") or () if isinstance(each, SupportedNumber)]
        number = SupportedNumber(validator=validator, lang=lang, strict=strict)
        self.number: SupportedNumber = given[0] if given else number
        super().__init__(**options)
        if not hasattr(self, "_spectacular_annotation"):
            # What drf-spectacular's decorator extend_schema_field sets.
            self._spectacular_annotation = {"field": {"type": "string", **self.number.schema()}}

    def run_validation(self, data: Any = empty) -> Any:
        """The canonical form; for a blank None where both may be, as in a ``ModelForm``."""
        if isinstance(data, str) and self.number.validator.check(data).verdict is Verdict.EMPTY:
            data = ""  # of invisible characters, which DRF does not strip
        value = super().run_validation(data)
        return None if value == "" and self.allow_null else value

    def to_internal_value(self, data: Any) -> str:
        """The canonical form, or an error of the verdict's code."""
        text = super().to_internal_value(data)
        try:
            return self.number.clean(text)
        except ValidationError as error:
            code, params, sentence = str(error.code), Filling(error.params or {}), error.messages[0]
        if code in self.error_messages:
            sentence = str(self.error_messages[code]).format_map(params)
        raise serializers.ValidationError(sentence, code=code)


serializers.ModelSerializer.serializer_field_mapping[ModelField] = SupportedNumberField
