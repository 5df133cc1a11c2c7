"""The generated Python modules: the canonical files as constants, so that importing the package opens no file.

Imports nothing of the package, so that a damaged generated module can always be written anew.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.canonical import cited_in, list_facts, read_toml, sources, steps_of, variants_of, wide_use

__all__ = ["python_modules"]


_HEADER = '''\
"""Generated from data/ by ``python -m tools.build``: do not edit.

{} as Python constants.
"""
'''

_SOURCE = "tuple[tuple[str, str], ...]"
_VERIFIERS = f"tuple[tuple[str, ...], {_SOURCE}]"
_WORDS = "dict[str, str]"
# The constants whose type a checker cannot make out by itself; and versions, which are not literals to who compares.
_ANNOTATIONS = {
    "DATA_VERSION": "str",
    "SCHEMA_VERSION": "str",
    "WIDE_USE": "dict[str, dict[str, str]]",
    "VERDICTS": "dict[str, dict[str, tuple[str, ...]]]",
    "DOCUMENTS": "dict[str, tuple[str, str, str | None, str | None]]",
    "FINDINGS": f"dict[str, dict[str, tuple[str, str, str, {_SOURCE}]]]",
    "CAUSES": f"dict[str, dict[str, {_WORDS}]]",
    "CHECKS": f"dict[str, dict[str, tuple[tuple[str, {_WORDS}], ...]]]",
    "STEPS": f"dict[str, dict[str, tuple[tuple[{_WORDS}, tuple[str, str] | None, str | None], ...]]]",
    "LINKS": "dict[str, tuple[str, ...]]",
    "ANSWERS_OF": "dict[str, dict[str, tuple[str, ...]]]",
    "ADDRESSES": "dict[str, dict[str, tuple[dict[str, str], str]]]",
    "VERIFIERS": f"dict[str, tuple[tuple[str, ...], {_SOURCE}, tuple[{_VERIFIERS}, ...]]]",
    "MINI_PROGRAM_VERIFIERS": f"dict[str, tuple[tuple[str, ...], {_SOURCE}, tuple[{_VERIFIERS}, ...]]]",
    "MESSAGES": "tuple[tuple[int, str, str], ...]",
    "PROMPTS": f"dict[str, {_WORDS}]",
    "OPENING": "tuple[tuple[str, dict[str, bool | str], tuple[str, ...], bool], ...]",
    "GROUPS": f"tuple[tuple[{_WORDS}, tuple[str, ...]], ...]",
    "HELP": f"dict[str, dict[str, {_WORDS}]]",
    "REASONS": "tuple[tuple[str, str], ...]",
    "LABELS": "dict[str, dict[str, tuple[str, ...]]]",
}


def python_modules(data: Path) -> dict[str, str]:
    """The text of every generated module, by its name.

    Raises:
        ValueError: a canonical file is at fault.
    """
    return {
        "beian_segments._data": _package_data(data),
        "beian_segments.failures._data": _failures_data(data),
        "beian_segments.cli._data": _terminal_data(data),
        "beian_segments.cli._help": _help_data(data),
        "beian_segments.cli._questions": _interview_data(data),
    }


def _module(files: str, constants: Mapping[str, object]) -> str:
    """The text of a module: a constant a line, collections with an item a line."""
    assignments = (
        f"{name}{f': {_ANNOTATIONS[name]}' if name in _ANNOTATIONS else ''}"
        f" = {_literal(value, broken=isinstance(value, dict | list))}"
        for name, value in constants.items()
    )
    return "\n".join([_HEADER.format(files), *assignments, ""])


def _literal(value: object, *, broken: bool = False) -> str:
    """A value as a Python literal with double quotes; ``broken`` puts each item of a collection on a line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        items = [f"{_literal(key)}: {_literal(item)}" for key, item in value.items()]
        opening, closing = "{}"
    elif isinstance(value, tuple | list):
        items = [_literal(item) for item in value]
        opening, closing = "()"
    else:
        return repr(value)
    if broken:
        return "\n".join([opening, *(f"    {item}," for item in items), closing])
    comma = "," if opening == "(" and len(items) == 1 else ""
    return f"{opening}{', '.join(items)}{comma}{closing}"


def _package_data(data: Path) -> str:
    """Versions, when and where the list was read, the grammar, what is listed, the rows, and what is said of codes."""
    versions, writings, words = (read_toml(data / f"{name}.toml") for name in ("versions", "writings", "verdicts"))
    about, rows = list_facts(data), _rows(data)
    pages = [source["url"] for source in sources(data) if source["id"] == about["source"]]
    if not all(pages) or len(pages) != 1:
        raise ValueError(f"list.toml: sources.csv has no source {about['source']!r} with an address")
    return _module(
        "segments.csv, blocks.csv, list.toml, versions.toml, writings.toml and verdicts.toml",
        {
            "DATA_VERSION": versions["data_version"],
            "SCHEMA_VERSION": versions["schema_version"],
            "LIST_CHECKED": about["checked"],
            "LIST_TERM_DAYS": about["term_days"],
            "LIST_PAGE": pages[0],
            "LENGTH": writings["length"],
            "LEADS": tuple(writings["leads"]),
            "SCHEME": writings["scheme"],
            "COUNTRY_CODE": writings["country_code"],
            "INTERNATIONAL_PREFIXES": tuple(writings["international_prefixes"]),
            "TRUNK_PREFIX": writings["trunk_prefix"],
            "SEPARATORS": {name: tuple(_ranges(points)) for name, points in writings["separators"].items()},
            "ANYWHERE": tuple(writings["inside"]["anywhere"]),
            "JOINTS": tuple(writings["inside"]["joints"]),
            "AT_JOINTS": tuple(writings["inside"]["at_joints"]),
            "PAIRED": tuple(writings["inside"]["at_all_joints_or_none"]),
            "LISTED": _cover({row[0]: row[1] for row in rows}, writings["length"]),
            "ROWS": rows,
            "WIDE_USE": {
                prefix: {"in_use": count["date"], "blocks": str(count["blocks"])}
                for prefix, count in wide_use(data).items()
            },
            "VERDICTS": {
                code: {lang: tuple(sentences) for lang, sentences in by_language.items()}
                for code, by_language in words["verdict"].items()
            },
            "DAMAGES": words["damage"],
            "FORM": words["form"],
            "CAVEATS": words["caveat"],
            "NOTICES": words["notice"],
            "CARRIERS": words["carrier"],
            "SERVICES": words["service"],
            "CONFIDENCES": words["confidence"],
            "KINDS": words["kind"],
            "REGIONS": words["region"],
        },
    )


def _rows(data: Path) -> list[tuple[str, bool, *tuple[Any, ...]]]:
    """The rows of ``segments.csv`` in prefix order; the package checks each when it reads the file itself."""
    with (data / "segments.csv").open(encoding="utf-8", newline="") as file:
        lines = sorted(csv.DictReader(file), key=lambda line: line["prefix"])
    return [
        (
            line["prefix"],
            line["published"] == "true",
            line["published_carrier"] or None,
            line["carrier"] or None,
            line["service"],
            line["confidence"],
            tuple(filter(None, line["sources"].split(";"))),
            line["note"] or None,
        )
        for line in lines
    ]


def _cover(published: Mapping[str, bool], length: int) -> tuple[str, ...]:
    """The fewest prefixes under which every number is listed, and every listed number stands."""

    def below(prefix: str, listed: bool) -> Iterator[tuple[str, bool]]:
        listed = published.get(prefix, listed)
        if len(prefix) < length and any(row.startswith(prefix) and row != prefix for row in published):
            parts = [part for digit in "0123456789" for part in below(prefix + digit, listed)]
            if all(part_listed == parts[0][1] for _, part_listed in parts):
                yield prefix, parts[0][1]
            else:
                yield from parts
        else:
            yield prefix, listed

    return tuple(prefix for prefix, listed in below("", listed=False) if listed)


def _ranges(points: str) -> Iterator[tuple[int, int]]:
    """``0009-000D 0020`` as pairs of first and last code point."""
    for part in points.split():
        low, _, high = part.partition("-")
        yield int(low, 16), int(high or low, 16)


def _failures_data(data: Path) -> str:
    """What each finding is, says and cites; limits, who verifies, what the portal says.

    Each code has its variants by name, the plain one under the empty name; what a variant leaves out is filled in here.
    """
    findings = {code: dict(variants_of(entry)) for code, entry in read_toml(data / "findings.toml").items()}
    rules, portal, filing = (read_toml(data / f"{name}.toml") for name in ("rules", "portal", "filing"))
    entries = [entry for variants in findings.values() for entry in variants.values()]
    cited = {id_ for entry in entries for id_, _ in cited_in(entry)}
    cited |= {where[0] for entry in entries for _, where in steps_of(entry) if where}
    cited |= {id_ for _, answer in _answers(rules) for id_, _ in cited_in(answer)}
    documents = {
        source["id"]: (source["title"], source["publisher"], source["url"], source["dated"])
        for source in sources(data)
        if source["id"] in cited
    }
    return _module(
        "findings.toml, filing.toml, rules.toml, portal.toml and sources.csv",
        {
            "DOCUMENTS": documents,
            "FINDINGS": {
                code: {
                    variant: (entry["severity"], entry["actor"], entry["basis"], cited_in(entry))
                    for variant, entry in variants.items()
                }
                for code, variants in findings.items()
            },
            "CAUSES": {
                code: {variant: entry["cause"] for variant, entry in variants.items()}
                for code, variants in findings.items()
            },
            "CHECKS": {
                code: {
                    variant: tuple((asked["asks"], _said(asked)) for asked in entry["questions"])
                    for variant, entry in variants.items()
                    if "questions" in entry
                }
                for code, variants in findings.items()
                if any("questions" in entry for entry in variants.values())
            },
            "STEPS": {
                code: {
                    variant: tuple((_said(step), where, step.get("needs")) for step, where in steps_of(entry))
                    for variant, entry in variants.items()
                }
                for code, variants in findings.items()
            },
            "LINKS": {code: tuple(variants[""].get("links", ())) for code, variants in findings.items()},
            "ADDRESSES": {
                kind: {provider: (link["title"], link["url"]) for provider, link in links.items()}
                for kind, links in filing["link"].items()
            },
            "SYSTEM_FOR": {
                code: variants[""]["system_for"] for code, variants in findings.items() if "system_for" in variants[""]
            },
            "ROLES": filing["role"],
            "TIMES": filing["time"],
            "WINDOW_HOURS": rules["window_hours"],
            "ON_ITS_WAY_MINUTES": rules["on_its_way_minutes"],
            "SECOND_SMS_HOUR": rules["second_sms_hour"],
            "WRONG_ENTRY_LIMIT": rules["wrong_entry_limit"],
            "CODE_DIGITS": rules["code_digits"],
            "ID_SUFFIX_LENGTH": rules["id_suffix_length"],
            "RESENDS": rules["resends"],
            "REVERSE_SUFFIX": rules["reverse_suffix"],
            "NEW_PHONE_ALLOWED": tuple(rules["unusable_phone"]["new_phone_allowed"]),
            "CHANGE_FILING_FIRST": tuple(rules["unusable_phone"]["change_filing_first"]),
            "VERIFIERS": {filing: _verifiers(answer) for filing, answer in rules["verifiers"].items()},
            "MINI_PROGRAM_VERIFIERS": {
                filing: _verifiers(answer) for filing, answer in rules["services"]["mini-program"].items()
            },
            "APP_SOURCES": cited_in(rules["services"]["app"]),
            "ROLE_OF_PART": rules["verifiers"]["change"]["roles"],
            "PROVINCES": tuple(rules["provinces"]["codes"]),
            "GREETING": portal["greeting"],
            "POLITE_WORDS": tuple(portal["polite_words"]),
            "MESSAGES": [(message["status"], message["code"], message["text"]) for message in portal["message"]],
            "SHORT_FORMS": {message["short"]: message["status"] for message in portal["message"] if "short" in message},
            "OLDER_FORMS": {
                older["text"]: message["status"] for message in portal["message"] for older in message.get("older", ())
            },
            "OLDER_AFTER": tuple(portal["older_after"]),
            "DENIED_AFTER": tuple(portal["denied_after"]),
            "WORD_VARIANTS": {other: first for first, other in portal["variants"]},
            "SIMILAR_WORDS": {other: first for first, other in portal["similar"]},
            "SIMPLIFIED": dict(portal["traditional"]),
        },
    )


def _answers(rules: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every answer to who verifies, by filing type, the disputed ones included."""
    yield "app", rules["services"]["app"]
    for filing, answer in [*rules["verifiers"].items(), *rules["services"]["mini-program"].items()]:
        yield filing, answer
        for other in answer.get("alternatives", ()):
            yield filing, other


def _verifiers(answer: dict[str, Any]) -> tuple[object, ...]:
    """Roles, sources, and those of every document that says otherwise."""
    others = tuple((_roles(other), cited_in(other)) for other in answer.get("alternatives", ()))
    return _roles(answer), cited_in(answer), others


def _roles(answer: dict[str, Any]) -> tuple[str, ...]:
    roles: Iterable[str] = answer["roles"].values() if isinstance(answer["roles"], dict) else answer["roles"]
    return tuple(roles)


def _said(entry: dict[str, Any]) -> dict[str, str]:
    """What an entry says, by language."""
    return {lang: entry[lang] for lang in ("zh", "en")}


def _terminal_data(data: Path) -> str:
    """What every command may say."""
    said = read_toml(data / "terminal.toml")
    return _module("terminal.toml", {"WORDS": said["words"], "ERRORS": said["errors"], "FRAME": said["frame"]})


def _help_data(data: Path) -> str:
    """What the command line says on misuse and for ``--help``; and the notes of rows, for ``explain``."""
    said = read_toml(data / "terminal.toml")
    return _module(
        "terminal.toml",
        {
            "HELP": said["help"],
            "PLACEHOLDERS": said["placeholders"],
            "MISUSE": said["misuse"],
            "NOTES": _notes(data, said["notes"]),
            "PLACE": said["place"],
            "SYSTEM": said["system"],
            # The first that fits is the answer, so those that say most come first.
            "REASONS": sorted(
                ((reason["en"], reason["zh"]) for reason in said["reason"]),
                key=lambda reason: -len(re.sub(r"\{\w+\}", "", reason[0])),
            ),
        },
    )


def _notes(data: Path, chinese: dict[str, str]) -> dict[str, str]:
    """The notes of ``segments.csv`` in Chinese.

    Raises:
        ValueError: one is missing, or is of no row.
    """
    notes = {note for *_, note in _rows(data) if note}
    if differing := notes ^ chinese.keys():
        raise ValueError(f"terminal.toml: [notes] and the notes of segments.csv differ: {sorted(differing)}")
    return chinese


def _interview_data(data: Path) -> str:
    """What the interview asks, and the labels that it and the command line take for values."""
    interview = read_toml(data / "questions.toml")
    return _module(
        "questions.toml",
        {
            "PROMPTS": interview["prompts"],
            "ANSWERS": {kind: tuple(answers) for kind, answers in interview["answers"].items()},
            "ANSWERS_OF": {
                fact: {kind: tuple(answers) for kind, answers in kinds.items()}
                for fact, kinds in interview["answers_of"].items()
            },
            "OPENING": [
                (asked["fact"], asked.get("when", {}), tuple(asked.get("unless", ())), asked.get("always", False))
                for asked in interview["opening"]
            ],
            "INSTEAD": interview["instead"],
            "GROUPS": [(group["words"], tuple(group["facts"])) for group in interview["group"]],
            "QUESTIONS": interview["question"],
            "HINTS": interview["hint"],
            "CHOICES": interview["choice"],
            "LABELS": {
                fact: {
                    value: (*words.values(), *interview["also"][fact].get(value, ()))
                    for value, words in choices.items()
                }
                for fact, choices in interview["choice"].items()
            },
        },
    )
