"""What is no column of numbers is refused, and the error never shows a value; packages that are missing."""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from beian_segments import _extras
from beian_segments.columns import classify, is_supported, lists, with_support
from tests.columns.engines import engine

np = engine("numpy")
pa = engine("pyarrow")

NUMBER = 13800138000


def pandas(column: Any, dtype: str) -> Any:
    return engine("pandas").Series(column, dtype=dtype)


FLOATS: dict[str, Callable[[], Any]] = {
    "list": lambda: [None, float(NUMBER)],
    "numpy": lambda: np.array([float(NUMBER)]),
    "numpy objects": lambda: np.array([float(NUMBER)], object),
    "arrow": lambda: pa.array([float(NUMBER)]),
    "arrow of half the width": lambda: pa.array([1.0], pa.float32()),
    "chunks": lambda: pa.chunked_array([[float(NUMBER)]]),
    "dictionary": lambda: pa.array([float(NUMBER)]).dictionary_encode(),
    "polars": lambda: engine("polars").Series([float(NUMBER)]),
    "pandas": lambda: pandas([NUMBER, None], "float64"),
    "pandas nullable": lambda: pandas([float(NUMBER), None], "Float64"),
    "pandas Arrow": lambda: pandas([float(NUMBER), None], "double[pyarrow]"),
    "pandas objects": lambda: pandas([float(NUMBER)], "object"),
}


@pytest.mark.parametrize("make", FLOATS.values(), ids=FLOATS)
@pytest.mark.parametrize("ask", [is_supported, classify])
def test_floats_are_refused(ask: Callable[[Any], Any], make: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match=r"float|double|Float64") as caught:
        ask(make())
    assert str(NUMBER) not in str(caught.value)


OTHERS: dict[str, tuple[Callable[[], Any], str]] = {
    "arrow bytes": (lambda: pa.array([b"13800138000"]), "not binary; decode the bytes"),
    "arrow truth": (lambda: pa.array([True]), "must hold texts or integers, not bool"),
    "arrow decimals": (lambda: pa.array([1]).cast(pa.decimal128(20, 1)), "not decimal128"),
    "arrow lists": (lambda: pa.array([["13800138000"]]), "not list"),
    "arrow table": (lambda: pa.table({"phone": ["1"]}), "an Arrow array or chunked array, not Table"),
    "polars truth": (lambda: engine("polars").Series([True]), "not bool"),
    "polars frame": (lambda: engine("polars").DataFrame({"a": ["1"]}), "not DataFrame; for a frame: with_support"),
    "pandas truth": (lambda: pandas([True], "bool"), "not bool"),
    "pandas complex": (lambda: pandas([1j], "complex128"), "not complex128"),
    "pandas frame": (lambda: engine("pandas").DataFrame({"a": ["1"]}), "not DataFrame; for a frame: with_support"),
    "numpy truth": (lambda: np.array([True]), "not bool"),
    "numpy dates": (lambda: np.array(["2026-01-01"], "datetime64[D]"), r"not datetime64\[D\]$"),
    "numpy matrix": (lambda: np.array([["1"]]), "of one dimension, not of 2"),
    "numpy scalar": (lambda: np.str_("1"), "NumPy array, not str_"),
    "list of bytes": (lambda: ["13800138000", b"13800138000"], "must be of texts, but its item 1 is of type bytes"),
    "list of bytes alone": (lambda: [b"1"], "of texts or of integers, but its item 0 is of type bytes"),
    "list of truth": (lambda: [True], "of texts or of integers, but its item 0 is of type bool"),
    "list of both": (lambda: ["1", None, NUMBER], "must be of texts, but its item 2 is of type int"),
    "list of both ways": (lambda: [NUMBER, "1"], "must be of integers, but its item 1 is of type str"),
    "long list of numpy truth": (lambda: [np.bool_(True)] * 10_000, "its item 0 is of type bool"),
    "list of numpy truth": (lambda: [np.bool_(True)], "its item 0 is of type bool"),
    "long list of both": (lambda: ["1"] * 20_000 + [NUMBER], "must be of texts, but its item 20000 is of type int"),
    "numpy objects of both": (lambda: np.array(["1", NUMBER], object), "its item 1 is of type int"),
    "pandas objects of both": (lambda: pandas(["1", NUMBER], "object"), "its item 1 is of type int"),
    "text": (lambda: "13800138000", "must be a list, an Arrow array, .*, not str$"),
    "tuple": (lambda: ("13800138000",), "not tuple$"),
    "nothing": (lambda: None, "not NoneType$"),
}


@pytest.mark.parametrize(("make", "said"), OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("ask", [is_supported, classify])
def test_anything_but_a_column_of_numbers_is_refused(
    ask: Callable[[Any], Any], make: Callable[[], Any], said: str
) -> None:
    with pytest.raises(TypeError, match=said) as caught:
        ask(make())
    assert str(NUMBER) not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_texts_that_are_not_utf8_are_refused_and_not_shown(kind: str) -> None:
    offsets = pa.array([0, 11, 24], pa.int32()).buffers()[1]
    content = pa.py_buffer(b"1380013800013912345678\xff\xfe")
    column = pa.Array.from_buffers(pa.string(), 2, [None, offsets, content])
    column = column.dictionary_encode() if kind == "dictionary" else column.cast(getattr(pa, kind)())
    assert is_supported(column).to_pylist() == [True, False]
    for ask in (classify, lambda given: is_supported(given, writings=True)):
        with pytest.raises(ValueError, match="a column of numbers holds a text that is not UTF-8; decode") as caught:
            ask(column)
        assert "13912345678" not in "".join(traceback.format_exception(caught.value))


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_list_of_texts_needs_no_package() -> None:
    code = """
import sys
for package in ("narwhals", "numpy", "pandas", "polars", "pyarrow"):
    sys.modules[package] = None
from beian_segments.columns import is_supported
print(is_supported(["13800138000", None, "+86 13800138000"]), is_supported(["+86 13800138000"], writings=True))
print(is_supported(["13800138000"] * 20_000).count(True), is_supported([13800138000, -1, None]))
"""
    assert run(code) == "[True, None, False] [True]\n20000 [True, False, None]"


def test_importing_columns_imports_no_package() -> None:
    packages = "{'narwhals', 'numpy', 'pandas', 'polars', 'pyarrow'}"
    assert run(f"import sys, beian_segments.columns; print({packages} & set(sys.modules))") == "set()"


@pytest.mark.parametrize("missing", ["numpy", "pyarrow", "narwhals"])
def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf"{missing} is not installed; .*'beian-segments\[columns\]'") as caught:
        with_support(pa.table({"phone": ["1"]}), "phone")
    assert caught.value.name == missing


@pytest.mark.parametrize("missing", ["numpy", "pyarrow"])
def test_a_missing_package_that_a_column_needs_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    column = pa.array(["1"])
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf"{missing} is not installed; .*'beian-segments\[columns\]'") as caught:
        is_supported(column)
    assert caught.value.name == missing


@pytest.mark.parametrize("missing", ["numpy", "pyarrow"])
def test_a_missing_package_that_files_need_is_named_with_its_extra(missing: str) -> None:
    code = f"""
import sys
sys.modules[{missing!r}] = None
try:
    from beian_segments.columns.files import check_file
except ImportError as error:
    print(type(error).__name__, error)
"""
    assert run(code) == f"ImportError {missing} is not installed; run: pip install 'beian-segments[columns]'"


def test_a_broken_package_raises_its_own_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    tmp_path.joinpath("halfway.py").write_text("import no_such_package_at_all\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="No module named 'no_such_package_at_all'"):
        _extras.needed("halfway")


def test_a_subclass_of_str_is_read_as_a_str() -> None:
    class Text(str):
        __slots__ = ()

        def __str__(self) -> str:
            raise AssertionError("called the method of a subclass")

    assert lists.as_texts([Text("138"), None]) == ["138", None]
    assert lists.as_texts([5, None, -5]) == ["5", None, "?"]
