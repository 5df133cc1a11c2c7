"""The example's pages, without a browser: what the server says."""

from __future__ import annotations

import json
import logging
import re
import socket
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html import unescape
from itertools import cycle, islice
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from beian_segments import DEFAULT_TABLE, check_segment
from beian_segments.failures import FilingType, Role
from examples.filing_form.app import create_app
from examples.filing_form.no_code import help_with
from examples.filing_form.words import LANGUAGES, WORDS
from tests.conftest import is_thorough
from tests.forms.checks import leaks
from tests.forms.vectors import vectors

FILLED = {"phone": "138 0013 8000", "role": "entity-leader", "filing": "first"}

both = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def client() -> FlaskClient:
    return create_app().test_client()


def text_of(page: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", page, flags=re.DOTALL)))


class TestContact:
    @pytest.mark.parametrize(
        ("accepted", "lang"), [("en-GB", "en"), ("zh-CN,zh;q=0.9", "zh"), ("fr", "zh"), ("", "zh")]
    )
    def test_a_visitor_is_redirected_to_their_language(self, client: FlaskClient, accepted: str, lang: str) -> None:
        response = client.get("/", headers={"Accept-Language": accepted})
        assert response.headers["Location"] == f"/{lang}/"

    @both
    def test_the_head_of_the_form_is_that_of_the_form(self, client: FlaskClient, lang: str) -> None:
        head, page = client.head(f"/{lang}/"), client.get(f"/{lang}/")
        assert (head.status_code, head.headers, head.data) == (200, page.headers, b"")

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
    def test_other_methods_are_refused(self, client: FlaskClient, method: str) -> None:
        assert client.open("/zh/", method=method, data=FILLED).status_code == 405

    def test_a_body_that_is_too_large_is_refused(self, client: FlaskClient) -> None:
        assert client.post("/zh/", data={**FILLED, "phone": "1" * 70_000}).status_code == 413

    @both
    def test_every_vector_is_answered_with_its_verdict(self, client: FlaskClient, lang: str) -> None:
        for vector in vectors()[:: 1 if lang == "zh" else 10]:
            if "\ud800" in vector.text:
                continue  # no browser can send it
            response = client.post(f"/{lang}/", data={**FILLED, "phone": vector.text})
            assert response.status_code == (200 if vector.verdict == "supported" else 422)
            said = text_of(response.text)
            assert check_segment(vector.text).message(lang) in said
            for note in check_segment(vector.text).notes(lang):
                assert note in said

    def test_the_canonical_number_takes_the_place_of_what_was_typed(self, client: FlaskClient) -> None:
        assert 'value="13800138000"' in client.post("/zh/", data=FILLED).text
        assert 'value="192 1234 5678"' in client.post("/zh/", data={**FILLED, "phone": "192 1234 5678"}).text

    @both
    def test_both_verdicts_come_with_a_caveat(self, client: FlaskClient, lang: str) -> None:
        for phone, verdict in (("13800138000", "supported"), ("15412345678", "segment-not-listed")):
            said = text_of(client.post(f"/{lang}/", data={**FILLED, "phone": phone}).text)
            assert WORDS[lang][f"caveat-{verdict}"] in said

    @both
    def test_the_caveat_about_wide_use_takes_the_place_of_the_general_one(self, client: FlaskClient, lang: str) -> None:
        said = text_of(client.post(f"/{lang}/", data={**FILLED, "phone": "19212345678"}).text)
        (note,) = check_segment("19212345678").notes(lang)
        assert note in said
        assert WORDS[lang]["caveat-segment-not-listed"] not in said

    @pytest.mark.parametrize(
        ("phone", "look", "title"),
        [
            ("13800138000", "supported", "号段在表内"),
            ("17031234567", "supported", "号段在表内"),
            ("13491234567", "caution", "号段在表内，但请留意"),
            ("14612345678", "caution", "号段在表内，但请留意"),
            ("14712345678", "caution", "号段在表内，但请留意"),
            ("19212345678", "caution", "号段不在表内"),
            ("17401234567", "caution", "号段不在表内"),
        ],
    )
    def test_an_answer_has_one_look_and_special_services_are_not_plain_good_news(
        self, client: FlaskClient, phone: str, look: str, title: str
    ) -> None:
        page = client.post("/zh/", data={**FILLED, "phone": phone}).text
        assert re.findall(r'class="notice (.*?)"', page) == [look]
        assert re.findall(r"<h2.*?>(.*?)</h2>", page)[0] == title
        assert (WORDS["zh"]["caution"] in page) is title.endswith("请留意")
        # The field has the colour of the answer that stands beside it.
        assert ('class="caution"' in page) is title.startswith("号段不在")

    def test_the_field_offers_a_keyboard_with_a_plus(self, client: FlaskClient) -> None:
        assert 'inputmode="tel"' in client.get("/zh/").text

    def test_the_words_of_the_hint_are_those_of_the_library(self, client: FlaskClient) -> None:
        words = json.loads(re.findall(r'id="hint-words">(.*?)</script>', client.get("/en/").text)[0])
        assert words["caveat"]["satellite"] in check_segment("13491234567").notes("en")
        assert words["caveat"]["wide-use"] in check_segment("19212345678").notes("en")

    def test_a_segment_completed_with_zeros_is_of_the_service_that_the_hint_speaks_of(self) -> None:
        """The script knows the caveats of whole numbers only."""
        for row in DEFAULT_TABLE:
            completed = check_segment(row.prefix.ljust(11, "0")).segment
            assert completed is not None
            assert completed.service in (row.service, "mobile")

    @pytest.mark.parametrize(
        ("filing", "role", "said"),
        [
            ("first", "entity-leader", ["主体负责人和互联网信息服务负责人（网站负责人）完成"]),
            ("access", "website-administrator", ["由互联网信息服务负责人（网站负责人）完成"]),
            ("access", "entity-leader", ["由互联网信息服务负责人（网站负责人）完成", "您选择的角色不需要核验"]),
            ("cancel-access", "entity-leader", ["这类备案不需要短信核验"]),
            ("change", "entity-leader", []),
        ],
    )
    def test_it_says_who_verifies(self, client: FlaskClient, filing: str, role: str, said: list[str]) -> None:
        page = text_of(client.post("/zh/", data={**FILLED, "filing": filing, "role": role}).text)
        assert all(sentence in page for sentence in said)
        assert ("完成短信核验" in page) is any("完成" in sentence for sentence in said)
        assert ("您选择的角色" in page) is any("角色" in sentence for sentence in said)

    def test_a_refused_field_refers_to_its_message(self, client: FlaskClient) -> None:
        page = client.post("/zh/", data={**FILLED, "phone": "138"}).text
        assert 'aria-describedby="phone-error phone-help phone-hint" aria-invalid="true"' in page
        assert '<p class="error" id="phone-error">号码位数不足' in page
        assert page.count("autofocus") == 1
        assert "<title>请检查填写的内容 · " in page

    def test_a_change_of_language_keeps_what_was_sent_and_validates_nothing_new(self, client: FlaskClient) -> None:
        fresh = client.post("/en/", data={**FILLED, "phone": "192", "as_it_is": "1"})
        assert fresh.status_code == 200
        assert 'value="192"' in fresh.text
        assert "phone-error" not in fresh.text
        assert 'name="as_it_is"' in fresh.text
        validated = client.post("/en/", data={**FILLED, "phone": "192"}).text
        assert 'name="as_it_is"' not in validated
        assert '<input type="hidden" name="phone" value="192">' in validated

    @pytest.mark.parametrize("wrong", [{"role": "x"}, {"filing": "x"}, {"filing": ""}])
    def test_an_invalid_choice_is_refused(self, client: FlaskClient, wrong: dict[str, str]) -> None:
        assert client.post("/zh/", data={**FILLED, **wrong}).status_code == 422
        assert client.post("/zh/no-code", data={**FILLED, **wrong}).status_code == 400

    def test_an_empty_form_asks_for_the_number(self, client: FlaskClient) -> None:
        response = client.post("/zh/", data={})
        assert response.status_code == 422
        assert "请输入手机号码。" in response.text

    def test_ten_megabytes_are_refused_unread(self, client: FlaskClient) -> None:
        assert client.post("/zh/", data={**FILLED, "phone": "1" * 10_000_000}).status_code == 413

    def test_another_language_or_path_is_not_found(self, client: FlaskClient) -> None:
        assert client.get("/fr/").status_code == client.get("/zh/x").status_code == 404


class TestNoCode:
    def test_only_unknown_facts_are_asked_for_and_answers_are_kept(self) -> None:
        asked = help_with("13800138000", "first", {}).questions
        assert list(asked) == [
            "application_submitted",
            "phone_correct",
            "intercepted",
            "receives_other_sms",
            "line_suspended",
            "sim_moved",
        ]
        answered = help_with("13800138000", "first", {"sim_moved": "yes", "intercepted": "no"})
        assert answered.questions["intercepted"] == "no"
        assert "resent_since_move" in answered.questions
        assert "resent_since_move" not in help_with("13800138000", "first", {"sim_moved": "no"}).questions

    def test_an_unknown_answer_is_ignored(self) -> None:
        assert help_with("", "first", {"intercepted": "13800138000", "phone": "yes"}).questions["intercepted"] is None

    def test_a_known_cause_is_confirmed_and_an_excluded_one_is_not_shown(self) -> None:
        found = {each.code: each.status for each in help_with("19212345678", "first", {"intercepted": "no"}).findings}
        assert found["segment-not-listed"] == "confirmed"
        assert "sms-intercepted" not in found

    @both
    @pytest.mark.parametrize("filing", FilingType)
    def test_every_kind_of_filing_has_a_page_that_says_every_finding(
        self, client: FlaskClient, lang: str, filing: str
    ) -> None:
        said = text_of(client.post(f"/{lang}/no-code", data={**FILLED, "filing": filing}).text)
        for finding in help_with("13800138000", filing, {}).findings:
            assert finding.cause(lang) in said
            assert all(step in said for step in finding.remedy(lang))
            assert WORDS[lang][finding.actor] in said

    def test_the_findings_come_in_their_order(self, client: FlaskClient) -> None:
        page = client.post("/zh/no-code", data={**FILLED, "filing": "access"}).text
        causes = re.findall(r"<h3>(.*?)</h3>", page)
        assert causes == [finding.cause("zh") for finding in help_with("13800138000", "access", {}).findings]

    def test_without_a_cause_left_there_is_still_something_to_do(self, client: FlaskClient) -> None:
        answers = {"phone_correct": "yes", "intercepted": "no", "receives_other_sms": "yes"}
        answers |= {"line_suspended": "no", "sim_moved": "no", "application_submitted": "yes"}
        page = client.post("/zh/no-code", data={**FILLED, **answers}).text
        assert re.findall(r'class="finding (.*?)"', page) == ["info"]

    def test_the_number_is_masked_where_it_is_shown(self, client: FlaskClient) -> None:
        page = client.post("/zh/no-code", data=FILLED).text
        assert "138****8000" in text_of(page)
        assert not leaks(text_of(page), "13800138000")

    @pytest.mark.parametrize(("phone", "said"), [("", "未填写"), (" \u200b", "未填写"), ("138 0013 800", "填写有误")])
    def test_where_there_is_no_number_it_says_so_instead_of_a_mask(
        self, client: FlaskClient, phone: str, said: str
    ) -> None:
        page = client.post("/zh/no-code", data={**FILLED, "phone": phone}).text
        assert f"<dd>{said}</dd>" in page
        assert "***" not in page

    def test_the_findings_are_numbered(self, client: FlaskClient) -> None:
        page = client.post("/zh/no-code", data=FILLED).text
        count = len(help_with("13800138000", "first", {}).findings)
        assert re.findall(r'class="number">(\d+)<', page) == [str(number) for number in range(1, count + 1)]

    @both
    def test_an_update_is_told_in_a_sentence(self, client: FlaskClient, lang: str) -> None:
        page = client.post(f"/{lang}/no-code", data={**FILLED, "intercepted": "yes"}).text
        told = {"zh": "结果已更新：已确认 1 项，待核对 5 项。", "en": "Findings updated. Confirmed: 1; to check: 5."}
        assert re.findall('data-told="(.*?)"', page) == [told[lang]]

    def test_enter_at_a_question_updates_the_findings(self, client: FlaskClient) -> None:
        """A browser then presses the first button of the form."""
        page = client.post("/zh/no-code", data=FILLED).text
        form = re.findall(r'<form id="questions".*?</form>', page, re.DOTALL)[0]
        assert re.findall("<button.*?>(.*?)</button>", form) == ["更新结果"]
        assert 'action="/zh/no-code#findings-title"' in form


class TestPages:
    def test_every_text_is_there_in_both_languages(self) -> None:
        assert set(WORDS["zh"]) == set(WORDS["en"])
        assert {key for key, text in WORDS["zh"].items() if not text} == {"hint_possible"}
        assert {key for key, text in WORDS["en"].items() if not text} == {"hint_possible"}
        assert {role.value for role in Role} <= set(WORDS["zh"])

    @both
    def test_no_page_shows_markup_or_python_values(self, client: FlaskClient, lang: str) -> None:
        for path in (f"/{lang}/", f"/{lang}/no-code"):
            for page in (client.get(path).text, client.post(path, data={**FILLED, "phone": "17031234567"}).text):
                assert not re.search(r"&lt;|object at|None|\{[a-z]", text_of(page))

    def test_every_response_forbids_foreign_resources_and_storage(self, client: FlaskClient) -> None:
        for path in ("/zh/", "/zh/no-code", "/static/hint.js", "/beian-segments.mjs", "/nowhere"):
            with client.get(path) as response:
                assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
                assert response.headers["Cache-Control"] == "no-store"
                assert response.headers["Referrer-Policy"] == "no-referrer"
                assert "Set-Cookie" not in response.headers
        for page in (client.get("/zh/").text, client.post("/zh/no-code", data=FILLED).text):
            assert not re.search(r"<(script|style)>|\sstyle=|\son[a-z]+=|(src|action|formaction)=\"(?!/)", page)

    def test_no_log_shows_the_number(self, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        client.post("/zh/", data={**FILLED, "phone": "19212345678"})
        client.post("/zh/no-code", data={**FILLED, "phone": "19212345678"})
        assert not leaks([record.getMessage() for record in caplog.records])

    def test_thousands_of_requests_take_no_more_memory_than_a_hundred(self, client: FlaskClient) -> None:
        def ask(times: int) -> None:
            for number in range(times):
                phone = f"13800{number:06}"
                assert client.post("/zh/", data={**FILLED, "phone": phone}).status_code == 200
                assert client.post("/en/no-code", data={**FILLED, "phone": phone}).status_code == 200

        ask(50)
        tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            ask(1_000 if is_thorough() else 50)
            after, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert after - before < 1_000_000


NUMBER = "19212345678"


def sent(method: str, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded") -> bytes:
    """A request as bytes."""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    return f"{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


FORM = f"phone={NUMBER}&role=entity-leader&filing=first".encode()
MULTIPART = "multipart/form-data; boundary=b"
PART = f'--b\r\nContent-Disposition: form-data; name="phone"\r\n\r\n{NUMBER}'.encode()
# The client's mistakes, in whatever number the server has for them; nothing (0) where the client is gone, or says
# nothing that can be read.
REFUSED = {0, *range(400, 500)}
REQUESTS: list[tuple[bytes, set[int]]] = [
    (sent("GET", "/"), {302}),
    (sent("GET", "/zh/"), {200}),
    (sent("HEAD", "/en/"), {200}),
    (sent("GET", "/beian-segments.mjs"), {200}),
    (sent("GET", "/static/hint.js"), {200}),
    (sent("POST", "/zh/", FORM), {422}),
    (sent("POST", "/en/", FORM.replace(b"192", b"138")), {200}),
    (sent("POST", "/zh/no-code", FORM + b"&intercepted=no&sim_moved=yes"), {200}),
    (sent("POST", "/en/no-code", b"phone=1&filing=x&role=y"), {400}),
    (sent("POST", "/zh/", b"phone=" + b"1" * 60_000), {422}),
    (sent("POST", "/zh/", ("phone=" + "\u0661\u2461\U0001f4f1" * 500).encode()), {422}),
    *(
        (request, REFUSED)
        for request in (
            sent("POST", "/zh/", b"phone=" + b"1" * 70_000),
            sent("POST", "/zh/", b"&".join(b"a%d=1" % number for number in range(5_000))),
            sent("POST", "/zh/", b"phone=%ff%00%f0%9f\xff\x00&role=%&filing=%zz"),
            sent("POST", "/zh/", PART + b"\r\n--b--\r\n", MULTIPART),
            sent("POST", "/zh/", PART, MULTIPART),
            sent("POST", "/zh/", b"x", "multipart/form-data"),
            sent("POST", "/zh/", b"{}", "application/json"),
            sent("PUT", "/zh/", FORM),
            sent("GET", "/%00/%ff/../../etc/passwd"),
            sent("GET", "/static/..%2fapp.py"),
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
            b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
            sent("POST", "/zh/").replace(b"Content-Length: 0", b"Content-Length: -5"),
            sent("POST", "/zh/").replace(b"Content-Length: 0", b"Content-Length: x"),
            sent("POST", "/zh/", FORM)[:-9],
            sent("POST", "/zh/", FORM).split(b"\r\n\r\n")[0],
            b"nonsense\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01",
            b"",
        )
    ),
]


def status_of(port: int, request: bytes) -> int:
    """The status of the answer to what is sent before the client closes its half; 0 for none."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        answer = b""
        with suppress(ConnectionError):
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65_536):
                answer += more
    line = answer.split(b"\r\n", 1)[0].split()
    return int(line[1]) if len(line) > 1 and line[1].isdigit() else 0


def resident(process: subprocess.Popen[bytes]) -> int:
    """The kilobytes of memory that a process has, where the system tells."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """The example as it is started by hand: its process, its port and what it writes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "examples.filing_form", "--port", str(port)]
        process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=output, stderr=output)
    try:
        for _ in range(600):
            with suppress(OSError):
                if status_of(port, sent("GET", "/zh/")) == 200:
                    break
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield process, port, log
    finally:
        process.terminate()
        process.wait(30)


def test_a_server_survives_good_huge_and_broken_requests(
    server: tuple[subprocess.Popen[bytes], int, Path],
) -> None:
    # Two hundred a second, for a second or for twenty.
    process, port, log = server
    in_turns = list(islice(cycle(REQUESTS), 4_000 if is_thorough() else 200))

    def ask(at: int) -> tuple[int, int]:
        time.sleep(max(0.0, start + at / 200 - time.monotonic()))
        return at, status_of(port, in_turns[at][0])

    start, before = time.monotonic(), 0
    with ThreadPoolExecutor(8) as clients:
        for at, status in clients.map(ask, range(len(in_turns))):
            if at == len(REQUESTS):
                before = resident(process)
            assert status in in_turns[at][1], (status, in_turns[at][0][:80])
    assert status_of(port, sent("GET", "/zh/")) == 200
    assert resident(process) - before < 20_000
    written = log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in written
    assert NUMBER not in written
    assert NUMBER.replace("192", "138") not in written
