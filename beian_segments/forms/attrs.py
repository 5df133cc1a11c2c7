"""attrs and cattrs: a validator, a converter, a hook.

>>> from attrs import define, field
>>> @define
... class Contact:
...     phone: str = field(converter=canonical_number)
>>> Contact("+86 138-0013-8000").phone
'13800138000'

``field(validator=SupportedNumber())`` refuses the same and changes nothing. ``attrs.validators.optional`` and
``attrs.converters.optional`` go around them as around any other. cattrs structures a
:data:`beian_segments.MobileNumber` after :func:`register_hook`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Attribute, frozen

from beian_segments.errors import SegmentError
from beian_segments.forms.options import Rule
from beian_segments.parsing import MobileNumber

if TYPE_CHECKING:
    from cattrs import BaseConverter

__all__ = ["SupportedNumber", "canonical_number", "format_exception", "register_hook"]


@frozen(kw_only=True)
class SupportedNumber(Rule):
    """Refuses what is no mobile number of a listed segment, with a :class:`~beian_segments.SegmentError`.

    The error's text is in the field's language. Options are those of :class:`~beian_segments.forms.options.Rule`.
    """

    def __call__(self, _instance: object, _attribute: Attribute[str], value: object) -> None:
        """Refuse a value, as attrs calls a validator."""
        self.convert(value)

    def convert(self, value: object) -> MobileNumber:
        """The number in canonical form, or the error."""
        try:
            return self.accept(value)
        except SegmentError as error:
            error.args = (self.sentence(error),)
            raise


_PLAIN = SupportedNumber()


def canonical_number(value: object) -> MobileNumber:
    """A converter: ``SupportedNumber().convert`` as a function, which is what type checkers know a converter by."""
    return _PLAIN.convert(value)


def register_hook(converter: BaseConverter, number: SupportedNumber = _PLAIN) -> None:
    """Let a cattrs converter make a canonical number of whatever is declared a ``MobileNumber``.

    Args:
        converter: the converter to teach.
        number: the options; default: those of ``SupportedNumber()``.
    """
    convert = number.convert
    converter.register_structure_hook(MobileNumber, lambda value, _: convert(value))


def format_exception(error: BaseException, kind: type | None) -> str:
    """What ``cattrs.transform_error(error, format_exception=format_exception)`` says of each error.

    The sentence and the code of ours, cattrs' own words of any other.
    """
    if isinstance(error, SegmentError):
        return f"{error} [{error.code}]"
    import cattrs.v

    return cattrs.v.format_exception(error, kind)
