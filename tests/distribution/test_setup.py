"""What ``setup.py`` adds to the distributions: archives that are reproducible, addresses, and a README with them."""

from __future__ import annotations

import importlib.util
import io
import re
import tarfile
from types import ModuleType

import pytest

from tests.distribution.conftest import TOP
from tests.required import package

pytestmark = pytest.mark.engine

REPOSITORY = "https://forge.example/team/beian-segments"
FILES = {"p-1/b.py": b"print(1)\n", "p-1/a.txt": "号".encode(), "p-1/run": b"#!/bin/sh\n"}


@pytest.fixture(scope="module")
def setup() -> ModuleType:
    package("setuptools", group="dev")
    specification = importlib.util.spec_from_file_location("setup", TOP / "setup.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def built(names: list[str], moment: float, owner: str, mode: int) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.GNU_FORMAT) as archive:
        for name in ["p-1", *names]:
            entry = tarfile.TarInfo(name)
            entry.mtime, entry.uname, entry.uid = moment, owner, len(owner)
            entry.mode = mode | (0o111 if name in ("p-1", "p-1/run") else 0)
            entry.type = tarfile.DIRTYPE if name == "p-1" else tarfile.REGTYPE
            entry.size = len(FILES.get(name, b""))
            archive.addfile(entry, io.BytesIO(FILES.get(name, b"")))
    return packed.getvalue()


ONE = built(sorted(FILES), 1.5, "me", 0o644)
OTHER = built(sorted(FILES, reverse=True), 2e9, "somebody", 0o664)


class TestTheSourceDistribution:
    def test_two_of_the_same_files_are_the_same(self, setup: ModuleType) -> None:
        assert ONE != OTHER
        once = setup.reproducible(ONE, 9)
        assert once == setup.reproducible(OTHER, 9) == setup.reproducible(setup.reproducible(ONE, 5), 9)
        assert once != setup.reproducible(ONE, 8)

    def test_its_files_are_those_that_were_there(self, setup: ModuleType) -> None:
        with tarfile.open(fileobj=io.BytesIO(setup.reproducible(OTHER, 9))) as archive:
            found = {member.name: archive.extractfile(member) for member in archive}
            assert {name: file.read() for name, file in found.items() if file} == FILES
            assert {member.name: member.mode for member in archive} == {
                "p-1": 0o755,
                "p-1/a.txt": 0o644,
                "p-1/b.py": 0o644,
                "p-1/run": 0o755,
            }
            assert {(member.mtime, member.uid, member.uname) for member in archive} == {(9, 0, "")}


class TestTheReadmeOnAPackageIndex:
    def description(self, setup: ModuleType, repository: str) -> str:
        text: str = setup.for_an_index((TOP / "README.md").read_text(encoding="utf-8"), repository, "1.2.3")
        return text

    def test_every_link_is_an_address_of_the_released_version(self, setup: ModuleType) -> None:
        targets = re.findall(r"\]\(([^)]+)\)", self.description(setup, REPOSITORY))
        assert len(targets) > 15
        for target in targets:
            kind, version, path = target.removeprefix(f"{REPOSITORY}/").split("/", 2)
            there = TOP / path.partition("#")[0]
            assert version == "v1.2.3"
            assert there.is_dir() if kind == "tree" else there.is_file(), target

    def test_the_picture_is_the_file_itself(self, setup: ModuleType) -> None:
        assert f"]({REPOSITORY}/raw/v1.2.3/data/segment-map.svg)" in self.description(setup, REPOSITORY)

    def test_nothing_is_linked_before_the_address_is_known(self, setup: ModuleType) -> None:
        text = self.description(setup, "")
        assert "](" not in text
        assert "Documentation · Changelog" in text

    def test_rendered_as_the_index_does_it_has_addresses_and_no_path(self, setup: ModuleType) -> None:
        page: str = package("readme_renderer.markdown", group="dev").render(self.description(setup, REPOSITORY))
        targets = re.findall(r'(?:href|src)="([^"]*)"', page)
        assert len(targets) > 15
        assert [each for each in targets if not each.startswith(("https://", "#"))] == []
        assert "<img" in page
        assert "<details>" in page

    def test_the_addresses_of_the_project_come_from_the_one_of_the_repository(self, setup: ModuleType) -> None:
        assert setup.addresses("", "1.2.3") == {}
        assert all(each.startswith(REPOSITORY) for each in setup.addresses(REPOSITORY, "1.2.3").values())
