"""attrs and cattrs: a validator and a converter, which ``attrs`` can make optional as any other, and a hook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Attribute, frozen

from beian_segments.errors import SegmentError
from beian_segments.forms.options import Rule
from beian_segments.parsing import ListedNumber, MobileNumber

if TYPE_CHECKING:
    from cattrs import BaseConverter

__all__ = ["SupportedNumber", "canonical_number", "format_exception", "register_hook"]


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Refuses what is no mobile number of a listed segment, with a :class:`~beian_segments.SegmentError`.

    The error's text is in the field's language. Options are those of :class:`~beian_segments.forms.options.Rule`.

    >>> from attrs import define, field
    >>> @define
    ... class Contact:
    ...     phone: str = field(validator=SupportedNumber(lang="en"))
    >>> Contact("138")
    Traceback (most recent call last):
    beian_segments.errors.SegmentError: Too few digits: a mobile number has 11.
    """

    def __call__(self, _instance: object, _attribute: Attribute[str], value: object) -> None:
        """Refuse a value, as attrs calls a validator."""
        self.convert(value)

    def convert(self, value: object) -> ListedNumber:
        """The number in canonical form, or the error."""
        try:
            return self.accept(value)
        except SegmentError as error:
            error.args = (self.sentence(error),)
            raise


_PLAIN = SupportedNumber()


def canonical_number(value: object) -> ListedNumber:
    """A converter: ``SupportedNumber().convert`` as a function, as type checkers want a converter to be.

    >>> from attrs import define, field
    >>> @define
    ... class Contact:
    ...     phone: str = field(converter=canonical_number)
    >>> Contact("+86 138-0013-8000")
    Contact(phone='13800138000')
    """
    return _PLAIN.convert(value)


def register_hook(converter: BaseConverter, number: SupportedNumber = _PLAIN) -> None:
    """Let a cattrs converter structure a :data:`beian_segments.ListedNumber` in canonical form.

    A :data:`beian_segments.MobileNumber` too, and that only if it is listed.

    >>> from cattrs import Converter
    >>> converter = Converter()
    >>> register_hook(converter)
    >>> converter.structure("+86 138-0013-8000", ListedNumber)
    '13800138000'

    Args:
        converter: the converter.
        number: the options; default: those of ``SupportedNumber()``.
    """
    convert = number.convert
    for kind in (MobileNumber, ListedNumber):
        converter.register_structure_hook(kind, lambda value, _: convert(value))


def format_exception(error: BaseException, kind: type | None) -> str:
    """What ``cattrs.transform_error(error, format_exception=format_exception)`` says of each error.

    The sentence and the code of a ``SegmentError``, cattrs' own message of any other.

    >>> format_exception(SegmentError("too-short"), None)
    '号码位数不足：手机号码为 11 位数字。 [too-short]'
    """
    if isinstance(error, SegmentError):
        return f"{error} [{error.code}]"
    import cattrs.v

    return cattrs.v.format_exception(error, kind)
