"""All mutants of a module: where each is, how it reads, and its source."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile

from mutation.variants import variants

__all__ = ["Key", "Mutant", "mutants", "sampled"]

#: A mutant by its module, place, two readings and number.
Key = tuple[str, str, str, str, int]

# What is shown of a line on either side of what has changed.
_AROUND = 30

# Fields that hold types, which nobody evaluates, and what a decorator, an import or a name list is about.
_NEVER = frozenset({"annotation", "returns", "bases", "decorator_list"})
_NAME_LISTS = frozenset({"__all__", "__slots__"})
_TYPE_MAKERS = frozenset({"Callable", "Literal", "NewType", "TypeVar", "Union"})


@dataclass(frozen=True)
class Mutant:
    """One change to one module.

    Attributes:
        module: the module's path below the checkout.
        line: the line of the change, from 1.
        where: the function or class that it is in, dotted; empty at the module's top.
        before: the changed line as ``ast`` writes it, cut to what is around the change.
        after: the same line afterwards.
        number: which of several in the same place that read the same, from 1.
        in_function: whether the line runs when a function is called, and not when the module is imported.
        source: the module's source with the change.
    """

    module: str
    line: int
    where: str
    before: str
    after: str
    number: int
    in_function: bool
    source: str

    @property
    def key(self) -> Key:
        """What stays the same when other lines of the module change."""
        return self.module, self.where, self.before, self.after, self.number

    def __str__(self) -> str:
        """The place and the change, on one line."""
        return f"{self.module}:{self.line} {self.where or 'module'}: {self.before} -> {self.after}"


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """The mutants of a module in the order of its lines; every one of them compiles."""
    tree = ast.parse(source)
    original = ast.unparse(tree).splitlines()
    seen: Counter[tuple[str, str, str]] = Counter()
    texts = {"\n".join(original)}
    for place in _places(tree, "", in_function=False):
        for variant in variants(place.node):
            place.put(variant)
            text = ast.unparse(ast.fix_missing_locations(tree))
            place.put(place.node)
            if text in texts:
                continue
            texts.add(text)
            try:
                compile(text, module, "exec", dont_inherit=True)
            except SyntaxError:
                continue
            before, after = _difference(original, text.splitlines())
            seen[place.where, before, after] += 1
            number = seen[place.where, before, after]
            yield Mutant(module, place.line, place.where, before, after, number, place.in_function, text)


def sampled(every: Iterable[Mutant], count: int, seed: str) -> list[Mutant]:
    """So many of the mutants. Each is in or out by itself, so that a changed line changes little else of the sample."""
    return sorted(every, key=lambda mutant: sha256(f"{seed} {mutant.key}".encode()).digest())[:count]


@dataclass(frozen=True)
class _Place:
    """A node, and where it hangs."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    line: int
    where: str
    in_function: bool

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _places(parent: ast.AST, where: str, *, in_function: bool, line: int = 1) -> Iterator[_Place]:
    for field, value in ast.iter_fields(parent):
        if field in _NEVER:
            continue
        several = isinstance(value, list)
        for index, node in enumerate(value if several else [value]):
            if not isinstance(node, ast.AST) or _is_left_alone(node) or _is_docstring(node):
                continue
            at = getattr(node, "lineno", line)
            is_body = field == "body" and isinstance(parent, ast.FunctionDef | ast.Lambda)
            runs_when_called = in_function or is_body
            yield _Place(node, parent, field, index if several else None, at, where, runs_when_called)
            inside = where
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                inside = f"{where}.{node.name}".lstrip(".")
            if isinstance(node, ast.JoinedStr):
                yield from _of_f_string(node, inside, in_function=runs_when_called)
                continue
            yield from _places(node, inside, in_function=runs_when_called, line=at)


def _of_f_string(parent: ast.JoinedStr, where: str, *, in_function: bool) -> Iterator[_Place]:
    """The places in an f-string, but for its format specifications, which are f-strings themselves."""
    for index, node in enumerate(parent.values):
        if isinstance(node, ast.FormattedValue):
            yield from _places(node, where, in_function=in_function, line=parent.lineno)
        else:
            yield _Place(node, parent, "values", index, parent.lineno, where, in_function)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) if name in _NAME_LISTS:
            return True
        case ast.Subscript(value=ast.Name(id=name)) | ast.Call(func=ast.Name(id=name)) if name in _TYPE_MAKERS:
            return True
        case ast.AnnAssign(value=None) | ast.keyword(arg="strict"):
            return True
    return False


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines in which two texts differ, each as one line, cut to what is around the difference."""
    top = _common(before, after)
    bottom = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - top)
    old, new = (" ".join(map(str.strip, lines[top : len(lines) - bottom])) for lines in (before, after))
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    return _cut(old, start, len(old) - end), _cut(new, start, len(new) - end)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many elements two sequences begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _cut(line: str, start: int, end: int) -> str:
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(line))
    return f"{'…' if low else ''}{line[low:high]}{'…' if high < len(line) else ''}"
