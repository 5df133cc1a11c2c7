"""``python -m tests.api``: record the public surface anew. Read the difference before you commit it."""

from __future__ import annotations

from tests.api.surface import RECORD, surface

if __name__ == "__main__":
    RECORD.write_text("".join(f"{line}\n" for line in surface()), encoding="utf-8")
