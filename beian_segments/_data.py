"""Generated from data/ by ``python -m tools.build``: do not edit.

segments.csv, blocks.csv, list.toml, versions.toml, writings.toml and verdicts.toml as Python constants.
"""

DATA_VERSION: str = "2026-11-28"
SCHEMA_VERSION: str = "1.2.0"
LIST_CHECKED = "2021-07-09"
LIST_TERM_DAYS = 180
LIST_PAGE = "https://cloud.tencent.com/document/product/243/30487"
LENGTH = 11
LEADS = ("13", "14", "15", "16", "17", "18", "19")
SCHEME = "tel:"
COUNTRY_CODE = "86"
INTERNATIONAL_PREFIXES = ("+", "00")
TRUNK_PREFIX = "0"
SEPARATORS = {
    "white_space": ((9, 13), (32, 32), (133, 133), (160, 160), (5760, 5760), (8192, 8202), (8232, 8232), (8233, 8233), (8239, 8239), (8287, 8287), (12288, 12288)),
    "dashes": ((45, 45), (8208, 8213), (8722, 8722), (65112, 65112), (65123, 65123), (65293, 65293)),
    "dots": ((46, 46), (183, 183), (65294, 65294), (12539, 12539)),
    "brackets": ((40, 40), (41, 41), (91, 91), (93, 93), (123, 123), (125, 125), (65288, 65288), (65289, 65289), (65339, 65339), (65341, 65341), (65371, 65371), (65373, 65373), (12304, 12304), (12305, 12305)),
    "invisible": ((173, 173), (847, 847), (1564, 1564), (4447, 4448), (6068, 6069), (6155, 6159), (8203, 8207), (8234, 8238), (8288, 8303), (8419, 8419), (12644, 12644), (65024, 65039), (65279, 65279), (65440, 65440), (65520, 65528)),
}
ANYWHERE = ("white_space", "dashes", "invisible")
JOINTS = (3, 7)
AT_JOINTS = ("brackets",)
PAIRED = ("dots",)
LISTED = ("13", "146", "147", "150", "151", "152", "153", "155", "156", "157", "158", "159", "162", "165", "166", "167", "170", "171", "172", "173", "175", "176", "177", "178", "18", "191", "193", "195", "196", "198", "199")
ROWS = (
    ("130", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("131", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("132", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("133", True, "联通", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "The list prints 联通; the block is allocated to China Telecom."),
    ("134", True, "联通", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), "The list prints 联通; 1340-1348 are allocated to China Mobile and 1349 to China Telecom for satellite service."),
    ("1340", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1341", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1342", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1343", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1344", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1345", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1346", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1347", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1348", True, "联通", "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone-dat-2312"), None),
    ("1349", True, "联通", "telecom", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Satellite service; the MIIT list allocates 13492, 13493 and 13499 only."),
    ("13492", True, "联通", "telecom", "satellite", "high", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("13493", True, "联通", "telecom", "satellite", "high", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("13499", True, "联通", "telecom", "satellite", "high", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("135", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("136", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("137", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("138", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("139", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("140", False, None, None, "unallocated", "low", ("miit-2023-03", "bw8-list"), "Absent from the MIIT list; secondary lists call it 13-digit IoT of China Unicom."),
    ("141", False, None, "telecom", "iot", "medium", ("vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "bw8-list"), "1410 is 13-digit IoT; absent from the MIIT list of 11-digit numbers."),
    ("1410", False, None, "telecom", "iot", "medium", ("vincentsit-2022-05", "tencent-ekyc-2026-05"), "13-digit IoT; absent from the MIIT list of 11-digit numbers."),
    ("142", False, None, None, "unallocated", "medium", ("miit-2023-03",), "Absent from the MIIT list."),
    ("143", False, None, None, "unallocated", "medium", ("miit-2023-03",), "Absent from the MIIT list."),
    ("144", False, None, "mobile", "iot", "low", ("vincentsit-2022-05", "zhwiki-2024-04", "bw8-list", "phone2region-2025-02"), "1440 and 1441 are 13-digit IoT; absent from the MIIT list of 11-digit numbers. 357 blocks of 1442 are China Mobile's in block data of 2025-02, which no other source confirms."),
    ("1440", False, None, "mobile", "iot", "medium", ("vincentsit-2022-05", "itu-t020200002b"), "13-digit IoT; absent from the MIIT list of 11-digit numbers."),
    ("1441", False, None, "mobile", "iot", "medium", ("vincentsit-2022-05",), "13-digit IoT; absent from the MIIT list of 11-digit numbers."),
    ("145", False, None, "unicom", "data-card", "medium", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Issued as a data card; the MIIT list carries it without a mark."),
    ("146", True, "联通", "unicom", "iot", "medium", ("tencent-faq-b", "miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "bw8-list", "csdn-88841118", "itu-t020200002b"), "Called IoT-only by an allocation notice and other lists; the MIIT list carries it without a mark and libphonenumber leaves it out."),
    ("147", True, "移动", "mobile", "data-card", "medium", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Issued as a data card; voice works in practice."),
    ("148", False, None, "mobile", "iot", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "zhwiki-2024-04", "bw8-list", "csdn-88841118", "itu-t020200002b"), "Called IoT-only by an allocation notice and other lists; the MIIT list carries it without a mark."),
    ("149", False, None, "telecom", "data-card", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "any-rule-295"), "Issued as a data card, and cards with voice exist too; the MIIT list carries it without a mark."),
    ("150", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("151", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("152", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("153", True, "联通", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "The list prints 联通; the block is allocated to China Telecom."),
    ("154", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-2017"), "Absent from the MIIT list; planned for mobile service in the numbering plan of 2017."),
    ("155", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("156", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("157", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("158", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("159", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("160", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-draft-2017"), "Absent from the MIIT list; kept for information services in a draft plan of 2017."),
    ("161", False, None, None, "unallocated", "medium", ("miit-2023-03", "libphonenumber-9.0.43", "baike-2026", "numbering-plan-2017"), "Planned for mobile service in the numbering plan of 2017. Only 1619 is in the MIIT list; 1610 is China Broadnet's by libphonenumber and an encyclopedia."),
    ("1610", False, None, "broadnet", "mobile", "medium", ("libphonenumber-9.0.43", "baike-2026"), "China Broadnet by libphonenumber and an encyclopedia; no source confirms the service kind."),
    ("1619", False, None, "satnet", "satellite", "medium", ("miit-2023-03",), "Satellite service."),
    ("162", True, "电信", "telecom", "mvno", "high", ("tencent-faq-b", "miit-2023-03", "vincentsit-2022-05", "phone2region-2025-02"), "Resale (MVNO) only, says the MIIT list."),
    ("163", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-draft-2017"), "Absent from the MIIT list; kept for data access in a draft plan of 2017."),
    ("164", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-2017"), "Absent from the MIIT list; planned for mobile service in the numbering plan of 2017."),
    ("165", True, "移动", "mobile", "mvno", "high", ("tencent-faq-b", "miit-2023-03", "vincentsit-2022-05", "phone2region-2025-02"), "Resale (MVNO) only, says the MIIT list."),
    ("166", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("167", True, "联通", "unicom", "mvno", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone2region-2025-02"), "Resale (MVNO) only, says the MIIT list."),
    ("168", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-draft-2017"), "Absent from the MIIT list; kept for information services in a draft plan of 2017."),
    ("169", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-draft-2017"), "Absent from the MIIT list; kept for data access in a draft plan of 2017."),
    ("170", True, "联通", None, "mvno", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), "Resale (MVNO) only, split among three carriers by the fourth digit; the list prints 联通 for all of it."),
    ("1700", True, "联通", "telecom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1701", True, "联通", "telecom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1702", True, "联通", "telecom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1703", True, "联通", "mobile", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1704", True, "联通", "unicom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1705", True, "联通", "mobile", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1706", True, "联通", "mobile", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1707", True, "联通", "unicom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1708", True, "联通", "unicom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("1709", True, "联通", "unicom", "mvno", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone-dat-2312"), None),
    ("171", True, "联通", "unicom", "mvno", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone2region-2025-02"), "Resale (MVNO) only, says the MIIT list."),
    ("172", True, "移动", "mobile", "mobile", "low", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "zhwiki-2024-04", "baike-2026", "bigbird-2026"), "Two sources have it as an ordinary segment and two as one for the Internet of Things; a user reports receiving SMS."),
    ("173", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("174", False, None, None, "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Satellite only, says the MIIT list: China Telecom 17400-17405, others 17406-17412 and 1749."),
    ("1740", False, None, None, "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Split at the fifth digit: China Telecom 17400-17405, others 17406-17409."),
    ("17400", False, None, "telecom", "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05"), None),
    ("17401", False, None, "telecom", "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05"), None),
    ("17402", False, None, "telecom", "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05"), None),
    ("17403", False, None, "telecom", "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05"), None),
    ("17404", False, None, "telecom", "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05"), None),
    ("17405", False, None, "telecom", "satellite", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05"), None),
    ("17406", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("17407", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("17408", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("17409", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("1741", False, None, None, "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "The MIIT list allocates 17410-17412 to another organisation, and 17413-17419 to nobody."),
    ("17410", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("17411", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("17412", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), "Allocated to another organisation; one source names MIIT emergency communication. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("1749", False, None, "other", "satellite", "medium", ("miit-2023-03", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "bigbird-2026"), "Allocated to another organisation: a maritime satellite operator, 北京船舶通信导航 in one source and 中国交通通信信息中心 in another. Tencent's carrier list and the block data put all of 174 under China Telecom."),
    ("175", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("176", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("177", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("178", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("179", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-draft-2017"), "Absent from the MIIT list; 179xx are access codes of IP telephony."),
    ("180", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("181", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("182", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("183", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("184", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("185", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("186", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("187", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("188", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("189", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("190", False, None, "telecom", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "miit-2019-12"), None),
    ("191", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("192", False, None, "broadnet", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "phone2region-2025-02", "miit-2019-12"), None),
    ("193", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("194", False, None, None, "unallocated", "medium", ("miit-2023-03", "numbering-plan-2017"), "Absent from the MIIT list; planned for mobile service in the numbering plan of 2017."),
    ("195", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("196", True, "联通", "unicom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "miit-2019-12"), None),
    ("197", False, None, "mobile", "mobile", "high", ("miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02", "miit-2019-12"), None),
    ("198", True, "移动", "mobile", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
    ("199", True, "电信", "telecom", "mobile", "high", ("tencent-faq-b", "miit-2023-03", "libphonenumber-9.0.43", "vincentsit-2022-05", "tencent-ekyc-2026-05", "phone2region-2025-02"), None),
)
WIDE_USE: dict[str, dict[str, str]] = {
    "190": {"in_use": "2025-02", "blocks": "7486"},
    "192": {"in_use": "2025-02", "blocks": "9388"},
    "197": {"in_use": "2025-02", "blocks": "4778"},
}
VERDICTS: dict[str, dict[str, tuple[str, ...]]] = {
    "empty": {"zh": ("请输入手机号码。",), "en": ("Enter a mobile number.",)},
    "not-a-number": {"zh": ("手机号码应以文本形式提供，而不是 {type}。", "请只填写 {length} 位半角数字，不要带空格、分隔符、国家代码或长途前缀 0。", "这不是手机号码：含有手机号码以外的字符，或写法有误。请只填写 11 位手机号码。"), "en": ("A mobile number is given as text, not as {type}.", "Enter {length} plain digits and nothing else: no spaces, separators, country code or trunk 0.", "This is not a phone number: it has a character, or an order of characters, that no number has. Enter the 11 digits of a mobile number only.")},
    "not-mainland": {"zh": ("这不是中国大陆的号码（国家或地区代码 +{country_code}，{region}）。备案短信核验需要中国大陆的手机号码。", "这不是中国大陆的号码（国家或地区代码 +{country_code}）。备案短信核验需要中国大陆的手机号码。", "这不是中国大陆的号码。备案短信核验需要中国大陆的手机号码。"), "en": ("This is not a mainland China number (country code +{country_code}, {region}). SMS verification of a filing takes a mainland mobile number.", "This is not a mainland China number (country code +{country_code}). SMS verification of a filing takes a mainland mobile number.", "This is not a mainland China number. SMS verification of a filing takes a mainland mobile number.")},
    "not-mobile": {"zh": ("这不是手机号码（{kind}）。请填写 13 至 19 开头的 11 位手机号码。", "这不是手机号码。请填写 13 至 19 开头的 11 位手机号码。"), "en": ("This is not a mobile number ({kind}). Enter the 11 digits of a mobile number, which begins with 13 to 19.", "This is not a mobile number. Enter the 11 digits of a mobile number, which begins with 13 to 19.")},
    "too-short": {"zh": ("号码位数不足：手机号码为 11 位数字。",), "en": ("Too few digits: a mobile number has 11.",)},
    "too-long": {"zh": ("号码位数过多：手机号码为 11 位数字，请去掉分机号、IP 拨号前缀等多余的数字。",), "en": ("Too many digits: a mobile number has 11. Leave out extensions and dial codes.",)},
    "segment-not-listed": {"zh": ("号段 {segment} 不在腾讯云公布的号段表内，但该表早于这一号段的普及（截至 {in_use} 已启用 {blocks} 个万号段），不能据此断定收不到备案核验短信。请先向运营商确认，或换用表内号段的手机号码。", "号段 {segment} 不在腾讯云公布的号段表内，可能收不到备案核验短信。请换用表内号段的手机号码，或先向运营商确认。", "该号段不在腾讯云公布的号段表内，可能收不到备案核验短信。请换用表内号段的手机号码，或先向运营商确认。"), "en": ("Segment {segment} is not covered by the published list of segments that receive the filing SMS, but that list is older than its wide use ({blocks} of its 10,000 blocks by {in_use}), so this proves little. Ask the carrier first, or use a number of a listed segment.", "Segment {segment} is not covered by the published list of segments that receive the filing SMS, so the code may not arrive. Use a number of a listed segment, or ask the carrier first.", "The segment is not covered by the published list of segments that receive the filing SMS, so the code may not arrive. Use a number of a listed segment, or ask the carrier first.")},
    "supported": {"zh": ("号段 {segment} 在腾讯云公布的可接收备案核验短信的号段表内。", "该号段在腾讯云公布的可接收备案核验短信的号段表内。"), "en": ("Segment {segment} is covered by the published list of segments that receive the filing SMS.", "The segment is covered by the published list of segments that receive the filing SMS.")},
}
DAMAGES = {
    "masked": {"zh": "号码中有几位被星号等符号遮住了，请填写完整的 11 位手机号码。", "en": "Some digits of the number are masked. Enter the whole number."},
    "scientific": {"zh": "表格软件把号码改成了科学计数法，部分数字可能已丢失。请将该列设为“文本”格式后重新填写或导出。", "en": "A spreadsheet changed the number to scientific notation, and digits may be lost. Format the column as text, then enter or export it again."},
    "decimal": {"zh": "号码被表格或程序当成了带小数的数值。请填写不带小数点的 11 位手机号码；表格中请将该列设为“文本”格式。", "en": "A spreadsheet or program read the number as one with decimals. Enter the 11 digits without a decimal point; in a spreadsheet, format the column as text."},
    "thousands": {"zh": "表格软件在号码中加了千位分隔符。请填写不带逗号的 11 位手机号码；表格中请将该列设为“文本”格式。", "en": "A spreadsheet put thousands separators into the number. Enter the 11 digits without commas; in a spreadsheet, format the column as text."},
    "ip-address": {"zh": "这是 IP 地址，不是手机号码。请填写 11 位手机号码。", "en": "This is an IP address, not a phone number. Enter the 11 digits of a mobile number."},
    "text-guard": {"zh": "号码外面有表格导出时加上的引号或等号，请去掉后只填写 11 位手机号码。", "en": "A quotation mark or equals sign of a spreadsheet export stands around the number. Remove it and enter the 11 digits only."},
    "extension": {"zh": "手机号码后面带有分机号，请去掉分机号，只填写 11 位手机号码。", "en": "An extension follows the number. Enter the 11 digits of the mobile number without it."},
    "several-numbers": {"zh": "这里有不止一个手机号码，每栏请只填写一个。", "en": "There is more than one mobile number here. Enter one number a field."},
    "foreign-grouping": {"zh": "号码的分组和括号是其他国家或地区号码的写法。备案短信核验需要中国大陆的手机号码，请直接填写 11 位数字。", "en": "The number is grouped as one of another country. SMS verification of a filing takes a mainland mobile number; enter its 11 digits without brackets or dots."},
    "text-around": {"zh": "手机号码前后有其他文字或符号，请只填写 11 位手机号码。", "en": "There are other characters around the number. Enter the 11 digits of the mobile number alone."},
}
FORM = {
    "pattern": {"zh": "请填写 11 位手机号码，号段须在腾讯云公布的可接收备案核验短信的号段表内。", "en": "Enter a mobile number of 11 digits whose segment is on the list of those that receive the filing SMS."},
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
    "wide-use": {"zh": "该号段已普遍使用，而号段表早于此：不在表内不代表收不到。", "en": "The segment is in wide use, and the list is older than that: its absence there proves little."},
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
REGIONS = {
    "HK": {"zh": "中国香港", "en": "Hong Kong"},
    "MO": {"zh": "中国澳门", "en": "Macau"},
    "TW": {"zh": "中国台湾", "en": "Taiwan"},
}
