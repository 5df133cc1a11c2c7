"""What importing costs, and what the package offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import FunctionType
from typing import get_type_hints

import pytest

import beian_segments

PACKAGE = Path(beian_segments.__file__).parent

LATER = {"attrs", "beian_segments.segment", "beian_segments.table", "beian_segments.validator"}
SUBPACKAGES = {"columns", "failures", "forms", "strategies"}
HEAVY = {
    "beian_segments.failures", "beian_segments.forms", "click", "csv", "django", "flask", "hypothesis",
    "importlib.metadata", "json", "marshmallow", "narwhals", "numpy", "phonenumbers", "pyarrow", "pydantic", "rich",
    "tomllib", "wtforms",
}  # fmt: skip


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "use",
    [
        "import beian_segments",
        "from beian_segments import is_supported_segment as f; f('13800138000'); f('+86 138 0013 8000'); f('x')",
        "import beian_segments as b; b.check_segment('13800138000').message(); b.match_prefix('138')",
        "import beian_segments as b; b.check_segment('138'); b.mask_number('13800138000')",
    ],
)
def test_an_answer_imports_nothing_heavy(use: str) -> None:
    loaded = set(run(f"import sys; {use}; print(*sys.modules)").split())
    assert loaded & HEAVY == set()


def test_the_predicate_needs_no_table() -> None:
    use = "import sys, beian_segments as b; b.is_supported_segment('+86 138 0013 8000'); print(*sys.modules)"
    assert not set(run(use).split()) & LATER


@pytest.mark.parametrize("text", ["+852 5123 4567", "010-65529988"])
def test_phonenumbers_is_imported_to_explain_a_refusal_without_its_geocoder(text: str) -> None:
    use = f"import sys, beian_segments as b; b.check_segment({text!r}); print(*sys.modules)"
    loaded = set(run(use).split())
    assert "phonenumbers" in loaded
    assert not {module for module in loaded if "geocod" in module or module == "phonenumbers.carrier"}


def test_importing_opens_no_file_but_modules() -> None:
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
import beian_segments
beian_segments.is_supported_segment("+86 138 0013 8000")
print(*(path for path in opened if not path.endswith((".py", ".pyc")) and ".pyc." not in path), sep="\\n")
"""
    assert run(code) == ""


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import version

    assert beian_segments.__version__ == version("beian-segments")


def test_every_public_name_is_there_and_no_other() -> None:
    for name in beian_segments.__all__:
        assert getattr(beian_segments, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        beian_segments.no_such_name  # type: ignore[attr-defined]  # noqa: B018


def test_dir_shows_the_public_names_and_the_sub_packages_alone() -> None:
    shown = {name for name in dir(beian_segments) if not name.startswith("__")}
    assert shown == {name for name in beian_segments.__all__ if name != "__version__"} | SUBPACKAGES
    assert "__version__" in dir(beian_segments)


@pytest.mark.parametrize("name", sorted(SUBPACKAGES))
def test_a_sub_package_is_imported_on_first_access(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = f"beian_segments.{name}"
    monkeypatch.delattr(beian_segments, name, raising=False)
    assert getattr(beian_segments, name).__name__ == module
    use = f"import sys, beian_segments; print({module!r} in sys.modules, {module}.__name__, {module!r} in sys.modules)"
    assert run(use) == f"False {module} True"


def test_help_needs_no_extra() -> None:
    missing = ["click", "django", "hypothesis", "marshmallow", "narwhals", "numpy", "pyarrow", "pydantic", "wtforms"]
    code = f"""
import sys
sys.modules.update(dict.fromkeys({missing}))
import pydoc, beian_segments
text = pydoc.render_doc(beian_segments, renderer=pydoc.plaintext)
print(*(f"beian_segments.{{name}}" in text for name in {sorted(SUBPACKAGES)}), "python -m beian_segments" in text)
print("strategies" in dir(beian_segments))
"""
    assert run(code) == "True True True True True\nFalse"


@pytest.mark.parametrize("name", beian_segments.__all__)
def test_the_types_of_a_public_function_can_be_read(name: str) -> None:
    value = getattr(beian_segments, name)
    if isinstance(value, FunctionType):
        assert get_type_hints(value)["return"] is not None


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def source_of(module: str) -> Path:
    """The file of a module of the package."""
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def offered(path: Path) -> set[str] | None:
    """What a module has in ``__all__``; None if it has none."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return None


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_a_module_imports_from_another_is_offered_there(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("beian_segments."):
            continue
        source = source_of(str(node.module))
        names = {alias.name for alias in node.names if not source_of(f"{node.module}.{alias.name}").exists()}
        assert not {name for name in names if name.startswith("_")}, f"{path.name} imports a private name"
        # In these two, __all__ is what the package exports; their modules offer others all that is not private.
        if source.parent.name not in ("failures", "strategies"):
            assert names <= (offered(source) or names), f"{path.name} imports what is not in __all__ of {node.module}"
