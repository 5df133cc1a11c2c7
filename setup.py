"""What of the distributions ``pyproject.toml`` cannot say.

Addresses made from the repository's, a README with them, reproducible archives, and editable installations with types.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import re
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from setuptools import setup
from setuptools.command.editable_wheel import editable_wheel
from setuptools.command.sdist import sdist

TOP = Path(__file__).parent

# The earliest time that a zip file, and so a wheel, can have: 1980-01-01.
EPOCH = 315_532_800

EXECUTABLE, PLAIN = 0o755, 0o644

CHECKOUT = "__editable__.beian_segments.checkout.pth"


def addresses(repository: str, version: str) -> dict[str, str]:
    """The project's addresses as a package index shows them; none while that of the repository is not known."""
    if not repository:
        return {}
    return {
        "Source": repository,
        "Documentation": f"{repository}/tree/v{version}/docs",
        "Changelog": f"{repository}/blob/v{version}/CHANGELOG.md",
        "Issues": f"{repository}/issues",
    }


def for_an_index(readme: str, repository: str, version: str) -> str:
    """A README whose links are addresses: a path leads somewhere in a checkout, and nowhere on a package index.

    While the repository's address is not known, what was linked stays as plain text, and pictures are left out.
    """

    def address(match: re.Match[str]) -> str:
        picture, text, path = match["picture"], match["text"], match["path"]
        if not repository:
            return "" if picture else text
        kind = "raw" if picture else "tree" if (TOP / path.partition("#")[0]).is_dir() else "blob"
        return f"{picture}[{text}]({repository}/{kind}/v{version}/{path})"

    return re.sub(r"(?P<picture>!?)\[(?P<text>[^]]*)\]\((?!https?:|#)(?P<path>[^)]+)\)", address, readme)


def reproducible(archive: bytes, moment: int) -> bytes:
    """A source distribution with its files in order of name, of nobody, of a moment in seconds since 1970."""
    written = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as before,
        gzip.GzipFile(filename="", fileobj=written, mode="wb", compresslevel=9, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as after,
    ):
        for member in sorted(before, key=lambda member: member.name):
            entry = tarfile.TarInfo(member.name)
            entry.type, entry.size, entry.linkname, entry.mtime = member.type, member.size, member.linkname, moment
            entry.mode = EXECUTABLE if member.isdir() or member.mode & 0o100 else PLAIN
            after.addfile(entry, before.extractfile(member) if member.isfile() else None)
    return written.getvalue()


class ReproducibleSdist(sdist):
    """Builds of the same files are the same byte for byte, as wheels are if ``SOURCE_DATE_EPOCH`` is set."""

    def make_archive(self, *arguments: object, **keywords: object) -> str:
        """Make the archive as ever, and write it anew in place: what differs is time, order and owner of the files."""
        path = Path(super().make_archive(*arguments, **keywords))
        path.write_bytes(reproducible(path.read_bytes(), int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH))))
        return str(path)


class TypedEditableWheel(editable_wheel):
    """An editable installation in which type checkers find the types.

    Two folders make one package here, so setuptools lets Python find it by an import hook. Type checkers run no hooks;
    of a ``.pth`` file they read the lines that are paths. So a second such file goes along, with the checkout's folder.
    Not if its path is not ASCII: Python before 3.13 reads the file in the locale's encoding, and if it cannot, does not
    start.
    """

    def run(self) -> None:
        """Make the wheel as ever, and add the file."""
        super().run()
        (wheel,) = Path(self.dist_dir).glob("*.whl")
        if str(TOP).isascii():
            wheel.write_bytes(with_file(wheel.read_bytes(), CHECKOUT, f"{TOP}\n".encode()))


def with_file(wheel: bytes, name: str, content: bytes) -> bytes:
    """A wheel with one more file, and a line about it in the record of its files."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    written = io.BytesIO()
    with ZipFile(io.BytesIO(wheel)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        after.writestr(name, content)
        for each in before.namelist():
            line = f"{name},sha256={digest},{len(content)}\n" if each.endswith(".dist-info/RECORD") else ""
            after.writestr(each, line.encode() + before.read(each))
    return written.getvalue()


if __name__ == "__main__":
    pyproject = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    known = pyproject["tool"]["beian-segments"]["repository"], pyproject["project"]["version"]
    setup(
        long_description=for_an_index((TOP / "README.md").read_text(encoding="utf-8"), *known),
        long_description_content_type="text/markdown",
        project_urls=addresses(*known),
        cmdclass={"editable_wheel": TypedEditableWheel, "sdist": ReproducibleSdist},
    )
