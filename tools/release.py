"""``python -m tools.release DIST``: what a folder of distributions lacks to be released, a line each.

The folder has what ``python -m build --outdir DIST`` made. Exit code 0 if nothing is missing, 1 if something is, 2 for
misuse.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

from tools.build import stale

__all__ = ["main", "missing"]

TOP = Path(__file__).parents[1]


def missing(checkout: Path, distributions: Path) -> list[str]:
    """What must be done before these distributions of a checkout are released."""
    pyproject = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    version, repository = pyproject["project"]["version"], pyproject["tool"]["beian-segments"]["repository"]
    wheel, sdist = (distributions / f"beian_segments-{version}{end}" for end in ("-py3-none-any.whl", ".tar.gz"))
    said = []
    if not re.fullmatch(r"https://[^/\s]+/[^/\s]+/[^\s]*[^/\s]", repository):
        said.append(
            "pyproject.toml, [tool.beian-segments]: repository is not the address of one, https://HOST/OWNER/NAME."
        )
    said += [
        *_of_another_version(checkout, version),
        *_unreleased((checkout / "CHANGELOG.md").read_text(encoding="utf-8"), version),
    ]
    if {wheel, sdist} == set(distributions.iterdir()):
        said += _dead_links(wheel)
    else:
        said.append(f"{distributions.name}/ must have {wheel.name} and {sdist.name}, and nothing else.")
    return said or _refused_by_twine(wheel, sdist)


def _of_another_version(checkout: Path, version: str) -> Iterator[str]:
    for page in sorted(checkout.glob("docs/**/recipes.md")):
        if f"rev: v{version}\n" not in page.read_text(encoding="utf-8"):
            yield f"{page.relative_to(checkout)}: the hook of pre-commit must be that of v{version}."


def _unreleased(changelog: str, version: str) -> Iterator[str]:
    heading = re.search(r"^## (?!Unreleased)(.*)$", changelog, re.MULTILINE)
    if heading is None or not re.fullmatch(rf"{re.escape(version)} - \d{{4}}-\d\d-\d\d", heading[1]):
        yield f'CHANGELOG.md: the first version must have the heading "## {version} - YYYY-MM-DD".'
    elif changelog[: heading.start()].partition("## Unreleased")[2].strip():
        yield f"CHANGELOG.md: what stands under Unreleased belongs under {version}, or into a later release."


def _dead_links(wheel: Path) -> Iterator[str]:
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(name))
    for path in re.findall(r"\]\((?!https?:|#)([^)]+)\)", str(metadata.get_payload())):
        yield f"The description has a link that leads nowhere on a package index: {path}"
    if not metadata.get_all("Project-URL"):
        yield "The distributions were built without the repository's address: build them anew."


def _refused_by_twine(*distributions: Path) -> list[str]:
    checked = subprocess.run(
        [sys.executable, "-m", "twine", "--no-color", "check", "--strict", *distributions],
        capture_output=True,
        text=True,
        check=False,
    )
    return [f"twine check --strict fails:\n{checked.stdout}{checked.stderr}"] if checked.returncode else []


def main(arguments: list[str]) -> int:
    """Say what is missing, on standard error."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description="What a release lacks.")
    parser.add_argument("distributions", type=Path, metavar="DIST", help="what python -m build --outdir DIST made")
    distributions = parser.parse_args(arguments).distributions
    if not distributions.is_dir():
        parser.error(f"{distributions} is no folder; python -m build --outdir {distributions} makes it")
    said = [f"{path} is not what its source says: run python -m tools.build" for path in stale(TOP)]
    said += missing(TOP, distributions)
    print(*(said or ["Nothing is missing."]), sep="\n", file=sys.stderr if said else sys.stdout)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
