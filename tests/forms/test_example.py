"""The example's pages, without a browser: what the server says."""

from __future__ import annotations

import logging
import re
import tracemalloc
from html import unescape

import pytest
from flask.testing import FlaskClient

from beian_segments import check_segment
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
        for phone, verdict in (("13800138000", "supported"), ("19212345678", "segment-not-listed")):
            said = text_of(client.post(f"/{lang}/", data={**FILLED, "phone": phone}).text)
            assert WORDS[lang][f"caveat-{verdict}"] in said

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
