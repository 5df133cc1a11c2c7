"""The machinery of `python -m mutation`: what is changed, who judges, and what is told."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mutation import memory, results
from mutation.judges import Judges
from mutation.mutants import Mutant, mutants, sampled
from mutation.results import complaints, reasons, report
from mutation.trial import Outcome, tried
from mutation.variants import variants

MODULE = "beian_segments/trie.py"


def changes(source: str) -> list[str]:
    """The sources of the mutants of one line."""
    return [ast.unparse(ast.parse(mutant.source)).strip() for mutant in mutants("m.py", source)]


class TestChanges:
    @pytest.mark.parametrize(
        ("line", "changed"),
        [
            ("a < b", "a <= b"), ("a is b", "a is not b"), ("a in b", "a not in b"), ("a and b", "a or b"),
            ("a + b", "a - b"), ("not a", "a"), ("x = 7", "x = 8"), ("x = 7", "x = 6"), ("x = True", "x = False"),
            ("x = 'a'", "x = ''"), ("x = ''", "x = 'XX'"), ("x = a if b else c", "x = a if not b else c"),
            ("f(a, b)", "f(b, a)"), ("f(a, k=b)", "f(a)"), ("f(a)", "pass"), ("a.b = c", "pass"),
            ("x = [a for a in b if a]", "x = [a for a in b]"), ("x = a[b:c]", "x = a[b:]"),
            ("x = (a, b, c)", "x = (a, c)"),
            ("x = {a: b, c: d}", "x = {c: d}"), ("x = any(a)", "x = all(a)"), ("raise a", "pass"),
            ("x = lambda: a", "x = lambda: None"), ("a += b", "a -= b"), ("a += b", "pass"),
            ("x = f'a{b}'", "x = f'{b}'"),
        ],
    )  # fmt: skip
    def test_a_line_becomes_another(self, line: str, changed: str) -> None:
        assert changed in changes(line)

    @pytest.mark.parametrize(
        ("body", "changed"),
        [
            ("return a", "return None"), ("yield a", "yield None"), ("if a:\n        b()", "if not a:\n        b()"),
            ("for a in b:\n        break", "for a in b:\n        continue"),
            ("for a in b:\n        c()", "for a in ():"),
            ("while a:\n        continue", "while a:\n        break"), ("while a:\n        b()", "while False:"),
            ("try:\n        a()\n    except E:\n        b()", "except ():"),
        ],
    )  # fmt: skip
    def test_a_statement_becomes_another(self, body: str, changed: str) -> None:
        assert any(changed in text for text in changes(f"def f():\n    {body}"))

    def test_a_default_becomes_another(self) -> None:
        assert "def f(a=..., *, b=None):\n    return" in changes("def f(a=None, *, b=None): return")
        assert "def f(a=None, *, b=...):\n    return" in changes("def f(a=None, *, b=None): return")

    @pytest.mark.parametrize(
        "line",
        [
            '"""Words."""', "import a", "from a import b", "__all__ = ['a', 'b', 'c']", "x: int | str",
            "def f(a: int | None) -> str | None: ...", "X = Literal['a', 'b']", "X = TypeVar('X')", "class A(B): ...",
            "if TYPE_CHECKING:\n    x = 1", "x = a", "return_value = zip(a, strict=True)",
        ],
    )  # fmt: skip
    def test_what_no_test_can_notice_stays(self, line: str) -> None:
        assert changes(line) == []

    def test_a_node_stays_as_it_is(self) -> None:
        tree = ast.parse("x = a if b < 1 and not c else f(d, e, k='g')")
        before = ast.dump(tree)
        for node in ast.walk(tree):
            list(variants(node))
        assert ast.dump(tree) == before

    def test_no_two_mutants_are_one_and_none_is_the_original(self) -> None:
        source = (Path(__file__).parents[2] / "mutation" / "mutants.py").read_text(encoding="utf-8")
        found = [mutant.source for mutant in mutants("m.py", source)]
        assert len(set(found)) == len(found) > 50
        assert ast.unparse(ast.parse(source)) not in found

    def test_a_mutant_is_known_by_its_place_and_words_and_not_by_its_line(self) -> None:
        source = "class A:\n    def f(self):\n        return (1, 1, a)\n"
        first, moved = ([mutant.key for mutant in mutants("m.py", text)] for text in (source, "\n\n" + source))
        assert first == moved
        assert len(set(first)) == len(first)
        assert {key[1] for key in first} == {"A.f"}


def test_a_sample_is_the_same_but_for_what_changed() -> None:
    every = [replace(KNOWN, number=number) for number in range(200)]
    sample = sampled(every, 20, "1")
    assert len(sample) == 20
    assert sampled(reversed(every), 20, "1") == sample
    assert len(set(sampled(every[5:], 20, "1")) & set(sample)) >= 15
    assert sampled(every, 20, "2") != sample


def test_what_a_function_says_runs_when_it_is_called_and_its_defaults_do_not() -> None:
    found = {mutant.after: mutant.in_function for mutant in mutants("m.py", "x = 1\ndef f(a=2):\n    return a + 3")}
    assert found["return None"] is True
    assert found["return a - 3"] is True
    assert found["def f(a=3):"] is False
    assert found["x = 2"] is False


class TestJudges:
    JUDGES = Judges(
        {"a": 1.0, "b": 0.1, "c": 2.0, "d": 0.5},
        {MODULE: {1: frozenset("d"), 2: frozenset("ab"), 3: frozenset("c")}},
    )

    def test_those_that_run_a_line_come_first_and_the_fastest_of_them_before(self) -> None:
        assert self.JUDGES.of(MODULE, 2, in_function=True) == (["b", "a"], ["d", "c"])

    def test_of_a_line_that_runs_at_import_all_that_run_the_module_judge(self) -> None:
        assert self.JUDGES.of(MODULE, 1, in_function=False) == ([], ["b", "d", "a", "c"])

    def test_a_module_that_no_test_runs_is_judged_by_all(self) -> None:
        assert self.JUDGES.of("other.py", 1, in_function=True) == ([], ["b", "d", "a", "c"])

    def test_the_tests_about_a_module_come_before_those_that_run_it_by_the_way(self) -> None:
        own, other = "tests/test_trie.py::test_it", "tests/test_table.py::test_it"
        judges = Judges({own: 2.0, other: 1.0}, {MODULE: {1: frozenset([own, other])}})
        assert judges.of(MODULE, 1, in_function=False) == ([], [own, other])


@pytest.fixture
def trial(tmp_path: Path) -> Callable[[str], Outcome]:
    """Tries another source for a module of one function, in a checkout of its own."""
    (tmp_path / "pyproject.toml").write_text("[tool.pytest]\naddopts = ['--import-mode=importlib']\n", encoding="utf-8")
    (tmp_path / "under_trial.py").write_text("def one():\n    return 1\n", encoding="utf-8")
    (tmp_path / "test_it.py").write_text(
        "from under_trial import one\n\n\ndef test_one():\n    assert one() == 1\n\n\ndef test_other():\n    one()\n",
        encoding="utf-8",
    )
    judges = Judges(
        {"test_it.py::test_other": 0.01, "test_it.py::test_one": 0.02},
        {"under_trial.py": {2: frozenset(["test_it.py::test_one", "test_it.py::test_other"])}},
    )

    def try_it(body: str) -> Outcome:
        source = f"def one():\n    {body}\n"
        return tried(tmp_path, Mutant("under_trial.py", 2, "one", "", "", 1, True, source), judges)

    return try_it


class TestTrial:
    def test_a_mutant_is_killed_by_the_test_that_fails(self, trial: Callable[[str], Outcome]) -> None:
        assert trial("return 2").killed_by == "test_it.py::test_one"

    def test_a_mutant_that_no_test_notices_survives_them_all(self, trial: Callable[[str], Outcome]) -> None:
        outcome = trial("return 2 - 1")
        assert (outcome.killed_by, outcome.tests) == (None, 2)

    def test_a_mutant_that_cannot_be_imported_is_killed(self, trial: Callable[[str], Outcome]) -> None:
        assert trial("return 1\nraise ValueError").killed_by == "import"

    def test_the_module_is_what_it_was_afterwards(self, trial: Callable[[str], Outcome], tmp_path: Path) -> None:
        trial("return 2")
        assert (tmp_path / "under_trial.py").read_text(encoding="utf-8") == "def one():\n    return 1\n"


KNOWN = Mutant(MODULE, 7, "f", "a < b", "a <= b", 1, in_function=True, source="")
OTHER = replace(KNOWN, before="c", after="d")


@pytest.fixture
def one_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "survivors.toml"
    entry = '[["beian_segments/trie.py"]]\nwhere = "f"\nbefore = "a < b"\nafter = "a <= b"\nreason = "They differ."\n'
    path.write_text(entry, encoding="utf-8")
    monkeypatch.setattr(results, "SURVIVORS", path)


@pytest.mark.usefixtures("one_reason")
class TestReasons:
    def test_a_survivor_with_a_reason_is_no_complaint(self) -> None:
        assert complaints([Outcome(KNOWN, None, 3), Outcome(OTHER, "a test", 1)], [KNOWN, OTHER]) == []

    def test_a_survivor_without_a_reason_is_one(self) -> None:
        (complaint,) = complaints([Outcome(OTHER, None, 3)], None)
        assert complaint.startswith("no reason: beian_segments/trie.py:7 f: c -> d")

    def test_a_reason_without_a_survivor_is_one(self) -> None:
        (complaint,) = complaints([Outcome(KNOWN, "a test", 3)], None)
        assert complaint.startswith("no survivor:")

    def test_a_reason_for_no_mutant_is_one(self) -> None:
        (complaint,) = complaints([], [OTHER])
        assert complaint.startswith("no such mutant:")

    def test_the_report_counts_by_module_and_tells_the_reasons(self) -> None:
        untried = replace(KNOWN, number=2)
        found = {KNOWN.key: Outcome(KNOWN, None, 3), OTHER.key: Outcome(OTHER, "a test", 1)}
        page = report([KNOWN, OTHER, untried], found)
        assert "| trie.py | 3 | 2 | 1 | 1 | 50.0% |" in page
        assert "beian_segments/trie.py:7" in page
        assert "They differ." in page

    def test_a_reason_that_comes_twice_is_refused(self) -> None:
        text = results.SURVIVORS.read_text(encoding="utf-8")
        results.SURVIVORS.write_text(text * 2, encoding="utf-8")
        with pytest.raises(ValueError, match="listed twice"):
            reasons()


def test_outcomes_are_kept_until_their_module_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_FILE", tmp_path / "kept" / "outcomes.jsonl")
    assert memory.kept({}) == {}
    memory.keep(Outcome(KNOWN, None, 3), "source")
    memory.keep(Outcome(KNOWN, "a test", 2), "source")
    found = memory.kept({MODULE: "source"})
    assert {key: outcome.killed_by for key, outcome in found.items()} == {KNOWN.key: "a test"}
    assert memory.kept({MODULE: "another"}) == {}


def test_every_reason_is_of_a_mutant_that_there_is() -> None:
    if not all((results.ROOT / module).is_file() for module in results.MODULES):
        pytest.skip("the package under test is not beside the tests")
    modules = {key[0] for key in reasons()}
    there = {mutant.key for module in modules for mutant in mutants(module, (results.ROOT / module).read_text("utf-8"))}
    assert set(reasons()) <= there
