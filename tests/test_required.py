"""A missing engine leaves its tests out with a reason, or fails them where all are required."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.required import REQUIRED, package, program


def test_a_missing_program_is_skipped_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not here: install some-package"):
        program("no-such-program", debian="some-package")


def test_a_missing_package_is_skipped_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no_such_module is not here: pip install --group x"):
        package("no_such_module", group="x")
    with pytest.raises(pytest.skip.Exception, match=r"no_such_module is not here: pip install -e '\.\[test\]'"):
        package("no_such_module")


def test_a_folder_is_no_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(REQUIRED, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "no_such_module" / "lib").mkdir(parents=True)
    with pytest.raises(pytest.skip.Exception, match="no_such_module is not here"):
        package("no_such_module", group="x")


def test_what_is_missing_fails_where_all_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match=f"{REQUIRED}=1, but no-such-program is not here"):
        program("no-such-program", debian="some-package")


def test_what_is_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    assert program("no-such-program", "env", debian="coreutils").endswith("env")
    assert package("json", group="x").loads("1") == 1
