"""WTForms: a validator and a field, in forms and in a Flask app."""

from __future__ import annotations

import json
import logging
import operator

import pytest
from flask import Flask, Response, jsonify, request
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, StringField
from wtforms.validators import InputRequired, Optional

from beian_segments.forms.options import Refusal
from beian_segments.forms.wtforms import SupportedNumber, SupportedNumberField
from tests.forms.checks import EN, HUGE, NOT_STR, WITH_192, ZH, leaks
from tests.forms.vectors import vectors


class LazyText:
    """A text as libraries of translations give it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class ContactForm(Form):
    phone = SupportedNumberField("手机号码")
    strict = SupportedNumberField("Phone", lang="en", strict=True, id="strict")
    other = SupportedNumberField(validators=[Optional()], validator=WITH_192)
    worded = StringField(validators=[InputRequired(), SupportedNumber(message="No.")])
    number = IntegerField(validators=[SupportedNumber(lang="en")])
    by_code = SupportedNumberField(
        validators=[Optional()],
        lang="en",
        message={"segment-not-listed": "%(input)s: not %(segment)s.", "too-short": LazyText("%(segment)sShort.")},
    )


class PatternForm(Form):
    phone = SupportedNumberField(html_pattern=True)
    strict = SupportedNumberField(html_pattern=True, strict=True, lang="en")
    plain = StringField(validators=[SupportedNumber(html_pattern=True, strict=True)])


def filled(field: str, value: object) -> ContactForm:
    """The form as sent with one field; only that one is validated."""
    form = ContactForm(MultiDict({field: value}))
    form[field].validate(form)
    return form


def refusal(form: ContactForm, field: str) -> Refusal:
    """A field's one error."""
    (message,) = form[field].errors
    assert isinstance(message, Refusal)
    return message


def answer(field: str, value: object) -> tuple[str, object]:
    form = filled(field, value)
    return (refusal(form, field).code, None) if form[field].errors else ("supported", form[field].data)


class TestFields:
    def test_other_validators_see_the_text_as_it_was_given(self) -> None:
        seen: list[object] = []

        class OneForm(Form):
            phone = SupportedNumberField(validators=[lambda _, field: seen.append(field.data)])

        form = OneForm(MultiDict({"phone": "138 0013 8000"}))
        assert form.validate()
        assert (seen, form.data) == (["138 0013 8000"], {"phone": "13800138000"})

    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        for vector in vectors():
            number = vector.number if vector.verdict == "supported" else None
            assert answer("phone", vector.text) == (vector.verdict, number)

    def test_every_vector_gets_its_strict_verdict(self) -> None:
        for vector in vectors():
            assert answer("strict", vector.text)[0] == vector.strict_verdict

    def test_an_error_is_a_sentence_with_code_and_facts(self) -> None:
        message = refusal(filled("phone", "192 1234 5678"), "phone")
        assert message.startswith(ZH)
        assert message.params == {"segment": "192"}
        message = refusal(filled("strict", "19212345678"), "strict")
        assert message.startswith(EN)

    def test_fields_have_their_own_tables(self) -> None:
        assert answer("other", "192 1234 5678") == ("supported", "19212345678")
        assert answer("phone", "192 1234 5678") == ("segment-not-listed", None)

    def test_an_empty_field_is_refused_unless_it_is_optional(self) -> None:
        form = ContactForm(MultiDict({"phone": "", "strict": " "}))
        assert not form.validate()
        assert (refusal(form, "phone").code, refusal(form, "strict").code) == ("empty", "empty")
        assert form.worded.errors == ["This field is required."]
        assert not form.other.errors
        assert ContactForm(MultiDict()).phone.data is None
        assert filled("other", "").other.errors == []

    def test_a_field_without_data_is_empty(self) -> None:
        form = ContactForm()
        assert not form.phone.validate(form)
        assert refusal(form, "phone").code == "empty"

    @pytest.mark.parametrize("value", NOT_STR.values(), ids=NOT_STR)
    def test_what_is_not_a_str_is_refused_as_not_a_number(self, value: object) -> None:
        form = ContactForm(data={"phone": value})
        assert not form.phone.validate(form)
        assert refusal(form, "phone").code == "not-a-number"

    def test_a_field_of_another_kind_is_refused_by_our_validator(self) -> None:
        assert answer("number", "13800138000") == ("not-a-number", None)

    @pytest.mark.parametrize("code", HUGE)
    def test_ten_megabytes_are_answered_like_any_text(self, code: str) -> None:
        assert answer("phone", HUGE[code]) == (code, None)

    def test_a_custom_message_keeps_the_code(self) -> None:
        message = refusal(filled("worded", "138"), "worded")
        assert (message, message.code) == ("No.", "too-short")

    def test_messages_by_code_are_filled_in(self) -> None:
        message = refusal(filled("by_code", "192 1234 5678"), "by_code")
        assert (message, message.code) == ("192****5678: not 192.", "segment-not-listed")
        assert refusal(filled("by_code", "138"), "by_code") == "Short."
        assert refusal(filled("by_code", "x"), "by_code").startswith("This is not a phone number")
        assert SupportedNumber(message="%(input)s!").refusal(13800138000, "%(input)s!", operator.mod) == "***!"

    def test_no_error_shows_the_number(self) -> None:
        for text in ("19212345678", "192 1234 5678x", "+19212345678", "1921234567890"):
            form = filled("phone", text)
            assert form.phone.errors
            assert not leaks([form.errors, repr(form.phone.errors[0]), json.dumps(form.errors)])

    def test_a_validator_is_a_value(self) -> None:
        assert SupportedNumber(message="No.") == SupportedNumber(message="No.")
        assert len({SupportedNumber(), SupportedNumber(), SupportedNumber(strict=True)}) == 2


class TestHtml:
    def test_the_field_has_every_attribute(self) -> None:
        html = str(ContactForm().phone())
        for attribute in ('type="tel"', 'inputmode="tel"', 'autocomplete="tel-national"', 'maxlength="64"'):
            assert attribute in html
        assert 'maxlength="11"' in str(ContactForm().strict())
        assert not any(f"{name}=" in html for name in ("pattern", "title"))

    def test_the_field_has_a_pattern_if_that_is_asked_for(self) -> None:
        html = str(PatternForm().phone())
        assert f'pattern="{SupportedNumber().pattern}"' in html
        assert 'title="请填写 11 位手机号码' in html
        html = str(PatternForm().strict())
        assert 'pattern="1(?:[38][0-9]|' in html
        assert 'title="Enter a mobile number' in html

    def test_the_validator_gives_any_text_field_its_attributes(self) -> None:
        assert 'maxlength="64"' in str(ContactForm().worded())
        html = str(PatternForm().plain())
        assert 'maxlength="11"' in html
        assert 'pattern="1(?:[38][0-9]|' in html

    def test_attributes_can_be_set_when_rendering(self) -> None:
        html = str(PatternForm().phone(maxlength="20", pattern=False))
        assert 'maxlength="20"' in html
        assert "pattern" not in html


app = Flask(__name__)


@app.post("/contact")
def contact() -> tuple[Response, int]:
    form = ContactForm(request.form, data=request.get_json(silent=True))
    del form.strict, form.worded, form.number, form.by_code
    return (jsonify(form.data), 200) if form.validate() else (jsonify(form.errors), 422)


class TestFlask:
    client = app.test_client()

    def test_an_app_gets_the_canonical_number(self) -> None:
        response = self.client.post("/contact", data={"phone": "\u202d138 0013 8000\u202c"})
        assert response.get_json() == {"phone": "13800138000", "other": None}

    def test_an_app_gets_a_sentence_without_the_number(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        response = self.client.post("/contact", data={"phone": "19212345678", "other": ""})
        assert response.status_code == 422
        assert response.get_json()["phone"][0].startswith(ZH)
        assert not leaks([response.text, *(record.getMessage() for record in caplog.records)])

    @pytest.mark.parametrize("value", [None, 19212345678, ["19212345678"], {"a": 1}, True])
    def test_json_of_any_kind_is_answered(self, value: object) -> None:
        response = self.client.post("/contact", json={"phone": value})
        assert response.status_code == 422
        assert not leaks(response.text)

    @pytest.mark.parametrize("code", HUGE)
    def test_ten_megabytes_are_refused_with_a_short_answer(self, code: str) -> None:
        response = self.client.post("/contact", data={"phone": HUGE[code]})
        assert response.status_code == 422
        assert len(response.data) < 1000
