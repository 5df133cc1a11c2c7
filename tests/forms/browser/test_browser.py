"""The example and the attributes of our fields in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from beian_segments import DEFAULT_TABLE, match_prefix
from beian_segments.forms.html import input_attributes
from examples.filing_form.words import LANGUAGES, WORDS
from tests.forms.checks import EN, ZH, leaks
from tests.forms.vectors import vectors

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Page

pytestmark = pytest.mark.engine

NewPage = Callable[..., "Page"]
Screenshot = Callable[["Page", str], None]

# What the script of the page says of texts; the browser does not load it again.
READ = 'async (texts) => { const { read } = await import("/static/hint.js"); return texts.map((text) => read(text)'

PASTED = "\u202d138 0013 8000\u202c"


def hint_of(page: Page) -> str:
    return page.locator("#phone-hint").inner_text()


def opened(page: Page, lang: str = "zh") -> Page:
    page.goto(f"/{lang}/")
    return page


def checked(page: Page, phone: str, lang: str = "zh") -> Page:
    """The form filled in and sent."""
    opened(page, lang).locator("#phone").fill(phone)
    page.locator("button.go").click()
    page.wait_for_load_state()
    return page


class TestHint:
    def test_the_hint_follows_the_digits(self, new_page: NewPage, screenshot: Screenshot) -> None:
        page = opened(new_page())
        hints = []
        page.locator("#phone").focus()
        for digit in "19212345678":
            page.keyboard.press(digit)
            hints.append(hint_of(page))
        assert hints[:2] == ["", ""]
        told = "192 开头的号码不在号段表内，可能收不到验证码。该号段已普遍使用，而号段表早于此：不在表内不代表收不到。"
        assert set(hints[2:]) == {told}
        screenshot(page, "hint-not-listed")
        page.locator("#phone").fill("")
        assert hint_of(page) == ""
        page.keyboard.type("13")
        assert hint_of(page) == "13 开头的号码在号段表内。"
        page.keyboard.type("x")
        assert hint_of(page) == "这不像中国大陆的手机号码，请核对。"

    def test_the_hint_is_announced_politely_and_describes_the_field(self, new_page: NewPage) -> None:
        page = opened(new_page(), "en")
        hint = page.get_by_role("status")
        assert (hint.get_attribute("id"), hint.get_attribute("aria-live")) == ("phone-hint", "polite")
        page.locator("#phone").fill("138")
        assert hint.inner_text() == "Numbers that begin with 13 are on the list."
        assert "phone-hint" in (page.locator("#phone").get_attribute("aria-describedby") or "").split()

    def test_the_script_gives_every_unfinished_text_the_status_of_match_prefix(self, new_page: NewPage) -> None:
        texts = {vector.text[:end] for vector in vectors() for end in range(min(len(vector.text), 40) + 1)}
        texts |= {f"{lead}{prefix}" for lead in ("", "0", "+86 ", "86") for prefix in range(10_000)}
        sent = sorted(text for text in texts if "\ud800" not in text)  # which JSON cannot carry
        said = opened(new_page()).evaluate(f"{READ}.status); }}", sent)
        assert dict(zip(sent, said, strict=True)) == {text: str(match_prefix(text).status) for text in sent}

    def test_the_hint_shows_the_fewest_digits_that_decide(self, new_page: NewPage) -> None:
        texts = ["+86 138 0013", "１９２", "1703", "0086 (0)192", "14", "1", "x"]
        starts = opened(new_page()).evaluate(f"{READ}.start); }}", texts)
        assert starts == ["13", "192", "170", "192", "", "", ""]


class TestVerdict:
    def test_a_pasted_number_with_marks_of_an_address_book_is_read(
        self, new_page: NewPage, screenshot: Screenshot
    ) -> None:
        page = opened(new_page(permissions=["clipboard-read", "clipboard-write"]))
        page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
        page.locator("#phone").focus()
        page.keyboard.press("Control+V")
        assert page.locator("#phone").input_value() == PASTED
        assert hint_of(page) == "13 开头的号码在号段表内。"
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="号段在表内").wait_for()
        assert page.locator("#phone").input_value() == "13800138000"
        screenshot(page, "listed")

    @pytest.mark.parametrize(("lang", "sentence"), [("zh", ZH), ("en", EN)])
    def test_an_unlisted_number_is_refused_where_it_was_typed(
        self, new_page: NewPage, lang: str, sentence: str
    ) -> None:
        page = checked(new_page(), "192 1234 5678", lang)
        from playwright.sync_api import expect

        field = page.locator("#phone")
        assert field.get_attribute("aria-invalid") == "true"
        described = (field.get_attribute("aria-describedby") or "").split()
        assert described[0] == "phone-error"
        assert all(page.locator(f"#{each}").count() == 1 for each in described)
        assert page.locator("#phone-error").inner_text().startswith(sentence)
        # What a screen reader says of the field.
        expect(field).to_have_accessible_name(WORDS[lang]["phone"])
        expect(field).to_have_accessible_description(re.compile(f"^{sentence}"))
        assert page.evaluate("document.activeElement.id") == "phone"
        assert page.title().startswith(WORDS[lang]["errors"])
        assert page.get_by_role("heading", name=WORDS[lang]["segment-not-listed"]).is_visible()

    def test_a_listed_number_is_answered_with_its_caveats_and_the_answer_has_the_focus(self, new_page: NewPage) -> None:
        page = checked(new_page(), "17031234567", "en")
        notice = page.locator(".notice")
        assert "A block of virtual operators (MVNO)." in notice.inner_text()
        assert WORDS["en"]["caveat-supported"] in notice.inner_text()
        assert page.evaluate("document.activeElement.className") == "notice supported"

    def test_no_code_leads_to_questions_and_to_findings_in_order(
        self, new_page: NewPage, screenshot: Screenshot
    ) -> None:
        page = checked(new_page(), "17031234567")
        page.get_by_role("button", name="查找原因").click()
        questions = page.locator("legend")
        asked = ["备案已经提交管局了吗？", "手机号码填写正确吗？", "短信被手机管家当作垃圾短信拦截了吗？"]
        assert questions.all_inner_texts()[:3] == asked
        page.get_by_role("group", name="短信被手机管家").get_by_label("是", exact=True).check()
        page.get_by_role("group", name="手机卡换到别的手机上").get_by_label("是", exact=True).check()
        page.get_by_role("button", name="更新结果").click()
        page.get_by_text("换手机之后重发过短信吗？").wait_for()
        assert page.get_by_role("group", name="短信被手机管家").get_by_label("是", exact=True).is_checked()
        assert page.locator(".finding h3").all_inner_texts()[0] == "核验短信被手机管家当作垃圾或骚扰短信拦截了。"
        assert page.locator(".finding .tag").all_inner_texts()[0] == "已确认"
        screenshot(page, "no-code")
        page.get_by_role("button", name="修改号码").click()
        assert page.locator("#phone").input_value() == "17031234567"
        assert page.locator(".notice").count() == 0

    def test_new_answers_leave_the_button_the_focus_and_its_place(self, new_page: NewPage) -> None:
        page = checked(new_page(viewport={"width": 390, "height": 600}), "13800138000")
        page.get_by_role("button", name="查找原因").click()
        page.locator("#sim_moved-yes").check()
        button = page.locator("button.go")
        button.focus()
        top = box_of(button)["y"]
        page.evaluate("window.same = true")
        page.keyboard.press("Enter")
        page.get_by_text("换手机之后重发过短信吗？").wait_for()
        assert page.evaluate("window.same"), "the page is still the same"
        assert page.evaluate("document.activeElement.className") == "go"
        assert page.evaluate("scrollY") > 0
        # The question is new and above the button; the title of the findings has to be seen, too.
        assert abs(box_of(button)["y"] - top) <= 150
        assert box_of(page.locator("#findings-title"))["y"] < 600
        assert page.locator("#updated").inner_text().startswith("结果已更新")
        assert page.locator("#sim_moved-yes").is_checked()

    def test_enter_at_an_answer_keeps_the_focus_there(self, new_page: NewPage) -> None:
        page = checked(new_page(), "13800138000")
        page.get_by_role("button", name="查找原因").click()
        page.locator("#sim_moved-yes").check()
        page.locator("#sim_moved-yes").press("Enter")
        page.get_by_text("换手机之后重发过短信吗？").wait_for()
        assert page.evaluate("document.activeElement.id") == "sim_moved-yes"
        page.get_by_role("button", name="English").click()
        page.get_by_text("Was the SMS resent after that?").wait_for()
        assert page.locator("#sim_moved-yes").is_checked()

    def test_what_was_said_of_another_number_does_not_stay_beside_it(self, new_page: NewPage) -> None:
        page = checked(new_page(), "19212345678")
        page.locator("#phone").fill("1349")
        assert page.locator(".error, .notice").count() == 0
        assert page.locator("#phone").get_attribute("aria-invalid") is None
        assert hint_of(page) == "1349 开头的号码在号段表内。卫星通信号段。"
        assert page.locator("#phone-hint").get_attribute("data-status") == "caution"
        page = checked(page, "13800138000")
        page.locator("#phone").fill("192")
        assert page.locator(".notice").get_attribute("class") == "notice earlier"


def box_of(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box is not None
    return box


class TestLanguage:
    def test_what_is_typed_survives_a_change_of_language(self, new_page: NewPage) -> None:
        page = opened(new_page())
        page.locator("#phone").fill("192 12")
        page.get_by_label("网站负责人").check()
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="Phone number for the filing SMS").wait_for()
        assert page.locator("#phone").input_value() == "192 12"
        assert page.get_by_label("Website administrator").is_checked()
        assert page.locator("#phone-error").count() == 0
        assert hint_of(page).startswith("Numbers that begin with 192")
        assert page.evaluate("document.documentElement.lang") == "en"

    def test_a_verdict_is_shown_again_in_the_other_language(self, new_page: NewPage) -> None:
        page = checked(new_page(), "19212345678")
        page.get_by_role("button", name="English").click()
        page.get_by_text(EN).wait_for()
        page.get_by_role("button", name="中文").click()
        page.get_by_text(ZH).wait_for()

    def test_answers_survive_a_change_of_language(self, new_page: NewPage) -> None:
        page = checked(new_page(), "13800138000")
        page.get_by_role("button", name="查找原因").click()
        page.locator("#line_suspended-yes").check()
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="No code yet?").wait_for()
        assert page.locator("#line_suspended-yes").is_checked()


def tabbed_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, which has to be visible."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            style: str = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style == "solid"
            return
    raise AssertionError(f"no way to {selector} with the Tab key")


class TestKeyboard:
    def test_the_form_can_be_used_with_the_keyboard_alone(self, new_page: NewPage, screenshot: Screenshot) -> None:
        page = opened(new_page(), "en")
        tabbed_to(page, "#phone")
        page.keyboard.type("138 0013 8000")
        tabbed_to(page, "[name=role]")
        page.keyboard.press("ArrowDown")
        assert page.get_by_label("Website administrator").is_checked()
        tabbed_to(page, "select")
        page.keyboard.type("Access")
        tabbed_to(page, "button.go")
        screenshot(page, "keyboard")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="On the list").wait_for()
        assert page.locator("select").input_value() == "access"
        tabbed_to(page, ".more button")
        page.keyboard.press("Space")
        page.get_by_role("heading", name="No code yet?").wait_for()
        tabbed_to(page, "#phones_equal-yes")
        page.keyboard.press("ArrowRight")
        tabbed_to(page, "button.go")
        page.keyboard.press("Enter")
        page.get_by_text("confirmed").first.wait_for()

    def test_enter_in_the_field_checks_the_number_and_nothing_else(self, new_page: NewPage) -> None:
        page = opened(new_page())
        page.locator("#phone").fill("138")
        page.locator("#phone").press("Enter")
        page.get_by_text("号码位数不足").wait_for()
        assert page.url.endswith("/zh/")


class TestWithoutScript:
    def test_the_server_answers_everything(self, new_page: NewPage, screenshot: Screenshot) -> None:
        page = checked(new_page(java_script_enabled=False), "192 1234 5678")
        assert page.locator("#phone-error").inner_text().startswith(ZH)
        screenshot(page, "without-script")
        page.locator("#phone").fill(PASTED)
        page.locator("button.go").click()
        page.get_by_role("heading", name="号段在表内").wait_for()
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="On the list").wait_for()
        page.get_by_role("button", name="Find out why").click()
        page.locator("#sim_moved-yes").check()
        page.get_by_role("button", name="Update the findings").click()
        page.get_by_text("Was the SMS resent after that?").wait_for()
        assert page.evaluate("scrollY") > 0, "the new page is shown at its findings"
        page.get_by_role("button", name="中文").click()
        assert page.locator("#sim_moved-yes").is_checked()


def states(page: Page, lang: str) -> Iterator[str]:
    """The pages of the example one after the other, each in the state that is named."""
    opened(page, lang)
    yield "form"
    checked(page, "192 1234 5678", lang)
    yield "not-listed"
    checked(page, "13491234567", lang)
    yield "satellite"
    checked(page, "138 0013 800", lang)
    yield "refused"
    checked(page, "17031234567", lang)
    yield "listed"
    page.locator(".more button").click()
    page.locator("#intercepted-yes").check()
    page.locator("button.go").click()
    page.locator(".confirmed").first.wait_for()
    yield "no-code"


class TestLooks:
    @pytest.mark.parametrize("look", [*product(LANGUAGES, ["light", "dark"], [1200, 390])], ids=str)
    def test_no_page_breaks_a_rule_of_accessibility(
        self, new_page: NewPage, screenshot: Screenshot, axe: str, look: tuple[str, str, int]
    ) -> None:
        lang, scheme, width = look
        page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
        for state in states(page, lang):
            screenshot(page, f"{state}-{lang}-{scheme}-{width}")
            page.evaluate(axe)
            found: dict[str, list[dict[str, Any]]] = page.evaluate("axe.run()")
            assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == [], state
            assert len(found["passes"]) > 15

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_at_360_pixels_nothing_is_cut_off_and_everything_can_be_touched(self, new_page: NewPage, lang: str) -> None:
        page = new_page(viewport={"width": 360, "height": 740}, has_touch=True)
        for state in states(page, lang):
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, state
            for target in page.locator("button, input:visible, select").all():
                box = target.bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= 360
                row = target.locator("xpath=ancestor::*[@class='choice'][1]")
                height = row.bounding_box() if row.count() else box
                assert height is not None
                assert height["height"] >= 44, (state, target.inner_html())


class TestPattern:
    @pytest.mark.parametrize("strict", [True, False])
    def test_the_browser_checks_the_pattern_as_the_table_says(self, browser: Browser, strict: bool) -> None:
        """A real input with our attributes, every number among the vectors, and every three-digit prefix."""
        numbers = {vector.text: vector for vector in vectors() if vector.number is not None}
        # An input takes line ends out of its value.
        texts = [text for text in numbers if not set(text) & set("\r\n")]
        wanted = [(numbers[t].strict_verdict if strict else numbers[t].verdict) == "supported" for t in texts]
        prefixes = [f"{prefix:03}" for prefix in range(1000)]
        page = browser.new_page()
        page.set_content("<input id=phone>")
        valid = page.evaluate(
            """([attributes, texts]) => {
              const field = document.getElementById("phone");
              for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
              return texts.map((text) => { field.value = text; return field.checkValidity(); });
            }""",
            [
                input_attributes(strict=strict, html_pattern=True),
                [*texts, *(prefix + "12345678" for prefix in prefixes)],
            ],
        )
        page.close()
        assert valid[: len(texts)] == wanted
        assert valid[len(texts) :] == [prefix in DEFAULT_TABLE.supported_prefixes for prefix in prefixes]


def test_the_log_of_the_example_shows_no_number(new_page: NewPage, site: tuple[str, Path]) -> None:
    checked(new_page(), "19212345678").locator(".more button").click()
    log = site[1].read_text(encoding="utf-8")
    assert '"POST /zh/no-code' in log
    assert not leaks(log.splitlines(), "19212345678")
    assert not leaks(log, "13800138000")
