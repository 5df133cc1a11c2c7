"""What a rule answers with: a finding, with its sentences and sources from ``data/findings.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from attrs import Attribute, field, frozen

from beian_segments.failures import _data
from beian_segments.failures.model import required_member
from beian_segments.i18n import Language, language
from beian_segments.verdicts import NO_PARAMS, Params

__all__ = ["CODES", "Actor", "Basis", "Finding", "Severity", "Source", "Status"]

#: The code of every finding, in the documented order.
CODES: tuple[str, ...] = tuple(_data.FINDINGS)


class Status(StrEnum):
    """How sure a finding is.

    >>> Status("check").name
    'CHECK'
    """

    CONFIRMED = "confirmed"  #: The facts say so.
    CHECK = "check"  #: It would explain the symptom, and the facts leave it open: find out.
    INFO = "info"  #: Nothing is wrong; good to know.


class Severity(StrEnum):
    """How much a finding matters.

    >>> Severity("act-now").name
    'ACT_NOW'
    """

    BLOCKER = "blocker"  #: The filing cannot go on as it is.
    ACT_NOW = "act-now"  #: Something has to be done in time.
    CHECK = "check"  #: Something has to be found out.
    INFO = "info"  #: Nothing has to be done.


class Actor(StrEnum):
    """Who acts.

    >>> Actor("verifier").name
    'VERIFIER'
    """

    VERIFIER = "verifier"  #: The person who verifies (核验人).
    OTHER_VERIFIER = "other-verifier"  #: Another person who has to verify the same filing.
    APPLICANT = "applicant"  #: The one who makes the filing (备案主体).
    ORIGINAL_PROVIDER = "original-provider"  #: The provider of the filing on file (原接入商).
    PROVIDER = "provider"  #: The access provider of this filing (接入商).
    NOBODY = "nobody"  #: Nobody has to do anything.


class Basis(StrEnum):
    """Whether a document says so.

    >>> Basis("stated").name
    'STATED'
    """

    STATED = "stated"  #: A document says so.
    INFERRED = "inferred"  #: This library's reading of one.


@frozen(kw_only=True)
class Source:
    """A place in a document.

    >>> Source(document="tencent-13435", heading="短信重发", title="备案短信核验说明").heading
    '短信重发'

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


def sources_of(places: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    """The sources of pairs of document id and heading."""
    sources = []
    for document, heading in places:
        title, publisher, url, date = _data.DOCUMENTS[document]
        title = f"{title} · {publisher}"
        sources.append(Source(document=document, heading=heading, title=title, url=url, date=date))
    return tuple(sources)


# Converters and validators of fields; mypy's plugin takes named functions only


def _code(_: object, attribute: Attribute[str], value: str) -> None:
    if value not in _data.FINDINGS:
        raise ValueError(f"{attribute.name} must be one of CODES")


def _status(value: Status | str) -> Status:
    return required_member("status", Status, value)


def _severity(value: Severity | str) -> Severity:
    return required_member("severity", Severity, value)


def _actor(value: Actor | str) -> Actor:
    return required_member("actor", Actor, value)


def _basis(value: Basis | str) -> Basis:
    return required_member("basis", Basis, value)


def _params(value: Mapping[str, str]) -> Params:
    return value if isinstance(value, Params) else Params(value)


@frozen(kw_only=True)
class Finding:
    """One thing that is wrong, has to be found out or is good to know.

    >>> from beian_segments.failures import Case, check_line_suspended
    >>> finding = check_line_suspended(Case(line_suspended=True))
    >>> finding.code, str(finding.severity), str(finding.actor)
    ('line-suspended', 'act-now', 'verifier')
    >>> finding.remedy()[0]
    '缴清费用，恢复通信。'

    Attributes:
        code: which; one of :data:`CODES`.
        status: how sure it is.
        severity: how much it matters; a check and an info have that severity.
        actor: who acts.
        basis: whether a document says so.
        sources: where it is written.
        params: facts behind it, never digits of a phone number (beyond its segment), a code or an ID: ``segment``
            (segment-not-listed), ``verdict`` (phone-number-wrong for what is no mobile number), ``alternative``
            (documents-disagree), ``roles`` (phone-gets-no-code: who gets the code, the values of
            :class:`~beian_segments.failures.Role` joined by commas), ``deadline`` and ``minutes`` (deadline-running: the
            moment in ISO 8601 and the whole minutes left), ``again_at`` (sms-on-its-way, variant ``next-noon``: the moment
            of the second SMS), ``closest`` (portal-message-unknown, variant ``closest``: the code of the message),
            ``entry`` (entry-wrong: ``code``), ``variant`` where the sentences or the sources depend on the facts.
    """

    code: str = field(validator=_code)
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
        spoken = language(lang)
        return sentences[self._variant][spoken].format_map(_words(self.params, spoken))

    def remedy(self, lang: str = "zh") -> tuple[str, ...]:
        """What to do, step by step. Raises as :meth:`cause`."""
        return _data.REMEDIES[self.code][self._variant][language(lang)]

    def with_params(self, params: Mapping[str, str]) -> Finding:
        """The same finding with more parameters."""
        # attrs.evolve takes twice as long, and a diagnosis comes here for every number that is not listed.
        return Finding(
            code=self.code,
            status=self.status,
            severity=self.severity,
            actor=self.actor,
            basis=self.basis,
            sources=self.sources,
            params={**self.params, **params},
        )

    @property
    def _variant(self) -> str:
        return self.params.get("variant", "")


# What sentences show of the parameters, by the field's name


def _words(params: Params, lang: Language) -> dict[str, str]:
    """The parameters as a sentence shows them: roles and messages by their words, moments and minutes as people say."""
    words = dict(params)
    if "roles" in params:
        words["roles"] = _data.ROLES["and"][lang].join(_data.ROLES[role][lang] for role in params["roles"].split(","))
    for name in ("deadline", "again_at"):
        if name in params:
            words[name] = _moment(params[name], lang)
    if "minutes" in params:
        words["left"] = _left(int(params["minutes"]), lang)
    if "closest" in params:
        words["message"] = _MESSAGES[params["closest"]]
    return words


_MESSAGES = {code: text for _, code, text in _data.MESSAGES}


def _moment(written: str, lang: Language) -> str:
    """A moment in ISO 8601 to the minute; a second is rounded down, so that a deadline is never said to be later."""
    moment = datetime.fromisoformat(written).isoformat(" ", timespec="minutes")
    local = len("2026-03-03 10:00")
    return _data.TIMES["moment"][lang].format(moment=moment[:local], zone=f"UTC{moment[local:]}")


def _left(minutes: int, lang: Language) -> str:
    hours, rest = divmod(minutes, 60)
    form = "hours" if hours else "minutes" if rest else "none"
    return _data.TIMES[form][lang].format(hours=hours, minutes=rest)


# Findings are immutable, so each is made once. A variant that a code does not have is its plain form.


def _make(code: str, status: Status, variant: str) -> Finding:
    severity, actor, basis, sources = _data.FINDINGS[code][variant]
    return Finding(
        code=code,
        status=status,
        severity=Severity(severity if status is Status.CONFIRMED else status),
        actor=Actor(actor),
        basis=Basis(basis),
        sources=sources_of(sources),
        params=Params({"variant": variant} if variant else {}),
    )


_CONFIRMED = {
    code: {variant: _make(code, Status.CONFIRMED, variant) for variant in variants}
    for code, variants in _data.FINDINGS.items()
}
_CHECK = {
    code: {variant: _make(code, Status.CHECK, variant) for variant in variants}
    for code, variants in _data.CHECKS.items()
}
_INFO = {
    code: {variant: _make(code, Status.INFO, variant) for variant in variants}
    for code, variants in _data.FINDINGS.items()
    if variants[""][0] == Severity.INFO
}


def confirmed(code: str, variant: str = "") -> Finding:
    """The finding that the facts say so."""
    variants = _CONFIRMED[code]
    return variants[variant] if variant in variants else variants[""]


def check(code: str, variant: str = "") -> Finding:
    """The finding that this has to be found out."""
    variants = _CHECK[code]
    return variants[variant] if variant in variants else variants[""]


def info(code: str, variant: str = "") -> Finding:
    """The finding that this is good to know."""
    variants = _INFO[code]
    return variants[variant] if variant in variants else variants[""]
