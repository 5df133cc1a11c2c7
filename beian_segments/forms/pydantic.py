"""pydantic v2 and FastAPI: a type for a field, and the marker that it is made of.

``phone: SupportedPhone``, or ``Annotated[ListedNumber, SupportedNumber(...)]`` for other options. The bare types
``MobileNumber`` and ``ListedNumber`` are texts to pydantic, which checks nothing about them: only the marker does.

The JSON Schema of input and output is one and the same, that of canonical numbers, so that OpenAPI has one component; a
service accepts other writings of a number, too. The type of an error is the verdict, such as ``segment-not-listed``,
with the params in ``ctx``; what is no text is pydantic's ``string_type``. The ``input`` of both is masked. Errors about
other fields have their own input, and one about a missing field repeats the whole body: see :func:`without_inputs` for
a service that shows or logs those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, cast

from attrs import frozen

from beian_segments._extras import requires_extra
from beian_segments.errors import SegmentError
from beian_segments.forms.options import Rule
from beian_segments.parsing import ListedNumber, mask_number
from beian_segments.redact import MASKED, hide_digits

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidatorFunctionWrapHandler

with requires_extra("pydantic"):
    from pydantic_core import (
        CoreSchema,
        PydanticCustomError,
        PydanticKnownError,
        ValidationError,
        core_schema,
    )

__all__ = ["SupportedNumber", "SupportedPhone", "without_inputs"]


class Masked(str):
    """A refused value fit for an error report, with its error."""

    __slots__ = ("error",)

    error: PydanticCustomError | PydanticKnownError


def _masked(value: object, error: PydanticCustomError | PydanticKnownError) -> Masked:
    masked = Masked(mask_number(value) if isinstance(value, str) else MASKED)
    masked.error = error
    return masked


def _raise_masked(value: str) -> str:
    if isinstance(value, Masked):
        raise value.error
    return value


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Marks a ``str`` field as a mobile number whose segment is listed; the value is its canonical form.

    ``Annotated[str, SupportedNumber()]``, or ``Annotated[str | None, SupportedNumber()]``. Hypothesis makes any texts
    for a marked str, and listed numbers for a marked :data:`~beian_segments.ListedNumber`. Constraints of the str
    (``phone: SupportedPhone = Field(pattern=…)``) see the canonical form. Their errors have a masked ``input``, too,
    unless they stand after the marker in ``Annotated``, or are those of ``SupportedPhone | None``: these are pydantic's
    alone, which shows the value (:func:`without_inputs`).
    Options are those of :class:`~beian_segments.forms.options.Rule`.

    >>> from pydantic import BaseModel
    >>> class Contact(BaseModel):
    ...     phone: Annotated[str, SupportedNumber()]
    >>> Contact(phone="+86 138-0013-8000")
    Contact(phone='13800138000')
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler | None = None) -> CoreSchema:
        if handler is None:
            # pydantic found the class where an instance belongs, and passes what comes after self alone.
            raise TypeError(
                "SupportedNumber marks a type and is none: write SupportedPhone, "
                "or Annotated[ListedNumber, SupportedNumber()]"
            )
        text = handler(source)
        if text == core_schema.nullable_schema(core_schema.str_schema()):
            return core_schema.nullable_schema(handler.generate_schema(Annotated[str, self]))
        if text["type"] != "str":
            raise TypeError(f"{type(self).__name__} marks a str, not {getattr(source, '__name__', source)}")
        # An error reports the input of the step that raises it, so a step of its own raises: its input is masked.
        return core_schema.chain_schema([
            core_schema.no_info_wrap_validator_function(self._accept_or_mask, text),
            core_schema.no_info_plain_validator_function(_raise_masked),
        ])  # fmt: skip

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if schema["type"] == "nullable":
            return handler(schema)  # which comes back with the str
        text = handler(core_schema.str_schema())
        shown = self.schema()
        example = shown.pop("example", None)
        return {**text, **shown, "examples": [example] if example else []}

    def _accept_or_mask(self, value: object, constrained: ValidatorFunctionWrapHandler) -> str:
        if not isinstance(value, str):
            return _masked(value, PydanticKnownError("string_type"))
        try:
            # With the constraints of the str, and of the configuration of its model.
            return cast(str, constrained(self.accept(value)))
        except ValidationError as error:
            (detail,) = error.errors()
            return _masked(value, PydanticKnownError(cast(Any, detail["type"]), detail.get("ctx")))
        except SegmentError as error:
            # Typed as literals, which the code does not ask for.
            code, sentence = cast(Any, error.code), cast(Any, self.sentence(error))
            return _masked(value, PydanticCustomError(code, sentence, dict(error.params)))


#: A field for a mobile number whose segment is on the packaged list: its canonical form, with sentences in Chinese.
SupportedPhone = Annotated[ListedNumber, SupportedNumber()]


def without_inputs(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entries of ``error.errors()`` without their inputs, for FastAPI's handler of ``RequestValidationError``.

    Names in ``loc`` that are keys of the body lose their digits if they could be a number.

    >>> without_inputs([{"type": "missing", "loc": ("body", "name"), "input": {"phone": "13800138000"}}])
    [{'type': 'missing', 'loc': ('body', 'name')}]
    """
    return [
        {key: _place(value) if key == "loc" else value for key, value in error.items() if key != "input"}
        for error in errors
    ]


def _place(loc: Iterable[object]) -> tuple[object, ...]:
    """Where an error is: positions as they are, names and keys without numbers."""
    return tuple(hide_digits(step) if isinstance(step, str) else _key(step) for step in loc)


def _key(step: object) -> object:
    return step if hide_digits(str(step)) == str(step) else MASKED
