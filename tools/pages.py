"""The pages of ``docs/`` in both languages: build them, and say which Chinese page is behind its English one.

``python -m tools.pages build FOLDER`` builds the site, ``behind`` lists the Chinese pages whose English page has
changed since, and ``mark PAGE…`` says of Chinese pages that they follow their English pages as these are now.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

__all__ = ["CHINESE", "DOCS", "behind", "build", "digest", "main", "mark"]

DOCS = Path(__file__).parents[1] / "docs"
CHINESE = DOCS / "zh"

_MARK = re.compile(r"\A<!-- follows ([0-9a-f]{12}) -->\n\n")
_INCLUDE = re.compile(r"^```\{include\} (\S+)$", re.MULTILINE)


def digest(page: str) -> str:
    """What identifies the text of an English page, with what it includes: twelve hexadecimal digits."""
    path = DOCS / page
    text = path.read_bytes()
    included = [(path.parent / name).read_bytes() for name in _INCLUDE.findall(text.decode())]
    return sha256(b"".join([text, *included])).hexdigest()[:12]


def behind() -> list[str]:
    """The Chinese pages, by their path within ``docs/zh``, that do not follow the English page as it is."""
    pages = (path.relative_to(CHINESE).as_posix() for path in sorted(CHINESE.rglob("*.md")))
    return [page for page in pages if _followed(page) != digest(page)]


def _followed(page: str) -> str | None:
    mark = _MARK.match((CHINESE / page).read_text(encoding="utf-8"))
    return mark[1] if mark else None


def _fault(path: Path) -> str | None:
    """Why a path cannot be marked."""
    if not path.is_file():
        return "is no file"
    if not path.resolve().is_relative_to(CHINESE):
        return "is no page of docs/zh/; name the Chinese page"
    if not (DOCS / path.resolve().relative_to(CHINESE)).is_file():
        return "has no English page"
    return None


def mark(page: str) -> None:
    """Write into a Chinese page which text of its English page it follows; the path is that within ``docs/zh``."""
    path = CHINESE / page
    text = _MARK.sub("", path.read_text(encoding="utf-8"))
    path.write_text(f"<!-- follows {digest(page)} -->\n\n{text}", encoding="utf-8")


def build(folder: Path, *options: str) -> int:
    """Build the site into a folder, a warning being an error; gives the exit code of Sphinx.

    The Chinese pages come second, because they link to the names that the English ones document.
    """
    sphinx = [sys.executable, "-m", "sphinx", "-W", "--keep-going", *options]
    for sources, more, target in ((DOCS, (), folder), (CHINESE, ("-c", DOCS, "-t", "zh"), folder / "zh")):
        trees = folder.parent / f"{folder.name}-trees" / sources.name
        done = subprocess.run([*sphinx, *more, "-d", trees, sources, target], check=False)
        if done.returncode:
            return done.returncode
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.pages", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build")
    building.add_argument("folder", type=Path)
    building.add_argument("--quiet", action="store_true", help="say what is wrong and nothing else")
    commands.add_parser("behind")
    commands.add_parser("mark").add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    given = parser.parse_args(arguments)
    if given.command == "build":
        return build(given.folder.resolve(), *(["-q"] if given.quiet else []))
    if given.command == "mark":
        for path in given.pages:
            if fault := _fault(path):
                parser.error(f"{path}: {fault}")
        for path in given.pages:
            mark(path.resolve().relative_to(CHINESE).as_posix())
        return 0
    for page in (pages := behind()):
        print(f"docs/zh/{page} does not follow docs/{page} as it is: see what changed, then mark it")
    return 1 if pages else 0


if __name__ == "__main__":
    sys.exit(main())
