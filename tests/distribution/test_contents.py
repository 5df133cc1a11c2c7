"""What is in the distributions: what the repository has, and nothing else."""

from __future__ import annotations

import re
import tomllib
from email import message_from_bytes
from email.message import Message

import pytest

from tests.distribution.conftest import TOP, Built

pytestmark = pytest.mark.engine

# What a build adds to the files of the repository.
DIST_INFO = {
    "METADATA",
    "RECORD",
    "WHEEL",
    "entry_points.txt",
    "licenses/LICENSE",
    "licenses/data/LICENSE",
    "top_level.txt",
}
SDIST_OWN = {"PKG-INFO", "setup.cfg"}


def in_the_wheel(path: str) -> str:
    """Where a file of the repository is in the wheel."""
    return f"beian_segments/{path}" if path.startswith("data/") else path


def metadata(content: bytes) -> Message:
    return message_from_bytes(content)


class TestWheel:
    def test_it_is_pure_and_for_every_python_3(self, built: Built) -> None:
        assert built.wheel.name.endswith("-py3-none-any.whl")
        assert b"Root-Is-Purelib: true" in next(
            content for name, content in built.in_wheel().items() if name.endswith("/WHEEL")
        )

    def test_it_has_the_package_and_the_data_and_nothing_else(self, built: Built, tracked: tuple[str, ...]) -> None:
        wanted = {in_the_wheel(path) for path in tracked if path.startswith(("beian_segments/", "data/"))}
        assert {"beian_segments/py.typed", "beian_segments/data/segments.csv"} <= wanted
        assert {name for name in built.in_wheel() if ".dist-info/" not in name} == wanted

    def test_each_file_is_that_of_the_repository_byte_for_byte(self, built: Built, tracked: tuple[str, ...]) -> None:
        content = built.in_wheel()
        for path in tracked:
            if path.startswith(("beian_segments/", "data/")):
                assert content[in_the_wheel(path)] == (TOP / path).read_bytes(), path

    def test_it_brings_metadata_entry_points_and_both_licences(self, built: Built) -> None:
        info = {
            name.partition(".dist-info/")[2]: content
            for name, content in built.in_wheel().items()
            if ".dist-info/" in name
        }
        assert set(info) == DIST_INFO
        assert info["licenses/LICENSE"] == (TOP / "LICENSE").read_bytes()
        assert info["licenses/data/LICENSE"] == (TOP / "data" / "LICENSE").read_bytes()

    def test_its_metadata_are_those_of_the_project(self, built: Built) -> None:
        content = built.in_wheel()
        told = metadata(next(content[name] for name in content if name.endswith(".dist-info/METADATA")))
        project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert (told["Name"], told["Version"]) == (project["name"], project["version"])
        assert told["License-Expression"] == project["license"]
        assert told.get_all("License-File") == project["license-files"]
        assert told["Requires-Python"] == project["requires-python"]
        needed = [each for each in told.get_all("Requires-Dist", []) if "extra ==" not in each]
        assert sorted(needed) == sorted(project["dependencies"])
        assert set(told.get_all("Provides-Extra", [])) == set(project["optional-dependencies"])


class TestSourceDistribution:
    def test_it_has_what_git_tracks_and_nothing_else(self, built: Built, tracked: tuple[str, ...]) -> None:
        names = {name for name in built.in_sdist() if not name.startswith("beian_segments.egg-info/")}
        assert names - SDIST_OWN == set(tracked)

    def test_each_file_is_that_of_the_repository_byte_for_byte(self, built: Built, tracked: tuple[str, ...]) -> None:
        content = built.in_sdist()
        assert [path for path in tracked if content[path] != (TOP / path).read_bytes()] == []

    def test_it_says_the_same_of_itself_as_the_wheel(self, built: Built) -> None:
        content = built.in_wheel()
        told = next(content[name] for name in content if name.endswith(".dist-info/METADATA"))
        assert metadata(built.in_sdist()["PKG-INFO"]).items() == metadata(told).items()


def test_the_same_files_give_the_same_wheel_byte_for_byte(builds: tuple[Built, Built]) -> None:
    first, second = builds
    assert first.wheel.read_bytes() == second.wheel.read_bytes()


def test_the_same_files_give_a_source_distribution_of_the_same_files(builds: tuple[Built, Built]) -> None:
    # Its archive has the times of the files in it.
    first, second = builds
    assert first.in_sdist() == second.in_sdist()


def test_the_version_is_a_semver(built: Built) -> None:
    assert re.fullmatch(r"beian_segments-\d+\.\d+\.\d+", built.sdist.name.removesuffix(".tar.gz"))
