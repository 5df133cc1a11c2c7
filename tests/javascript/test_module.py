"""The module in Node.js and in Chromium: it says what the vectors do, and what the package says of anything else."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beian_segments import DATA_VERSION, check_segment, match_prefix
from beian_segments.i18n import verdict_sentence
from tests.engines.published import groups
from tests.hostile_inputs import number_texts
from tests.javascript.conftest import ANSWERS, MODULE, Ask

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.engine

NUMBERS, TYPED = list(groups("number")), list(groups("as_you_type"))
INPUTS = [test["input"] for test in (*NUMBERS, *TYPED)]
# In which longer texts are numbers, and what is nearly one.
SEARCHED = [test["input"] for test in groups("find")]

# So long that a time which grows with the square of the length would be minutes, and not too long for a damage.
LONG = 99_000
HOSTILE = {
    "spaces and a letter": " " * LONG + "x",
    "digits far apart": ("1" + " " * (LONG // 12)) * 12 + "x",
    "a country code and spaces": "86" + " " * LONG + "2x",
    "a scheme and spaces": "tel:" + " " * LONG + "x",
    "zeros": "0" * LONG + "x",
    "pluses": "+" * LONG + "13800138000",
    "ones and spaces": "1 " * (LONG // 2) + "x",
    "a guard and spaces": "'" + " " * (LONG // 2) + "\n" + " " * (LONG // 2) + "13800138000x",
    "commas": "13,800," * (LONG // 7),
    "words of extensions": "13800138000" + "转 " * (LONG // 2),
    "numbers joined": "13800138000-" * (LONG // 12),
    "numbers with stars": "138****8000 " * (LONG // 12),
    "dashes": "1" + "-" * LONG + "3800138000",
    "brackets": "(" * LONG + "13800138000" + ")" * 3,
}


def wrong(texts: Sequence[str], answers: Sequence[dict[str, Any]]) -> list[str]:
    """The texts of the vectors whose answer is not theirs."""
    found = dict(zip(texts, answers, strict=True))
    checked = ("verdict", "number", "segment", "damage", "caveats")
    return [
        *(f"{test['tcId']}: {test['comment']}" for test in NUMBERS
          if any(found[test["input"]][key] != test[key] for key in checked)
          or found[test["input"]]["supported"] is not (test["verdict"] == "supported")),
        *(f"{test['tcId']}: {test['comment']}" for test in TYPED
          if (found[test["input"]]["status"], found[test["input"]]["typed"]) != (test["status"], test["segment"])),
    ]  # fmt: skip


def of_the_package(text: str, known: Collection[str] = ("segment", "damage")) -> dict[str, Any]:
    """What the package says of a text, without what it has of libphonenumber."""
    report, typed = check_segment(text), match_prefix(text)
    params = {name: value for name, value in report.params.items() if name in known}
    return {
        "verdict": report.verdict,
        "number": report.number,
        "segment": report.segment and report.segment.prefix,
        "damage": params.get("damage"),
        "caveats": list(report.caveats),
        "said": [verdict_sentence(report.verdict, params, lang) for lang in ("zh", "en")],
        "status": typed.status,
        "typed": typed.segment and typed.segment.prefix,
        "supported": report.supported,
    }


def test_it_gives_the_answer_of_every_vector_in_node(ask: Ask) -> None:
    assert len(INPUTS) > 1400
    assert wrong(INPUTS, ask(INPUTS)) == []


def test_it_gives_the_answer_of_every_vector_in_chromium(page: Page) -> None:
    address = f"data:text/javascript;base64,{b64encode(MODULE.read_bytes()).decode()}"
    program = f"async ([address, texts]) => ({ANSWERS})(await import(address), texts)"
    assert wrong(INPUTS, page.evaluate(program, [address, INPUTS])) == []


def test_it_says_of_the_vectors_what_the_package_says(ask: Ask) -> None:
    texts = [*INPUTS, *SEARCHED]
    answers = zip(texts, ask(texts), strict=True)
    assert [text for text, answer in answers if answer != of_the_package(text)] == []


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])
@given(st.lists(number_texts, min_size=50, max_size=100), st.randoms(use_true_random=False))
def test_it_says_of_any_text_what_the_package_says(ask: Ask, texts: list[str], random: Any) -> None:
    joined = ["".join(random.choices([*SEARCHED, *texts, *"-. ,+x1\n"], k=3)) for _ in range(200)]
    for text, answer in zip([*texts, *joined], ask([*texts, *joined]), strict=True):
        assert answer == of_the_package(text), ascii(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_its_time_is_not_that_of_a_square(run_module: Callable[[str, str], str], name: str) -> None:
    program = """
        const text = readFileSync(0, "utf8"), start = performance.now();
        module.checkSegment(text); module.matchPrefix(text);
        console.log(performance.now() - start);
    """
    assert float(run_module(program, HOSTILE[name])) < 3_000


def test_it_is_small_and_of_2020_and_needs_nothing(node: str, packages: Path) -> None:
    source = MODULE.read_text(encoding="utf-8")
    assert MODULE.stat().st_size <= 20_000
    assert "import" not in source
    program = """
        const acorn = require(process.argv[1]), source = require("fs").readFileSync(0, "utf8");
        acorn.parse(source, { ecmaVersion: 2020, sourceType: "module" });
    """
    subprocess.run(
        [node, "-e", program, str(packages / "acorn")], input=source, check=True, text=True, encoding="utf-8"
    )
    assert '"v"' not in source


def test_without_lookbehind_only_the_damage_is_lost(run_module: Callable[[str, str], str]) -> None:
    program = rf"""
        const Known = RegExp;
        globalThis.RegExp = function (pattern, flags) {{
            if (/\(\?<[=!]/.test(pattern)) throw new SyntaxError("invalid group specifier name");
            return new Known(pattern, flags);
        }};
        const older = await import("{MODULE.as_uri()}?older");
        console.log(JSON.stringify(({ANSWERS})(older, JSON.parse(readFileSync(0, "utf8")))));
    """
    answers = zip(INPUTS, json.loads(run_module(program, json.dumps(INPUTS))), strict=True)
    assert [text for text, answer in answers if answer != of_the_package(text, known=["segment"])] == []


def test_it_takes_what_validator_js_takes_but_for_what_begins_with_92_or_98(
    run_module: Callable[[str, str], str], packages: Path
) -> None:
    program = f"""
        import isMobilePhone from "{(packages / "validator" / "lib" / "isMobilePhone.js").as_uri()}";
        const taken = JSON.parse(readFileSync(0, "utf8")).filter((text) => isMobilePhone.default(text, "zh-CN"));
        const refused = taken.filter((text) => module.checkSegment(text).number === null);
        console.log(JSON.stringify([taken.length, refused]));
    """
    numbers = [f"{way}{block}1234567" for way in ("", "+86", "0086") for block in range(1000, 10000)]
    taken, refused = json.loads(run_module(program, json.dumps([*INPUTS, *numbers])))
    assert taken > 3 * 700
    assert {text.removeprefix("+").removeprefix("00").removeprefix("86")[:2] for text in refused} == {"92", "98"}


def test_it_states_its_version_and_exports_nothing_else(run_module: Callable[[str, str], str]) -> None:
    said = json.loads(run_module("console.log(JSON.stringify([module.DATA_VERSION, Object.keys(module)]));", ""))
    assert said == [DATA_VERSION, ["DATA_VERSION", "checkSegment", "isSupportedSegment", "matchPrefix"]]


def test_a_value_that_is_no_string_is_refused_by_its_type_alone(run_module: Callable[[str, str], str]) -> None:
    program = """
        const refusal = (ask, value) => { try { ask(value); } catch (error) { return `${error}`; } };
        const asked = [module.checkSegment, module.isSupportedSegment, module.matchPrefix];
        const values = [13800138000, null, undefined, ["1"]];
        console.log(JSON.stringify(asked.map((ask) => values.map((value) => refusal(ask, value)))));
    """
    refusals = [
        f"TypeError: a number must be a string, not {kind}" for kind in ("number", "null", "undefined", "object")
    ]
    assert json.loads(run_module(program, "")) == [refusals] * 3


def test_an_unknown_language_is_refused_and_not_repeated(run_module: Callable[[str, str], str]) -> None:
    program = """
        const { message } = module.checkSegment("13800138000");
        const start = (lang) => { try { return message(lang).slice(0, 2); } catch (error) { return `${error}`; } };
        console.log(JSON.stringify(["zh", "zh-CN", "ZH_Hans", "en_US.UTF-8", "fr", "13800138000", null].map(start)));
    """
    refused = "RangeError: lang: unknown language; known languages are zh, en"
    assert json.loads(run_module(program, "")) == ["号段", "号段", "号段", "Se", *[refused] * 3]
