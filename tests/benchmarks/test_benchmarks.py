"""The benchmarks measure what they say; nothing here depends on how fast the machine is."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from beian_segments import SegmentValidator, Verdict, _data, check_segment, is_supported_segment, normalize_number
from benchmarks import __main__ as command
from benchmarks import candidates, import_time, inputs, results, scalar, timing
from tests.reference import published

FOUND = candidates.available(candidates.CANDIDATES)
NOT_INSTALLED = "left out: datrie is not installed here"


@pytest.fixture
def few_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single block of texts, which has the shares of all."""
    monkeypatch.setattr(inputs, "_BLOCKS", 1)


@pytest.fixture(scope="module")
def samples() -> dict[str, timing.Samples]:
    """What is measured with few texts and the packages that are here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "_BLOCKS", 1)
        patch.delenv(candidates.REQUIRE_ENGINES, raising=False)
        return scalar.measure(rounds=2)


def blocks(texts: list[str]) -> list[list[str]]:
    return [texts[start : start + inputs.BLOCK] for start in range(0, len(texts), inputs.BLOCK)]


def kind(text: str) -> str:
    if re.fullmatch("[0-9]{11}", text):
        return "listed" if text.startswith(inputs.LISTED) else "unlisted"
    if re.fullmatch("[0-9]{10}|[0-9]{12}|", text):
        return f"{len(text)} digits"
    return "letter" if re.fullmatch("(?=.{11}$)[0-9]*[a-z][0-9]*", text) else "other writing"


def test_segments_are_those_of_the_table() -> None:
    assert sorted(inputs.LISTED) == sorted(published())
    assert len(inputs.LISTED) + len(inputs.UNLISTED) == 70


def test_canonical_shares_and_verdicts() -> None:
    for block in blocks(inputs.canonical()):
        assert Counter(map(kind, block)) == {
            "listed": 120,
            "unlisted": 40,
            "10 digits": 10,
            "12 digits": 10,
            "letter": 10,
            "0 digits": 10,
        }
    verdicts = {
        "listed": {Verdict.SUPPORTED},
        "unlisted": {Verdict.SEGMENT_NOT_LISTED},
        "10 digits": {Verdict.TOO_SHORT},
        "12 digits": {Verdict.TOO_LONG},
        "letter": {Verdict.NOT_A_NUMBER},
        "0 digits": {Verdict.EMPTY},
    }
    for text in inputs.canonical():
        assert check_segment(text).verdict in verdicts[kind(text)]
        assert is_supported_segment(text) is (kind(text) == "listed")


def test_every_segment_is_asked() -> None:
    assert {text[:3] for text in inputs.canonical() if kind(text) == "listed"} == set(inputs.LISTED)
    assert {text[:3] for text in inputs.canonical() if kind(text) == "unlisted"} == set(inputs.UNLISTED)


def test_lenient_writings_are_accepted_and_alike_often() -> None:
    shapes = Counter(re.sub("[0-9]", "9", text) for text in inputs.lenient() if text.isascii())
    assert shapes == {
        "+99 99999999999": 125,
        "+9999999999999": 125,
        "999 9999 9999": 125,
        "999-9999-9999": 125,
        "999999999999": 125,
        "999999999999999": 125,
    }
    for text in inputs.lenient():
        assert is_supported_segment(text)
        assert normalize_number(text) != text
    assert sum(text.startswith("\u202d") and text.endswith("\u202c") for text in inputs.lenient()) == 125
    assert sum(text.isdigit() and not text.isascii() for text in inputs.lenient()) == 125


def test_each_writing_is_another_one() -> None:
    number = "13800138000"
    written = {write(number) for write in inputs.WRITINGS.values()}
    assert len(written) == len(inputs.WRITINGS)
    assert {normalize_number(text) for text in written} == {number}


def test_mix_is_nine_to_one() -> None:
    for block in blocks(inputs.mixed()):
        canonical = [text for text in block if is_canonical_part(text)]
        assert len(block) - len(canonical) == 20
        assert Counter(map(kind, canonical))["listed"] == 108
        assert Counter(map(kind, canonical))["unlisted"] == 36


def is_canonical_part(text: str) -> bool:
    return kind(text) not in {"other writing", "12 digits"} or (len(text) == 12 and text[0] == "1")


@pytest.mark.parametrize("make", [inputs.canonical, inputs.lenient, inputs.mixed])
def test_inputs_are_the_same_each_time_and_no_object_twice(make: Callable[[], list[str]]) -> None:
    assert make() == make()
    texts = [text for text in make() if text]
    assert len(set(map(id, texts))) == len(texts)
    assert len(make()) % inputs.BLOCK == 0


def test_malformed_texts_are_of_many_kinds_and_need_no_phonenumbers() -> None:
    reports = {kind: check_segment(malform("13800138000")) for kind, malform in inputs.REFUSED.items()}
    assert len(reports) >= 20
    assert {report.params.get("damage") for report in reports.values()} == {None, *_data.DAMAGES}
    explained = {Verdict.NOT_MAINLAND, Verdict.NOT_MOBILE, Verdict.SUPPORTED, Verdict.SEGMENT_NOT_LISTED}
    assert {report.verdict for report in reports.values()} == set(Verdict) - explained
    for kind, report in reports.items():
        assert {check_segment(text) for text in inputs.refused(kind)} == {report}, kind


def test_half_typed_fields() -> None:
    assert {len(text) for text in inputs.half_typed()} == set(range(1, 12))


@pytest.mark.parametrize("digits", [4, 5, 7])
def test_deeper_tables(digits: int) -> None:
    table = inputs.deeper_table(digits)
    assert max(map(len, table.supported_prefixes)) == digits
    assert not SegmentValidator(table).is_supported("130".ljust(11, "0"))
    assert SegmentValidator(table).is_supported("130".ljust(11, "9"))


@pytest.mark.parametrize(
    "candidate",
    [
        pytest.param(one, marks=[pytest.mark.engine] if one.is_trie else [], id=one.name)
        for one in candidates.CANDIDATES
        if one.agrees
    ],
)
def test_who_answers_the_same_question_agrees(candidate: candidates.Candidate) -> None:
    if candidate.name in FOUND.left_out:
        pytest.skip(FOUND.left_out[candidate.name])
    call = FOUND.calls[candidate.name]
    for text in [*inputs.canonical(), "１３８００１３８０００", "13８００１３８０００", "1380013800\n", "138001380é0"]:
        assert call(text) is (is_supported_segment(text) and text.isascii())


def test_the_others_can_be_called() -> None:
    for call in FOUND.calls.values():
        for text in blocks(inputs.canonical())[0]:
            call(text)
    for text in inputs.lenient():
        assert FOUND.calls[candidates.PARSE](text) is True
        assert FOUND.calls[candidates.PARSE_VALID](text) in (True, False)


def test_a_missing_package_leaves_its_candidate_out(
    monkeypatch: pytest.MonkeyPatch, samples: dict[str, timing.Samples]
) -> None:
    monkeypatch.delenv(candidates.REQUIRE_ENGINES, raising=False)
    monkeypatch.setitem(sys.modules, "datrie", None)
    found = candidates.available(candidates.CANDIDATES)
    assert "datrie" not in found.calls
    assert found.left_out["datrie"] == NOT_INSTALLED
    text = results.section(scalar.tables_of(samples, found))
    assert re.search(rf"^\| datrie +\| +\| +\| +\| {NOT_INSTALLED} +\|", text, re.MULTILINE)
    assert re.search(rf"beside every trie package.*datrie {NOT_INSTALLED}", text)


def test_a_missing_package_is_an_error_if_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(candidates.REQUIRE_ENGINES, "1")
    monkeypatch.setitem(sys.modules, "datrie", None)
    with pytest.raises(RuntimeError, match="BEIAN_REQUIRE_ENGINES=1, but datrie is not installed"):
        candidates.available(candidates.CANDIDATES)


@pytest.mark.usefixtures("few_texts")
def test_without_any_trie_package_the_target_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(candidates.REQUIRE_ENGINES, raising=False)
    for module in ("datrie", "marisa_trie", "pygtrie", "ahocorasick", "phone"):
        monkeypatch.setitem(sys.modules, module, None)
    tables = scalar.tables_of(scalar.measure(rounds=2), candidates.available(candidates.CANDIDATES))
    (target,) = [one for table in tables for one in table.targets if "trie" in one.what]
    assert target.measured.startswith("none measured; datrie left out")
    assert target.met is None


def test_tables_have_every_candidate_and_target(samples: dict[str, timing.Samples]) -> None:
    tables = scalar.tables_of(samples, FOUND)
    assert [row[0] for row in tables[0].rows[1:]] == [candidate.name for candidate in candidates.CANDIDATES]
    assert len([target for table in tables for target in table.targets]) == 16
    assert all({len(row) for row in table.rows} == {len(table.columns)} for table in tables)
    text = results.section(tables)
    assert text.startswith(f"## Python {sys.version_info.major}.{sys.version_info.minor}\n")
    for table in tables:
        assert f"\n### {table.title}\n" in text
    assert not re.search(r"(?<![\w)])/\w", text), "a path of this machine"


def test_rounds_are_compared_one_by_one() -> None:
    samples = {"a": [10.0, 40.0, 10.0], "b": [5.0, 20.0, 1000.0]}
    assert timing.ratio(samples, "a", "b").median == 2
    assert timing.pooled([samples, samples]) == {"a": samples["a"] * 2, "b": samples["b"] * 2}


def test_spread_keeps_the_digits_that_matter() -> None:
    assert str(timing.Spread(1.1512, 1.1, 1.2)) == "1.151 (1.100-1.200)"
    assert str(timing.Spread(8.126, 8, 9)) == "8.13 (8.00-9.00)"
    assert str(timing.Spread(95.04, 90, 99)) == "95.0 (90.0-99.0)"


def test_slow_candidates_take_turns_on_the_blocks() -> None:
    asked: list[str] = []

    def slow(text: str) -> None:
        asked.append(text)
        sum(range(2_000))

    texts = [str(number) for number in range(6)]
    timing.in_turns({"slow": timing.Entry(slow, texts, 2)}, 3)
    assert asked[4:] == texts  # after the two times that show how slow it is
    asked.clear()
    timing.in_turns({"fast": timing.Entry(asked.append, texts, 2)}, 3)
    assert asked[-6:] == texts


def test_import_leaves_the_heavy_modules_alone() -> None:
    loaded = import_time.fresh_import("beian_segments")
    assert "beian_segments" in loaded
    assert "attrs" not in loaded
    assert not set(import_time.HEAVY) & set(loaded)
    assert "csv" in import_time.fresh_import("csv")


def test_the_file_keeps_the_sections_of_other_pythons() -> None:
    text = results.updated("", "## Python 3.12\n\nnew\n")
    text = results.updated(text, "## Python 3.9\n\nolder\n")
    text = results.updated(text, "## Python 3.12\n\nnewest\n")
    head, *sections = text.split("## Python ")
    assert head.startswith("# Results\n")
    assert sections == ["3.9\n\nolder\n\n", "3.12\n\nnewest\n"]
    assert results.updated(text, "## Python 3.12\n\nnewest\n") == text


def test_markdown_survives_a_bar_in_a_cell() -> None:
    table = results.Table("T", ("a", "b"), [("x|y", "z")], targets=[results.Target("w", "l", "m", met=None)])
    assert table.markdown() == "### T\n\n| a    | b |\n|------|---|\n| x\\|y | z |\n"
    assert "| w    | l      | m        | no target here |" in results.targets_table([table]).markdown()


def test_the_command_prints_what_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "scalar"])
    monkeypatch.setattr(scalar, "tables", lambda: [results.Table("T", ("a",), [("b",)])])
    monkeypatch.setattr(command, "RESULTS", Path("nowhere", "at", "all"))
    command.main()
    assert "### T\n" in capsys.readouterr().out


def test_the_command_writes_what_all_gave(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks"])
    for name in command.BENCHMARKS:
        made = results.Table(name, ("a",), [("b",)])
        monkeypatch.setattr(import_module(f"benchmarks.{name}"), "tables", lambda made=made: [made])
    monkeypatch.setattr(command, "RESULTS", tmp_path / "RESULTS.md")
    command.main()
    command.main()
    written = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert [written.count(f"### {name}\n") for name in command.BENCHMARKS] == [1] * len(command.BENCHMARKS)


def test_the_command_refuses_an_unknown_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "speed"])
    with pytest.raises(SystemExit):
        command.main()
    assert "no such benchmark: speed" in capsys.readouterr().err
