"""The catalogue of failure causes, from ``data/findings.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beian_segments import failures
from beian_segments.cli.localized import say
from beian_segments.failures import CODES
from beian_segments.i18n import Language
from rendering.facts import dated, document_row, facts
from rendering.markdown import bullets, code, escape, link, quoted, steps, table

__all__ = ["causes", "causes_overview"]


def _word(name: str, lang: Language) -> str:
    """A word of the catalogue for which the terminal has none."""
    word: str = facts("terminal")["catalogue"][name][lang]
    return word


def _part(name: str, content: str, lang: Language) -> str:
    return say("part", lang, name=name, content=content)


def causes_overview(lang: Language) -> str:
    """Every code in the order of ``diagnose`` with its cause, as a table of links into the catalogue."""
    causes_of = facts("findings")
    rows = [[link(code(name), "", name), escape(causes_of[name]["cause"][lang])] for name in CODES]
    return table([_word("code", lang), _word("cause", lang)], rows)


def causes(lang: Language) -> str:
    """Every code with its sentences, steps and sources, a heading each."""
    return "\n\n".join("\n\n".join(_entry(name, lang)) for name in CODES) + "\n"


def _entry(name: str, lang: Language) -> Iterator[str]:
    finding = facts("findings")[name]
    yield f"## {code(name)}"
    yield f"**{escape(finding['cause'][lang])}**"
    function = _rule(name)
    yield " · ".join(
        [
            _part(say("who", lang), say(f"actor-{finding['actor']}", lang), lang),
            code(finding["severity"]),
            say(f"basis-{finding['basis']}", lang),
            _part(_word("rule", lang), f"{{py:func}}`{function} <beian_segments.failures.{function}>`", lang),
        ]
    )
    yield from _parts(finding, lang)
    for variant, changed in finding.get("variant", {}).items():
        basis = say(f"basis-{changed.get('basis', finding['basis'])}", lang)
        head = f"{_word('variant', lang)} {code(variant)} · {basis}"
        cause = [f"**{escape(changed['cause'][lang])}**"] if "cause" in changed else []
        yield quoted("\n\n".join([head, *cause, *_parts(changed, lang)]))


def _rule(name: str) -> str:
    """The public function that is the rule of a code."""
    return failures.CHECKS[name].__name__


def _parts(finding: Mapping[str, Any], lang: Language) -> Iterator[str]:
    if "questions" in finding:
        asked = [f"*{escape(question[lang])}* ({code(question['asks'])})" for question in finding["questions"]]
        yield _part(say("finding-check", lang), " / ".join(asked), lang)
    if "steps" in finding:
        yield steps(
            escape(step[lang] if "source" in step else step[lang] + say("step-inferred", lang))
            for step in finding["steps"]
        )
    kinds = [facts("filing")["link"][kind] for kind in finding.get("links", ())]
    if kinds:
        # Those for any provider, else for the one that a case has if none is told.
        shown = [kind.get("any") or kind["tencent"] for kind in kinds]
        titled = " · ".join(f"[{escape(each['title'][lang])}]({each['url']})" for each in shown)
        yield _part(say("link", lang), titled, lang)
    if "sources" in finding:
        yield bullets(_source(source, lang) for source in finding["sources"])


def _source(source: str, lang: Language) -> str:
    document, heading = document_row(source)
    title = link(escape(f"{document['title']} · {document['publisher']}"), "/sources.md", document["id"])
    date = f" · {escape(dated(document, lang))}" if document["dated"] else ""
    return _part(say("source", lang), f"{title} · {escape(heading)}{date}", lang)
