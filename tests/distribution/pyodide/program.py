"""What the tests run in Pyodide; its last line is the answer."""

import json
import sys
from datetime import date

import beian_segments
from beian_segments import (
    DEFAULT_TABLE,
    SegmentError,
    check_segment,
    is_supported_segment,
    match_prefix,
    validate_segment,
)
from beian_segments.failures import Case, diagnose
from beian_segments.list_age import LIST_CHECKED, list_age
from beian_segments.vendoring import PACKAGED, verify

try:
    validate_segment("010-6552 9988")
except SegmentError as error:
    refused = {"code": error.code, "params": dict(error.params), "message": error.message("en")}

case = Case(filing="access", sms_received=False, phones_equal=True, intercepted=True)
json.dumps(
    {
        "platform": sys.platform,
        "version": beian_segments.__version__,
        "supported": is_supported_segment("+86 138-0013-8000"),
        "segment_found": DEFAULT_TABLE.match("13491234567") == check_segment("13491234567").segment,
        "region": check_segment("+852 5123 4567").params["region"],
        "refused": refused,
        "typed": match_prefix("192").status,
        "findings": [[finding.status, finding.code] for finding in diagnose(case)],
        "stale": list_age(date(LIST_CHECKED.year + 1, 12, 31)).stale,
        "sound": verify(PACKAGED).sound,
        "extras": sorted({"click", "hypothesis", "narwhals", "numpy"} & set(sys.modules)),
    }
)
