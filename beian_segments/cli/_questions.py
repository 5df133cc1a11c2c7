"""Generated from data/ by ``python -m tools.build``: do not edit.

questions.toml as Python constants.
"""

PROMPTS: dict[str, dict[str, str]] = {
    "begin": {"zh": "回答几个问题即可。回车或 ? 表示不清楚，b 返回上一题，q 结束并查看结果。", "en": "A few questions. Enter or ? for don't know, b to go back, q to stop and see the answer."},
    "choose": {"zh": "请输入序号或名称", "en": "Enter the number or the name"},
    "choose_several": {"zh": "请输入序号或名称，可填多个，用逗号分隔", "en": "Enter numbers or names, with commas between them"},
    "yes_no": {"zh": "y 是 / n 否 / 回车 不清楚", "en": "y yes / n no / Enter don't know"},
    "open": {"zh": "回车 不清楚", "en": "Enter don't know"},
    "message": {"zh": "粘贴提示全文 / n 没有提示 / 回车 不清楚", "en": "paste the message / n there is none / Enter don't know"},
    "again_yes_no": {"zh": "无法识别。请输入 是 或 否，或直接回车（不清楚）。", "en": "That answer was not understood. Enter yes or no, or press Enter for don't know."},
    "again_choice": {"zh": "无法识别。请输入序号或名称，例如 1 或 {label}，或直接回车（不清楚）。", "en": "That answer was not understood. Enter a number or a name, such as 1 or {label}, or press Enter for don't know."},
    "again_count": {"zh": "无法识别。请输入次数，例如 2，或直接回车（不清楚）。", "en": "That answer was not understood. Enter how many times, such as 2, or press Enter for don't know."},
    "again_moment": {"zh": "无法识别这个时间。请写成 2026-03-02 10:00 的形式（北京时间）。", "en": "That time was not understood. Write it as 2026-03-02 10:00 (China time)."},
    "again_phone": {"zh": "请重新输入手机号码。如果备案中填写的就是这个号码，请再输入一次。", "en": "Enter the number again. If it is the one in the filing, enter it once more."},
    "again_message": {"zh": "这段文字不是已知的系统提示。请核对是否粘贴完整，或输入 n 按没有提示继续。", "en": "This text is none of the known messages of the portal. Is it the whole message? Paste it again, or enter n to go on without."},
    "recognised": {"zh": "已识别：{message}", "en": "Recognised: {message}"},
    "first_question": {"zh": "这是第一题，不能再返回。", "en": "This is the first question; there is none to go back to."},
    "interrupted": {"zh": "已中断。", "en": "Interrupted."},
}
ANSWERS = {
    "yes": ("y", "yes", "true", "是", "是的", "对", "有"),
    "no": ("n", "no", "false", "否", "不", "不是", "没有", "没"),
    "unknown": ("", "?", "unknown", "don't know", "不清楚", "不知道"),
    "back": ("b", "back", "返回", "上一题"),
    "stop": ("q", "quit", "退出", "结束"),
}
ANSWERS_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "sms_received": {"yes": ("收到", "收到了", "已收到"), "no": ("没收到", "没有收到", "未收到")},
    "application_submitted": {"yes": ("已提交", "提交了"), "no": ("没提交", "没有提交", "未提交")},
    "returned": {"yes": ("已退回", "退回了"), "no": ("没退回", "没有退回", "未退回")},
    "verified": {"yes": ("已核验", "核验了", "已完成核验"), "no": ("没核验", "没有核验", "未核验")},
    "phone_changed": {"yes": ("换过", "换了", "换过了"), "no": ("没换", "没换过", "没有换", "没有换过")},
    "sim_moved": {"yes": ("换过", "换了", "换过了"), "no": ("没换", "没换过", "没有换", "没有换过")},
}
OPENING: tuple[tuple[str, dict[str, bool | str], tuple[str, ...], bool], ...] = (
    ("portal_message", {}, (), False),
    ("sms_received", {}, (), False),
    ("application_submitted", {}, (), False),
    ("submitted_at", {"sms_received": False, "application_submitted": True}, (), False),
    ("filing", {}, (), False),
    ("changes", {"filing": "change"}, (), False),
    ("phone", {"sms_received": False}, (), False),
    ("verified", {"sms_received": True}, (), False),
    ("returned", {"sms_received": True}, (), False),
    ("sms_received_at", {"sms_received": True}, ("verified", "returned"), False),
    ("wrong_entries", {"sms_received": True}, ("verified", "returned"), False),
    ("link_opens", {"sms_received": True}, ("verified", "returned", "portal_message"), False),
    ("code_available", {"sms_received": True}, ("verified", "returned"), False),
    ("resends", {"code_available": False}, (), False),
    ("provider", {}, (), True),
)
INSTEAD = {
    "modified": "meets_requirements",
}
GROUPS: tuple[tuple[dict[str, str], tuple[str, ...]], ...] = (
    ({"zh": "备案", "en": "The filing"}, ("filing", "changes", "service", "provider", "province", "application_submitted", "submitted_at", "returned", "modified", "meets_requirements")),
    ({"zh": "手机号码", "en": "The phone number"}, ("phone", "phone_correct", "phone_changed", "phones_equal", "filed_phone_usable", "original_provider_reachable")),
    ({"zh": "核验短信", "en": "The SMS"}, ("sms_received", "sms_sent_at", "sms_received_at", "intercepted", "receives_other_sms", "line_suspended", "sim_moved", "resent_since_move", "resends", "link_opens", "code_available")),
    ({"zh": "核验", "en": "The verification"}, ("portal_message", "verified", "failed", "wrong_entries", "tried_after_limit", "entries_confirmed", "entered_code", "entered_phone", "entered_id_suffix")),
)
QUESTIONS = {
    "portal_message": {"zh": "工信部备案管理系统显示了什么提示？", "en": "What does MIIT's portal say?"},
    "sms_received": {"zh": "收到核验短信了吗？", "en": "Did the SMS come?"},
    "application_submitted": {"zh": "备案已经提交管局了吗？", "en": "Was the filing submitted to the bureau?"},
    "submitted_at": {"zh": "接入商什么时候通知已提交管局？", "en": "When did the provider say that it was submitted?"},
    "filing": {"zh": "办理哪一类备案？", "en": "Which kind of filing is it?"},
    "changes": {"zh": "变更了什么？", "en": "What does the change filing change?"},
    "service": {"zh": "为哪一类互联网信息服务备案？", "en": "What is filed for?"},
    "provider": {"zh": "通过哪家接入商备案？", "en": "Which access provider is the filing made through?"},
    "province": {"zh": "由哪个省的管局审核？", "en": "Which province's bureau reviews it?"},
    "phone": {"zh": "核验人的手机号码是多少？", "en": "What is the verifier's phone number?"},
    "sms_sent_at": {"zh": "第一条短信什么时候发出？", "en": "When was the first SMS sent?"},
    "sms_received_at": {"zh": "什么时候收到第一条短信？", "en": "When did the first SMS come?"},
    "verified": {"zh": "这位核验人完成核验了吗？", "en": "Has this verifier verified?"},
    "failed": {"zh": "短信核验失败了吗？", "en": "Did the verification fail?"},
    "returned": {"zh": "备案是否已退回接入商？", "en": "Has the filing come back to the access provider?"},
    "wrong_entries": {"zh": "验证码、手机号码、证件号码一共输错过几次？", "en": "How many entries of code, phone number and ID number were wrong, all together?"},
    "tried_after_limit": {"zh": "输错五次之后又试过吗？", "en": "Was there another attempt after five wrong entries?"},
    "modified": {"zh": "备案信息修改过，或需要修改吗？", "en": "Was the filing modified, or does it have to be?"},
    "meets_requirements": {"zh": "备案资料符合当前要求吗？", "en": "Does the filing meet the current requirements?"},
    "phones_equal": {"zh": "现在使用的号码与备案成功信息中的号码相同吗？", "en": "Is the number in use the one on file?"},
    "original_provider_reachable": {"zh": "还能联系上原接入商吗？", "en": "Can the original provider still be reached?"},
    "filed_phone_usable": {"zh": "备案成功信息中的号码还能正常使用吗？", "en": "Does the number on file still work?"},
    "phone_correct": {"zh": "手机号码填写正确吗？", "en": "Was the phone number entered correctly?"},
    "phone_changed": {"zh": "提交备案后换过手机号码吗？", "en": "Has the phone number changed since the filing?"},
    "entries_confirmed": {"zh": "核对过填写的信息，确认无误吗？", "en": "Were the entries checked, and are they right?"},
    "intercepted": {"zh": "短信被手机管家当作垃圾短信拦截了吗？", "en": "Did a spam filter on the phone block the SMS?"},
    "receives_other_sms": {"zh": "手机能收到其他短信吗？", "en": "Does the phone receive other SMS?"},
    "line_suspended": {"zh": "手机号码欠费停机了吗？", "en": "Is the line suspended for an unpaid bill?"},
    "sim_moved": {"zh": "手机卡换到别的手机上了吗？", "en": "Was the SIM moved to another phone?"},
    "resent_since_move": {"zh": "换手机之后重发过短信吗？", "en": "Was the SMS resent after that?"},
    "resends": {"zh": "短信已经重发过几次？", "en": "How often was the SMS resent?"},
    "link_opens": {"zh": "短信中的链接能打开吗？", "en": "Does the link in the SMS open?"},
    "code_available": {"zh": "验证码还在吗？", "en": "Is the code still at hand?"},
    "entered_code": {"zh": "填写的验证码是什么？", "en": "Which code was entered?"},
    "entered_phone": {"zh": "填写的手机号码是多少？", "en": "Which phone number was entered?"},
    "entered_id_suffix": {"zh": "填写的证件号码后 6 位是什么？", "en": "Which last six characters of the ID number were entered?"},
}
HINTS = {
    "sms_received": {"zh": "（发送号码为 12381，或 106 开头、12381 结尾）", "en": " (It is sent by 12381, or by a number from 106 to 12381 at its end.)"},
    "application_submitted": {"zh": "（接入商审核通过后才会提交）", "en": " (The provider submits it after its own review.)"},
    "submitted_at": {"zh": "（北京时间，如 2026-03-02 10:00）", "en": " (China time, such as 2026-03-02 10:00)"},
    "sms_sent_at": {"zh": "（北京时间，如 2026-03-02 10:00）", "en": " (China time, such as 2026-03-02 10:00)"},
    "sms_received_at": {"zh": "（北京时间，如 2026-03-02 10:00）", "en": " (China time, such as 2026-03-02 10:00)"},
    "receives_other_sms": {"zh": "（可以请亲友发一条短信测试）", "en": " (Have somebody send one as a test.)"},
}
CHOICES = {
    "filing": {"first": {"zh": "首次备案", "en": "first filing"}, "add-website": {"zh": "新增网站", "en": "add a website"}, "access": {"zh": "接入备案", "en": "access filing"}, "change": {"zh": "变更备案", "en": "change filing"}, "cancel-entity": {"zh": "注销主体", "en": "cancel the entity"}, "cancel-website": {"zh": "注销网站", "en": "cancel a website"}, "cancel-access": {"zh": "取消接入", "en": "cancel access"}},
    "provider": {"tencent": {"zh": "腾讯云", "en": "Tencent Cloud"}, "alibaba": {"zh": "阿里云", "en": "Alibaba Cloud"}, "huawei": {"zh": "华为云", "en": "Huawei Cloud"}, "volcengine": {"zh": "火山引擎", "en": "Volcengine"}, "wechat": {"zh": "微信公众平台（小程序）", "en": "WeChat (mini-programs)"}, "douyin": {"zh": "抖音开放平台（小程序）", "en": "Douyin (mini-programs)"}, "jd": {"zh": "京东云", "en": "JD Cloud"}, "baidu": {"zh": "百度智能云", "en": "Baidu AI Cloud"}, "other": {"zh": "其他", "en": "another"}},
    "service": {"website": {"zh": "网站", "en": "website"}, "app": {"zh": "App", "en": "app"}, "mini-program": {"zh": "小程序", "en": "mini-program"}, "quick-app": {"zh": "快应用", "en": "quick app"}},
    "changes": {"entity": {"zh": "主体信息", "en": "the entity"}, "website": {"zh": "网站信息", "en": "the website"}, "none": {"zh": "都没有变更（如只变更备注）", "en": "neither (remarks, say)"}},
    "role": {"entity-leader": {"zh": "主体负责人", "en": "entity leader"}, "website-administrator": {"zh": "互联网信息服务负责人", "en": "website administrator"}},
    "id_type": {"id-card": {"zh": "居民身份证", "en": "ID card"}, "passport": {"zh": "护照", "en": "passport"}, "hk-macau-pass": {"zh": "港澳居民来往内地通行证", "en": "Hong Kong or Macau pass"}},
    "province": {"CN-AH": {"zh": "安徽", "en": "Anhui"}, "CN-BJ": {"zh": "北京", "en": "Beijing"}, "CN-CQ": {"zh": "重庆", "en": "Chongqing"}, "CN-FJ": {"zh": "福建", "en": "Fujian"}, "CN-GD": {"zh": "广东", "en": "Guangdong"}, "CN-GS": {"zh": "甘肃", "en": "Gansu"}, "CN-GX": {"zh": "广西", "en": "Guangxi"}, "CN-GZ": {"zh": "贵州", "en": "Guizhou"}, "CN-HA": {"zh": "河南", "en": "Henan"}, "CN-HB": {"zh": "湖北", "en": "Hubei"}, "CN-HE": {"zh": "河北", "en": "Hebei"}, "CN-HI": {"zh": "海南", "en": "Hainan"}, "CN-HK": {"zh": "中国香港", "en": "Hong Kong"}, "CN-HL": {"zh": "黑龙江", "en": "Heilongjiang"}, "CN-HN": {"zh": "湖南", "en": "Hunan"}, "CN-JL": {"zh": "吉林", "en": "Jilin"}, "CN-JS": {"zh": "江苏", "en": "Jiangsu"}, "CN-JX": {"zh": "江西", "en": "Jiangxi"}, "CN-LN": {"zh": "辽宁", "en": "Liaoning"}, "CN-MO": {"zh": "中国澳门", "en": "Macao"}, "CN-NM": {"zh": "内蒙古", "en": "Inner Mongolia"}, "CN-NX": {"zh": "宁夏", "en": "Ningxia"}, "CN-QH": {"zh": "青海", "en": "Qinghai"}, "CN-SC": {"zh": "四川", "en": "Sichuan"}, "CN-SD": {"zh": "山东", "en": "Shandong"}, "CN-SH": {"zh": "上海", "en": "Shanghai"}, "CN-SN": {"zh": "陕西", "en": "Shaanxi"}, "CN-SX": {"zh": "山西", "en": "Shanxi"}, "CN-TJ": {"zh": "天津", "en": "Tianjin"}, "CN-TW": {"zh": "中国台湾", "en": "Taiwan"}, "CN-XJ": {"zh": "新疆", "en": "Xinjiang"}, "CN-XZ": {"zh": "西藏", "en": "Tibet"}, "CN-YN": {"zh": "云南", "en": "Yunnan"}, "CN-ZJ": {"zh": "浙江", "en": "Zhejiang"}},
}
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "filing": {"first": ("首次备案", "first filing", "新增备案", "首次"), "add-website": ("新增网站", "add a website", "新增互联网信息服务", "新增服务"), "access": ("接入备案", "access filing", "新增接入", "接入", "转入备案"), "change": ("变更备案", "change filing", "变更", "变更主体", "变更网站"), "cancel-entity": ("注销主体", "cancel the entity", "主体注销"), "cancel-website": ("注销网站", "cancel a website", "网站注销", "注销互联网信息服务"), "cancel-access": ("取消接入", "cancel access", "取消接入备案")},
    "provider": {"tencent": ("腾讯云", "Tencent Cloud", "腾讯"), "alibaba": ("阿里云", "Alibaba Cloud", "阿里", "Aliyun"), "huawei": ("华为云", "Huawei Cloud", "华为"), "volcengine": ("火山引擎", "Volcengine", "火山"), "wechat": ("微信公众平台（小程序）", "WeChat (mini-programs)", "微信", "微信公众平台", "WeChat"), "douyin": ("抖音开放平台（小程序）", "Douyin (mini-programs)", "抖音", "抖音开放平台", "Douyin"), "jd": ("京东云", "JD Cloud", "京东"), "baidu": ("百度智能云", "Baidu AI Cloud", "百度", "百度云"), "other": ("其他", "another")},
    "service": {"website": ("网站", "website"), "app": ("App", "app", "应用", "移动应用"), "mini-program": ("小程序", "mini-program"), "quick-app": ("快应用", "quick app")},
    "changes": {"entity": ("主体信息", "the entity", "主体", "变更主体"), "website": ("网站信息", "the website", "网站", "互联网信息服务", "变更网站"), "none": ("都没有变更（如只变更备注）", "neither (remarks, say)", "都没有变更", "无")},
    "role": {"entity-leader": ("主体负责人", "entity leader"), "website-administrator": ("互联网信息服务负责人", "website administrator", "网站负责人", "互联网信息服务负责人（网站负责人）")},
    "id_type": {"id-card": ("居民身份证", "ID card", "身份证"), "passport": ("护照", "passport"), "hk-macau-pass": ("港澳居民来往内地通行证", "Hong Kong or Macau pass", "港澳通行证", "回乡证")},
    "province": {"CN-AH": ("安徽", "Anhui", "安徽省"), "CN-BJ": ("北京", "Beijing", "北京市"), "CN-CQ": ("重庆", "Chongqing", "重庆市"), "CN-FJ": ("福建", "Fujian", "福建省"), "CN-GD": ("广东", "Guangdong", "广东省"), "CN-GS": ("甘肃", "Gansu", "甘肃省"), "CN-GX": ("广西", "Guangxi", "广西壮族自治区"), "CN-GZ": ("贵州", "Guizhou", "贵州省"), "CN-HA": ("河南", "Henan", "河南省"), "CN-HB": ("湖北", "Hubei", "湖北省"), "CN-HE": ("河北", "Hebei", "河北省"), "CN-HI": ("海南", "Hainan", "海南省"), "CN-HK": ("中国香港", "Hong Kong", "香港", "香港特别行政区"), "CN-HL": ("黑龙江", "Heilongjiang", "黑龙江省"), "CN-HN": ("湖南", "Hunan", "湖南省"), "CN-JL": ("吉林", "Jilin", "吉林省"), "CN-JS": ("江苏", "Jiangsu", "江苏省"), "CN-JX": ("江西", "Jiangxi", "江西省"), "CN-LN": ("辽宁", "Liaoning", "辽宁省"), "CN-MO": ("中国澳门", "Macao", "澳门", "澳门特别行政区"), "CN-NM": ("内蒙古", "Inner Mongolia", "内蒙古自治区"), "CN-NX": ("宁夏", "Ningxia", "宁夏回族自治区"), "CN-QH": ("青海", "Qinghai", "青海省"), "CN-SC": ("四川", "Sichuan", "四川省"), "CN-SD": ("山东", "Shandong", "山东省"), "CN-SH": ("上海", "Shanghai", "上海市"), "CN-SN": ("陕西", "Shaanxi", "陕西省"), "CN-SX": ("山西", "Shanxi", "山西省"), "CN-TJ": ("天津", "Tianjin", "天津市"), "CN-TW": ("中国台湾", "Taiwan", "台湾", "台湾省"), "CN-XJ": ("新疆", "Xinjiang", "新疆维吾尔自治区"), "CN-XZ": ("西藏", "Tibet", "西藏自治区"), "CN-YN": ("云南", "Yunnan", "云南省"), "CN-ZJ": ("浙江", "Zhejiang", "浙江省")},
}
