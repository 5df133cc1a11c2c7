"""Write every generated file of a checkout anew, or say which differ: ``python -m tools.build [--check] [CHECKOUT]``.

The package's constants are made first, by modules that import nothing of the package, and are put in place before it is
imported: what lies on the disk may be old or damaged.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from tools.python_modules import python_modules

__all__ = ["generate", "main", "stale"]


def generate(checkout: Path) -> dict[Path, bytes]:
    """The generated files of a checkout as they should be: path to content. Writes nothing.

    Raises:
        FileNotFoundError: the folder is no checkout of this project.
        TableError: ``data/segments.csv`` is at fault.
        ValueError: another canonical file is.
    """
    data = checkout / "data"
    modules = python_modules(data)
    _load(modules)

    # Imported here because these import the package, whose constants have only now been loaded.
    from beian_segments.vendoring import CHECKSUMS
    from tools.javascript import javascript_module, javascript_types
    from tools.json_files import (
        checksums,
        datapackage,
        findings_json,
        findings_schema,
        is_published,
        segments_json,
        segments_schema,
    )
    from tools.patterns import patterns_json
    from tools.segment_map import segment_map
    from tools.vectors import vectors_json, vectors_schema

    makers: Mapping[str, Callable[[Path], str]] = {
        "findings.json": findings_json,
        "findings.schema.json": findings_schema,
        "js/beian-segments.d.mts": javascript_types,
        "js/beian-segments.d.ts": javascript_types,
        "js/beian-segments.mjs": javascript_module,
        "patterns.json": patterns_json,
        "segment-map.svg": segment_map,
        "segments.json": segments_json,
        "segments.schema.json": segments_schema,
        "vectors.json": vectors_json,
        "vectors.schema.json": vectors_schema,
    }
    made = {name: make(data).encode() for name, make in makers.items()}
    last = ("datapackage.json", CHECKSUMS)
    published = {
        path.name: path.read_bytes() for path in data.iterdir() if is_published(path) and path.name not in last
    }
    # These two are made of the bytes of all others, and the checksums of the data package's too.
    made["datapackage.json"] = datapackage(data, {**published, **made}).encode()
    made[CHECKSUMS] = checksums({**published, **made}).encode()
    return {
        **{checkout / f"{name.replace('.', '/')}.py": text.encode() for name, text in modules.items()},
        **{data / name: content for name, content in made.items()},
    }


def _load(modules: Mapping[str, str]) -> None:
    """Put generated modules where the package will import them from, unless it has been imported already."""
    if "beian_segments" not in sys.modules:
        for name, text in modules.items():
            sys.modules[name] = module = ModuleType(name)
            exec(text, module.__dict__)  # noqa: S102 - made here, of this project's own data


def stale(checkout: Path) -> dict[Path, bytes]:
    """The generated files of a checkout that are missing or not what the data say: path to right content."""
    return {
        path: content
        for path, content in generate(checkout).items()
        if not path.is_file() or path.read_bytes() != content
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 1 if ``--check`` found a file that differs."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    parser.add_argument("checkout", nargs="?", type=Path, default=Path(), help="top of the checkout (default: here)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    options = parser.parse_args(arguments)
    if not (options.checkout / "data" / "segments.csv").is_file():
        parser.error(f"{options.checkout} is no checkout of this project: it has no data/segments.csv")
    try:
        outdated = stale(options.checkout)
    except ValueError as error:
        parser.error(str(error))
    for path, content in outdated.items():
        print(f"{'differs' if options.check else 'written'}: {path}")
        if not options.check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return 1 if options.check and outdated else 0


if __name__ == "__main__":
    raise SystemExit(main())
