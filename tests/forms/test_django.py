"""Django: validator and form field in forms, models, migrations and DRF serializers."""

from __future__ import annotations

import copy
import gc
import json
import logging
import pickle
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType, TracebackType
from typing import Any

import pytest

from tests.forms import django_project as project  # first: it configures Django

# isort: split

from django.contrib.admin import AdminSite, ModelAdmin
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.forms import CharField, HiddenInput, TextInput, TypedChoiceField
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils import translation
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.test import APIClient

from beian_segments import SegmentTable, SegmentValidator
from beian_segments.forms import django_models, rest_framework
from beian_segments.forms.django import SupportedNumber, SupportedNumberField
from tests.forms.checks import EN, HUGE, NOT_STR, ONLY_192, WITH_192, ZH, leaks
from tests.forms.vectors import vectors
from tests.required import package


@pytest.fixture(scope="module", autouse=True)
def database() -> Iterator[None]:
    project.create_tables()
    yield
    connection.close()


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def refusal(validator: SupportedNumber | SupportedNumberField, value: object) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        validator.clean(value)
    return refused.value


def code(data: dict[str, Any], field: str = "phone") -> str:
    """The code of the one error of a form's field, or ``supported``."""
    errors = project.ContactForm(data).errors.as_data().get(field, [])
    return errors[0].code or "" if errors else "supported"


class TestValidator:
    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        validator, strict = SupportedNumber(), SupportedNumber(strict=True)
        for vector in vectors():
            if vector.verdict == "supported":
                assert validator.clean(vector.text) == vector.number
                validator(vector.text)
            else:
                assert refusal(validator, vector.text).code == vector.verdict
            if vector.strict_verdict != "supported":
                assert refusal(strict, vector.text).code == vector.strict_verdict

    def test_a_refusal_has_code_facts_and_sentence_and_not_the_value(self) -> None:
        error = refusal(SupportedNumber(), "192 1234 5678")
        assert (error.code, error.params) == ("segment-not-listed", {"segment": "192"})
        assert error.messages[0].startswith(ZH)
        assert error.__cause__ is None

    @pytest.mark.parametrize("value", [None, *NOT_STR.values()], ids=["None", *NOT_STR])
    def test_what_is_not_a_str_is_a_validation_error(self, value: object) -> None:
        assert refusal(SupportedNumber(), value).code == ("empty" if value is None else "not-a-number")

    def test_sentences_follow_the_language_active_when_they_are_shown(self) -> None:
        error = refusal(SupportedNumber(), "19212345678")
        for language, sentence in {"zh-hans": ZH, "en": EN, "fr": EN}.items():
            with translation.override(language):
                assert error.messages[0].startswith(sentence)
        with translation.override(None):
            assert error.messages[0].startswith(EN)
        assert refusal(SupportedNumber(lang="en"), "19212345678").messages[0].startswith(EN)

    def test_custom_messages_are_filled_in(self) -> None:
        error = refusal(SupportedNumber(error_messages=project.OWN_WORDS), "19212345678")
        assert error.messages == ["Not 192, please."]
        assert error.code == "segment-not-listed"

    def test_a_custom_message_may_name_a_fact_that_the_refusal_lacks(self) -> None:
        words = {"not-mobile": "No: %(region)s!", "too-short": "Short: %(damage)s!"}
        validator = SupportedNumber(error_messages=words)
        field = SupportedNumberField(error_messages=words)
        column = django_models.SupportedNumberField(error_messages=words)
        for text, said in {"010-6552 9988": "No: !", "138": "Short: !"}.items():
            assert refusal(validator, text).messages == [said]
            assert refusal(field, text).messages == [said]
            with pytest.raises(ValidationError) as refused:
                column.clean(text, None)
            assert refused.value.messages == [said]

    def test_a_validator_is_a_value(self) -> None:
        validator = SupportedNumber(validator=WITH_192, error_messages=project.OWN_WORDS)
        for twin in (pickle.loads(pickle.dumps(validator)), copy.deepcopy(validator)):  # noqa: S301
            assert twin == validator
            assert hash(twin) == hash(validator)
        assert validator != SupportedNumber(validator=WITH_192)
        assert validator != SupportedNumber(error_messages=project.OWN_WORDS)

    def test_an_error_survives_pickling(self) -> None:
        error = pickle.loads(pickle.dumps(refusal(SupportedNumber(), "19212345678")))  # noqa: S301
        assert error.messages[0].startswith(ZH)
        assert error.code == "segment-not-listed"

    def test_a_message_holds_no_frame_that_holds_the_value(self) -> None:
        seen: list[object] = [refusal(SupportedNumber(), "19212345678").message]
        found = [each for each in _referents(seen, 6) if isinstance(each, TracebackType)]
        assert found == []


def _referents(things: list[object], depth: int) -> Iterator[object]:
    for each in things:
        yield each
        if depth and not isinstance(each, ModuleType | type):
            yield from _referents(
                [one for one in gc.get_referents(each) if not isinstance(one, dict) or len(one) < 50], depth - 1
            )


class TestFormField:
    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        for vector in vectors():
            form = project.ContactForm({"phone": vector.text})
            if vector.verdict == "supported":
                assert form.is_valid()
                assert form.cleaned_data["phone"] == vector.number
            else:
                wanted = "required" if vector.verdict == "empty" else vector.verdict
                assert [error.code for error in form.errors.as_data()["phone"]] == [wanted]

    def test_every_vector_gets_its_strict_verdict(self) -> None:
        for vector in vectors():
            # Django takes white space off both ends of what a form sends.
            if vector.text == vector.text.strip() and vector.verdict != "empty":
                assert code({"strict": vector.text}, "strict") == vector.strict_verdict

    def test_empty_is_required_or_the_empty_value(self) -> None:
        for empty in (None, "", " ", "\u200b\ufeff"):
            data = {"phone": empty, "strict": empty, "other": empty}
            form = project.ContactForm(data)
            assert [error.code for error in form.errors.as_data()["phone"]] == ["required"]
            assert set(form.errors) == {"phone"}
            assert (form.cleaned_data["strict"], form.cleaned_data["other"]) == ("", None)

    def test_django_converts_what_is_not_a_str(self) -> None:
        wanted = {
            "int": "supported",
            "float": "too-long",
            "bool": "not-a-number",
            "list": "not-a-number",
            "dict": "not-a-number",
            "bytes": "not-a-number",
        }
        assert {name: code({"phone": value}) for name, value in NOT_STR.items()} == wanted

    @pytest.mark.parametrize("verdict", HUGE)
    def test_ten_megabytes_are_refused_like_any_text(self, verdict: str) -> None:
        assert code({"phone": HUGE[verdict]}) == ("required" if verdict == "empty" else verdict)

    def test_fields_have_their_own_tables_and_words(self) -> None:
        form = project.ContactForm({"phone": "19212345678", "other": "192 1234 5678", "worded": "19212345678"})
        assert set(form.errors) == {"phone", "worded"}
        assert form.cleaned_data["other"] == "19212345678"
        assert str(form.errors["phone"][0]).startswith(ZH)
        assert form.errors["worded"] == ["Not 192, please."]

    def test_the_input_has_the_attributes(self) -> None:
        html = str(project.ContactForm()["phone"])
        for attribute in ('type="tel"', 'inputmode="tel"', 'autocomplete="tel-national"', 'maxlength="64"'):
            assert attribute in html
        assert 'maxlength="11"' in str(project.ContactForm()["strict"])

    def test_the_input_has_a_pattern_if_that_is_asked_for(self) -> None:
        assert not {"pattern", "title"} & set(project.ContactForm()["phone"].field.widget.attrs)
        assert project.ContactForm()["checked"].field.widget.attrs["pattern"] == SupportedNumber().pattern
        strict = SupportedNumberField(strict=True, html_pattern=True, validator=WITH_192)
        assert strict.widget.attrs["pattern"] == SupportedNumber(strict=True, validator=WITH_192).pattern
        assert 'title="请填写 11 位手机号码' in str(project.ContactForm()["checked"])

    def test_the_title_follows_the_language(self) -> None:
        with translation.override("en"):
            assert 'title="Enter a mobile number of 11 digits' in str(project.ContactForm()["checked"])

    def test_attributes_given_to_a_widget_take_precedence(self) -> None:
        field = SupportedNumberField(widget=TextInput(attrs={"title": "mine", "placeholder": "138"}), html_pattern=True)
        assert field.widget.attrs["title"] == "mine"
        assert field.widget.attrs["inputmode"] == "tel"
        assert SupportedNumberField(widget=HiddenInput()).widget.attrs == {}

    def test_a_refused_input_refers_to_its_error(self) -> None:
        html = project.ContactForm({"phone": "19212345678"}).as_div()
        assert 'aria-invalid="true"' in html
        assert 'aria-describedby="id_phone_error"' in html

    def test_another_writing_of_the_same_number_is_no_change(self) -> None:
        field = SupportedNumberField()
        assert not field.has_changed("13800138000", "+86 138 0013 8000")
        assert field.has_changed("13800138000", "138")

    def test_further_validators_see_the_canonical_form(self) -> None:
        seen: list[str] = []
        SupportedNumberField(validators=[seen.append], max_length=11).clean("+86 138 0013 8000")
        assert seen == ["13800138000"]

    def test_no_error_shows_the_number(self) -> None:
        for text in ("19212345678x", "+86 192 1234 5678x", "+19212345678", "1921234567890"):
            errors = project.ContactForm({"phone": text}).errors
            assert not leaks([repr(errors.as_data()), errors.as_json(), errors.as_text(), str(errors)])
            assert json.loads(errors.as_json())["phone"][0]["code"] in ("not-a-number", "not-mainland", "too-long")


class TestClientRequests:
    def test_a_posted_form_gives_the_canonical_number(self) -> None:
        response = Client().post("/contact", {"phone": "\u202d138 0013 8000\u202c"})
        assert response.json()["phone"] == "13800138000"

    def test_a_refused_form_is_shown_again_in_the_visitors_language(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        for language, sentence in {"zh-CN": ZH, "en": EN}.items():
            response = Client().post("/contact", {"phone": "19212345678"}, headers={"accept-language": language})
            assert response.status_code == 400
            assert sentence in response.content.decode()
        assert not leaks([record.getMessage() for record in caplog.records])


class TestModels:
    def test_a_model_form_saves_the_canonical_number(self) -> None:
        form = project.FilingForm({"phone": "+86 138-0013-8000"})
        filing = form.save()
        assert project.Filing.objects.get(pk=filing.pk).phone == "13800138000"
        assert form.fields["phone"].widget.attrs["maxlength"] == "64"

    def test_a_model_form_refuses_what_the_field_or_the_model_refuses(self) -> None:
        form = project.FilingForm({"phone": "19212345678", "other": "154 1234 5678"})
        assert {name: errors[0].code for name, errors in form.errors.as_data().items()} == {
            "phone": "segment-not-listed",
            "other": "segment-not-listed",
        }

    def test_the_fields_of_a_model_have_their_own_tables(self) -> None:
        project.Filing(phone="13800138000", other="19212345678").full_clean()
        with pytest.raises(ValidationError) as refused:
            project.Filing(phone="138 00138000", other="19312345678x").full_clean()
        errors = refused.value.error_dict
        assert [error.code for error in errors["phone"]] == ["not-a-number", "max_length"]
        assert [error.code for error in errors["other"]] == ["not-a-number"]


def column(name: str) -> Any:
    """A field of the model."""
    return project.Site._meta.get_field(name)


class TestModelField:
    @staticmethod
    def refused(**values: object) -> dict[str, list[ValidationError]]:
        with pytest.raises(ValidationError) as refused:
            project.Site(**values).full_clean()
        return refused.value.error_dict

    @pytest.fixture(autouse=True)
    def no_sites(self) -> None:
        project.Site.objects.all().delete()

    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        field, strict = column("phone"), column("strict")
        for vector in vectors():
            if vector.verdict == "supported":
                assert field.clean(vector.text, None) == vector.number
            elif vector.verdict != "empty":
                with pytest.raises(ValidationError) as refused:
                    field.clean(vector.text, None)
                assert [error.code for error in refused.value.error_list] == [vector.verdict]
                assert not leaks([repr(refused.value), refused.value.error_list, refused.value.error_list[0].params])
            if vector.strict_verdict not in ("supported", "empty"):
                with pytest.raises(ValidationError) as refused:
                    strict.clean(vector.text, None)
                assert refused.value.error_list[0].code == vector.strict_verdict

    def test_validating_and_saving_give_the_canonical_number(self) -> None:
        site: Any = project.Site(phone="+86 138-0013-8000", other="192 1234 5678")
        site.full_clean()
        assert (site.phone, site.other) == ("13800138000", "19212345678")
        site = project.Site.objects.create(phone="139 0013 9000", other=None, strict="138 0013 8000")
        assert (site.phone, site.other, site.strict) == ("13900139000", None, "138 0013 8000")
        site.refresh_from_db()
        assert site.phone == "13900139000"

    def test_a_number_is_found_in_any_writing(self) -> None:
        project.Site.objects.create(phone="13800138000")
        assert project.Site.objects.filter(phone="+86 138-0013-8000").exists()
        assert project.Site.objects.filter(phone__in=["138 0013 8000", "x"], phone__startswith="138").exists()
        assert not project.Site.objects.filter(phone="not a number").exists()
        project.Site.objects.update(phone="139 0013 9000", other=models.F("phone"))
        site: Any = project.Site.objects.get()
        assert (site.phone, site.other) == ("13900139000", "13800138000")
        site.other = models.F("phone")
        site.save()
        site.refresh_from_db()
        assert site.other == "13900139000"

    def test_another_writing_of_a_number_that_is_there_is_not_unique(self) -> None:
        project.Site.objects.create(phone="13800138000")
        assert [error.code for error in self.refused(phone="138 0013 8000")["phone"]] == ["unique"]

    def test_a_blank_is_refused_or_stored_as_such(self) -> None:
        for blank in ("", " ", "\u200b"):
            assert [error.code for error in self.refused(phone=blank)["phone"]] == ["blank"]
        site = project.Site(phone="13800138000", other="\u200b")
        site.full_clean()
        assert site.other == ""
        assert project.SiteForm({"phone": "13800138000", "other": " "}).save().other is None

    def test_a_refusal_has_the_words_of_the_field(self) -> None:
        errors = self.refused(phone="19212345678", strict="154 1234 5678")
        assert errors["phone"][0].messages == ["Not 192, please."]
        assert errors["strict"][0].messages == [
            "Enter 11 plain digits and nothing else: no spaces, separators, country code or trunk 0."
        ]

    def test_a_model_form_takes_every_writing(self) -> None:
        for vector in vectors()[::7]:
            form = project.SiteForm({"phone": vector.text})
            if vector.verdict == "supported":
                assert form.is_valid(), vector
                assert form.instance.phone == vector.number
            else:
                assert [error.code for error in form.errors.as_data()["phone"]] == [
                    "required" if vector.verdict == "empty" else vector.verdict
                ]

    def test_a_form_field_has_the_options_of_the_model_field(self) -> None:
        form = project.SiteForm({"phone": "19212345678", "other": "192 1234 5678", "strict": "138 0013 8000"})
        assert set(form.errors) == {"phone", "strict"}
        assert form.errors["phone"] == ["Not 192, please."]
        assert form.cleaned_data["other"] == "19212345678"
        assert form.fields["phone"].widget.attrs["maxlength"] == "64"
        assert form.fields["strict"].label == "Strict"
        words = column("phone").formfield(error_messages={"segment-not-listed": "No."})
        with pytest.raises(ValidationError, match="No"):
            words.clean("19212345678")

    def test_another_form_field_may_be_asked_for(self) -> None:
        field = column("phone")
        assert type(field.formfield(form_class=CharField)) is CharField
        assert isinstance(project.SiteForm().fields["chosen"], TypedChoiceField)
        assert project.SiteForm({"phone": "13800138000", "chosen": "13900139000"}).is_valid()

    def test_the_admin_takes_every_writing(self) -> None:
        field = ModelAdmin(project.Site, AdminSite()).formfield_for_dbfield(column("phone"), RequestFactory().get("/"))
        assert field is not None
        assert field.clean("+86 138-0013-8000") == "13800138000"
        assert field.widget.attrs["inputmode"] == "tel"

    def test_a_search_of_the_admin_by_phone_exact_takes_writings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ModelAdmin, "search_fields", ("phone__exact",))
        project.Site.objects.create(phone="13800138000")
        admin, request = ModelAdmin(project.Site, AdminSite()), RequestFactory().get("/")
        asked = {"13800138000": 1, "+86138-0013-8000": 1, '"138 0013 8000"': 1, "138 0013 8000": 0, "1380013": 0}
        for text, count in asked.items():
            found, _ = admin.get_search_results(request, project.Site.objects.all(), text)
            assert found.count() == count, text

    def test_djangos_checks_find_a_column_that_is_too_short(self) -> None:
        field = column("phone")
        assert field.check() == []
        short = django_models.SupportedNumberField(max_length=10, name="short")
        short.set_attributes_from_name("short")
        short.model = project.Site
        assert [error.id for error in short.check()] == ["beian_segments.E001"]
        longer = django_models.SupportedNumberField(max_length=20)
        assert longer.clean("138 0013 8000", None) == "13800138000"
        assert longer.deconstruct()[3] == {"max_length": 20}
        assert django_models.SupportedNumberField(max_length=None).clean("138 0013 8000", None) == "13800138000"

    def test_a_migration_holds_the_options_but_for_the_table(self) -> None:
        for options in ({}, {"strict": True, "lang": "en"}, {"null": True, "error_messages": {"empty": "!"}}):
            field = django_models.SupportedNumberField(validator=ONLY_192, **options)  # type: ignore[arg-type]
            text, imports = MigrationWriter.serialize(field)
            made: dict[str, Any] = {}
            exec("\n".join(imports) + f"\nmade = {text}", made)  # noqa: S102 - as Django runs a migration
            assert made["made"].deconstruct()[1:] == field.deconstruct()[1:]
            assert field.deconstruct()[1:] == ("beian_segments.forms.django_models.SupportedNumberField", [], options)

    def test_a_migration_keeps_the_messages_of_every_code_and_no_others(self) -> None:
        class Worded(django_models.SupportedNumberField):
            default_error_messages = {"empty": "!"}  # noqa: RUF012 - as Django has it

        own = {"unique": "Taken.", "segment-not-listed": "No."}
        assert django_models.SupportedNumberField(error_messages=own).deconstruct()[3] == {"error_messages": own}
        assert Worded().deconstruct()[3] == {}
        assert Worded().number.error_messages == {"empty": "!"}

    def test_a_copy_of_a_field_keeps_its_table(self) -> None:
        assert copy.deepcopy(column("other")).number.validator == WITH_192


def state(*validators: SupportedNumber) -> ProjectState:
    """A project of one model, whose one field has these validators."""
    field: models.CharField[str, str] = models.CharField(max_length=11, validators=validators)
    project_state = ProjectState()
    project_state.add_model(
        ModelState("filings", "Filing", [("id", models.BigAutoField(primary_key=True)), ("phone", field)])
    )
    return project_state


def changes(old: ProjectState, new: ProjectState) -> list[Migration]:
    """The migrations that Django would make from one state of the project to another."""
    detector = MigrationAutodetector(old, new, MigrationQuestioner(specified_apps={"filings"}))
    return detector.changes(MigrationGraph()).get("filings", [])


class TestMigrations:
    def test_a_migration_holds_the_plain_options_and_can_be_read_back(self) -> None:
        options: list[dict[str, Any]] = [
            {},
            {"strict": True},
            {"lang": "en"},
            {"error_messages": {"empty": "!"}},
            {"strict": True, "lang": "zh"},
        ]
        for option in options:
            text, imports = MigrationWriter.serialize(SupportedNumber(**option))
            made: dict[str, Any] = {}
            exec("\n".join(imports) + f"\nmade = {text}", made)  # noqa: S102 - as Django runs a migration
            assert made["made"] == SupportedNumber(**option)

    def test_another_table_makes_no_migration(self) -> None:
        old, new = state(SupportedNumber()), state(SupportedNumber(validator=ONLY_192))
        assert changes(old, new) == []
        assert changes(old, state(SupportedNumber(strict=True))) != []

    def test_a_whole_migration_is_written_the_same_each_time(self) -> None:
        def written() -> str:
            (migration,) = changes(ProjectState(), state(SupportedNumber(validator=WITH_192, strict=True)))
            return MigrationWriter(migration, include_header=False).as_string()

        assert written() == written()
        assert "beian_segments.forms.django.SupportedNumber(strict=True)" in written()


class TestSerializerField:
    @staticmethod
    def answer(value: object, field: str = "phone") -> tuple[str, object]:
        serializer = project.NumberSerializer(data={field: value}, partial=True)
        if serializer.is_valid():
            return "supported", serializer.validated_data[field]
        (error,) = serializer.errors[field]
        assert not leaks(repr(error))
        return error.code, None

    @staticmethod
    def answers(texts: Sequence[str], field: str) -> list[tuple[str, object]]:
        """The answers to many texts at once, which takes a fraction of the time of a serializer for each."""

        def many(chosen: Sequence[str]) -> Any:
            return project.NumberSerializer(data=[{field: text} for text in chosen], partial=True, many=True)

        serializer = many(texts)
        serializer.is_valid()
        # By the place in the list; older versions of DRF have a list.
        told = serializer.errors if isinstance(serializer.errors, dict) else dict(enumerate(serializer.errors))
        errors = [told.get(place, {}).get(field) for place in range(len(texts))]
        assert not leaks([repr(found) for found in errors if found])
        accepted = many([text for text, found in zip(texts, errors, strict=True) if not found])
        assert accepted.is_valid()
        numbers = iter(accepted.validated_data)
        return [(found[0].code, None) if found else ("supported", next(numbers)[field]) for found in errors]

    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        texts = [vector.text for vector in vectors()]
        for vector, answer in zip(vectors(), self.answers(texts, "phone"), strict=True):
            wanted = "blank" if vector.verdict == "empty" else vector.verdict
            assert answer == (wanted, vector.number if vector.verdict == "supported" else None)

    def test_every_vector_gets_its_strict_verdict(self) -> None:
        # DRF takes white space off both ends of a text.
        chosen = [each for each in vectors() if each.text == each.text.strip() and each.verdict != "empty"]
        for vector, answer in zip(chosen, self.answers([each.text for each in chosen], "strict"), strict=True):
            assert answer[0] == vector.strict_verdict

    def test_a_refusal_is_in_the_language_or_the_words_of_the_field(self) -> None:
        data = {"phone": "19212345678", "strict": "138", "other": "192 1234 5678", "worded": "19212345678"}
        serializer = project.NumberSerializer(data=data)
        assert not serializer.is_valid()
        errors = serializer.errors
        assert set(errors) == {"phone", "strict", "worded"}
        assert errors["phone"][0].startswith(ZH)
        assert errors["strict"] == ["Too few digits: a mobile number has 11."]
        assert errors["worded"] == ["Not 192, please."]
        assert errors["worded"][0].code == "segment-not-listed"

    def test_what_is_no_text_or_blank_is_an_error_of_drf(self) -> None:
        assert self.answer(True) == ("invalid", None)
        assert self.answer(None) == ("null", None)
        assert self.answer(13800138000) == ("supported", "13800138000")
        assert self.answer("\u200b", "strict") == ("supported", "")

    def test_a_model_serializer_takes_every_writing_and_the_options_of_the_model_field(self) -> None:
        serializer = project.SiteSerializer(data={"phone": "+86 138-0013-8000", "other": "192 1234 5678"})
        assert serializer.is_valid(), serializer.errors
        assert serializer.validated_data == {"phone": "13800138000", "other": "19212345678"}
        serializer = project.SiteSerializer(data={"phone": "19212345678", "strict": "138 0013 8000"})
        assert not serializer.is_valid()
        assert {name: error.code for name, (error,) in serializer.errors.items()} == {
            "phone": "segment-not-listed",
            "strict": "not-a-number",
        }

    def test_a_model_serializer_has_the_words_of_the_model_field(self) -> None:
        serializer = project.SiteSerializer(data={"phone": "19212345678"})
        assert not serializer.is_valid()
        assert serializer.errors == {"phone": ["Not 192, please."]}

    def test_own_words_may_name_a_fact_that_the_refusal_lacks(self) -> None:
        field = rest_framework.SupportedNumberField(error_messages={"not-a-number": "Unreadable ({damage})."})
        with pytest.raises(serializers.ValidationError) as refused:
            field.run_validation("abc")
        assert refused.value.detail == ["Unreadable ()."]

    def test_a_blank_becomes_none_where_both_may_be(self) -> None:
        for blank in ("", " ", "\u200b"):
            serializer = project.SiteSerializer(data={"phone": "13800138000", "other": blank, "strict": ""})
            assert serializer.is_valid(), serializer.errors
            assert (serializer.validated_data["other"], serializer.validated_data["strict"]) == (None, "")

    def test_drf_spectacular_gets_the_pattern_and_an_example(self) -> None:
        schema = rest_framework.SupportedNumberField()._spectacular_annotation["field"]
        assert schema["pattern"].startswith("^1(?:[38][0-9]|")
        assert (schema["type"], schema["example"]) == ("string", "13000000000")
        nothing = SegmentValidator(SegmentTable.from_rows([]))
        assert set(rest_framework.SupportedNumberField(validator=nothing)._spectacular_annotation["field"]) == {
            "type", "pattern",
        }  # fmt: skip

    def test_a_schema_of_the_users_own_is_kept(self) -> None:
        class Own(rest_framework.SupportedNumberField):
            _spectacular_annotation = {"field": {"type": "string"}}  # noqa: RUF012 - as extend_schema_field does it

        assert Own()._spectacular_annotation == {"field": {"type": "string"}}

    @pytest.mark.engine
    def test_drf_spectacular_shows_the_pattern_and_an_example(self) -> None:
        package("drf_spectacular", group="engines")
        generators, openapi, utils = (
            import_module(f"drf_spectacular.{name}") for name in ("generators", "openapi", "utils")
        )

        class Own(rest_framework.SupportedNumberField):
            pass

        class Serializer(project.PlainSerializer):
            phone = rest_framework.SupportedNumberField(help_text="A number.")
            own = utils.extend_schema_field({"type": "string", "format": "phone"})(Own)()

        class View(GenericAPIView[Any]):
            serializer_class = Serializer
            schema = openapi.AutoSchema()

            def post(self, _: Any) -> None: ...

        schema = generators.SchemaGenerator(patterns=[path("number", View.as_view())]).get_schema(public=True)
        (component,) = schema["components"]["schemas"].values()
        phone = component["properties"]["phone"]
        assert phone["pattern"].startswith("^1(?:[38][0-9]|")
        assert (phone["type"], phone["example"], phone["description"]) == ("string", "13000000000", "A number.")
        assert component["properties"]["own"] == {"type": "string", "format": "phone"}


class TestSerializerCheck:
    """Of Django's checks: serializers that do not know the field of the model."""

    class Models:
        """What the check asks of an app."""

        @staticmethod
        def get_models() -> list[type[models.Model]]:
            return [project.Filing, project.Site]

    @pytest.fixture(autouse=True)
    def unknown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        mapping = serializers.ModelSerializer.serializer_field_mapping
        monkeypatch.delitem(mapping, django_models.SupportedNumberField)

    @classmethod
    def told(cls, configs: Sequence[object] | None = (Models,)) -> list[str]:
        found = checks.run_checks(configs, [checks.Tags.urls])  # type: ignore[arg-type]
        assert all("import rest_framework  # noqa: F401" in (each.hint or "") for each in found)
        return [f"{each.id} {each.obj}" for each in found]

    def test_a_field_that_serializers_do_not_know_is_a_warning(self) -> None:
        assert self.told() == ["beian_segments.W001 filings.Site.phone"]

    @pytest.mark.parametrize("urls", [None, "tests.forms.django_project"])
    def test_a_project_without_urls_is_checked_too(self, urls: str | None) -> None:
        with override_settings(ROOT_URLCONF=urls):
            assert django_models._check_serializers((self.Models,)) != []  # type: ignore[arg-type]

    def test_without_our_fields_drf_or_serializers_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.told(None) == []
        monkeypatch.delitem(sys.modules, "rest_framework.serializers")
        assert self.told() == []
        with override_settings(INSTALLED_APPS=[]):
            assert self.told() == []

    def test_once_the_field_is_known_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        mapping = serializers.ModelSerializer.serializer_field_mapping
        monkeypatch.setitem(mapping, django_models.SupportedNumberField, rest_framework.SupportedNumberField)
        assert self.told() == []


class TestSerializers:
    @staticmethod
    def answer(value: object, field: str = "phone") -> tuple[str, object]:
        serializer = project.ContactSerializer(data={field: value}, partial=True)
        if serializer.is_valid():
            return "supported", serializer.validated_data[field]
        return serializer.errors[field][0].code, None

    def test_every_vector_gets_its_verdict(self) -> None:
        for vector in vectors():
            # DRF has words of its own for what is blank, for NUL and for surrogates, and takes white space off.
            if vector.verdict != "empty" and not {"\0", "\ud800"} & set(vector.text):
                wanted = vector.text.strip() if vector.verdict == "supported" else None
                assert self.answer(vector.text) == (vector.verdict, wanted)
                canonical = vector.number if vector.verdict == "supported" else None
                assert self.answer(vector.text, "canonical") == (vector.verdict, canonical)

    def test_what_is_not_a_str_is_an_error_of_drf(self) -> None:
        assert {name: self.answer(value)[0] for name, value in NOT_STR.items()} == {
            "int": "supported",  # DRF makes a text of a number
            "float": "too-long",
            "bool": "invalid",
            "list": "invalid",
            "dict": "invalid",
            "bytes": "invalid",
        }
        assert self.answer(None) == ("null", None)
        assert self.answer("") == ("blank", None)
        assert self.answer(None, "canonical") == ("supported", None)
        assert self.answer("", "canonical") == ("supported", "")
        assert self.answer(13800138000, "number") == ("not-a-number", None)

    @pytest.mark.parametrize("verdict", HUGE)
    def test_ten_megabytes_are_refused_like_any_text(self, verdict: str) -> None:
        assert self.answer(HUGE[verdict])[0] == ("blank" if verdict == "empty" else verdict)

    def test_a_model_serializer_takes_the_models_validators(self) -> None:
        serializer = project.FilingSerializer(data={"phone": "19212345678", "other": "192 1234 5678"})
        assert not serializer.is_valid()
        assert {name: errors[0].code for name, errors in serializer.errors.items()} == {"phone": "segment-not-listed"}

    def test_an_api_answers_in_the_visitors_language_without_the_number(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        for language, sentence in {"zh-CN": ZH, "en": EN}.items():
            response = APIClient().post(
                "/api/contact",
                {"phone": "19212345678", "worded": "19212345678"},
                format="json",
                headers={"accept-language": language},
            )
            assert response.status_code == 400
            assert response.json()["phone"][0].startswith(sentence)
            assert response.json()["worded"] == ["Not 192, please."]
            assert not leaks(response.content.decode())
        assert not leaks([record.getMessage() for record in caplog.records])

    def test_an_api_gives_the_canonical_number(self) -> None:
        response = APIClient().post(
            "/api/contact", {"phone": "13800138000", "canonical": "138 0013 8000"}, format="json"
        )
        assert response.json()["canonical"] == "13800138000"
