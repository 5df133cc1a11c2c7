"""``python -m beian_segments.publish [--check] [CHECKOUT]``: write the generated files, or say which differ."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from beian_segments.publish import stale

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 1 if ``--check`` found a file that differs."""
    parser = argparse.ArgumentParser(prog="python -m beian_segments.publish", description=__doc__)
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
            path.write_bytes(content)
    if not options.check and any(path.suffix == ".py" for path in outdated):
        # The vectors are what this package answers, and it was imported before its tables were written.
        sys.stdout.flush()
        again = [sys.executable, "-m", "beian_segments.publish", str(options.checkout)]
        return subprocess.run(again, check=False).returncode  # noqa: S603 - this program itself
    return 1 if options.check and outdated else 0


if __name__ == "__main__":
    raise SystemExit(main())
