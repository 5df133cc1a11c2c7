"""Django models: a field whose column holds canonical numbers.

Its form field is :class:`beian_segments.forms.django.SupportedNumberField`, in a ``ModelForm`` and in the admin, so
that a form takes every accepted writing. A ``ModelSerializer`` of Django REST framework does so, too, once
:mod:`beian_segments.forms.rest_framework` has been imported; Django's checks say so where nothing imports it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from beian_segments._extras import requires_extra
from beian_segments.forms import django as django_forms
from beian_segments.parsing import LENGTH
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

with requires_extra("django"):
    from django.apps import AppConfig, apps
    from django.conf import settings
    from django.core import checks
    from django.db import models
    from django.urls import get_resolver
    from django.utils.translation import get_language

__all__ = ["SupportedNumberField"]

if TYPE_CHECKING:  # the stubs are generic, Django is not
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class SupportedNumberField(_CharField):
    """A column for a mobile number whose segment is listed.

    Takes the options of :class:`~beian_segments.forms.django.SupportedNumber` and of a ``CharField``; ``max_length`` is
    11 unless given, and ``error_messages`` may have the codes of both. Validating a model, saving it and looking a
    number up turn every accepted writing into the canonical form; with ``strict``, none. As with any field of Django,
    saving refuses nothing: ``full_clean`` and forms do.

    >>> SupportedNumberField().clean("+86 138-0013-8000", None)
    '13800138000'

    A migration holds the options but for the table, which changes without the database.
    """

    description: Any = "Mobile number of a listed segment"

    def __init__(
        self,
        *args: Any,
        validator: SegmentValidator | None = None,
        lang: str | Callable[[], object] = get_language,
        strict: bool = False,
        **options: Any,
    ) -> None:
        options.setdefault("max_length", LENGTH)
        super().__init__(*args, **options)
        # With the messages, which a ModelSerializer takes from no model field but by its validators.
        ours = {code: text for code, text in self.error_messages.items() if code in {*Verdict}}
        self.number: django_forms.SupportedNumber = django_forms.SupportedNumber(
            validator=validator, lang=lang, strict=strict, error_messages=ours
        )
        # Without the one for the length: a number has its 11 digits, and the params of that error show the value.
        if self.max_length is not None:
            self.validators.pop()
        self.validators.insert(0, self.number)

    def to_python(self, value: Any) -> Any:
        """The canonical form of an accepted writing, listed or not; another text as it is."""
        text = super().to_python(value)
        if self.number.strict or not isinstance(text, str):
            return text
        report = self.number.validator.check(text)
        return "" if report.verdict is Verdict.EMPTY else report.number or text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The value to save, which becomes that of the model, too."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):  # and no expression
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **options: Any) -> Any:
        """The field of a form, with the options of this one."""
        form_class = options.setdefault("form_class", django_forms.SupportedNumberField)
        if isinstance(form_class, type) and issubclass(form_class, django_forms.SupportedNumberField):
            number = self.number
            options["error_messages"] = {**number.error_messages, **(options.get("error_messages") or {})}
            options = {"validator": number.validator, "lang": number.lang, "strict": number.strict, **options}
        return super().formfield(**options)

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """What Django's checks say of the field: ``beian_segments.E001`` for a ``max_length`` below 11."""
        found = super().check(**options)
        if isinstance(self.max_length, int) and 0 < self.max_length < LENGTH:
            told = f"{type(self).__name__} needs a 'max_length' of at least {LENGTH}, the digits of a number."
            found.append(checks.Error(told, obj=self, id="beian_segments.E001"))
        return found

    def deconstruct(self) -> Any:
        """What a migration holds."""
        name, path, args, options = super().deconstruct()
        if options.get("max_length") == LENGTH:
            del options["max_length"]
        number = self.number.deconstruct()[2]
        # Those of the field, of Django's codes too, are among its options.
        number.pop("error_messages", None)
        return name, path, args, {**options, **number}


@checks.register(checks.Tags.urls)  # with the checks that import the URLs, and so the serializers
def _check_serializers(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """``beian_segments.W001`` where a ``ModelSerializer`` would take no writing of more than 11 characters."""
    if not apps.is_installed("rest_framework"):
        return []
    configs = apps.get_app_configs() if app_configs is None else app_configs
    columns = (column for config in configs for model in config.get_models() for column in model._meta.get_fields())
    first = next((column for column in columns if isinstance(column, SupportedNumberField)), None)
    if first is None:
        return []
    if getattr(settings, "ROOT_URLCONF", None):
        list(get_resolver().url_patterns)
    serializers = sys.modules.get("rest_framework.serializers")
    if serializers is None or SupportedNumberField in serializers.ModelSerializer.serializer_field_mapping:
        return []
    told = "Serializers refuse '138 0013 8000' here: nothing imports 'beian_segments.forms.rest_framework'."
    hint = "Where your serializers are: from beian_segments.forms import rest_framework  # noqa: F401"
    return [checks.Warning(told, hint=hint, obj=first, id="beian_segments.W001")]
