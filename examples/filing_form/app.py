"""The pages. All that a page needs comes with its request: nothing is stored, and no number is part of a URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from beian_segments import DATA_VERSION, PrefixStatus, SegmentReport, Verdict, check_segment, mask_number
from beian_segments.failures import Role, Status, required_verifiers
from beian_segments.list_age import LIST_CHECKED
from examples.filing_form.form import FilingForm, filing_name
from examples.filing_form.no_code import ANSWERS, help_with
from examples.filing_form.words import CAVEATS, LANGUAGES, QUESTIONS, WORDS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

__all__ = ["create_app"]

# Resources of this site only, none inline, and no page in a frame.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LANG = "/<any(zh, en):lang>"

# Caveats of phones that may get no SMS even if their segment is listed.
_CAUTIONS = ("iot", "data-card", "satellite", "unallocated")
# What the hint says besides the status.
_HINTS = (*_CAUTIONS, "wide-use")


def create_app() -> Flask:
    """The application, ready to be served."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.add_url_rule("/", view_func=start)
    app.add_url_rule("/beian-segments.mjs", view_func=module)
    app.add_url_rule(f"{_LANG}/", view_func=contact, methods=["GET", "POST"])
    app.add_url_rule(f"{_LANG}/no-code", view_func=no_code, methods=["GET", "POST"])
    app.url_value_preprocessor(_take_language)
    app.context_processor(_page)
    app.after_request(_with_headers)
    return app


def start() -> ResponseReturnValue:
    """Redirect to the form in the visitor's language."""
    lang = request.accept_languages.best_match(LANGUAGES, default=LANGUAGES[0])
    return redirect(url_for("contact", lang=lang))


def module() -> ResponseReturnValue:
    """The JavaScript module of the package; a site with files of its own would copy it among them."""
    content = files("beian_segments.data").joinpath("js", "beian-segments.mjs").read_bytes()
    return Response(content, mimetype="text/javascript")


def contact() -> ResponseReturnValue:
    """The form; once submitted, the verdict on the number."""
    form = FilingForm(request.form)
    # A change of language, or back from the other page: nothing has been submitted yet.
    if request.method != "POST" or "as_it_is" in request.form:
        return render_template("contact.html", form=form, as_it_is=True)
    valid = form.validate()
    report = check_segment(form.phone.data or "")
    verifiers = who_verifies(form.filing.data, form.role.data, WORDS[g.lang]) if valid else []
    answer = answer_to(report) if report.number else None
    return render_template("contact.html", form=form, answer=answer, verifiers=verifiers), 200 if valid else 422


def answer_to(report: SegmentReport) -> dict[str, Any]:
    """What the page says of a number.

    ``look`` is the one colour of the answer: a listed segment of satellites is not simply good news. ``notes`` are for
    the applicant, ``details`` about the list.
    """
    notes: dict[str, str] = dict(zip(report.caveats, report.notes(g.lang), strict=True))
    caution = not notes.keys().isdisjoint(_CAUTIONS)
    if caution and report.supported:
        notes["caution"] = WORDS[g.lang]["caution"]
    if "wide-use" not in notes:  # which says the same, and why
        notes["caveat"] = WORDS[g.lang][f"caveat-{report.verdict}"]
    first = [*_CAUTIONS, "mvno", "caution"]
    return {
        "report": report,
        "look": "supported" if report.supported and not caution else "caution",
        "title": WORDS[g.lang]["supported-caution" if report.supported and caution else report.verdict],
        "notes": [notes[each] for each in first if each in notes],
        "details": [note for each, note in notes.items() if each not in first],
    }


def who_verifies(filing: str, role: str, words: Mapping[str, str]) -> list[str]:
    """Who has to pass the verification of a filing, in a sentence, and whether the role is one of them."""
    roles = required_verifiers(filing, changes=None).roles
    if roles is None:
        return []
    if not roles:
        return [words["verifiers_nobody"]]
    names = words["and"].join(words[each] for each in Role if each in roles)
    return [words["verifiers"].format(roles=names), *([words["verifiers_other"]] if role not in roles else [])]


def no_code() -> ResponseReturnValue:
    """Questions about a missing code, and the findings from the answers."""
    form = FilingForm(request.form)
    if not (form.filing.validate(form) and form.role.validate(form)):
        raise BadRequest
    help_ = help_with(form.phone.data or "", form.filing.data, request.form)
    count = Counter(finding.status for finding in help_.findings)
    updated = WORDS[g.lang]["updated"].format(confirmed=count[Status.CONFIRMED], check=count[Status.CHECK])
    phone = shown(form.phone.data or "", WORDS[g.lang])
    return render_template("no_code.html", form=form, help=help_, updated=updated, shown=phone)


def shown(phone: str, words: Mapping[str, str]) -> str:
    """A number as a page may show it: masked, or that there is none."""
    report = check_segment(phone)
    if report.verdict is Verdict.EMPTY:
        return words["no_number"]
    return mask_number(phone) if report.number else words["unreadable"]


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.lang = (values or {}).pop("lang", LANGUAGES[0])


def _page() -> dict[str, Any]:
    """The context of every template."""
    (other,) = (lang for lang in LANGUAGES if lang != g.lang)
    return {
        "answers": ANSWERS,
        "filing_name": filing_name,
        "hint_words": {
            "status": {status: WORDS[g.lang][f"hint_{status}"] for status in PrefixStatus},
            "caveat": {caveat: CAVEATS[caveat][g.lang] for caveat in _HINTS},
        },
        "lang": g.lang,
        "other": other,
        "other_words": WORDS[other],
        "questions": QUESTIONS,
        "version": DATA_VERSION,
        "checked": LIST_CHECKED,
        "words": WORDS[g.lang],
    }


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response
