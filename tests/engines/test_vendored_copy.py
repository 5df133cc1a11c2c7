"""A copy of the data folder alone is enough: a reader that can import no package answers every vector."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import check_segment, match_prefix
from beian_segments.failures import parse_portal_message
from beian_segments.strategies import writings
from tests import generators
from tests.engines.published import document, groups
from tests.engines.vendored_reader import Reader
from tests.reference import DATA, copy_data

HERE = Reader(Path(str(DATA)))
READER = Path(__file__).with_name("vendored_reader.py")
# Isolated from the environment and the working directory, and without site-packages.
PYTHON = [sys.executable, "-I", "-S"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the published files and the reader."""
    folder = tmp_path / "copy"
    copy_data(folder)
    shutil.copy(READER, tmp_path)
    return folder


@pytest.mark.parametrize("package", ["beian_segments", "attrs", "phonenumbers"])
def test_no_package_is_there_to_import(copy: Path, package: str) -> None:
    done = subprocess.run([*PYTHON, "-c", f"import {package}"], cwd=copy, capture_output=True, text=True, check=False)
    assert f"No module named '{package}'" in done.stderr


def test_the_reader_is_short_and_needs_the_standard_library_alone() -> None:
    text = READER.read_text(encoding="utf-8")
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names
    assert sum(bool(line.strip()) for line in text.splitlines()) <= 160


def test_it_answers_every_vector_of_every_group(copy: Path) -> None:
    kinds = {group["type"] for group in document("vectors.json")["testGroups"]}
    # Finding numbers in texts is no part of reading a field.
    kinds.remove("find")
    assert kinds == {"number", "as_you_type", "portal_message"}
    tests = [(kind, test) for kind in kinds for test in groups(kind)]
    done = subprocess.run(
        [*PYTHON, str(copy.parent / READER.name), str(copy)], cwd=copy, check=True, capture_output=True, text=True,
        input=json.dumps([(kind, test["input"]) for kind, test in tests]),
    )  # fmt: skip
    # Nor is naming a damage.
    told = {"tcId", "comment", "flags", "input", "damage"}
    wanted = [{key: value for key, value in test.items() if key not in told} for _, test in tests]
    answers = json.loads(done.stdout)
    assert len(answers) == len(tests) == document("vectors.json")["numberOfTests"] - len(list(groups("find")))
    found = zip(tests, answers, wanted, strict=True)
    assert [f"{test['tcId']}: {answer}, not {right}" for (_, test), answer, right in found if answer != right] == []


@given(generators.texts | writings(generators.numbers))
def test_it_agrees_with_the_library_on_any_text(text: str) -> None:
    report, match = check_segment(text), match_prefix(text)
    answer = HERE.number(text)
    assert (answer["verdict"], answer["number"]) == (report.verdict, report.number)
    assert answer["segment"] == (report.segment and report.segment.prefix)
    assert answer["caveats"] == list(report.caveats)
    assert HERE.as_you_type(text) == {"status": match.status, "segment": match.segment and match.segment.prefix}


PIECES = [
    "短信核验", "失败", "，", "请", "您", "您的", "重新验证", "该条验证库里", "找不到", "记录", "或者", "或",
    "已完成验证", "暂无待短信核验的备案申请", "无需重发短信", "提示", "显示", "<b>", "&nbsp;", " ", "4", "４", "④", "٤",
    "-", "101", "尊敬的ICP用户：",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_it_agrees_with_the_library_on_any_message(text: str) -> None:
    known = parse_portal_message(text)
    assert HERE.portal_message(text) == {"status": known and known.status, "code": known and known.code}


@pytest.mark.parametrize("first", ["tel:", "+", "＋", "0", "０", "8", "６", " ", "1", "."])
def test_it_agrees_with_the_library_on_every_short_text(first: str) -> None:
    for rest in product(["tel:", "+", "0", "０", "8", "６", " ", "1", "3", ""], repeat=3):
        text = first + "".join(rest)
        assert (text, HERE.number(text)["verdict"]) == (text, check_segment(text).verdict)
