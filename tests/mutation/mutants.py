"""Small mistakes put into a source file, one at a time: what a test suite ought to notice.

    comparison   == to !=, in to not in, is to is not, < to >=; against a whole number or a length
                 also < to <= (with measured numbers a tie never happens)
    arithmetic   + to -, * to /, // and % to *, ** to *, & to |
    constant     a number plus one, and minus one
    boolean      and to or, True to False
    not          dropped
    extreme      min to max, argmin to argmax, minimum to maximum
    return       a value to None, but not False, which None would be too
    statement    a call, an augmented assignment, a change of an item, continue or break dropped

Left out, because they cannot change what a program finds: annotations, decorators (`slots`, sizes
of caches) and class bodies of protocols; what stands in `raise`, in warnings and logs (texts);
`if TYPE_CHECKING`; `__repr__`; module constants named for a block, a cache or a number of attempts;
`strict=` of a zip and the arguments of `perf_counter` differences (times).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

FLIPPED: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
}  # fmt: skip
SHIFTED: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
OTHER: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
EXTREMES = {"min": "max", "argmin": "argmax", "minimum": "maximum", "nanmin": "nanmax"}
EXTREMES |= {high: low for low, high in EXTREMES.items()}
NO_MATTER = re.compile(r"_?\w*(BLOCK|CACHE|ATTEMPT|MAP_ABOVE|VERSION)\w*|__\w+__")
TEXTS = re.compile(r"(logger|log|logging|warnings)\.|print|click\.echo|perf_counter|TypeVar")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the `number`-th of its file, and what it turns into what."""

    file: str
    number: int
    line: int
    kind: str
    before: str
    after: str


def mutants_of(file: str, source: str) -> list[Mutant]:
    """All mutants of a source file, in the order of its lines."""
    found = []
    for number, (node, kind, put) in enumerate(_changes(ast.parse(source))):
        before = ast.unparse(node)
        after = "(nothing)" if put is None else ast.unparse(put)
        found.append(Mutant(file, number, node.lineno, kind, before, after))
    return found


def mutated(source: str, number: int) -> str:
    """The source with the change of this number made; comments and layout are lost."""
    tree = ast.parse(source)
    node, _, put = list(_changes(tree))[number]
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, name, put)
            elif isinstance(value, list) and any(inner is node for inner in value):
                value[[inner is node for inner in value].index(True)] = put or ast.Pass()
    return ast.unparse(ast.fix_missing_locations(tree))


Change = tuple[ast.expr | ast.stmt, str, ast.AST | None]  # node, kind, what takes its place


def _changes(tree: ast.AST) -> Iterator[Change]:
    for node in _running(tree):
        yield from _of_expression(node)
        yield from _of_statement(node)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that can change what a program finds."""
    for child in _children(node):
        if not _no_matter(child):
            yield child
            yield from _running(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    skipped = {"annotation", "returns", "decorator_list", "bases", "type_params"}
    for name, value in ast.iter_fields(node):
        if name not in skipped:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield child


def _no_matter(node: ast.AST) -> bool:
    if isinstance(node, ast.ClassDef):
        return any("Protocol" in ast.unparse(base) for base in node.bases)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.FunctionDef):
        return node.name == "__repr__"
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        return any(NO_MATTER.fullmatch(name) for name in names)
    told = node.value if isinstance(node, ast.Expr) else node
    if isinstance(told, ast.Call) and TEXTS.match(ast.unparse(told.func)):
        return True
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    if isinstance(node, ast.BinOp):
        return "perf_counter" in ast.unparse(node)
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.JoinedStr)


def _of_expression(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        operator = type(node.ops[0])
        yield node, "comparison", _with(node, ops=[FLIPPED[operator]()])
        if operator in SHIFTED and _whole(node.left, node.comparators[0]):
            yield node, "comparison", _with(node, ops=[SHIFTED[operator]()])
    elif isinstance(node, ast.BinOp) and type(node.op) in OTHER and not _textual(node):
        yield node, "arithmetic", _with(node, op=OTHER[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield node, "boolean", _with(node, op=other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, "not", node.operand
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield node, "boolean", ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield node, "constant", ast.Constant(node.value + 1)
        yield node, "constant", ast.Constant(node.value - 1)


def _of_call(node: ast.Call) -> Iterator[Change]:
    function = node.func
    if isinstance(function, ast.Name) and function.id in EXTREMES:
        yield node, "extreme", _with(node, func=ast.Name(EXTREMES[function.id], ast.Load()))
    elif isinstance(function, ast.Attribute) and function.attr in EXTREMES:
        other = _with(function, attr=EXTREMES[function.attr])
        yield node, "extreme", _with(node, func=other)


def _of_statement(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Return) and node.value is not None:
        given = node.value.value if isinstance(node.value, ast.Constant) else ...
        if given is not None and given is not False:
            yield node, "return", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.AugAssign | ast.Continue | ast.Break) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield node, "statement", None
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        yield node, "statement", None


def _with(node: ast.AST, **changes: object) -> ast.AST:
    other = deepcopy(node)
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def _whole(*sides: ast.expr) -> bool:
    """Is one side a whole number or a length?"""
    return any(
        (isinstance(side, ast.Constant) and isinstance(side.value, int))
        or (isinstance(side, ast.Call) and ast.unparse(side.func) == "len")
        for side in sides
    )


def _textual(node: ast.BinOp) -> bool:
    """Does it join texts, or types as in `X | None`?"""
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and (side.value is None or isinstance(side.value, str)))
        for side in (node.left, node.right)
    )
