"""ID numbers: which six characters to enter (证件号码后 6 位), and whose an entry is."""

from __future__ import annotations

import re
import unicodedata

from beian_segments.failures import _data
from beian_segments.failures.model import IdType, Person, optional_member, require_province

__all__ = ["id_suffix"]

SUFFIX_LENGTH = _data.ID_SUFFIX_LENGTH

#: Where, and by which document, the number on the back is entered.
REVERSE_PROVINCE = _data.REVERSE_SUFFIX["province"]
REVERSE_TYPE = IdType(_data.REVERSE_SUFFIX["id_type"])

_REVERSE = re.compile(_data.REVERSE_SUFFIX["pattern"])
_FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")


def id_suffix(
    id_type: IdType | str | None, number: str, *, province: str | None = None, reverse_number: str | None = None
) -> str | None:
    """What to enter of an ID number: its last six characters, or None where the documents leave it open.

    Of a Hong Kong or Macau pass it is the number on the front, but in Zhejiang the identity number on the back with
    its check character in full-width brackets; without the province that is open. No document says whether the X of
    an ID card is upper or lower case, so letters stay as they are. A number of fewer than six characters has no
    suffix.
    Sources: tencent-faq-a (短信核验), 短信验证信息输入错误; the pass: alibaba-icp-2019 and volcengine-faq.

    >>> id_suffix("id-card", "11010519491231002X")
    '31002X'
    >>> id_suffix("hk-macau-pass", "H12345678", province="CN-ZJ", reverse_number="R234567(8)")
    '567（8）'

    Args:
        id_type: the document.
        number: its number; of a pass, the one on the front.
        province: ISO 3166-2 code of the bureau's province.
        reverse_number: of a pass, the identity number on the back.

    Raises:
        TypeError: an argument is not a str.
        ValueError: ``id_type`` or ``province`` is not known.
    """
    kind = optional_member("id_type", IdType, id_type)
    if province is not None:
        require_province("province", province)
    for name, text in (("number", number), ("reverse_number", reverse_number or "")):
        if not isinstance(text, str):
            raise TypeError(f"{name} must be a str, not {type(text).__name__}")
    if kind is None or (kind is REVERSE_TYPE and province is None):
        return None
    if kind is REVERSE_TYPE and province == REVERSE_PROVINCE:
        suffix = _last_characters(reverse_number or "").translate(_FULL_WIDTH_BRACKETS)
        return suffix if is_reverse_suffix(suffix) else None
    suffix = _last_characters(number)
    return suffix if len(suffix) == SUFFIX_LENGTH else None


def is_reverse_suffix(text: str) -> bool:
    """Whether a text looks like the end of the number on the back of a pass, as it has to be entered."""
    return _REVERSE.fullmatch(text) is not None


# Nothing that is entered is longer; NFKC sorts runs of combining marks in quadratic time.
_LONGEST = 64
_SEPARATORS = re.compile(r"[\s-]+")


def _canonical(text: str) -> str:
    """What was typed or filed for comparing: half-width, without white space and hyphens."""
    if text.isascii() and text.isalnum():
        return text
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text[-_LONGEST:]))


def is_six_characters(suffix: str) -> bool:
    """Whether an entered suffix has as many characters as it must have."""
    return len(suffix) == SUFFIX_LENGTH or len(_canonical(suffix)) == SUFFIX_LENGTH


def is_suffix_of(suffix: str, person: Person, province: str | None) -> bool | None:
    """Whether an entered suffix is a person's, whatever its width and separators; of a whole number, its end is.

    Not known is also what is entered for a pass in Zhejiang, whose back is not on file, and a letter in another case.
    """
    if person.id_suffix is None:
        return None
    typed, filed = _canonical(suffix)[-SUFFIX_LENGTH:], _canonical(person.id_suffix)[-SUFFIX_LENGTH:]
    if typed == filed:
        return True
    if len(typed) == len(filed) and typed.upper() == filed.upper():
        return None
    by_pass = person.id_type is REVERSE_TYPE or (person.id_type is None and is_reverse_suffix(suffix))
    return None if by_pass and province in (None, REVERSE_PROVINCE) else False


def _last_characters(number: str) -> str:
    """The last six characters of a number as it is entered: half-width, without white space."""
    return "".join(unicodedata.normalize("NFKC", number).split())[-SUFFIX_LENGTH:]
