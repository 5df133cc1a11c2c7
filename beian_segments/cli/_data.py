"""Generated from data/ by ``python -m tools.build``: do not edit.

questions.toml as Python constants.
"""

PROMPTS = {
    "symptom": {"zh": "遇到了什么问题？", "en": "What happened?"},
    "choose": {"zh": "请输入序号", "en": "Enter the number"},
    "yes_no": {"zh": "y 是 / n 否 / 回车 不清楚", "en": "y yes / n no / Enter don't know"},
    "open": {"zh": "回车表示不清楚", "en": "Enter for don't know"},
    "again": {"zh": "没有看懂这个回答，请再试一次。", "en": "That answer was not understood; try again."},
    "unknown": {"zh": "不清楚", "en": "don't know"},
}
SYMPTOMS: tuple[tuple[dict[str, str], dict[str, bool], tuple[tuple[str, str | None], ...]], ...] = (
    ({"zh": "没有收到核验短信", "en": "no SMS came"}, {"sms_received": False}, (("phone", None), ("filing", None))),
    ({"zh": "收到了短信，但核验没有通过，或备案被退回", "en": "the SMS came, but the verification was not passed or the filing was returned"}, {"sms_received": True}, (("returned", None), ("wrong_entries", "returned"), ("sms_received_at", "returned"), ("provider", None))),
    ({"zh": "工信部备案管理系统显示一条提示", "en": "MIIT's portal shows a message"}, {}, (("portal_message", None), ("filing", None))),
    ({"zh": "短信中的链接打不开", "en": "the link in the SMS does not open"}, {"sms_received": True, "link_opens": False}, ()),
    ({"zh": "验证码忘记或丢失了", "en": "the code was forgotten or lost"}, {"sms_received": True, "code_available": False}, (("resends", None), ("provider", None))),
)
QUESTIONS = {
    "phone": {"zh": "核验人的手机号码是多少？", "en": "What is the verifier's phone number?"},
    "filing": {"zh": "办理哪一类备案？", "en": "Which kind of filing is it?"},
    "provider": {"zh": "通过哪家接入商备案？", "en": "Which access provider is the filing made through?"},
    "province": {"zh": "由哪个省的管局审核？（ISO 3166-2 代码，如浙江 CN-ZJ）", "en": "Which province's bureau reviews it? (ISO 3166-2 code, such as CN-ZJ for Zhejiang)"},
    "returned": {"zh": "备案是否已退回接入商？", "en": "Has the filing come back to the access provider?"},
    "wrong_entries": {"zh": "验证码、手机号码、证件号码一共输错过几次？", "en": "How many entries of code, phone number and ID number were wrong, all together?"},
    "tried_after_limit": {"zh": "输错五次之后又试过吗？", "en": "Was there another attempt after five wrong entries?"},
    "sms_received_at": {"zh": "什么时候收到短信？（如 2026-03-02 10:00）", "en": "When did the SMS come? (such as 2026-03-02 10:00)"},
    "verified": {"zh": "这位核验人完成核验了吗？", "en": "Has this verifier verified?"},
    "modified": {"zh": "备案信息修改过，或需要修改吗？", "en": "Was the filing modified, or does it have to be?"},
    "meets_requirements": {"zh": "备案资料符合当前要求吗？", "en": "Does the filing meet the current requirements?"},
    "portal_message": {"zh": "请粘贴提示的全文", "en": "Paste the whole message"},
    "phones_equal": {"zh": "现在使用的号码与备案成功信息中的号码相同吗？", "en": "Is the number in use the one on file?"},
    "original_provider_reachable": {"zh": "还能联系上原接入商吗？", "en": "Can the original provider still be reached?"},
    "filed_phone_usable": {"zh": "备案成功信息中的号码还能正常使用吗？", "en": "Does the number on file still work?"},
    "phone_correct": {"zh": "手机号码填写正确吗？", "en": "Is the phone number typed right?"},
    "phone_changed": {"zh": "提交备案后换过手机号码吗？", "en": "Has the phone number changed since the filing?"},
    "application_submitted": {"zh": "备案已经提交管局审核了吗？", "en": "Was the filing submitted to the bureau?"},
    "entries_confirmed": {"zh": "核对过填写的信息，确认无误吗？", "en": "Were the entries checked, and are they right?"},
    "intercepted": {"zh": "短信被手机管家当作垃圾短信拦截了吗？", "en": "Did a phone guard block the SMS as spam?"},
    "receives_other_sms": {"zh": "手机能收到其他短信吗？", "en": "Does the phone receive other SMS?"},
    "line_suspended": {"zh": "手机号码欠费停机了吗？", "en": "Is the line suspended for an unpaid bill?"},
    "sim_moved": {"zh": "手机卡换到别的手机上了吗？", "en": "Was the SIM moved to another phone?"},
    "resent_since_move": {"zh": "换手机之后重发过短信吗？", "en": "Was the SMS resent after that?"},
    "resends": {"zh": "短信已经重发过几次？", "en": "How often was the SMS resent?"},
}
DECIDED_BY: dict[str, tuple[str, ...]] = {
    "verification-timed-out": ("verified",),
    "returned-after-sixth-entry": ("tried_after_limit",),
    "resubmit-unchanged": ("modified", "meets_requirements"),
    "reapply-after-rejection": ("modified", "meets_requirements"),
    "access-phone-mismatch-change-first": ("filing", "phones_equal"),
    "access-phone-mismatch-cancel-refile": ("filing", "phones_equal", "original_provider_reachable"),
    "phone-number-wrong": ("phone_correct",),
    "application-not-submitted": ("application_submitted",),
    "phone-changed": ("phone_changed",),
    "sms-intercepted": ("intercepted",),
    "phone-receives-no-sms": ("receives_other_sms",),
    "line-suspended": ("line_suspended",),
    "resend-after-sim-move": ("sim_moved", "resent_since_move"),
    "segment-not-listed": ("phone",),
    "phone-changed-unrecoverable": ("filing", "phone_changed", "filed_phone_usable"),
    "id-suffix-zhejiang-back": ("province",),
    "phone-not-contact-1": (),
    "wrong-verifier-role": (),
    "entries-do-not-match": (),
    "entry-wrong": ("entries_confirmed",),
}
CHOICES = {
    "filing": {"first": {"zh": "首次备案", "en": "first filing"}, "add-website": {"zh": "新增网站", "en": "add a website"}, "access": {"zh": "接入备案", "en": "access filing"}, "change": {"zh": "变更备案", "en": "change filing"}, "cancel-entity": {"zh": "注销主体", "en": "cancel the entity"}, "cancel-website": {"zh": "注销网站", "en": "cancel a website"}, "cancel-access": {"zh": "取消接入", "en": "cancel access"}},
    "provider": {"tencent": {"zh": "腾讯云", "en": "Tencent Cloud"}, "alibaba": {"zh": "阿里云", "en": "Alibaba Cloud"}, "huawei": {"zh": "华为云", "en": "Huawei Cloud"}, "volcengine": {"zh": "火山引擎", "en": "Volcengine"}, "other": {"zh": "其他", "en": "another"}},
}
