"""Generated from data/ by ``python -m beian_segments.publish``: do not edit.

verdicts.toml as Python constants.
"""

VERDICTS: dict[str, dict[str, tuple[str, ...]]] = {
    "empty": {"zh": ("请输入手机号码。",), "en": ("Enter a mobile number.",)},
    "not-a-number": {"zh": ("手机号码应以文本形式提供，而不是 {type}。", "请只填写 {length} 位半角数字，不要带空格、分隔符、国家代码或长途前缀 0。", "这不是手机号码：含有号码中不会出现的字符，或字符的顺序不对。请只填写 11 位手机号码。"), "en": ("A mobile number is given as text, not as {type}.", "Enter {length} plain digits and nothing else: no spaces, separators, country code or trunk 0.", "This is not a phone number: it has a character, or an order of characters, that no number has. Enter the 11 digits of a mobile number only.")},
    "not-mainland": {"zh": ("这不是中国大陆的号码（国家或地区代码 +{country_code}，{region}）。备案短信核验需要中国大陆的手机号码。", "这不是中国大陆的号码（国家或地区代码 +{country_code}）。备案短信核验需要中国大陆的手机号码。", "这不是中国大陆的号码。备案短信核验需要中国大陆的手机号码。"), "en": ("This is not a mainland China number (country code +{country_code}, {region}). SMS verification of a filing takes a mainland mobile number.", "This is not a mainland China number (country code +{country_code}). SMS verification of a filing takes a mainland mobile number.", "This is not a mainland China number. SMS verification of a filing takes a mainland mobile number.")},
    "not-mobile": {"zh": ("这不是手机号码（{kind}）。请填写 13 至 19 开头的 11 位手机号码。", "这不是手机号码。请填写 13 至 19 开头的 11 位手机号码。"), "en": ("This is not a mobile number ({kind}). Enter the 11 digits of a mobile number, which begins with 13 to 19.", "This is not a mobile number. Enter the 11 digits of a mobile number, which begins with 13 to 19.")},
    "too-short": {"zh": ("号码位数不足：手机号码为 11 位数字。",), "en": ("Too few digits: a mobile number has 11.",)},
    "too-long": {"zh": ("号码位数过多：手机号码为 11 位数字，请去掉分机号、IP 拨号前缀等多余的数字。",), "en": ("Too many digits: a mobile number has 11. Leave out extensions and dial codes.",)},
    "segment-not-listed": {"zh": ("号段 {segment} 不在已公布的可接收备案核验短信的号段表范围内，可能收不到验证码。请换用表内号段的手机号码，或先向运营商确认。", "该号段不在已公布的可接收备案核验短信的号段表范围内，可能收不到验证码。请换用表内号段的手机号码，或先向运营商确认。"), "en": ("Segment {segment} is not covered by the published list of segments that receive the filing SMS, so the code may not arrive. Use a number of a listed segment, or ask the carrier first.", "The segment is not covered by the published list of segments that receive the filing SMS, so the code may not arrive. Use a number of a listed segment, or ask the carrier first.")},
    "supported": {"zh": ("号段 {segment} 在已公布的可接收备案核验短信的号段表范围内。", "该号段在已公布的可接收备案核验短信的号段表范围内。"), "en": ("Segment {segment} is covered by the published list of segments that receive the filing SMS.", "The segment is covered by the published list of segments that receive the filing SMS.")},
}
FORM = {
    "pattern": {"zh": "请填写 11 位手机号码，号段须在可接收备案核验短信的号段表内。", "en": "Enter a mobile number of 11 digits whose segment is on the list of those that receive the filing SMS."},
}
CAVEATS = {
    "carrier-label-differs": {"zh": "号段表标注的运营商与号段的实际分配不一致。", "en": "The carrier printed in the list is not the one the block was allocated to."},
    "mvno": {"zh": "虚拟运营商（移动通信转售）号段。", "en": "A block of virtual operators (MVNO)."},
    "iot": {"zh": "物联网号段，可能不支持收发短信。", "en": "A block for the Internet of Things, which may carry no SMS."},
    "data-card": {"zh": "上网卡（数据卡）号段。", "en": "A block issued for data cards."},
    "satellite": {"zh": "卫星通信号段。", "en": "A block of satellite service."},
    "unallocated": {"zh": "未查到该号段的分配记录。", "en": "No allocation of this block is known."},
    "extrapolated": {"zh": "号段表只列到三位，这一更细的号段沿用其三位号段的结论。", "en": "The list names three digits; this finer block takes over what the list says of its three-digit segment."},
    "low-confidence": {"zh": "该号段的分配资料不足或来源不一致，仅供参考。", "en": "What is known of this block's allocation is thin or contradictory."},
}
NOTICES = {
    "stale": {"zh": "号段表上次核对于 {checked}，已过 {days} 天，超过 {term} 天的期限：新启用的号段可能不在表内。请升级本库，或对照原页核对：{url}", "en": "The list was last checked on {checked}, {days} days ago, which is more than the term of {term} days: a new segment may be missing. Upgrade this library, or check the page: {url}"},
}
CARRIERS = {
    "unicom": {"zh": "中国联通", "en": "China Unicom", "label": "联通"},
    "mobile": {"zh": "中国移动", "en": "China Mobile", "label": "移动"},
    "telecom": {"zh": "中国电信", "en": "China Telecom", "label": "电信"},
    "broadnet": {"zh": "中国广电", "en": "China Broadnet", "label": "广电"},
    "satnet": {"zh": "中国星网", "en": "China Satellite Network", "label": "星网"},
    "other": {"zh": "其他单位", "en": "other organisations", "label": "其他单位"},
}
SERVICES = {
    "mobile": {"zh": "公众移动通信", "en": "mobile"},
    "mvno": {"zh": "虚拟运营商", "en": "MVNO"},
    "iot": {"zh": "物联网", "en": "Internet of Things"},
    "data-card": {"zh": "上网卡", "en": "data card"},
    "satellite": {"zh": "卫星通信", "en": "satellite"},
    "unallocated": {"zh": "未分配", "en": "unallocated"},
}
CONFIDENCES = {
    "high": {"zh": "高", "en": "high"},
    "medium": {"zh": "中", "en": "medium"},
    "low": {"zh": "低", "en": "low"},
}
KINDS = {
    "landline": {"zh": "固定电话", "en": "landline"},
    "short-code": {"zh": "短号码", "en": "short code"},
    "toll-free": {"zh": "免费电话", "en": "toll-free number"},
    "shared-cost": {"zh": "主被叫分摊付费电话", "en": "shared-cost number"},
    "premium-rate": {"zh": "声讯电话", "en": "premium-rate number"},
    "pager": {"zh": "寻呼机", "en": "pager"},
    "voip": {"zh": "网络电话", "en": "VoIP number"},
}
