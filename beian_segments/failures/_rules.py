"""Generated from data/ by ``python -m beian_segments.publish``: do not edit.

rules.toml and portal.toml as Python constants.
"""

WINDOW_HOURS = 24
WRONG_ENTRY_LIMIT = 5
CODE_DIGITS = 6
ID_SUFFIX_LENGTH = 6
RESENDS = {
    "tencent": 3,
    "alibaba": 2,
    "huawei": 2,
}
REVERSE_SUFFIX = {
    "id_type": "hk-macau-pass",
    "province": "CN-ZJ",
    "pattern": "[0-9]{3}（[0-9A]）",
}
NEW_PHONE_ALLOWED = ("change", "add-website")
CHANGE_FILING_FIRST = ("access", "cancel-entity", "cancel-website")
VERIFIERS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...], tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...]]] = {
    "first": (("entity-leader", "website-administrator"), (("tencent-13435", "验证类型"), ("dwera", "短信核验"), ("volcengine-2021", "短信核验"), ("miit-sms-faq-2017", "短信息核验试点常见问题")), ()),
    "add-website": (("entity-leader", "website-administrator"), (("tencent-13435", "验证类型"), ("dwera", "短信核验")), ((("website-administrator",), (("volcengine-2021", "短信核验"),)),)),
    "access": (("website-administrator",), (("tencent-13435", "验证类型"), ("dwera", "短信核验"), ("volcengine-2021", "短信核验"), ("miit-sms-faq-2017", "短信息核验试点常见问题")), ()),
    "change": (("entity-leader", "website-administrator"), (("tencent-13435", "验证类型"), ("dwera", "短信核验"), ("volcengine-2021", "短信核验")), ()),
    "cancel-entity": (("entity-leader",), (("tencent-13435", "验证类型"), ("dwera", "短信核验"), ("volcengine-2021", "短信核验")), ()),
    "cancel-website": (("website-administrator",), (("tencent-13435", "验证类型"), ("dwera", "短信核验"), ("volcengine-2021", "短信核验")), ()),
    "cancel-access": ((), (("tencent-13435", "验证类型"), ("dwera", "短信核验"), ("volcengine-2021", "短信核验")), ()),
}
ROLE_OF_PART = {
    "entity": "entity-leader",
    "website": "website-administrator",
}
PROVINCES = ("CN-AH", "CN-BJ", "CN-CQ", "CN-FJ", "CN-GD", "CN-GS", "CN-GX", "CN-GZ", "CN-HA", "CN-HB", "CN-HE", "CN-HI", "CN-HK", "CN-HL", "CN-HN", "CN-JL", "CN-JS", "CN-JX", "CN-LN", "CN-MO", "CN-NM", "CN-NX", "CN-QH", "CN-SC", "CN-SD", "CN-SH", "CN-SN", "CN-SX", "CN-TJ", "CN-TW", "CN-XJ", "CN-XZ", "CN-YN", "CN-ZJ")
GREETING = "尊敬的ICP用户："
POLITE_WORDS = ("您的", "您")
MESSAGES: tuple[tuple[int, str, str], ...] = (
    (0, "portal-failed-retry", "您的短信核验失败,请您重新验证。"),
    (2, "portal-wrong-information", "您的短信核验失败,请输入正确的信息。"),
    (3, "portal-all-verified", "您的短信核验已全部完成,该请求将提交管局审核。"),
    (4, "portal-record-not-found", "该条验证库里找不到记录或已完成验证。"),
    (20, "portal-already-verified", "您的短信核验已完成，无需重复提交。"),
    (21, "portal-failed-ask-provider", "您的短信核验失败,请联系接入商查询核验结果。"),
    (31, "portal-other-verifier-pending", "您的短信核验完成,请等待其他核验人进行短信核验。"),
    (100, "portal-no-pending-application", "您暂无待短信核验的备案申请，无需重发短信。"),
    (101, "portal-resend-ok", "您的短信验证码已重发成功，请查看手机并尽快完成短信核验。"),
    (102, "portal-resend-limit", "重发次数已到上限，若不能及时完成短信核验，您的备案申请将会被退回。"),
)
SHORT_FORMS = {
    "该条验证库里找不到记录": 4,
}
