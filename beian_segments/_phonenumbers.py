"""What Google's libphonenumber says of a number. phonenumbers is imported when it is asked."""

from __future__ import annotations

from attrs import frozen

from beian_segments._data import LENGTH

__all__ = [
    "Opinion",
    "country_of",
    "kind_of",
    "opinion",
    "version",
]

_HOME = "CN"
# libphonenumber's region of networks that belong to no single country.
_NON_GEOGRAPHIC = "001"
_LONGEST_COUNTRY_CODE = 3
# The numbering plan splits blocks down to five digits.
_BLOCK_DIGITS = 5


@frozen
class Opinion:
    """libphonenumber's view of the numbers under a prefix.

    Attributes:
        version: of the phonenumbers package.
        valid: whether it calls them valid; None if only some of them.
        carriers: its carrier names in English, sorted; an empty one for valid numbers without a name.
    """

    version: str
    valid: bool | None
    carriers: tuple[str, ...]


def country_of(digits: str) -> dict[str, str]:
    """The ``country_code`` (ITU-T E.164) and ``region`` (ISO 3166-1) of an international number, as far as known.

    A country code that several regions share names a region only if the number settles which.
    """
    import phonenumbers

    for length in range(1, _LONGEST_COUNTRY_CODE + 1):
        code = digits[:length]
        if code.isdigit() and int(code) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            break
    else:
        return {}
    regions = phonenumbers.region_codes_for_country_code(int(code))
    number = phonenumbers.PhoneNumber(country_code=int(code), national_number=int(digits[length:] or 0))
    region = regions[0] if len(regions) == 1 else phonenumbers.region_code_for_number(number)
    if region in (None, _NON_GEOGRAPHIC):
        return {"country_code": code}
    return {"country_code": code, "region": region}


def kind_of(digits: str) -> str | None:
    """The kind of a national number that is not mobile: ``landline``, ``short-code`` …; None if not known."""
    import phonenumbers
    from phonenumbers import PhoneNumberType

    number = phonenumbers.PhoneNumber(country_code=86, national_number=int(digits))
    if phonenumbers.is_valid_short_number_for_region(number, _HOME):
        return "short-code"
    kinds = {
        PhoneNumberType.FIXED_LINE: "landline",
        PhoneNumberType.TOLL_FREE: "toll-free",
        PhoneNumberType.SHARED_COST: "shared-cost",
        PhoneNumberType.PREMIUM_RATE: "premium-rate",
        PhoneNumberType.PAGER: "pager",
        PhoneNumberType.VOIP: "voip",
    }
    return kinds.get(phonenumbers.number_type(number))


def version() -> str:
    """The version of the phonenumbers package, which carries libphonenumber's metadata."""
    import phonenumbers

    return phonenumbers.__version__


def opinion(prefix: str) -> Opinion:
    """Ask libphonenumber about a mobile prefix of 3 to 11 digits: about the first number of each five-digit block."""
    import phonenumbers
    from phonenumbers import carrier

    missing = max(_BLOCK_DIGITS - len(prefix), 0)
    blocks = (f"{prefix}{block:0{missing}}" if missing else prefix for block in range(10**missing))
    numbers = [
        phonenumbers.PhoneNumber(country_code=86, national_number=int(block.ljust(LENGTH, "0"))) for block in blocks
    ]
    valid = [number for number in numbers if phonenumbers.is_valid_number(number)]
    return Opinion(
        version=version(),
        valid=None if 0 < len(valid) < len(numbers) else bool(valid),
        carriers=tuple(sorted({carrier.name_for_number(number, "en") for number in valid})),
    )
