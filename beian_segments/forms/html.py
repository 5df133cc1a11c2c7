"""A form field in any template: attributes and texts as plain data.

``<input name="phone"{% for name, value in attributes.items() %} {{ name }}="{{ value }}"{% endfor %}>``. There is no
pattern unless you ask for it: where it does not match, a browser shows its own message instead of the library's, unless
the form has ``novalidate``.
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
    html_pattern: bool = False,
) -> dict[str, str]:
    """The attributes of an ``input`` for a mobile number: type, keyboard, autofill, length.

    They are not escaped.

    >>> input_attributes()
    {'type': 'tel', 'inputmode': 'tel', 'autocomplete': 'tel-national', 'maxlength': '64'}
    >>> input_attributes(strict=True, html_pattern=True)["pattern"]
    '1(?:[38][0-9]|4[67]|5[0-35-9]|6[25-7]|7[0-35-8]|9[135689])[0-9]{8}'

    Args:
        validator: the pattern is compiled from its table; default: from the packaged one.
        lang: language of the title.
        strict: the field takes 11 ASCII digits only.
        html_pattern: with a pattern, which matches every accepted writing, and a title, which browsers add to their own
            message where it does not match.

    Raises:
        ValueError: the language is not known; names those that are.
    """
    return dict(Rule(validator=validator, lang=lang, strict=strict).attributes(html_pattern=html_pattern))


def error_texts(lang: str = "zh") -> dict[str, str]:
    """The messages for all codes with which a number can be refused, in the form that needs no params.

    >>> error_texts("en")["too-short"]
    'Too few digits: a mobile number has 11.'

    Raises:
        ValueError: the language is not known; names those that are.
    """
    return {str(code): SegmentError(code).message(lang) for code in Verdict if code is not Verdict.SUPPORTED}
