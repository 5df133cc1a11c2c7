"""The form, in the language of the request: a phone number, a role, a kind of filing."""

from __future__ import annotations

from flask import g
from wtforms import Form, RadioField, SelectField

from beian_segments.failures import FilingType, Role
from beian_segments.forms.wtforms import SupportedNumberField
from examples.filing_form.words import FILINGS, WORDS

__all__ = ["FilingForm", "filing_name"]


def language() -> str:
    """The language of the request being served, which is the first part of its path."""
    return str(g.lang)


def filing_name(filing: str) -> str:
    """A kind of filing as the choices show it."""
    name = FILINGS[filing][language()]
    return name[:1].upper() + name[1:]


def _roles() -> list[tuple[str, str]]:
    return [(role.value, WORDS[language()][role]) for role in Role]


def _filings() -> list[tuple[str, str]]:
    return [(filing.value, filing_name(filing)) for filing in FilingType]


class FilingForm(Form):
    """What the page needs to know of a filing."""

    phone = SupportedNumberField(lang=language)
    role = RadioField(choices=_roles, default=Role.ENTITY_LEADER.value)
    filing = SelectField(choices=_filings, default=FilingType.FIRST.value)
