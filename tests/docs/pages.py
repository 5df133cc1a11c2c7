"""The pages of docs/ as a reader goes through them: blocks of code, in order, and what each must print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

__all__ = ["CHINESE", "DOCS", "ENGLISH", "PAGES", "TOP", "Block", "blocks", "in_shell", "prepare", "python"]

TOP = Path(__file__).parents[2]
DOCS = TOP / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
CHINESE = [page for page in PAGES if page.startswith("zh/")]
ENGLISH = [page for page in PAGES if page not in CHINESE]

_FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE
_NAMES_A_FILE = re.compile(r"`([\w.-]+)`[:：]")

# Blank lines of an output are none of doctest's business here: each block is a test of its own, in one namespace.
_EXAMPLES = """
import doctest, json, sys
blocks = json.load(sys.stdin)
if any("hypothesis" in text for _, text in blocks):
    from hypothesis import settings
    settings.register_profile("documentation", derandomize=True, database=None, deadline=None, max_examples=10)
    settings.load_profile("documentation")
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
names = {"__name__": "__main__"}
for line, text in blocks:
    test = doctest.DocTestParser().get_doctest(text, {}, sys.argv[1], sys.argv[1], line)
    test.globs = names
    if not test.examples:
        raise SystemExit(f"line {line}: a block of Python without an example")
    runner.run(test, clear_globs=False)
raise SystemExit(1 if runner.failures else 0)
"""


class Block(NamedTuple):
    """A block of code: its language, its text, the line it begins at, and the name of the file that it is, if any."""

    kind: str
    text: str
    line: int
    name: str | None


def blocks(page: str) -> list[Block]:
    """Every block of a page; one that is only indented has no language."""
    tokens = MarkdownIt().enable("table").parse((DOCS / page).read_text(encoding="utf-8"))
    found = []
    for number, token in enumerate(tokens):
        if token.type not in {"fence", "code_block"} or token.map is None:
            continue
        # A paragraph before it: its opening, its text, its end.
        before = tokens[number - 2].content if number > 1 and tokens[number - 1].type == "paragraph_close" else ""
        name = _NAMES_A_FILE.fullmatch(before)
        found.append(Block(token.info.strip(), token.content, token.map[0] + 1, name[1] if name else None))
    return found


def prepare(page: str, folder: Path) -> None:
    """Write the files that a page shows into a folder."""
    for block in blocks(page):
        if block.name is not None:
            (folder / block.name).write_text(block.text, encoding="utf-8")


def python(page: str, chosen: list[Block], folder: Path, *, warnings: str = "error") -> str:
    """What is wrong with the Python examples of a page, run in a folder by a Python of their own."""
    import json

    done = subprocess.run(
        [sys.executable, "-P", "-W", warnings, "-c", _EXAMPLES, page],
        cwd=folder, env=_environment(folder), capture_output=True, encoding="utf-8", timeout=300, check=False,
        input=json.dumps([(block.line, block.text) for block in chosen]),
    )  # fmt: skip
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"


def in_shell(block: Block, folder: Path) -> list[str]:
    """What is wrong with a block of commands and their output: a text for each command that prints something else."""
    wrong = []
    for command, shown in _commands(block):
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=folder, env=_environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            timeout=120, check=False,
        )  # fmt: skip
        printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
        if not OutputChecker().check_output(shown, printed, _FLAGS):
            wrong.append(f"line {block.line}: {command}\nprints\n{printed}instead of\n{shown}")
    return wrong


def _commands(block: Block) -> list[tuple[str, str]]:
    """The commands of a block, ``$`` and, where one goes on, ``>`` before it, each with the output shown."""
    found: list[tuple[str, str]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif not found:
            raise ValueError(f"line {block.line}: the block begins with no command")
        elif line.startswith("> ") and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line[2:]}", "")
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
    return found


def _environment(folder: Path) -> dict[str, str]:
    """That of a reader who has installed the library: its commands come first."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "PYTHON"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
