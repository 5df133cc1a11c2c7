"""What importing an adapter brings along, and what it says without its framework."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import metadata
from pathlib import Path

import pytest

FRAMEWORKS = {"pydantic": "pydantic_core", "django": "django", "wtforms": "wtforms", "marshmallow": "marshmallow"}
ADAPTERS = [*FRAMEWORKS, "attrs", "html"]


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def loaded(use: str) -> set[str]:
    return set(run(f"import sys; {use}; print(*sys.modules)").split())


def test_the_package_imports_no_adapter_and_no_framework() -> None:
    use = "import beian_segments as b; b.check_segment('+86 138 0013 8000').message()"
    assert not loaded(use) & {"beian_segments.forms", *FRAMEWORKS, *FRAMEWORKS.values(), "cattrs"}


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_an_adapter_imports_no_other_framework(adapter: str) -> None:
    modules = loaded(f"import beian_segments.forms.{adapter}")
    others = {module for name, module in FRAMEWORKS.items() if name != adapter} | {"cattrs", "rest_framework", "flask"}
    assert not modules & others
    assert not {f"beian_segments.forms.{name}" for name in ADAPTERS if name != adapter} & modules


@pytest.mark.parametrize("adapter", FRAMEWORKS)
def test_without_its_framework_an_adapter_names_the_extra(adapter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    framework = FRAMEWORKS[adapter]
    monkeypatch.delitem(sys.modules, f"beian_segments.forms.{adapter}", raising=False)
    for module in [name for name in sys.modules if name.split(".")[0] == framework]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, framework, None)
    with pytest.raises(ImportError, match=rf"pip install 'beian-segments\[{adapter}\]'") as refused:
        import_module(f"beian_segments.forms.{adapter}")
    assert refused.value.name == framework


def test_without_drf_its_adapter_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "beian_segments.forms.rest_framework", raising=False)
    for module in [name for name in sys.modules if name.split(".")[0] == "rest_framework"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "rest_framework", None)
    with pytest.raises(ImportError, match="pip install djangorestframework") as refused:
        import_module("beian_segments.forms.rest_framework")
    assert refused.value.name == "rest_framework"


@pytest.mark.parametrize("adapter", FRAMEWORKS)
def test_every_framework_has_an_extra_of_its_name(adapter: str) -> None:
    assert adapter in (metadata("beian-segments").get_all("Provides-Extra") or [])


def test_an_extra_has_its_framework_and_nothing_else() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in FRAMEWORKS:
        (requirement,) = project["optional-dependencies"][name]
        assert requirement.startswith(f"{name}>=")
