"""What can be wrong with a piece of code: small changes of a syntax tree, each of which a test should notice."""

from __future__ import annotations

import ast
from collections.abc import Iterator

__all__ = ["variants"]

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Pow: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Div: ast.Mult, ast.RShift: ast.LShift,
    ast.LShift: ast.RShift,
}  # fmt: skip
# Functions that are taken for one another.
_NAMES = {
    "all": "any", "any": "all", "max": "min", "min": "max", "sorted": "list",
    "endswith": "startswith", "startswith": "endswith", "removeprefix": "removesuffix", "removesuffix": "removeprefix",
    "fullmatch": "match", "search": "match", "lower": "upper", "upper": "lower",
    "isdigit": "isalnum", "isalpha": "isalnum", "isascii": "isprintable",
}  # fmt: skip
# Arguments that make a slip an error; without a slip nothing can tell.
_PRECAUTIONS = frozenset({"strict"})
# Functions to which the order of their arguments is all the same.
_COMMUTATIVE = frozenset({"every", "max", "min"})


def variants(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - a table, written as cases
    """What could stand in place of a node by mistake: nodes that share what did not change. The node stays as it is."""
    match node:
        case ast.stmt():
            yield from _of_statement(node)
        case ast.Constant():
            yield from _of_constant(node)
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield ast.BoolOp(other, values)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            for index, comparison in enumerate(ops):
                changed = [*ops[:index], _COMPARISONS[type(comparison)](), *ops[index + 1 :]]
                yield ast.Compare(left, changed, comparators)
        case ast.BinOp(left=left, op=op, right=right):
            yield ast.BinOp(left, _OPERATORS[type(op)](), right)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield from (ast.IfExp(other, body, orelse) for other in _negated(test))
        case ast.comprehension(target=target, iter=among, ifs=conditions, is_async=is_async):
            for index in range(len(conditions)):
                rest = [*conditions[:index], *conditions[index + 1 :]]
                yield ast.comprehension(target, among, rest, is_async)
        case ast.Yield(value=ast.expr()):
            yield ast.Yield(ast.Constant(None))
        case ast.Lambda(args=arguments, body=body) if not _is_none(body):
            yield ast.Lambda(arguments, ast.Constant(None))
        case ast.Call():
            yield from _of_call(node)
        # A pair is rather a value than a list of things one of which could be missing.
        case ast.Tuple(elts=elements, ctx=ast.Load()) | ast.List(elts=elements, ctx=ast.Load()) if len(elements) > 2:
            for index in range(len(elements)):
                yield type(node)([*elements[:index], *elements[index + 1 :]], ast.Load())
        case ast.Set(elts=elements) if len(elements) > 1:
            for index in range(len(elements)):
                yield ast.Set([*elements[:index], *elements[index + 1 :]])
        case ast.Dict(keys=keys, values=values):
            for index in range(len(keys)):
                yield ast.Dict([*keys[:index], *keys[index + 1 :]], [*values[:index], *values[index + 1 :]])
        case ast.Slice(lower=lower, upper=upper, step=step):
            if lower:
                yield ast.Slice(None, upper, step)
            if upper:
                yield ast.Slice(lower, None, step)
        case ast.ExceptHandler(type=ast.expr(), name=name, body=statements):
            yield ast.ExceptHandler(ast.Tuple([], ast.Load()), name, statements)
        case ast.arguments():
            yield from _of_arguments(node)


def _of_statement(node: ast.stmt) -> Iterator[ast.AST]:  # noqa: C901 - likewise
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield from (ast.If(other, body, orelse) for other in _negated(test))
        case ast.While(test=test, body=body, orelse=orelse):
            yield ast.While(ast.Constant(False), body, orelse)
        case ast.For(target=target, body=body, orelse=orelse):
            yield ast.For(target, ast.Tuple([], ast.Load()), body, orelse)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Return(value=None) | ast.Raise() | ast.AugAssign() | ast.Delete() | ast.Nonlocal():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield ast.Pass()
        # A name that is never bound is noticed at once and proves nothing.
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
    if isinstance(node, ast.AugAssign):
        yield ast.AugAssign(node.target, _OPERATORS[type(node.op)](), node.value)


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    value: object = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        # An index of -1 is that of the last, which is often the first.
        if value:
            yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant("" if value else "XX")


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    function, positional, keywords = node.func, node.args, node.keywords
    is_commutative = isinstance(function, ast.Name) and function.id in _COMMUTATIVE
    for index in range(0 if is_commutative else len(positional) - 1):
        first, second = positional[index : index + 2]
        if ast.dump(first) != ast.dump(second) and not isinstance(second, ast.Starred):
            yield ast.Call(function, [*positional[:index], second, first, *positional[index + 2 :]], keywords)
    for index, keyword in enumerate(keywords):
        if keyword.arg in _PRECAUTIONS:
            continue
        yield ast.Call(function, positional, [*keywords[:index], *keywords[index + 1 :]])
    if isinstance(function, ast.Name) and function.id in _NAMES:
        yield ast.Call(ast.Name(_NAMES[function.id], ast.Load()), positional, keywords)
    if isinstance(function, ast.Attribute) and function.attr in _NAMES:
        yield ast.Call(ast.Attribute(function.value, _NAMES[function.attr], ast.Load()), positional, keywords)


def _of_arguments(node: ast.arguments) -> Iterator[ast.AST]:
    """Another default where it is None; constants are changed by themselves."""

    def changed(defaults: list[ast.expr], kw_defaults: list[ast.expr | None]) -> ast.arguments:
        return ast.arguments(
            posonlyargs=node.posonlyargs, args=node.args, vararg=node.vararg, kwonlyargs=node.kwonlyargs,
            kwarg=node.kwarg, defaults=defaults, kw_defaults=kw_defaults,
        )  # fmt: skip

    other = ast.Constant(...)
    for index, default in enumerate(node.defaults):
        if _is_none(default):
            yield changed([*node.defaults[:index], other, *node.defaults[index + 1 :]], [*node.kw_defaults])
    for index, kw_default in enumerate(node.kw_defaults):
        if kw_default is not None and _is_none(kw_default):
            yield changed(node.defaults, [*node.kw_defaults[:index], other, *node.kw_defaults[index + 1 :]])


def _negated(test: ast.expr) -> Iterator[ast.expr]:
    """The opposite of a condition, if it is none that is turned round by itself."""
    if not isinstance(test, ast.Compare) and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
        yield ast.UnaryOp(ast.Not(), test)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
