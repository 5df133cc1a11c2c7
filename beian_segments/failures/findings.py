"""What a check answers with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import Attribute, field, frozen

from beian_segments.failures import _data
from beian_segments.failures.model import member_of
from beian_segments.i18n import damage_sentence, language
from beian_segments.verdicts import NO_PARAMS, Params

__all__ = [
    "Actor",
    "Basis",
    "CODES",
    "Finding",
    "Severity",
    "Source",
    "Status",
    "check",
    "cited",
    "confirmed",
    "info",
    "judged",
]


@frozen(kw_only=True)
class Source:
    """A place in a document.

    Attributes:
        document: the document's id in ``data/sources.csv``.
        heading: the heading there, or the subject where the copy read has no heading.
        title: the document's title, with its publisher.
        url: its address, or None where none is recorded.
        date: when it was known to say so, as far as is known: an ISO date or a phrase.
    """

    document: str
    heading: str
    title: str
    url: str | None = None
    date: str | None = None


def cited(places: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    """The sources of pairs of document id and heading."""
    return tuple(_source(document, heading) for document, heading in places)


def _source(document: str, heading: str) -> Source:
    title, publisher, url, date = _data.DOCUMENTS[document]
    return Source(document=document, heading=heading, title=f"{title} · {publisher}", url=url, date=date)


#: Every code there is, in the order in which findings are reported.
CODES: tuple[str, ...] = tuple(_data.FINDINGS)

_PLAIN = ""


class Status(StrEnum):
    """How sure a finding is."""

    CONFIRMED = "confirmed"
    """The facts say so."""

    CHECK = "check"
    """It would explain the symptom, and the facts leave it open: find out."""

    INFO = "info"
    """Nothing is wrong; good to know."""


class Severity(StrEnum):
    """How much a finding matters."""

    BLOCKER = "blocker"
    ACT_NOW = "act-now"
    CHECK = "check"
    INFO = "info"


class Actor(StrEnum):
    """Who acts."""

    VERIFIER = "verifier"
    OTHER_VERIFIER = "other-verifier"
    APPLICANT = "applicant"
    ORIGINAL_PROVIDER = "original-provider"
    PROVIDER = "provider"
    NOBODY = "nobody"


class Basis(StrEnum):
    """Whose word it is."""

    STATED = "stated"
    """A document says so."""

    INFERRED = "inferred"
    """Our reading of one."""


def _status(value: Status | str) -> Status:
    return member_of("status", Status, value)


def _severity(value: Severity | str) -> Severity:
    return member_of("severity", Severity, value)


def _actor(value: Actor | str) -> Actor:
    return member_of("actor", Actor, value)


def _basis(value: Basis | str) -> Basis:
    return member_of("basis", Basis, value)


def _params(value: Mapping[str, str]) -> Params:
    return value if isinstance(value, Params) else Params(value)


def _known_code(_: object, attribute: Attribute[str], value: str) -> None:
    if value not in _data.FINDINGS:
        raise ValueError(f"{attribute.name} must be one of CODES")


@frozen(kw_only=True)
class Finding:
    """One thing that is wrong, has to be found out or is good to know.

    Attributes:
        code: which; one of :data:`CODES`.
        status: how sure it is.
        severity: how much it matters; a check and an info have that severity.
        actor: who acts.
        basis: whose word it is.
        sources: where it is written.
        params: facts behind it, never digits of a phone number (beyond its segment), a code or an ID: ``segment``
            (segment-not-listed), ``verdict`` and ``damage`` (phone-number-wrong for what is no mobile number), ``alternative``
            (documents-disagree), ``variant`` where the wording or the sources depend on the facts.
    """

    code: str = field(validator=_known_code)
    status: Status = field(converter=_status)
    severity: Severity = field(converter=_severity)
    actor: Actor = field(converter=_actor)
    basis: Basis = field(converter=_basis)
    sources: tuple[Source, ...] = field(repr=False)
    params: Params = field(default=NO_PARAMS, converter=_params)

    def cause(self, lang: str = "zh") -> str:
        """What is wrong; of a check, what to find out.

        Args:
            lang: a BCP 47 or POSIX tag: ``zh``, ``zh-CN``, ``en_US.UTF-8``.

        Raises:
            ValueError: the language is not known; names those that are.
        """
        sentences = _data.CAUSES[self.code]
        if self.status is Status.CHECK:
            sentences = _data.CHECKS.get(self.code, sentences)
        sentence = sentences[self._variant][language(lang)].format_map(self.params)
        damage = self.params.get("damage")
        if damage is None:
            return sentence
        return ("" if language(lang) == "zh" else " ").join((sentence, damage_sentence(damage, lang)))

    def remedy(self, lang: str = "zh") -> tuple[str, ...]:
        """What to do, step by step. Raises as :meth:`cause`."""
        return _data.REMEDIES[self.code][self._variant][language(lang)]

    def with_params(self, params: Mapping[str, str]) -> Finding:
        """The same finding with more parameters."""
        return Finding(
            code=self.code,
            status=self.status,
            severity=self.severity,
            actor=self.actor,
            basis=self.basis,
            sources=self.sources,
            params=Params({**self.params, **params} if self.params else params),
        )

    @property
    def _variant(self) -> str:
        return self.params.get("variant", _PLAIN)


def _made(code: str, status: Status, variant: str, params: Mapping[str, str] = NO_PARAMS) -> Finding:
    severity, actor, basis, sources = _data.FINDINGS[code][variant]
    return Finding(
        code=code,
        status=status,
        severity=Severity(severity if status is Status.CONFIRMED else status),
        actor=Actor(actor),
        basis=Basis(basis),
        sources=cited(sources),
        params=Params({**params, "variant": variant} if variant else params),
    )


_CONFIRMED = {
    code: {variant: _made(code, Status.CONFIRMED, variant) for variant in variants}
    for code, variants in _data.FINDINGS.items()
}
_CHECK = {
    code: {variant: _made(code, Status.CHECK, variant) for variant in variants}
    for code, variants in _data.CHECKS.items()
}


def confirmed(code: str, variant: str = _PLAIN, params: Mapping[str, str] | None = None) -> Finding:
    """The finding that the facts say so. A variant that the code does not have is the plain one."""
    made = _CONFIRMED[code]
    finding = made[variant] if variant in made else made[_PLAIN]
    return finding if params is None else finding.with_params(params)


def check(code: str, variant: str = _PLAIN) -> Finding:
    """The finding that this has to be found out. Variants as for :func:`confirmed`."""
    made = _CHECK[code]
    return made[variant] if variant in made else made[_PLAIN]


def info(code: str, params: Mapping[str, str] = NO_PARAMS) -> Finding:
    """The finding that this is good to know."""
    return _made(code, Status.INFO, _PLAIN, params)


def judged(code: str, cause: bool | None, *, asked: bool, variant: str = _PLAIN) -> Finding | None:
    """The one rule of all rules: a known cause is confirmed, an unknown one is a check if the symptom asks for it."""
    if cause:
        return confirmed(code, variant)
    return check(code, variant) if cause is None and asked else None
