"""The build backend: setuptools, and an editable installation in which type checkers find the types.

Two folders make one package here, so setuptools lets Python find an editable installation by an import hook. Type
checkers run no hooks; of a ``.pth`` file they read the lines that are paths. So a second such file goes into the
editable wheel, with the folder of the checkout. All else is setuptools' own, wheel and source distribution included.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from setuptools import build_meta  # type: ignore[import-untyped]
from setuptools.build_meta import *  # type: ignore[import-untyped]  # noqa: F403 - every hook there is

__all__ = build_meta.__all__

_NAME = "__editable__.beian_segments.checkout.pth"


def build_editable(
    wheel_directory: str,
    config_settings: Mapping[str, str | list[str] | None] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Build an editable wheel in a folder; its name. PEP 660 says more, and that the checkout is the current folder."""
    name: str = build_meta.build_editable(wheel_directory, config_settings, metadata_directory)
    _add(Path(wheel_directory, name), _NAME, f"{Path.cwd()}\n".encode())
    return name


def _add(wheel: Path, name: str, content: bytes) -> None:
    """Add a file to a wheel, and to the record of its files."""
    with ZipFile(wheel) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    (record,) = (each for each in files if each.endswith(".dist-info/RECORD"))
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    files[record] = f"{name},sha256={digest},{len(content)}\n".encode() + files[record]
    with ZipFile(wheel, "w", ZIP_DEFLATED) as archive:
        for each, held in {name: content, **files}.items():
            archive.writestr(each, held)
