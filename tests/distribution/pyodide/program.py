"""What the tests run in Pyodide; its last line is the answer."""

import json
import sys
from datetime import date
from typing import Any

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
answer: dict[str, Any] = {
    "platform": sys.platform,
    "python": sys.version_info[:2],
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

# Only now: what is above must not have imported it.
from hypothesis import HealthCheck, given, settings  # noqa: E402

from beian_segments.strategies import cases, supported_numbers, unlisted_numbers  # noqa: E402

answer["drawn"] = 0


@settings(database=None, deadline=None, derandomize=True, max_examples=20, suppress_health_check=[*HealthCheck])
@given(supported_numbers(), unlisted_numbers(), cases())
def draw(supported: str, unlisted: str, case: Case) -> None:
    """Count the examples whose numbers are what their strategies promise, and whose case can be diagnosed."""
    diagnose(case)
    answer["drawn"] += is_supported_segment(supported) and not is_supported_segment(unlisted)


draw()
json.dumps(answer)
