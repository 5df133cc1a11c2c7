"""How answers reach the terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from beian_segments import Segment
from beian_segments.i18n import LANGUAGES, Language, language, word
from beian_segments.list_age import ListAge

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Refused",
    "console",
    "force_option",
    "json_line",
    "lang_option",
    "print_notice",
    "printable",
    "refuse_replacing",
    "say",
    "segment_fields",
    "segment_table",
    "shown",
    "table",
    "today",
]

C = TypeVar("C", bound=Callable[..., object])

_WORDS = {
    "number": {"zh": "号码", "en": "number"},
    "verdict": {"zh": "结论", "en": "verdict"},
    "why": {"zh": "说明", "en": "why"},
    "segment": {"zh": "号段", "en": "segment"},
    "listed": {"zh": "号段表", "en": "on the list"},
    "label": {"zh": "表中运营商", "en": "label there"},
    "carrier": {"zh": "分配给", "en": "allocated to"},
    "service": {"zh": "用途", "en": "service"},
    "confidence": {"zh": "可信度", "en": "confidence"},
    "sources": {"zh": "来源", "en": "sources"},
    "note": {"zh": "备注", "en": "note"},
    "yes": {"zh": "在表内", "en": "yes"},
    "no": {"zh": "不在表内", "en": "no"},
    "rows": {
        "zh": "共 {count} 行，其中 {listed} 行在表内；数据版本 {version}",
        "en": "{count} rows, {listed} on the list; data version {version}",
    },
    "path": {"zh": "经过的行（最长的一行决定结论）", "en": "rows on the way (the longest decides)"},
    "under": {"zh": "更细的行", "en": "finer rows"},
    "no-row": {"zh": "表中没有这一号段的行。", "en": "The table has no row for it."},
    "decides": {"zh": "◀ 决定", "en": "◀ decides"},
    "status-supported": {"zh": "以此开头的号码都在表内。", "en": "Every number that begins like this is on the list."},
    "status-possible": {
        "zh": "以此开头的号码有的在表内，有的不在。",
        "en": "Some numbers that begin like this are on the list.",
    },
    "status-not-listed": {"zh": "以此开头的号码都不在表内。", "en": "No number that begins like this is on the list."},
    "opinion": {
        "zh": "libphonenumber（phonenumbers {version}）：{valid}；运营商：{carrier}",
        "en": "libphonenumber (phonenumbers {version}): {valid}; carrier: {carrier}",
    },
    "opinion-none": {
        "zh": "libphonenumber（phonenumbers {version}）：不认识这个号码。",
        "en": "libphonenumber (phonenumbers {version}): not known.",
    },
    "opinion-params": {
        "zh": "libphonenumber（phonenumbers {version}）：{params}",
        "en": "libphonenumber (phonenumbers {version}): {params}",
    },
    "change-added": {"zh": "新增的行", "en": "added"},
    "change-withdrawn": {"zh": "移出号段表", "en": "withdrawn"},
    "change-newly-listed": {"zh": "新列入号段表", "en": "newly listed"},
    "change-relabelled": {"zh": "表中运营商改变", "en": "relabelled"},
    "change-changed": {"zh": "其他列改变", "en": "changed otherwise"},
    "row-removed": {"zh": "整行已删除", "en": "row removed"},
    "between-parts": {"zh": "；", "en": "; "},
    "part": {"zh": "{name}：{content}", "en": "{name}: {content}"},
    "tables-same": {"zh": "两张表相同，共 {count} 行。", "en": "The tables are the same, with {count} rows."},
    "tables-differ": {
        "zh": "不同的行：{count}；在表内的行：原来 {before}，现在 {after}",
        "en": "rows that differ: {count}; rows on the list: {before} before, {after} after",
    },
    "no-findings": {
        "zh": "就已知的情况，没有发现问题。",
        "en": "From what is known, nothing is wrong.",
    },
    "finding-confirmed": {"zh": "确认", "en": "confirmed"},
    "finding-check": {"zh": "请核对", "en": "check"},
    "finding-info": {"zh": "说明", "en": "good to know"},
    "who": {"zh": "由谁处理", "en": "who acts"},
    "source": {"zh": "依据", "en": "source"},
    "actor-verifier": {"zh": "核验人", "en": "the verifier"},
    "actor-other-verifier": {"zh": "其他核验人", "en": "the other verifier"},
    "actor-applicant": {"zh": "备案申请人", "en": "the applicant"},
    "actor-original-provider": {"zh": "原接入商", "en": "the original provider"},
    "actor-provider": {"zh": "接入商", "en": "the access provider"},
    "actor-nobody": {"zh": "无需处理", "en": "nobody"},
    "basis-stated": {"zh": "文档写明", "en": "stated"},
    "basis-inferred": {"zh": "由文档推断", "en": "inferred"},
    "file": {"zh": "文件", "en": "file"},
    "state": {"zh": "状态", "en": "state"},
    "state-same": {"zh": "一致", "en": "as it should be"},
    "state-differs": {"zh": "内容不一致", "en": "differs"},
    "state-missing": {"zh": "缺失", "en": "missing"},
    "sound": {"zh": "文件完整无误。", "en": "All is well."},
    "unsound": {"zh": "文件有误：请从发布版本重新复制。", "en": "Not sound: copy the files from a release again."},
    "version-same": {
        "zh": "数据版本 {version}，与本发布版本相同。",
        "en": "Data version {version}, that of this release.",
    },
    "version-other": {
        "zh": "数据版本 {version}；本发布版本为 {release}。",
        "en": "Data version {version}; this release has {release}.",
    },
    "valid": {"zh": "有效", "en": "valid"},
    "invalid": {"zh": "无效（仅供参考，不影响结论）", "en": "invalid (for information; it decides nothing)"},
    "partly-valid": {"zh": "部分有效", "en": "valid in part"},
    "unknown": {"zh": "未知", "en": "not known"},
    "count": {"zh": "行数", "en": "rows"},
    "progress": {"zh": "{rows} 行，每秒 {speed} 行", "en": "{rows} rows, {speed} rows/s"},
    "checked": {"zh": "已检查 {rows} 行，其中 {null} 行为空值", "en": "{rows} rows checked, {null} of them null"},
}


def say(key: str, lang: Language, **fields: object) -> str:
    """A word or sentence of the terminal, its fields filled in."""
    return _WORDS[key][lang].format(**fields)


def lang_option(command: C) -> C:
    """Give a command the option ``--lang``; it receives ``lang`` as one of the known languages."""
    return click.option(
        "--lang",
        metavar="|".join(LANGUAGES),
        callback=_parse_language,
        help="Language of the answer. Default: that of the locale, or English.",
    )(command)


def _parse_language(_context: click.Context, _option: click.Parameter, tag: str | None) -> Language:
    if tag is None:
        return _locale_language()
    try:
        return language(tag)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _locale_language() -> Language:
    """The language of the POSIX locale; English where it is neither (``C``, ``fr_FR``)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if tag := os.environ.get(variable):
            try:
                return language(tag)
            except ValueError:
                return "en"
    return "en"


# Wide enough for a line of a table that goes into a file.
_FILE_WIDTH = 120
_LONGEST_SHOWN = 40


class Refused(click.ClickException):
    """What was given is refused, in one line; misuse, as far as the exit code goes."""

    exit_code = 2


def console() -> Console:
    """The console of standard output, made anew for each command: tests and pipes replace the stream."""
    terminal = Console(highlight=False)
    return terminal if terminal.is_terminal else Console(highlight=False, width=_FILE_WIDTH)


def printable(text: str) -> str:
    """A text as given, safe for a terminal: what does not print becomes an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(text: str) -> str:
    """A text as given, safe for a terminal, and cut where it is long."""
    return printable(text) if len(text) <= _LONGEST_SHOWN else f"{printable(text[:_LONGEST_SHOWN])}…"


def json_line(answer: Mapping[str, object]) -> None:
    """Print one JSON object on a line; in plain characters where the stream takes them, else escaped."""
    unicode_stream = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    line = json.dumps(answer, ensure_ascii=not unicode_stream)
    # A lone surrogate has no UTF-8 form; as an escape it is still JSON.
    click.echo(line.encode("utf-8", "backslashreplace").decode())


def table(*headings: str) -> Table:
    """An empty table with these headings."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def segment_fields(segment: Segment | None) -> dict[str, object]:
    """What a program wants to know of a row."""
    return {
        "segment": segment and segment.prefix,
        "published_carrier": segment and segment.published_carrier,
        "carrier": segment and segment.carrier,
        "service": segment and segment.service,
        "confidence": segment and segment.confidence,
    }


def segment_table(segments: Iterable[Segment], lang: Language, *, decides: Segment | None = None) -> Table:
    """Rows with both layers, and a mark at the one that decides."""
    keys = ("segment", "listed", "label", "carrier", "service", "confidence")
    made = table(*(say(key, lang) for key in keys), "")
    for row in segments:
        made.add_row(
            Text(row.prefix),
            Text(say("yes", lang), "green") if row.published else Text(say("no", lang), "yellow"),
            Text(row.published_carrier or "–"),
            Text(word("carrier", row.carrier, lang) if row.carrier else "–"),
            Text(word("service", row.service, lang)),
            Text(word("confidence", row.confidence, lang)),
            Text(say("decides", lang) if row == decides else ""),
        )
    return made


def today() -> date:
    """The day it is here, by the clock and time zone of this machine."""
    return datetime.now().astimezone().date()


def print_notice(age: ListAge, screen: Console, lang: Language) -> None:
    """Say that a list is stale, if it is."""
    notice = age.notice(lang)
    if notice:
        screen.print(Text(f"! {notice}", "yellow"), soft_wrap=True)


def force_option(command: C) -> C:
    """Give a command the option ``--force``; it receives ``force``."""
    return click.option("--force", is_flag=True, help="Replace the file to write if it is there.")(command)


def refuse_replacing(path: Path, *, force: bool) -> None:
    """Refuse a place where a file or a link is already, a link to nothing included.

    A device or a pipe is no such thing: it is written to and stays.

    Raises:
        click.UsageError: there is one, and no ``force``.
    """
    if not force and (path.is_file() or (path.is_symlink() and not path.exists())):
        raise click.UsageError(f"{path} is there already; --force replaces it")
