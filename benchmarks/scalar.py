"""One number a call: ``is_supported_segment`` beside what else one would write or install."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import cycle
from statistics import median

from beian_segments import (
    PrefixMatch,
    SegmentError,
    SegmentReport,
    SegmentValidator,
    check_segment,
    find_numbers,
    is_supported_segment,
    match_prefix,
    normalize_number,
    validate_segment,
)
from benchmarks import inputs
from benchmarks.candidates import (
    CANDIDATES,
    EMPTY,
    FROZENSET,
    OURS,
    PARSE,
    PARSE_VALID,
    REGEX,
    Available,
    available,
)
from benchmarks.results import Table, Target
from benchmarks.timing import Call, Entry, Samples, in_fresh_processes, in_turns, nanoseconds, pooled, ratio

__all__ = ["measure", "tables", "tables_of"]

_PROCESSES = 7
_ROUNDS = 150

_LOOP = "the loop alone"
_REPORT, _MATCH, _RAISED = "constructing the report", "constructing the answer", "raising and catching the exception"
_CHECKED, _VALIDATED, _REFUSED = "check_segment, listed", "validate_segment, listed", "validate_segment, refused"
_TYPED, _NORMALIZED = "match_prefix, half typed", "normalize_number, other writings"
_ASKED, _ASKED_LENIENT = f"{OURS}, listed", f"{OURS}, other writings"
_ELEVEN, _FOUND = "re.findall of eleven digits", "find_numbers, 1 MB of prose"
_PROSE_ROUNDS = 10
_DEPTHS = (4, 5, 7)


def measure(rounds: int = _ROUNDS) -> dict[str, Samples]:
    """Every comparison once, in this process."""
    calls = available(CANDIDATES).calls
    canonical, lenient, mixed = inputs.canonical(), inputs.lenient(), inputs.mixed()

    def comparison(texts: list[str], candidates: Mapping[str, Call | None]) -> Samples:
        return in_turns({name: Entry(call, texts, inputs.BLOCK) for name, call in candidates.items()}, rounds)

    two = {OURS: calls[OURS], PARSE: calls[PARSE]}
    # A library's function is timed with the same texts as the predicate, one that takes half a number is not.
    informative = {
        OURS: Entry(is_supported_segment, canonical, inputs.BLOCK),
        "normalize_number": Entry(_or_refusal(normalize_number), canonical, inputs.BLOCK),
        "validate_segment": Entry(_or_refusal(validate_segment), canonical, inputs.BLOCK),
        "check_segment": Entry(check_segment, canonical, inputs.BLOCK),
        "match_prefix": Entry(match_prefix, inputs.half_typed(), inputs.BLOCK),
    }
    deep = {_deep(depth): SegmentValidator(inputs.deeper_table(depth)).is_supported for depth in _DEPTHS}
    return {
        "canonical": comparison(canonical, {_LOOP: None, **calls}),
        "lenient": comparison(lenient, two),
        "mixed": comparison(mixed, two),
        "depth": comparison(canonical, {OURS: calls[OURS], **deep}),
        "others": in_turns(informative, rounds),
        "answers": in_turns(_answers(), rounds),
        "refusals": in_turns(_refusals(), rounds),
        "prose": in_turns(
            {
                _ELEVEN: Entry(re.compile("[0-9]{11}").findall, inputs.prose(), 1),
                _FOUND: Entry(find_numbers, inputs.prose(), 1),
            },
            min(rounds, _PROSE_ROUNDS),
        ),
    }


def _answers() -> dict[str, Entry]:
    """Functions, and what each of them is beside: constructing what it gives, or the predicate."""
    listed, lenient, typed = inputs.listed(), inputs.lenient(), inputs.half_typed()
    refused = [text for texts in zip(*map(inputs.refused, inputs.REFUSED), strict=True) for text in texts]
    report, match = check_segment(listed[0]), match_prefix(typed[0])
    errors = cycle([(report.verdict, report.params) for report in map(check_segment, refused)])

    def construct_report(_: str) -> SegmentReport:
        return SegmentReport(
            verdict=report.verdict,
            number=report.number,
            segment=report.segment,
            caveats=report.caveats,
            params=report.params,
        )

    def raise_error(_: str) -> None:
        raise SegmentError(*next(errors))

    block = len(inputs.REFUSED)
    return {
        _REPORT: Entry(construct_report, listed, inputs.BLOCK),
        _CHECKED: Entry(check_segment, listed, inputs.BLOCK),
        _ASKED: Entry(is_supported_segment, listed, inputs.BLOCK),
        _VALIDATED: Entry(validate_segment, listed, inputs.BLOCK),
        _RAISED: Entry(_or_refusal(raise_error), refused, block),
        _REFUSED: Entry(_or_refusal(validate_segment), refused, block),
        _MATCH: Entry(lambda _: PrefixMatch(match.status, match.segment), typed, inputs.BLOCK),
        _TYPED: Entry(match_prefix, typed, inputs.BLOCK),
        _ASKED_LENIENT: Entry(is_supported_segment, lenient, inputs.BLOCK),
        _NORMALIZED: Entry(normalize_number, lenient, inputs.BLOCK),
    }


def _refusals() -> dict[str, Entry]:
    """check_segment for each kind of malformed texts, and constructing a refusal."""
    refusal = check_segment(inputs.refused("a label")[0])
    kinds = {kind: inputs.refused(kind) for kind in inputs.REFUSED}
    return {
        _REPORT: Entry(
            lambda _: SegmentReport(verdict=refusal.verdict, params=refusal.params), kinds["a label"], inputs.BLOCK
        ),
        **{kind: Entry(check_segment, texts, len(texts)) for kind, texts in kinds.items()},
    }


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    found = available(CANDIDATES)  # says what is missing before minutes have gone by
    runs = in_fresh_processes(measure, _PROCESSES)
    return tables_of({comparison: pooled([run[comparison] for run in runs]) for comparison in runs[0]}, found)


def tables_of(samples: Mapping[str, Samples], found: Available) -> list[Table]:
    """The tables and targets of what was measured."""
    return [
        _canonical_table(samples["canonical"], found),
        _writings_table(samples),
        _depth_table(samples["depth"]),
        _others_table(samples["others"]),
        _answers_table(samples["answers"], samples["prose"]),
        _refusals_table(samples["refusals"]),
    ]


def _canonical_table(samples: Samples, found: Available) -> Table:
    rows = [(_LOOP, *_figures(samples, _LOOP), "", "none: a part of every row below")]
    for candidate in CANDIDATES:
        reason = found.left_out.get(candidate.name)
        figures = ("", "", "") if reason else _figures(samples, candidate.name)
        rows.append((candidate.name, *figures, reason or candidate.version, candidate.question))
    return Table(
        "Canonical input",
        ("candidate", "ns per call", "x empty function", f"x {OURS}", "package", "question"),
        rows,
        "60 % listed numbers, 20 % unlisted ones, 20 % malformed texts (10 digits, 12 digits, a letter among eleven "
        "characters, no character at all; each alike often). Every row includes the loop that makes the calls. The "
        "one-liner, the regex and the tries know no other writing than the canonical one.",
        _canonical_targets(samples, found),
    )


def _figures(samples: Samples, name: str) -> tuple[str, str, str]:
    return nanoseconds(samples, name), str(ratio(samples, name, EMPTY)), str(ratio(samples, name, OURS))


def _canonical_targets(samples: Samples, found: Available) -> list[Target]:
    empty, frozenset_, regex = (ratio(samples, OURS, base) for base in (EMPTY, FROZENSET, REGEX))
    valid = ratio(samples, PARSE_VALID, OURS)
    tries = [candidate.name for candidate in CANDIDATES if candidate.is_trie]
    against = {name: ratio(samples, OURS, name) for name in tries if name in found.calls}
    nearest = max(against, key=lambda name: against[name].median, default=None)
    missing = "".join(f"; {name} {found.left_out[name]}" for name in tries if name in found.left_out)
    return [
        Target(
            f"{OURS} beside an empty function",
            "at most 8 x (3.11, 3.12)",
            f"{empty} x",
            empty.median <= 8 if sys.version_info < (3, 13) else None,
        ),
        Target("beside the frozenset one-liner", "at most 1.15 x", f"{frozenset_} x", frozenset_.median <= 1.15),
        Target("beside the regex", "not slower", f"{regex} x", regex.median <= 1),
        Target("phonenumbers parse + valid beside it", "at least 95 x", f"{valid} x", valid.median >= 95),
        Target(
            "beside every trie package",
            "faster",
            (f"{against[nearest]} x the nearest, {nearest}" if nearest else "none measured") + missing,
            against[nearest].median < 1 if nearest else None,
        ),
    ]


def _writings_table(samples: Mapping[str, Samples]) -> Table:
    comparisons = {
        "lenient": ("other writings, all accepted", "on other writings", 25),
        "mixed": ("90 % canonical, 10 % other writings", "on a 90/10 mix", 45),
    }
    rows, targets = [], []
    for comparison, (texts, where, limit) in comparisons.items():
        times = ratio(samples[comparison], PARSE, OURS)
        rows.append(
            (texts, nanoseconds(samples[comparison], OURS), nanoseconds(samples[comparison], PARSE), str(times))
        )
        targets.append(
            Target(f"{PARSE} beside it, {where}", f"at least {limit} x", f"{times} x", times.median >= limit)
        )
    return Table(
        "Other writings",
        ("texts", f"{OURS}, ns", f"{PARSE}, ns", "ratio"),
        rows,
        f"In equal parts: {', '.join(inputs.WRITINGS)}. The canonical part of the mix is as above. "
        f"phonenumbers {version('phonenumbers')}.",
        targets,
    )


def _depth_table(samples: Samples) -> Table:
    four = ratio(samples, _deep(4), OURS)
    return Table(
        "Deeper tables",
        ("table", "ns per call", "x the packaged table"),
        [
            ("packaged", nanoseconds(samples, OURS), str(ratio(samples, OURS, OURS))),
            *(
                (_deep(depth), nanoseconds(samples, _deep(depth)), str(ratio(samples, _deep(depth), OURS)))
                for depth in _DEPTHS
            ),
        ],
        "The packaged table with one row more, which takes a hole out of a listed segment: `is_supported` of a "
        "`SegmentValidator`, canonical input.",
        [Target("a table 4 digits deep beside the packaged one", "at most 1.3 x", f"{four} x", four.median <= 1.3)],
    )


def _deep(digits: int) -> str:
    return f"{digits} digits deep"


def _others_table(samples: Samples) -> Table:
    return Table(
        "The other functions",
        ("function", "ns per call", f"x {OURS}"),
        [(name, nanoseconds(samples, name), str(ratio(samples, name, OURS))) for name in samples],
        "Canonical input, a refusal caught; `match_prefix` with the first 1 to 11 digits of listed numbers. For "
        "information.",
    )


def _answers_table(samples: Samples, prose: Samples) -> Table:
    rows, targets = [], []
    for measured, name, beside, limit in (
        (samples, _CHECKED, _REPORT, 2),
        (samples, _VALIDATED, _ASKED, 3),
        (samples, _REFUSED, _RAISED, 1.3),
        (samples, _TYPED, _MATCH, 5),
        (samples, _NORMALIZED, _ASKED_LENIENT, 4),
        (prose, _FOUND, _ELEVEN, 3),
    ):
        times = ratio(measured, name, beside)
        rows.append((name, nanoseconds(measured, name), beside, nanoseconds(measured, beside), str(times)))
        targets.append(Target(f"{name}, beside {beside}", f"at most {limit} x", f"{times} x", times.median <= limit))
    return Table(
        "Whole answers",
        ("function", "ns per call", "beside", "ns per call", "x"),
        rows,
        "Each beside the least that its answer costs. Refused are texts of each kind of the next table, in turn; the "
        "other writings are those above; the prose is Chinese, with a number every few hundred characters.",
        targets,
    )


def _refusals_table(samples: Samples) -> Table:
    times = {kind: ratio(samples, kind, _REPORT) for kind in inputs.REFUSED}
    rows = []
    for kind, malform in inputs.REFUSED.items():
        text = malform("13800138000")
        report = check_segment(text)
        row = (kind, f"`{text}`" if text else "", report.verdict, report.params.get("damage", ""))
        rows.append((*row, nanoseconds(samples, kind), str(times[kind])))
    middle = median(spread.median for spread in times.values())
    worst = max(times, key=lambda kind: times[kind].median)
    return Table(
        "Refusals",
        ("kind", "for example", "verdict", "damage", "ns per call", f"x {_REPORT}"),
        rows,
        "`check_segment` of texts that are refused without a look at phonenumbers, beside constructing the report of a "
        f"refusal ({nanoseconds(samples, _REPORT)} ns).",
        [
            Target(
                f"check_segment, refused, median of {len(times)} kinds", "at most 4 x", f"{middle:.2f} x", middle <= 4
            ),
            Target(
                "check_segment, refused, slowest kind",
                "at most 4 x",
                f"{times[worst]} x ({worst})",
                times[worst].median <= 4,
            ),
        ],
    )


def _or_refusal(function: Callable[[str], object]) -> Call:
    def call(number: str) -> object:
        try:
            return function(number)
        except SegmentError as error:
            return error

    return call
