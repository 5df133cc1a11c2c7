"""Why the code of the filing SMS did not come, or was refused: facts in, findings out.

Hand over what is known as a :class:`Case` and ask :func:`diagnose`; or ask one question, or one check, alone. Pure
functions: no clock, no files, the same answer for the same facts. The words and rules are ``data/findings.toml``,
``data/rules.toml`` and ``data/portal.toml``. This room stands on the validator, and nothing below knows of it.
"""

from __future__ import annotations

from beian_segments.failures.diagnosis import (
    after_return,
    check_entries,
    diagnose,
    explain_portal,
    why_no_sms,
    why_not_passed,
)
from beian_segments.failures.entries import (
    check_change_filing_first,
    check_code_lost_resend,
    check_code_not_six_digits,
    check_entries_do_not_match,
    check_entry_wrong,
    check_id_suffix_not_six,
    check_id_suffix_zhejiang_back,
    check_open_portal_directly,
    check_phone_not_contact_1,
    check_wrong_verifier_role,
)
from beian_segments.failures.facts import (
    Case,
    Entries,
    Person,
)
from beian_segments.failures.filing import (
    check_access_phone_mismatch_cancel_refile,
    check_access_phone_mismatch_change_first,
    check_no_verification_for_filing_type,
)
from beian_segments.failures.findings import (
    CODES,
    Actor,
    Basis,
    Finding,
    Severity,
    Status,
)
from beian_segments.failures.info import (
    check_move_sim_and_resend,
    check_new_phone_allowed,
    check_possible_system_lag,
    check_wait_for_bureau_review,
)
from beian_segments.failures.limits import (
    attempts_left,
    deadline,
    resends_left,
)
from beian_segments.failures.messages import (
    check_application_not_submitted,
    check_other_verifier_pending,
    check_portal_all_verified,
    check_portal_already_verified,
    check_portal_failed_ask_provider,
    check_portal_failed_retry,
    check_portal_no_pending_application,
    check_portal_other_verifier_pending,
    check_portal_record_not_found,
    check_portal_resend_limit,
    check_portal_resend_ok,
    check_portal_wrong_information,
    check_resend_limit_reached,
)
from beian_segments.failures.no_sms import (
    check_line_suspended,
    check_phone_receives_no_sms,
    check_resend_after_sim_move,
    check_sms_intercepted,
)
from beian_segments.failures.phone import (
    check_phone_changed,
    check_phone_changed_unrecoverable,
    check_phone_number_wrong,
    check_segment_not_listed,
)
from beian_segments.failures.portal import (
    PortalMessage,
    parse_portal_message,
)
from beian_segments.failures.returned import (
    check_documents_disagree,
    check_reapply_after_rejection,
    check_resubmit_unchanged,
    check_returned_after_sixth_entry,
    check_verification_failed,
    check_verification_timed_out,
    check_wrong_entries_exhausted,
)
from beian_segments.failures.sources import (
    Source,
)
from beian_segments.failures.suffix import (
    id_suffix,
)
from beian_segments.failures.verifiers import (
    Verifiers,
    expected_recipients,
    phone_to_enter,
    required_verifiers,
)
from beian_segments.failures.vocabulary import (
    FilingType,
    IdType,
    Part,
    Provider,
    Role,
)

__all__ = [
    "CODES",
    "Actor",
    "Basis",
    "Case",
    "Entries",
    "FilingType",
    "Finding",
    "IdType",
    "Part",
    "Person",
    "PortalMessage",
    "Provider",
    "Role",
    "Severity",
    "Source",
    "Status",
    "Verifiers",
    "after_return",
    "attempts_left",
    "check_access_phone_mismatch_cancel_refile",
    "check_access_phone_mismatch_change_first",
    "check_application_not_submitted",
    "check_change_filing_first",
    "check_code_lost_resend",
    "check_code_not_six_digits",
    "check_documents_disagree",
    "check_entries",
    "check_entries_do_not_match",
    "check_entry_wrong",
    "check_id_suffix_not_six",
    "check_id_suffix_zhejiang_back",
    "check_line_suspended",
    "check_move_sim_and_resend",
    "check_new_phone_allowed",
    "check_no_verification_for_filing_type",
    "check_open_portal_directly",
    "check_other_verifier_pending",
    "check_phone_changed",
    "check_phone_changed_unrecoverable",
    "check_phone_not_contact_1",
    "check_phone_number_wrong",
    "check_phone_receives_no_sms",
    "check_portal_all_verified",
    "check_portal_already_verified",
    "check_portal_failed_ask_provider",
    "check_portal_failed_retry",
    "check_portal_no_pending_application",
    "check_portal_other_verifier_pending",
    "check_portal_record_not_found",
    "check_portal_resend_limit",
    "check_portal_resend_ok",
    "check_portal_wrong_information",
    "check_possible_system_lag",
    "check_reapply_after_rejection",
    "check_resend_after_sim_move",
    "check_resend_limit_reached",
    "check_resubmit_unchanged",
    "check_returned_after_sixth_entry",
    "check_segment_not_listed",
    "check_sms_intercepted",
    "check_verification_failed",
    "check_verification_timed_out",
    "check_wait_for_bureau_review",
    "check_wrong_entries_exhausted",
    "check_wrong_verifier_role",
    "deadline",
    "diagnose",
    "expected_recipients",
    "explain_portal",
    "id_suffix",
    "parse_portal_message",
    "phone_to_enter",
    "required_verifiers",
    "resends_left",
    "why_no_sms",
    "why_not_passed",
]
