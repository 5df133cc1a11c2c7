"""The published module, asked in Node.js, and the packages that its tests take from npm."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.engines.conftest import node, page
from tests.reference import DATA
from tests.required import missing

__all__ = ["ANSWERS", "JS", "MODULE", "node", "page"]

JS = Path(str(DATA)) / "js"
MODULE = JS / "beian-segments.mjs"
PACKAGES = Path(__file__).parent / "node_modules"

#: A function of JavaScript: the module and texts in; all that it says of each text out.
ANSWERS = """(module, texts) => texts.map((text) => {
    const { verdict, number, segment, damage, caveats, message } = module.checkSegment(text);
    const { status, segment: typed } = module.matchPrefix(text);
    const said = [message(), message("en-US")], supported = module.isSupportedSegment(text);
    return { verdict, number, segment, damage, caveats, said, status, typed, supported };
})"""

Ask = Callable[[Sequence[str]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def run_module(node: str) -> Callable[[str, str], str]:
    """Run a program that is a module, with the published one as ``module``; gives what it prints."""

    def run(program: str, given: str = "") -> str:
        imports = f'import {{ readFileSync }} from "node:fs"; import * as module from "{MODULE.as_uri()}";'
        done = subprocess.run(
            [node, "--input-type=module", "-e", f"{imports} {program}"],
            input=given, capture_output=True, encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


@pytest.fixture(scope="session")
def ask(run_module: Callable[[str, str], str]) -> Ask:
    """Ask the module in Node.js what it says of texts."""

    def answers(texts: Sequence[str]) -> list[dict[str, Any]]:
        program = f'console.log(JSON.stringify(({ANSWERS})(module, JSON.parse(readFileSync(0, "utf8")))));'
        found: list[dict[str, Any]] = json.loads(run_module(program, json.dumps(texts)))
        return found

    return answers


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of the packages from npm."""
    if not (PACKAGES / "typescript").is_dir():
        missing("TypeScript with the libraries of forms", "npm ci --prefix tests/javascript")
    return PACKAGES
