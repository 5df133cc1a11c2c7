"""The portal's messages, as people paste them."""

from __future__ import annotations

import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments.failures import CODES, PortalMessage, explain_portal, parse_portal_message

TEXTS = {
    0: "您的短信核验失败,请您重新验证。",
    2: "您的短信核验失败,请输入正确的信息。",
    3: "您的短信核验已全部完成,该请求将提交管局审核。",
    4: "该条验证库里找不到记录或已完成验证。",
    20: "您的短信核验已完成，无需重复提交。",
    21: "您的短信核验失败,请联系接入商查询核验结果。",
    31: "您的短信核验完成,请等待其他核验人进行短信核验。",
    100: "您暂无待短信核验的备案申请，无需重发短信。",
    101: "您的短信验证码已重发成功，请查看手机并尽快完成短信核验。",
    102: "重发次数已到上限，若不能及时完成短信核验，您的备案申请将会被退回。",
}
# As the help pages quote them.
QUOTED = {
    4: "该条验证库里找不到记录",
    31: "您的短信核验完成，请等待其他核验人进行短信核验",
    100: "暂无待短信核验的备案申请，无需重发短信",
    101: "您的短信验证码已重发成功，请查看手机，并尽快完成短信核验。",
}
BY_STATUS = pytest.mark.parametrize("status", TEXTS)


def status_of(text: str | int) -> int | None:
    message = parse_portal_message(text)
    return None if message is None else message.status


@BY_STATUS
class TestRecognised:
    def test_by_its_exact_text(self, status: int) -> None:
        message = parse_portal_message(TEXTS[status])
        assert message is not None
        assert (message.status, message.text) == (status, TEXTS[status])
        assert message.code.startswith("portal-")
        assert message.code in CODES

    def test_by_its_number(self, status: int) -> None:
        assert parse_portal_message(status) == parse_portal_message(TEXTS[status])
        assert status_of(f" {status}\n") == status

    @pytest.mark.parametrize(
        "greeting", ["尊敬的ICP用户：", "尊敬的ICP用户： ", "尊敬的ＩＣＰ用户:\n", "“尊敬的icp用户，"]
    )
    def test_with_the_greeting(self, status: int, greeting: str) -> None:
        assert status_of(greeting + TEXTS[status]) == status

    @pytest.mark.parametrize("word", ["您的", "您"])
    def test_without_the_polite_words(self, status: int, word: str) -> None:
        assert status_of(TEXTS[status].replace(word, "")) == status

    def test_without_its_last_stop(self, status: int) -> None:
        assert status_of(TEXTS[status].rstrip("。")) == status

    def test_with_punctuation_of_either_width(self, status: int) -> None:
        assert status_of(TEXTS[status].translate(str.maketrans("，。", ",."))) == status
        assert status_of(TEXTS[status].translate(str.maketrans(",", "，"))) == status

    @pytest.mark.parametrize("more", ["请", "1", "谢谢您", "怎么办", "系统提示：", "尊敬的用户："])
    def test_inside_other_words(self, status: int, more: str) -> None:
        assert status_of(TEXTS[status] + more) == status
        assert status_of(more + TEXTS[status]) == status
        assert status_of(f"{more}{TEXTS[status]}{TEXTS[status]}") == status

    def test_with_white_space_and_quotes_anywhere(self, status: int) -> None:
        assert status_of("“" + "\u3000\u200b ".join(TEXTS[status]) + "”\r\n") == status


@pytest.mark.parametrize("status", QUOTED)
def test_a_message_is_recognised_as_the_documents_quote_it(status: int) -> None:
    assert status_of(QUOTED[status]) == status
    assert status_of(f"尊敬的ICP用户：{QUOTED[status]}！") == status


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_punctuation_and_white_space_never_matter(status: int, data: st.DataObject) -> None:
    noise = st.text(string.punctuation + " \t\n\u3000\u200b，。：；！？、“”‘’（）《》…—·", max_size=2)
    text = "".join(data.draw(noise) + character for character in TEXTS[status])
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("该条验证库里找不到记录或者已完成验证", 4),
        ("提示找不到记录", 4),
        ("尊敬的ICP用户：找不到记录", 4),
        ("页面显示“您的短信已发送成功”，但没有收到", 101),
        ("４", 4),
        ("３１", 31),
        ("您的短信核验失败<br/>请您重新&nbsp;验证。", 0),
        ("您的短信核验失败&#44;请您重新验证&#x3002;", 0),
        ("您的短信核驗失敗，請您重新驗證。", 0),
        ("該條驗證庫裡找不到記錄或已完成驗證。", 4),
        ("重发次数已达到上限，若不能及时完成短信核验，您的备案申请将会被退回", 102),
        ("短信核验完成，请等待其它核验人进行短信核验", 31),
        ("你的短信核验完成,请等待其他核验人进行短信核验。", 31),
        ("您的短信已发送成功", 101),
        ("重发次数已达上限，若不能及时完成短信核验，您的备案申请将会被退回", 102),
        ("没有收到短信，页面显示：您暂无待短信核验的备案申请，无需重发短信。", 100),
        ("如果我重发，就提示重发次数已达上限，若不能及时完成短信核验，您的备案申请将会被退回", 102),
    ],
)  # fmt: skip
def test_a_message_is_recognised_as_people_write_it(text: str, status: int) -> None:
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "closest"),
    [
        ("该条验证库里找不到纪录", 4),
        ("重发次数已达上限", 102),
        ("请等待其他核验人", 31),
        ("备案系统显示您的短信核验失败，请重新验", 0),
        ("短信重发次数已达到上限", 102),
        ("没有找到记录", 4),
        ("库里没有记录", 4),
        ("您的短信核验失败，请您再次验证。", 0),
        ("您的短信核验失败请您重新臉证", 0),
        ("短信核验完成，请等待另一位核验人核验", 31),
        ("如果短信核验失败，请输入正确的信息", 2),
        ("短信核验失败", None),
        ("系统提示：您的短信核验失败", None),
        ("短信核验失败了", None),
        ("提示短信核验失败怎么办", None),
        (TEXTS[0] + TEXTS[20], None),
        ("网络繁忙", None),
        ("尊敬的ICP用户：", None),
        ("", None),
        ("验", None),
        (99, None),
    ],
)
def test_an_unknown_text_is_explained_by_the_closest_message(text: str | int, closest: int | None) -> None:
    (finding,) = explain_portal(text)
    known = None if closest is None else parse_portal_message(closest)
    assert finding.params.get("closest") == (known and known.code)


@pytest.mark.parametrize(
    "text",
    [
        "我在手机里找不到记录验证码的短信", "接入商说短信已发送成功，但我没收到", "客服说找不到记录",
        "我的短信核验失败了，请问要重新验证吗", "如果短信核验失败，请输入正确的信息再试", "页面没有提示找不到记录",
        "没有显示“您的短信核验完成，请等待其他核验人进行短信核验”",
        "如果提示：暂无待短信核验的备案申请，无需重发短信，怎么办",
    ],
)  # fmt: skip
def test_what_people_say_of_other_things_is_no_message(text: str) -> None:
    assert status_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "没有，提示短信核验失败，请重新验证",
        "收到短信没有？提示短信核验失败，请重新验证。",
        "還沒有。顯示：您的短信核驗失敗，請您重新驗證！",
    ],
)
def test_a_word_that_denies_something_else_does_not_deny_the_message(text: str) -> None:
    assert status_of(text) == 0


class TestUnknown:
    @BY_STATUS
    def test_a_message_cut_short_is_not_recognised(self, status: int) -> None:
        whole = {text.rstrip("。") for text in (*TEXTS.values(), *QUOTED.values())}
        for end in range(len(TEXTS[status]) - 1):
            cut = TEXTS[status][:end].rstrip("，,")
            assert status_of(cut) == (status if any(form in cut for form in whole) else None)

    @BY_STATUS
    @pytest.mark.parametrize("other", TEXTS)
    def test_two_different_messages_are_neither(self, status: int, other: int) -> None:
        assert status_of(TEXTS[status] + TEXTS[other]) == (status if status == other else None)

    @pytest.mark.parametrize(
        "text",
        ["", " ", "。", "尊敬的ICP用户：", "您", "短信核验失败", "您的短信核验失败。", "短信已发送",
         "该条验证库里找不到纪录", "four", "4.", "04",
         "+4", "-4", "④", "1", "5", "22", "99", "103", "\ud800", "x" * 100_000],
        ids=lambda text: ascii(text[:40]),
    )  # fmt: skip
    def test_a_near_miss_is_unknown(self, text: str) -> None:
        assert parse_portal_message(text) is None
        assert [finding.code for finding in explain_portal(text)] == ["portal-message-unknown"]

    @pytest.mark.parametrize("status", [-1, 1, 5, 22, 99, 103, 10**30])
    def test_a_number_of_no_message_is_unknown(self, status: int) -> None:
        assert parse_portal_message(status) is None
        assert [finding.code for finding in explain_portal(status)] == ["portal-message-unknown"]

    @given(st.text())
    def test_any_text_has_an_answer(self, text: str) -> None:
        assert status_of(text) in {None, *TEXTS}


@pytest.mark.parametrize("value", [None, True, 4.0, b"4", ["4"]])
def test_what_is_neither_text_nor_number_is_a_wrong_type(value: object) -> None:
    with pytest.raises(TypeError, match=rf"^text must be a str or an int, not {type(value).__name__}$"):
        parse_portal_message(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=rf"^message must be a str or an int, not {type(value).__name__}$"):
        explain_portal(value)  # type: ignore[arg-type]


def test_messages_are_values() -> None:
    message = parse_portal_message(4)
    assert message == PortalMessage(status=4, code="portal-record-not-found", text=TEXTS[4])
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301
    assert hash(message) == hash(parse_portal_message(QUOTED[4]))
