"""What a rule answers with: a finding, with its sentences and sources from ``data/findings.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property
from typing import Literal

from attrs import Attribute, Factory, field, fields, frozen

from beian_segments.failures import _data
from beian_segments.failures.model import Case, Provider, required_member
from beian_segments.i18n import Language, damage_sentence, language
from beian_segments.verdicts import NO_PARAMS, Params

__all__ = ["CODES", "Actor", "Basis", "Finding", "Link", "Severity", "Source", "Status", "Step"]

#: The code of every finding, in the documented order.
CODES: tuple[str, ...] = tuple(_data.FINDINGS)

#: What a step may take that can be used up: a resend of the SMS, an attempt at the three entries.
Need = Literal["resend", "attempt"]


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
    """Who does the steps.

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
    return tuple(_source(document, heading) for document, heading in places)


@cache
def _source(document: str, heading: str) -> Source:
    title, publisher, url, date = _data.DOCUMENTS[document]
    return Source(document=document, heading=heading, title=f"{title} · {publisher}", url=url, date=date)


@frozen(kw_only=True)
class Step:
    """One thing to do.

    >>> from beian_segments.failures import Case, check_line_suspended
    >>> pay, resend = check_line_suspended(Case(line_suspended=True)).steps("en")
    >>> pay.text, str(pay.basis)
    ('Pay the bill and have the line restored.', 'inferred')
    >>> resend.source.heading
    '收不到管局发送的核验短信'

    Attributes:
        text: what to do.
        basis: whether a document says so.
        source: where it says so; None for a step that is inferred.
    """

    text: str
    basis: Basis
    source: Source | None


@frozen(kw_only=True)
class Link:
    """An address that the steps lead to.

    >>> from beian_segments.failures import Case, check_line_suspended
    >>> check_line_suspended(Case(line_suspended=True)).links[0].url
    'https://beian.miit.gov.cn/#/Integrated/index'

    Attributes:
        title: what is there, in Chinese.
        url: the address.
        title_en: what is there, in English.
    """

    title: str
    url: str
    title_en: str = field(default=Factory(lambda link: link.title, takes_self=True))


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


def _needs(value: Iterable[Need]) -> frozenset[Need]:
    return frozenset(value)


def _fact(_: object, attribute: Attribute[str | None], value: str | None) -> None:
    if value is not None and value not in _FACTS:
        raise ValueError(f"{attribute.name} must be a field of Case or None")


_FACTS = frozenset(attribute.name for attribute in fields(Case))


def _first_question(finding: Finding) -> str | None:
    variant = finding.params.get("variant", "")
    return _question_to_ask(finding.code, variant, None) if finding.status is Status.CHECK else None


def _links_of_any(finding: Finding) -> tuple[Link, ...]:
    return _links(finding.code, None)


@frozen(kw_only=True)
class Finding:
    """One thing that is wrong, has to be found out or is good to know.

    >>> from beian_segments.failures import Case, check_line_suspended
    >>> finding = check_line_suspended(Case(line_suspended=True))
    >>> finding.code, str(finding.severity), str(finding.actor)
    ('line-suspended', 'act-now', 'verifier')
    >>> finding.remedy()[0]
    '缴清费用，恢复通信。'

    A check is a question; the field ``asks`` of the case answers it, and its steps are what to do if the answer is yes.

    >>> finding = check_line_suspended(Case(sms_received=False))
    >>> finding.question("en"), finding.asks
    ('Is the line suspended for an unpaid bill?', 'line_suspended')

    Attributes:
        code: which; one of :data:`CODES`.
        status: how sure it is.
        severity: how much it matters; a check and an info have that severity.
        actor: who does the steps.
        basis: whether a document says so.
        sources: where it is written.
        params: facts behind it, never digits of a phone number (beyond its segment), a code or an ID: ``segment``
            (segment-not-listed), ``verdict`` and ``damage`` (phone-number-wrong for what is no mobile number),
            ``alternative`` (documents-disagree), ``roles`` (phone-gets-no-code: who gets the code, the values of
            :class:`~beian_segments.failures.Role` joined by commas), ``deadline`` and ``minutes`` (deadline-running:
            the moment in ISO 8601 and the whole minutes left), ``again_at`` (sms-on-its-way, variant ``next-noon``:
            the moment of the second SMS), ``closest`` (portal-message-unknown, variant ``closest``: the code of the
            message), ``entry`` (entry-wrong: ``code``), ``variant`` where the sentences or the sources depend on the
            facts.
        asks: of a check, the field of :class:`~beian_segments.failures.Case` that would answer its question; else None.
        links: addresses that the steps lead to: MIIT's portal, the provider's filing system and its guide.
        lacks: what is used up; steps that need it are left out.
    """

    code: str = field(validator=_code)
    status: Status = field(converter=_status)
    severity: Severity = field(converter=_severity)
    actor: Actor = field(converter=_actor)
    basis: Basis = field(converter=_basis)
    sources: tuple[Source, ...] = field(repr=False)
    params: Params = field(default=NO_PARAMS, converter=_params)
    asks: str | None = field(default=Factory(_first_question, takes_self=True), validator=_fact)
    links: tuple[Link, ...] = field(default=Factory(_links_of_any, takes_self=True), repr=False)
    lacks: frozenset[Need] = field(default=frozenset(), converter=_needs)

    def cause(self, lang: str = "zh") -> str:
        """What is wrong; of a check, its question.

        Args:
            lang: a BCP 47 or POSIX tag: ``zh``, ``zh-CN``, ``en_US.UTF-8``.

        Raises:
            ValueError: the language is not known; names those that are.
        """
        spoken = language(lang)
        sentence = self._question(spoken) or self._said(_data.CAUSES[self.code][self._variant], spoken)
        damage = self.params.get("damage")
        if damage is None:
            return sentence
        return ("" if spoken == "zh" else " ").join((sentence, damage_sentence(damage, lang)))

    def question(self, lang: str = "zh") -> str | None:
        """Of a check, what to find out: one question that a yes or a no settles, a yes speaking for the cause.

        None for other findings. Raises as :meth:`cause`.
        """
        return self._question(language(lang))

    def steps(self, lang: str = "zh") -> tuple[Step, ...]:
        """What to do, in order; of a check, what to do if the answer is yes. Raises as :meth:`cause`."""
        spoken = language(lang)
        return tuple(
            Step(
                text=self._said(words, spoken),
                basis=Basis.STATED if where else Basis.INFERRED,
                source=_source(*where) if where else None,
            )
            for words, where, need in _data.STEPS[self.code][self._variant]
            if need not in self.lacks
        )

    def remedy(self, lang: str = "zh") -> tuple[str, ...]:
        """The texts of :meth:`steps` alone. Raises as :meth:`cause`."""
        return tuple(step.text for step in self.steps(lang))

    def with_params(self, params: Mapping[str, str]) -> Finding:
        """The same finding with more parameters."""
        return self._changed({**self.params, **params}, self.lacks)

    def lacking(self, *needs: Need) -> Finding:
        """The same finding without the steps that need what is used up.

        >>> from beian_segments.failures import Case, check_line_suspended
        >>> check_line_suspended(Case(line_suspended=True)).lacking("resend").remedy("en")
        ('Pay the bill and have the line restored.',)
        """
        if needs not in self._without:
            self._without[needs] = self._changed(self.params, self.lacks.union(needs))
        return self._without[needs]

    @cached_property
    def _without(self) -> dict[tuple[Need, ...], Finding]:
        """What :meth:`lacking` has made; findings are made once, and few things can be used up."""
        return {}

    def _changed(self, params: Mapping[str, str], lacks: frozenset[Need]) -> Finding:
        # attrs.evolve takes twice as long, and a diagnosis comes here for every number that is not listed.
        return Finding(
            code=self.code,
            status=self.status,
            severity=self.severity,
            actor=self.actor,
            basis=self.basis,
            sources=self.sources,
            params=params,
            asks=self.asks,
            links=self.links,
            lacks=lacks,
        )

    @property
    def _variant(self) -> str:
        return self.params.get("variant", "")

    def _question(self, lang: Language) -> str | None:
        if self.status is not Status.CHECK:
            return None
        questions = _questions(self.code, self._variant)
        return next((self._said(words, lang) for fact, words in questions if fact == self.asks), None)

    def _said(self, words: Mapping[str, str], lang: Language) -> str:
        sentence = words[lang]
        return sentence.format_map(_words(self.params, lang)) if "{" in sentence else sentence


# What sentences show of the parameters, by the field's name


def _words(params: Params, lang: Language) -> dict[str, str]:
    """The parameters as a sentence shows them: roles and messages by their words, moments and minutes as people say."""
    words = {**params, "portal": _data.ADDRESSES["portal"]["any"][1]}
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
    form = "beijing" if moment.endswith("+08:00") else "moment"
    return _data.TIMES[form][lang].format(moment=moment[:local], zone=f"UTC{moment[local:]}")


def _left(minutes: int, lang: Language) -> str:
    hours, rest = divmod(minutes, 60)
    form = ("hours" if rest else "whole_hours") if hours else "minutes" if rest else "none"
    return _data.TIMES[form][lang].format(hours=hours, minutes=rest)


# Findings are immutable, so each is made once. A variant that a code does not have is its plain form.


def _questions(code: str, variant: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """The questions of a check, each with the fact that it asks for."""
    variants = _data.CHECKS.get(code, {})
    return variants[variant] if variant in variants else variants.get("", ())


_ASKED = {
    code: {variant: tuple(fact for fact, _ in questions) for variant, questions in variants.items()}
    for code, variants in _data.CHECKS.items()
}


def _question_to_ask(code: str, variant: str, case: Case | None) -> str | None:
    """The first fact of a check that the case leaves open; the last one where it leaves none."""
    variants = _ASKED.get(code, {})
    facts = variants[variant] if variant in variants else variants.get("", ())
    if len(facts) == 1:
        return facts[0]
    for fact in facts:
        if case is None or getattr(case, fact) in (None, ()):
            return fact
    return facts[-1] if facts else None


@cache
def _links(code: str, provider: Provider | None) -> tuple[Link, ...]:
    """The addresses for a code at a provider; those for any provider where it has none of its own that is known."""
    found = []
    for kind in _data.LINKS[code]:
        addresses = _data.ADDRESSES[kind]
        address = addresses.get(provider or "", addresses.get("any"))
        if address is not None:
            title, url = address
            chinese, english = title["zh"], title["en"]
            if kind == "system" and code in _data.SYSTEM_FOR:
                purpose = _data.SYSTEM_FOR[code]
                chinese, english = f"{chinese}（{purpose['zh']}）", f"{english} ({purpose['en']})"
            found.append(Link(title=chinese, url=url, title_en=english))
    return tuple(found)


# By its plain value, which hashes faster than a member.
@cache
def _make(code: str, status: str, variant: str, asks: str | None, provider: Provider | None) -> Finding:
    severity, actor, basis, sources = _data.FINDINGS[code][variant]
    return Finding(
        code=code,
        status=status,
        severity=Severity(severity if status == _CONFIRMED else status),
        actor=Actor(actor),
        basis=Basis(basis),
        sources=sources_of(sources),
        params=Params({"variant": variant} if variant else {}),
        asks=asks,
        links=_links(code, provider),
    )


_CONFIRMED, _CHECK, _INFO = map(str, Status)


def _known(code: str, variant: str) -> str:
    # A member of Provider is a variant too; what is kept is its plain value.
    return str(variant) if variant in _data.FINDINGS[code] else ""


_NEEDS = {
    code: {variant: frozenset(need for _, _, need in steps) for variant, steps in variants.items()}
    for code, variants in _data.STEPS.items()
}


def needs(finding: Finding) -> frozenset[str | None]:
    """What the steps of a finding take; None for one that takes nothing."""
    return _NEEDS[finding.code][finding.params.get("variant", "")]


def confirmed(code: str, variant: str = "", *, case: Case | None = None) -> Finding:
    """The finding that the facts say so. The provider of the case decides the links."""
    return _make(code, _CONFIRMED, _known(code, variant), None, case and case.provider)


def check(code: str, variant: str = "", *, case: Case | None = None, asks: str | None = None) -> Finding:
    """The finding that this has to be found out.

    Without ``asks``, the question is the first whose fact the case leaves open.
    """
    asked = asks or _question_to_ask(code, variant, case)
    return _make(code, _CHECK, _known(code, variant), asked, case and case.provider)


def info(code: str, variant: str = "", *, case: Case | None = None) -> Finding:
    """The finding that this is good to know."""
    return _make(code, _INFO, _known(code, variant), None, case and case.provider)
