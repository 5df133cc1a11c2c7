"""A Django project in one module: a form, a model with its form, a serializer, views, SQLite in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["rest_framework"],
    LANGUAGES=[("zh-hans", "中文"), ("en", "English"), ("fr", "français")],
    LANGUAGE_CODE="zh-hans",
    MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"],
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None},
    ROOT_URLCONF="tests.forms.django_project",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django import forms  # noqa: E402 - Django wants its settings first; so below
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402

from beian_segments.forms import django_models, rest_framework  # noqa: E402
from beian_segments.forms.django import SupportedNumber, SupportedNumberField  # noqa: E402
from tests.forms.checks import WITH_192  # noqa: E402

OWN_WORDS = {"segment-not-listed": "Not %(segment)s, please."}


if TYPE_CHECKING:  # the stubs are generic, Django is not
    FilingModelForm = forms.ModelForm["Filing"]
    FilingModelSerializer = serializers.ModelSerializer["Filing"]
    SiteModelForm = forms.ModelForm["Site"]
    SiteModelSerializer = serializers.ModelSerializer["Site"]
    PlainSerializer = serializers.Serializer[object]
else:
    FilingModelForm, FilingModelSerializer = forms.ModelForm, serializers.ModelSerializer
    SiteModelForm, SiteModelSerializer = forms.ModelForm, serializers.ModelSerializer
    PlainSerializer = serializers.Serializer


class ContactForm(forms.Form):
    phone = SupportedNumberField()
    strict = SupportedNumberField(strict=True, required=False)
    other = SupportedNumberField(validator=WITH_192, required=False, empty_value=None)
    worded = SupportedNumberField(required=False, error_messages=OWN_WORDS)
    checked = SupportedNumberField(required=False, html_pattern=True)


class Filing(models.Model):
    """A filing with its contact."""

    phone: models.CharField[str, str] = models.CharField(max_length=11, validators=[SupportedNumber(strict=True)])
    other: models.CharField[str, str] = models.CharField(
        max_length=40, blank=True, validators=[SupportedNumber(validator=WITH_192)]
    )

    class Meta:
        app_label = "filings"

    def __str__(self) -> str:
        return f"filing {self.pk}"


class Site(models.Model):
    """A site with the numbers of its people, in columns of our own."""

    phone = django_models.SupportedNumberField(unique=True, error_messages=OWN_WORDS)
    other = django_models.SupportedNumberField(validator=WITH_192, blank=True, null=True)
    strict = django_models.SupportedNumberField("strict", strict=True, blank=True, lang="en")
    chosen = django_models.SupportedNumberField(blank=True, choices=[("13800138000", "one"), ("13900139000", "two")])

    class Meta:
        app_label = "filings"

    def __str__(self) -> str:
        return f"site {self.pk}"


class SiteForm(SiteModelForm):
    class Meta:
        model = Site
        fields = ("phone", "other", "strict", "chosen")


class SiteSerializer(SiteModelSerializer):
    class Meta:
        model = Site
        fields = ("phone", "other", "strict")


class NumberSerializer(PlainSerializer):
    phone = rest_framework.SupportedNumberField()
    strict = rest_framework.SupportedNumberField(strict=True, required=False, allow_blank=True, lang="en")
    other = rest_framework.SupportedNumberField(validator=WITH_192, required=False, max_length=11)
    worded = rest_framework.SupportedNumberField(
        required=False, error_messages={"segment-not-listed": "Not {segment}, please."}
    )


class FilingForm(FilingModelForm):
    class Meta:
        model = Filing
        fields = ("phone", "other")
        field_classes = {"phone": SupportedNumberField}  # noqa: RUF012 - as Django has it


class FilingSerializer(FilingModelSerializer):
    class Meta:
        model = Filing
        fields = ("phone", "other")


class ContactSerializer(PlainSerializer):
    phone = serializers.CharField(validators=[SupportedNumber()])
    canonical = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    worded = serializers.CharField(required=False, validators=[SupportedNumber(error_messages=OWN_WORDS)])
    number = serializers.IntegerField(required=False, validators=[SupportedNumber(lang="en")])

    def validate_canonical(self, value: str) -> str:
        return SupportedNumber().clean(value) if value else value


def contact_view(request: HttpRequest) -> HttpResponse:
    """The form, filled in from the query; its data as JSON once it is valid, its page until then."""
    form = ContactForm(request.POST or None)
    if form.is_valid():
        return JsonResponse(form.cleaned_data)
    return HttpResponse(form.as_p(), status=400 if form.is_bound else 200)


@api_view(["POST"])
def contact_api(request: Request) -> Response:
    serializer = ContactSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    return Response(serializer.validated_data)


urlpatterns = [path("contact", contact_view), path("api/contact", contact_api)]


def create_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Filing)
        editor.create_model(Site)
