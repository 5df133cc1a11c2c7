"""The plug-in of Hypothesis: the types it registers, what it imports, and that it never fails."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.metadata import entry_points
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beian_segments import (
    DEFAULT_TABLE,
    ListedNumber,
    MobileNumber,
    Segment,
    SegmentTable,
    _hypothesis,
    is_supported_segment,
)
from beian_segments.failures import Case
from tests.strategies.drawing import seen, simplest
from tests.test_imports import run

LOOKUP = "hypothesis.strategies._internal.types"


def test_hypothesis_finds_the_function_to_call() -> None:
    (entry,) = [each for each in entry_points(group="hypothesis") if each.dist and each.dist.name == "beian-segments"]
    assert entry.load() is _hypothesis.register


@settings(max_examples=20)
@given(st.from_type(MobileNumber), st.from_type(Segment), st.from_type(SegmentTable), st.from_type(Case))
def test_types_are_made_by_their_strategies(number: str, segment: Segment, table: SegmentTable, case: Case) -> None:
    assert (len(number), number.isdigit()) == (11, True)
    assert segment in DEFAULT_TABLE
    assert isinstance(table, SegmentTable)
    assert isinstance(case, Case)


def test_a_mobile_number_is_any_one_listed_or_not() -> None:
    assert len(seen(st.from_type(MobileNumber), [True, False], lambda number: {is_supported_segment(number)})) == 2
    assert simplest(st.from_type(MobileNumber)) == "13000000000"


def test_a_listed_number_is_listed() -> None:
    assert simplest(st.from_type(ListedNumber)) == "13000000000"
    assert simplest(st.from_type(ListedNumber).filter(lambda number: number > "1400")) == "14600000000"


@settings(max_examples=20)
@given(st.builds(dict, number=st.from_type(list[MobileNumber]), case=st.from_type(dict[str, Case])))
def test_types_are_known_within_others(made: dict[str, object]) -> None:
    assert made.keys() == {"number", "case"}


def imported_with_hypothesis(before: str = "") -> set[str]:
    return set(run(f"{before}\nimport sys, hypothesis; print(*sys.modules)").split())


def test_importing_hypothesis_imports_nothing_but_the_plug_in() -> None:
    loaded = imported_with_hypothesis()
    without = imported_with_hypothesis("import os; os.environ['HYPOTHESIS_NO_PLUGINS'] = '1'")
    ours = {module for module in loaded if module.startswith("beian_segments")}
    assert ours == {"beian_segments", "beian_segments._hypothesis"}
    assert loaded - without <= ours


def test_a_type_is_known_whether_it_is_imported_before_or_after_hypothesis() -> None:
    use = "from beian_segments.parsing import ListedNumber"
    draw = "print(hypothesis.find(hypothesis.strategies.from_type(ListedNumber), lambda _: True))"
    assert run(f"import hypothesis; {use}; {draw}") == run(f"{use}; import hypothesis; {draw}") == "13000000000"


def test_a_strategy_that_a_user_registers_takes_precedence() -> None:
    code = """
from hypothesis import find, strategies as st
from beian_segments import MobileNumber
st.register_type_strategy(MobileNumber, st.just("19212345678"))
print(find(st.from_type(MobileNumber), lambda _: True))
"""
    assert run(code) == "19212345678"


def test_a_type_of_another_package_is_left_to_hypothesis() -> None:
    assert _hypothesis.strategy_of(int) is None
    assert simplest(st.from_type(int)) == 0


@pytest.mark.parametrize("first", ["beian_segments.strategies", "beian_segments.failures", "hypothesis.strategies"])
def test_any_of_the_modules_may_be_imported_first(first: str) -> None:
    use = f"import {first}; from beian_segments import Segment; from hypothesis import strategies as st"
    assert run(f"{use}; print(st.from_type(Segment).validate())") == "None"


def test_other_imports_are_left_to_python_while_the_plug_in_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.delitem(sys.modules, LOOKUP)
    _hypothesis.register()
    waiting = sys.meta_path[0]
    assert waiting.find_spec("colorsys", None) is None
    assert waiting in sys.meta_path
    # Were it missing, Python would say so.
    assert waiting.find_spec(LOOKUP, []) is None
    assert waiting not in sys.meta_path


def test_the_types_are_registered_once_hypothesis_has_imported_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    kept = sys.modules[LOOKUP]
    monkeypatch.delitem(sys.modules, LOOKUP)
    _hypothesis.register()
    try:
        types = import_module(LOOKUP)
        known = getattr(types, "_global_extra_lookup", types._global_type_lookup)
        assert {"beian_segments.verdicts", MobileNumber} & set(known)
    finally:
        import_module("hypothesis.strategies._internal").types = kept  # type: ignore[attr-defined]


class TestOtherVersionsOfHypothesis:
    """Those that cannot be told of types before these are imported."""

    @pytest.fixture(autouse=True)
    def no_lookup(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(f"{LOOKUP}._global_extra_lookup", raising=False)

    def test_the_types_are_registered_the_public_way(self, monkeypatch: pytest.MonkeyPatch) -> None:
        registered: list[object] = []
        monkeypatch.setattr(st, "register_type_strategy", lambda kind, _: registered.append(kind))
        _hypothesis.register()
        assert registered == [MobileNumber, ListedNumber, Segment, SegmentTable, Case]

    def test_importing_hypothesis_succeeds_even_if_registering_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(st, "register_type_strategy", lambda *_: 1 / 0)
        _hypothesis.register()
        monkeypatch.delattr(st, "register_type_strategy")
        _hypothesis.register()
        monkeypatch.setitem(sys.modules, "beian_segments.failures.model", None)
        _hypothesis.register()


class TestWithoutHypothesis:
    @pytest.fixture(autouse=True)
    def nothing_imported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in [name for name in sys.modules if name.startswith("beian_segments.strategies")]:
            monkeypatch.delitem(sys.modules, module)

    def test_the_strategies_say_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        with pytest.raises(ModuleNotFoundError, match=r"pip install 'beian-segments\[hypothesis\]'$") as missing:
            import_module("beian_segments.strategies")
        assert missing.value.name == "hypothesis"

    def test_another_missing_module_is_reported_unchanged(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Broken:
            def find_spec(
                self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
            ) -> ModuleSpec | None:
                if name == "hypothesis":
                    raise ModuleNotFoundError("No module named 'sortedcontainers'", name="sortedcontainers")
                return None

        monkeypatch.delitem(sys.modules, "hypothesis")
        monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
        with pytest.raises(ModuleNotFoundError, match=r"^No module named 'sortedcontainers'$"):
            import_module("beian_segments.strategies")
