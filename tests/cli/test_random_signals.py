"""Up to three signals at any time end a check of a file within seconds, and leave the old file or the whole new one."""

from __future__ import annotations

import gzip
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.columns.engines import engine
from tests.conftest import is_thorough

pa = engine("pyarrow")
pq = engine("pyarrow.parquet")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from beian_segments.cli import main
print("ready", flush=True)
sys.exit(main())
"""

ROWS = 200_000
OLD = b"the old file"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    numbers = [f"138{at:08}" for at in range(ROWS)]
    pq.write_table(pa.table({"phone": numbers}), folder / "n.parquet", row_group_size=10_000)
    (folder / "n.csv").write_text("\n".join(["phone", *numbers]), encoding="utf-8")
    lines = "".join(f'{{"phone": "{number}"}}\n' for number in numbers[: ROWS // 4]).encode()
    (folder / "n.jsonl").write_bytes(lines)
    (folder / "n.jsonl.gz").write_bytes(gzip.compress(lines, 1))
    return folder


@pytest.mark.parametrize("name", ["n.parquet", "n.csv", "n.jsonl", "n.jsonl.gz"])
def test_signals_at_any_time_end_a_check_in_order(tmp_path: Path, sources: Path, name: str) -> None:
    rng = random.Random(name)  # noqa: S311 - not for secrets
    out = tmp_path / f"out{name[1:]}"
    command = [sys.executable, "-c", PROGRAM, "check", "--file", str(sources / name), "--column", "phone"]
    command += ["--out", str(out), "--force"]
    whole: bytes | None = None
    for _ in range(8 if is_thorough() else 2):
        out.write_bytes(OLD)
        sent: list[int] = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(rng.uniform(0.03, 1.5))
            for _ in range(rng.randint(1, 3)):  # the first after the program has set its handlers
                sent.append(rng.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP]))
                process.send_signal(sent[-1])
                time.sleep(rng.uniform(0, 0.15))
            begun = time.monotonic()
            said = process.communicate(timeout=30)[1]
        assert time.monotonic() - begun < 5
        assert said == b""
        # Of signals that come together Python handles the lowest first. What comes when the program has ended by
        # itself may meet the end of Python, in which nothing can handle it.
        assert process.returncode == 0 or process.returncode - 128 in sent or -process.returncode in sent
        assert [path.name for path in tmp_path.iterdir()] == [out.name]
        if out.read_bytes() != OLD:
            whole = whole or out.read_bytes()
            assert out.read_bytes() == whole
