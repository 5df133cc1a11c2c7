"""A form field in any template: attributes and texts as plain data.

``<input name="phone"{% for name, value in attributes.items() %} {{ name }}="{{ value }}"{% endfor %}>``. The pattern
lets every accepted writing through; what it stops, a browser stops in its own words. A form that would rather say it
itself has ``novalidate``.
"""

from __future__ import annotations

from collections.abc import Callable

from beian_segments.errors import SegmentError
from beian_segments.forms.options import Rule
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

__all__ = ["error_texts", "input_attributes"]


def input_attributes(
    *,
    validator: SegmentValidator | None = None,
    lang: str | Callable[[], object] = "zh",
    strict: bool = False,
) -> dict[str, str]:
    """The attributes of an ``input`` for a mobile number, not escaped: type, keyboard, autofill, length, pattern.

    And a title, which browsers add to their own words where the pattern does not match.

    Args:
        validator: whose table the pattern is compiled from; default: the packaged one's.
        lang: language of the title.
        strict: the field takes 11 ASCII digits only.

    Raises:
        ValueError: the language is not known; names those that are.
    """
    return dict(Rule(validator=validator, lang=lang, strict=strict).attributes())


def error_texts(lang: str = "zh") -> dict[str, str]:
    """What to say of each code that a number can be refused with, in the words that need no facts.

    Raises:
        ValueError: the language is not known; names those that are.
    """
    return {str(code): SegmentError(code).message(lang) for code in Verdict if code is not Verdict.SUPPORTED}
