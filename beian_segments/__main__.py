"""``python -m beian_segments``: the command line."""

from beian_segments.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
