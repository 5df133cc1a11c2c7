"""What the check before a release finds, and that it finds nothing where all is there."""

from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from beian_segments import __version__
from tests.distribution.conftest import TOP
from tests.required import package
from tools.release import main, missing

pytestmark = pytest.mark.engine

METADATA = f"""\
Metadata-Version: 2.4
Name: beian-segments
Version: {__version__}
Summary: Which segments receive the SMS
Description-Content-Type: text/markdown
Project-URL: Source, https://forge.example/team/beian-segments

[The limits](https://forge.example/team/beian-segments/blob/v1/docs/limits.md)
"""


def checkout(place: Path, repository: str = "https://forge.example/team/beian-segments") -> Path:
    """What the check reads of a checkout that is ready, in a folder."""
    package("twine", group="dev")
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    project = re.sub(r"^repository = .*$", f'repository = "{repository}"', project, flags=re.MULTILINE)
    (place / "pyproject.toml").write_text(project, encoding="utf-8")
    (place / "CHANGELOG.md").write_text(
        f"# Changelog\n\n## Unreleased\n\n## {__version__} - 2026-11-28\n", encoding="utf-8"
    )
    return place


def distributions(place: Path, metadata: str = METADATA) -> Path:
    """A folder with a wheel and a source distribution that have nothing but their metadata."""
    folder = place / "dist"
    folder.mkdir()
    with ZipFile(folder / f"beian_segments-{__version__}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"beian_segments-{__version__}.dist-info/METADATA", metadata)
        wheel.writestr(f"beian_segments-{__version__}.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    with tarfile.open(folder / f"beian_segments-{__version__}.tar.gz", "w:gz") as sdist:
        for name, content in {"PKG-INFO": metadata, "pyproject.toml": ""}.items():
            entry = tarfile.TarInfo(f"beian_segments-{__version__}/{name}")
            entry.size = len(content)
            sdist.addfile(entry, io.BytesIO(content.encode()))
    return folder


def test_what_is_ready_lacks_nothing(tmp_path: Path) -> None:
    assert missing(checkout(tmp_path), distributions(tmp_path)) == []


@pytest.mark.parametrize("repository", ["", "forge.example/team/beian-segments", "https://forge.example/team/x/"])
def test_the_address_of_the_repository_is_asked_for(tmp_path: Path, repository: str) -> None:
    (said,) = missing(checkout(tmp_path, repository), distributions(tmp_path))
    assert "repository" in said


@pytest.mark.parametrize(
    ("changelog", "wanted"),
    [
        ("## Unreleased\n\n- A line.\n", "must have the heading"),
        ("## 99.0.0 - 2026-11-28\n", "must have the heading"),
        (f"## {__version__}\n", "must have the heading"),
        (f"## Unreleased\n\n- A line.\n\n## {__version__} - 2026-11-28\n", "belongs under"),
    ],
)
def test_the_changelog_tells_the_version_and_its_date(tmp_path: Path, changelog: str, wanted: str) -> None:
    (checkout(tmp_path) / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    (said,) = missing(tmp_path, distributions(tmp_path))
    assert wanted in said


def test_the_hook_of_another_version_is_told(tmp_path: Path) -> None:
    (checkout(tmp_path) / "docs" / "guides").mkdir(parents=True)
    (tmp_path / "docs" / "guides" / "recipes.md").write_text("    rev: v99.0.0\n", encoding="utf-8")
    (said,) = missing(tmp_path, distributions(tmp_path))
    assert said == f"docs/guides/recipes.md: the hook of pre-commit must be that of v{__version__}."


def test_a_folder_that_is_not_there_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "dist")])
    assert ended.value.code == 2
    assert "python -m build --outdir" in capsys.readouterr().err


def test_it_ends_with_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # This project has no repository yet.
    assert main([str(distributions(tmp_path))]) == 1
    assert "repository" in capsys.readouterr().err


def test_a_link_that_is_a_path_is_told(tmp_path: Path) -> None:
    (said,) = missing(checkout(tmp_path), distributions(tmp_path, METADATA + "[Limits](docs/limits.md)\n"))
    assert said.endswith("docs/limits.md")


def test_distributions_built_before_the_address_was_known_are_told(tmp_path: Path) -> None:
    metadata = "".join(line for line in METADATA.splitlines(keepends=True) if not line.startswith("Project-URL"))
    (said,) = missing(checkout(tmp_path), distributions(tmp_path, metadata))
    assert "build them anew" in said


def test_other_files_are_told(tmp_path: Path) -> None:
    (checkout(tmp_path) / "dist").mkdir()
    (said,) = missing(tmp_path, tmp_path / "dist")
    assert "nothing else" in said


def test_what_twine_refuses_is_told(tmp_path: Path) -> None:
    metadata = METADATA.replace("text/markdown", "text/x-rst").replace("[The limits]", "`The limits <")
    (said,) = missing(checkout(tmp_path), distributions(tmp_path, metadata))
    assert "twine check --strict" in said
