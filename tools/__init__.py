"""What only developers run: the generators of ``data/`` and of the package's constants, and a page reader."""
