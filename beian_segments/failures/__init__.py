"""Why the code of the filing SMS did not come, or was refused: facts in, findings out.

Hand over what is known as a :class:`Case` and ask :func:`diagnose`; each :class:`Finding` says what is wrong, who acts
and what to do, in Chinese and English, and where that is written. Facts that are not known become questions.

>>> from beian_segments.failures import Case, diagnose
>>> for finding in diagnose(Case(filing="first", phone="13800138000", line_suspended=True)):
...     print(finding.code, finding.status, *finding.remedy("en"))
line-suspended confirmed Pay the bill and have the line restored. Resend the SMS on MIIT's portal.

What the facts imply is filled in first (:func:`complete`). Narrower questions are :func:`why_no_sms`,
:func:`why_not_passed`, :func:`explain_portal`, :func:`check_entries` and :func:`after_return`; :data:`CHECKS` has the
rule of each code. All functions are pure: no clock (``now`` is an argument), no files, the same answer for the same
facts. Rules and sentences are those of ``data/findings.toml``, ``data/rules.toml`` and ``data/portal.toml``.
"""

from beian_segments.failures import completion, diagnosis, findings, id_numbers, limits, model, portal, rules, verifiers
from beian_segments.failures.completion import *  # noqa: F403
from beian_segments.failures.diagnosis import *  # noqa: F403
from beian_segments.failures.findings import *  # noqa: F403
from beian_segments.failures.id_numbers import *  # noqa: F403
from beian_segments.failures.limits import *  # noqa: F403
from beian_segments.failures.model import *  # noqa: F403
from beian_segments.failures.portal import *  # noqa: F403
from beian_segments.failures.rules import *  # noqa: F403
from beian_segments.failures.verifiers import *  # noqa: F403

__all__: list[str] = []
__all__ += model.__all__
__all__ += portal.__all__
__all__ += findings.__all__
__all__ += completion.__all__
__all__ += diagnosis.__all__
__all__ += verifiers.__all__
__all__ += id_numbers.__all__
__all__ += limits.__all__
__all__ += rules.__all__
