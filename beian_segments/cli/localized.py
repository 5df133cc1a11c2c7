"""Click in the language of the user: its help and its errors. The sentences are in ``data/terminal.toml``.

The language is that of ``--lang``, wherever it stands among the arguments, or of the locale. It is known before the
arguments are read, because they may have to be refused in it.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click

from beian_segments.cli._data import ERRORS, FRAME, WORDS
from beian_segments.cli.layout import Screen, Text, terminal_width, width_of, wrap
from beian_segments.i18n import LANGUAGES, Language, language
from beian_segments.redact import hide_numbers

__all__ = [
    "STARTED_BY_MAIN",
    "Command",
    "Misuse",
    "Refused",
    "current_language",
    "error_text",
    "force_option",
    "json_option",
    "lang_option",
    "locale_language",
    "misuse_of",
    "say",
    "set_language",
    "short_help",
    "write_list",
    "write_options",
]

C = TypeVar("C", bound=Callable[..., object])

# Longer lines are hard to read.
_WIDEST_HELP = 100
_WIDEST_NAMES = 30

# Where the context has the language.
_LANGUAGE = f"{__name__}.language"


# The language


def locale_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the POSIX locale, as gettext finds it: English where it is neither (``C``, ``fr_FR``).

    ``LANGUAGE`` is a list that comes first, but for a locale that is ``C`` or ``POSIX``.
    """
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    listed = environment.get("LANGUAGE", "") if locale not in ("C", "POSIX") else ""
    for tag in filter(None, (listed or locale).split(":")):
        try:
            return language(tag)
        except ValueError:
            continue
    return "en"


def set_language(context: click.Context, arguments: Sequence[str]) -> None:
    """Let a context and those below it speak the language that the arguments ask for, else that of the locale."""
    asked = None
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, has_value, tag = argument.partition("=")
        if name == "--lang":
            asked = tag if has_value else "".join(arguments[number + 1 : number + 2])
    try:
        context.meta[_LANGUAGE] = locale_language() if asked is None else language(asked)
    except ValueError:
        # The option itself will say so.
        context.meta[_LANGUAGE] = locale_language()


def current_language(context: click.Context | None = None) -> Language:
    """The language of a context or, without one, of the command that is running or the locale."""
    context = context or click.get_current_context(silent=True)
    return (context.meta.get(_LANGUAGE) if context else None) or locale_language()


def say(key: str, lang: Language, **fields: object) -> str:
    """A word or sentence of the terminal, its fields filled in; that for one alone where the ``count`` is 1."""
    words = WORDS.get(f"{key}-one") if fields.get("count") == 1 else None
    return (words or WORDS[key])[lang].format(**fields)


def error_text(key: str, **fields: object) -> str:
    """Why something is refused, with the fields filled in, in the language of the command that is running."""
    return ERRORS[key][current_language()].format(**fields)


def _frame(key: str, lang: Language, **fields: object) -> str:
    return FRAME[key][lang].format(**fields)


# Options


def lang_option(command: C) -> C:
    """Give a command the option ``--lang``; it receives ``lang`` as one of the known languages."""
    return click.option("--lang", metavar="|".join(LANGUAGES), callback=_parse_language)(command)


def _parse_language(context: click.Context, _option: click.Parameter, tag: str | None) -> Language:
    if tag is None:
        return current_language(context)
    try:
        return language(tag)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def json_option(command: C) -> C:
    """Give a command the option ``--json``; it receives ``as_json``."""
    return click.option("--json", "as_json", is_flag=True)(command)


def force_option(command: C) -> C:
    """Give a command the option ``--force``; it receives ``force``."""
    return click.option("--force", is_flag=True)(command)


# Errors


def _print_error(message: str, lang: Language) -> None:
    """One line, but for a terminal, which would cut it anywhere."""
    screen = Screen(stderr=True)
    screen.print(Text(_frame("error", lang, message=message), whole=not screen.is_terminal))


class Refused(click.ClickException):
    """The input is refused, in one line and without the usage; the exit code is that of misuse."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self._lang: Language = current_language()

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Print it on standard error."""
        _print_error(self.message, self._lang)


class Misuse(click.UsageError):
    """What was given cannot be used: with the usage, in the language of its context."""

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Print it on standard error."""
        lang = current_language(self.ctx)
        if self.ctx:
            advice = _frame("try", lang, command=self.ctx.command_path, option=_HELP_NAMES[0])
            click.echo(f"{self.ctx.get_usage()}\n{advice}\n", err=True)
        _print_error(self.message, lang)


@contextmanager
def misuse_of(context: click.Context) -> Generator[None]:
    """Say errors on what was given in the language of the user, and without what looks like a phone number in it."""
    try:
        yield
    except click.UsageError as error:
        above = error.ctx or context
        message = _in_chinese(error, above) if current_language(above) == "zh" else None
        raise Misuse(hide_numbers(message or error.format_message()), above) from None


def _in_chinese(error: click.UsageError, context: click.Context) -> str | None:
    """What click says, in Chinese; None for what is said in it already, or is not known here."""
    from beian_segments.cli._help import MISUSE, PLACEHOLDERS

    if isinstance(error, click.NoSuchOption):
        key = "similar-options" if error.possibilities else "no-such-option"
        return MISUSE[key].format(option=error.option_name, options="、".join(error.possibilities or ()))
    if isinstance(error, click.BadOptionUsage):
        options = (option for option in context.command.params if isinstance(option, click.Option))
        is_flag = any(option.is_flag and error.option_name in option.opts for option in options)
        return MISUSE["takes-no-value" if is_flag else "needs-value"].format(option=error.option_name)
    if isinstance(error, click.BadParameter) and error.param:
        name = _placed(error.param.get_error_hint(context).strip("'"), PLACEHOLDERS)
        if isinstance(error, click.MissingParameter):
            kind = "missing-option" if isinstance(error.param, click.Option) else "missing-argument"
            return MISUSE[kind].format(name=name)
        reason = context.command.reason(error.param) if isinstance(context.command, Command) else None
        return MISUSE["bad-value"].format(name=name, reason=reason or error.message)
    if extra := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message, re.DOTALL):
        return MISUSE["extra-arguments"].format(arguments=extra[1])
    return None


def _placed(text: str, placeholders: Mapping[str, str]) -> str:
    """A text with its placeholders (``FILE``) in Chinese."""
    return re.sub(r"\b[A-Z]+(?:-[A-Za-z]+)*\b", lambda found: placeholders.get(found[0], found[0]), text)


# Help


class _Formatter(click.HelpFormatter):
    """Breaks lines where Chinese text may break, and lets what belongs together hang."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        super().__init__(indent_increment, width or min(terminal_width(), max_width or _WIDEST_HELP))

    def _lines(self, text: str, indent: int, hanging: int = 0) -> str:
        """Lines from a column on; the first begins where the writing is."""
        spans = wrap(text, max(self.width - indent, _WIDEST_NAMES), hanging)
        return f"\n{' ' * (indent + hanging)}".join(text[start:end] for start, end in spans)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage, whose further lines hang below the arguments."""
        begin = f"{prefix or ''}{prog} "
        self.write(f"{begin}{self._lines(args, width_of(begin))}\n")

    def write_heading(self, heading: str) -> None:
        """A heading, which has its colon."""
        self.write(f"{' ' * self.current_indent}{heading}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, a line each in the text."""
        for line in text.strip().split("\n"):
            margin = " " * self.current_indent if line else ""
            self.write(f"{margin}{self._lines(line, self.current_indent)}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_NAMES, col_spacing: int = 2) -> None:
        """Names, and beside them what they are; below them where they are too long."""
        given = [*rows]
        column = min(max(width_of(name) for name, _ in given), col_max) + col_spacing + self.current_indent
        for name, text in given:
            names = self._lines(name.replace("|", "| "), self.current_indent, self.indent_increment).replace("| ", "|")
            line = " " * self.current_indent + names
            taken = width_of(line.rsplit("\n", 1)[-1])
            gap = " " * (column - taken) if taken + col_spacing <= column else "\n" + " " * column
            self.write(f"{line}{gap}{self._lines(text, column)}\n")


#: The object of the context of a process that is ours, and not that of a program that runs a command.
STARTED_BY_MAIN = object()


class _Context(click.Context):
    formatter_class = _Formatter


def _show_help(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


# Click's own has a text, for which gettext looks for translations on the disk, whether the text is shown or not.
_HELP_NAMES = ["-h", "--help"]
_HELP_OPTION = click.Option(_HELP_NAMES, is_flag=True, is_eager=True, expose_value=False, callback=_show_help)


class Command(click.Command):
    """A command whose help, and whose word on misuse, are in the language of the user."""

    context_class: type[click.Context] = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002 - click's signature
        """``--help``."""
        return _HELP_OPTION

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with the garbage collector that starting did without."""
        if ctx.find_root().obj is STARTED_BY_MAIN and not isinstance(self, click.Group):
            gc.freeze()
            gc.enable()
        return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        with misuse_of(ctx):
            return super().parse_args(ctx, args)

    def reason(self, param: click.Parameter) -> str | None:
        """Why a value of an option does not do, in Chinese; None where only click can say it."""
        from beian_segments.cli._help import MISUSE

        if param.name == "lang":
            return MISUSE["choice"].format(choices="、".join(LANGUAGES))
        if isinstance(param.type, click.Choice):
            return MISUSE["choice"].format(choices="、".join(map(str, param.type.choices)))
        if isinstance(param.type, click.IntRange):
            return MISUSE["range"].format(low=param.type.min)
        return MISUSE["path"] if isinstance(param.type, click.Path) else None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The placeholders of the usage."""
        return _placeholders(super().collect_usage_pieces(ctx), ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_frame("usage", current_language(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_help_of(self.name or "", "command", current_language(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        write_options(ctx, formatter, FRAME["options"], [option.name for option in self.get_params(ctx)])

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """The first sentence of the help."""
        return short_help(self.name or "", current_language())


def short_help(command: str, lang: Language) -> str:
    """The first sentence of a command's help."""
    return _help_of(command, "command", lang).split("\n", 1)[0]


def _placeholders(pieces: list[str], context: click.Context) -> list[str]:
    if current_language(context) == "en":
        return pieces
    from beian_segments.cli._help import PLACEHOLDERS

    return [_placed(piece, PLACEHOLDERS) for piece in pieces]


def _help_of(command: str, option: str, lang: Language) -> str:
    from beian_segments.cli._help import HELP

    entry = HELP[command].get(option) or HELP["shared"].get(option) or FRAME[option]
    return entry[lang].strip()


def write_options(
    context: click.Context,
    formatter: click.HelpFormatter,
    heading: Mapping[str, str],
    names: Iterable[str | None],
    said: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Write a section of the help: options of the command by their names, each with what is said of it.

    Args:
        context: that of the command.
        formatter: where to write.
        heading: the heading by language.
        names: the names of the parameters; those of arguments are left out.
        said: what is said of the options, by name and language, instead of what the data have for the command.
    """
    lang, command = current_language(context), context.command
    options = {option.name: option for option in command.get_params(context) if isinstance(option, click.Option)}
    records = []
    for name, option in ((name, options[name]) for name in names if name in options):
        record = option.get_help_record(context)
        key = option.opts[-1].removeprefix("--")
        told = said[str(name)][lang] if said else _help_of(command.name or "", key, lang)
        records.append((_placeholders([record[0] if record else ""], context)[0], told))
    write_list(formatter, heading[lang], records, lang)


def write_list(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]], lang: Language) -> None:
    """Write a section of names and what they are."""
    with formatter.section(_frame("heading", lang, name=heading)):
        formatter.write_dl(rows)
