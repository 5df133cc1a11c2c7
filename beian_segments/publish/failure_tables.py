"""The canonical files on failure causes as Python modules of ``beian_segments.failures``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from beian_segments.publish.python_source import module, read_toml

__all__ = ["cited_in", "failure_findings", "failure_rules", "variants_of"]

_SOURCE = "tuple[tuple[str, str], ...]"
_VERIFIERS = f"tuple[tuple[str, ...], {_SOURCE}]"
_SENTENCE = "dict[str, dict[str, dict[str, str]]]"
_ANNOTATIONS = {
    "DOCUMENTS": "dict[str, tuple[str, str, str | None, str | None]]",
    "FINDINGS": f"dict[str, dict[str, tuple[str, str, str, {_SOURCE}]]]",
    "CAUSES": _SENTENCE,
    "CHECKS": _SENTENCE,
    "REMEDIES": "dict[str, dict[str, dict[str, tuple[str, ...]]]]",
    "VERIFIERS": f"dict[str, tuple[tuple[str, ...], {_SOURCE}, tuple[{_VERIFIERS}, ...]]]",
    "MESSAGES": "tuple[tuple[int, str, str], ...]",
}


def failure_findings(data: Path) -> str:
    """The text of ``beian_segments/failures/_findings.py``: what each finding is, says and cites.

    Each code has its variants by name, the plain one under the empty name; what a variant leaves out is filled in here.
    """
    findings = {code: dict(variants_of(entry)) for code, entry in read_toml(data / "findings.toml").items()}
    rules = read_toml(data / "rules.toml")
    cited = {id_ for variants in findings.values() for entry in variants.values() for id_, _ in cited_in(entry)}
    cited |= {id_ for _, answer in _answers(rules) for id_, _ in cited_in(answer)}
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        documents = {
            row["id"]: (row["title"], row["publisher"], row["url"] or None, row["dated"] or None)
            for row in csv.DictReader(file)
            if row["id"] in cited
        }
    return module(
        "findings.toml and sources.csv",
        {
            "DOCUMENTS": documents,
            "FINDINGS": {
                code: {
                    variant: (entry["severity"], entry["actor"], entry["basis"], cited_in(entry))
                    for variant, entry in variants.items()
                }
                for code, variants in findings.items()
            },
            "CAUSES": _sentences(findings, "cause"),
            "CHECKS": _sentences(findings, "check"),
            "REMEDIES": {
                code: {
                    variant: {lang: tuple(steps) for lang, steps in entry["remedy"].items()}
                    for variant, entry in variants.items()
                }
                for code, variants in findings.items()
            },
        },
        _ANNOTATIONS,
    )


def failure_rules(data: Path) -> str:
    """The text of ``beian_segments/failures/_rules.py``: limits, who verifies, what the portal says."""
    rules, portal = read_toml(data / "rules.toml"), read_toml(data / "portal.toml")
    return module(
        "rules.toml and portal.toml",
        {
            "WINDOW_HOURS": rules["window_hours"],
            "WRONG_ENTRY_LIMIT": rules["wrong_entry_limit"],
            "CODE_DIGITS": rules["code_digits"],
            "ID_SUFFIX_LENGTH": rules["id_suffix_length"],
            "RESENDS": rules["resends"],
            "REVERSE_SUFFIX": rules["reverse_suffix"],
            "NEW_PHONE_ALLOWED": tuple(rules["unusable_phone"]["new_phone_allowed"]),
            "CHANGE_FILING_FIRST": tuple(rules["unusable_phone"]["change_filing_first"]),
            "VERIFIERS": {
                filing: (
                    _roles(answer),
                    cited_in(answer),
                    tuple((_roles(other), cited_in(other)) for other in answer.get("alternatives", ())),
                )
                for filing, answer in rules["verifiers"].items()
            },
            "ROLE_OF_PART": rules["verifiers"]["change"]["roles"],
            "PROVINCES": tuple(rules["provinces"]["codes"]),
            "GREETING": portal["greeting"],
            "POLITE_WORDS": tuple(portal["polite_words"]),
            "MESSAGES": [(message["status"], message["code"], message["text"]) for message in portal["message"]],
            "SHORT_FORMS": {message["short"]: message["status"] for message in portal["message"] if "short" in message},
        },
        _ANNOTATIONS,
    )


def variants_of(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A finding's variants by name, whole; the plain one first."""
    plain = {key: value for key, value in entry.items() if key != "variant"}
    yield "", plain
    for name, differing in entry.get("variant", {}).items():
        yield name, {**plain, **differing}


def _answers(rules: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every answer to who verifies, by filing type, the disputed ones included."""
    for filing, answer in rules["verifiers"].items():
        yield filing, answer
        for other in answer.get("alternatives", ()):
            yield filing, other


def cited_in(entry: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The sources of an entry, as pairs of id and heading."""
    return tuple((id_, heading) for id_, _, heading in (source.partition("#") for source in entry["sources"]))


def _roles(answer: dict[str, Any]) -> tuple[str, ...]:
    roles: Iterable[str] = answer["roles"].values() if isinstance(answer["roles"], dict) else answer["roles"]
    return tuple(roles)


def _sentences(findings: dict[str, dict[str, dict[str, Any]]], kind: str) -> dict[str, dict[str, dict[str, str]]]:
    """The sentences of a kind, of those findings that have them: code, variant, language."""
    return {
        code: {variant: entry[kind] for variant, entry in variants.items()}
        for code, variants in findings.items()
        if kind in variants[""]
    }
