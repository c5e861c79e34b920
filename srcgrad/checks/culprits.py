"""Where a wrong gradient comes from: the statements of the forward sweep, each on its own.

The forward sweep runs once more, and the operands of each statement are kept when it runs first,
and for the second, fourth, eighth time: a slope may be hidden by a factor of 0 at first.
Then each statement is a function of its operands, whose gradient is compared with central
differences, the last statement first: that is the order of the reverse sweep. In forward mode it is
the tangent, and the first statement is the first.
"""

from __future__ import annotations

import ast
import linecache
import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.backends.compiled import Compiled, read_free
from srcgrad.checks.replicas import replica
from srcgrad.compiler import generate
from srcgrad.errors import GradientCheckError
from srcgrad.late import dataclass, field
from srcgrad.request import sign
from srcgrad.rules.text import loaded
from srcgrad.transforms.gradient import Gradient
from srcgrad.transforms.solutions import Root
from srcgrad.transforms.specialised import Adjoint

MOST = 60  # statements that are looked at
REVERSE = "# reverse sweep"
Check = Callable[[Any, tuple[Any, ...], tuple[str, ...]], None]


@dataclass
class Statement:
    """One assignment of the forward sweep, and the values that it read in some of its runs.

    What is appended to a list is one, too.
    """

    node: ast.stmt
    value: ast.expr
    line: int  # in the generated file
    runs: int = 0
    held: list[dict[str, Any]] = field(default_factory=list)

    def operands(self) -> list[str]:
        """The local names that its right side reads, in order."""
        return list({n.id: None for n in ast.walk(self.value) if isinstance(n, ast.Name)})

    def ran(self, local: dict[str, Any]) -> None:
        """It is about to run."""
        self.runs += 1
        if self.runs & (self.runs - 1) == 0:
            self.held.append(replica({n: local[n] for n in self.operands() if n in local}))


def culprit(
    gradient: Gradient, args: tuple[Any, ...], seed: Any, check: Check, reverse: bool = True
) -> str:
    """The likely line in words; nothing where each statement agrees on its own.

    `check(function, args, names)` raises GradientCheckError where a derivative is wrong; the order
    is that of the `reverse` sweep.
    """
    try:
        compiled = _generated(gradient, args)
        found = _statements(compiled)
        _run(compiled, gradient, args, seed, found)
    except Exception:  # the search must not hide what was found out
        return ""
    ran = [one for one in found.values() if one.held]
    for one in sorted(ran, key=lambda one: one.line, reverse=reverse)[:MOST]:
        for held in one.held:
            message = _wrong(one, held, compiled, check)
            if message:
                return _told(one, compiled, gradient, message)
    return ""


def _generated(gradient: Gradient, args: tuple[Any, ...]) -> Compiled:
    """The adjoint, generated anew: a stored one does not know the user's lines."""
    values, kwargs = gradient._bound(args, {})
    names = [*gradient._positional, *gradient._keyword]
    named = dict(zip(names, [*values, *kwargs.values()], strict=True))
    signature = {name: sign(value) for name, value in named.items()}
    return generate(None, gradient.primal, gradient.options, signature, gradient._chosen())


def _statements(compiled: Compiled) -> dict[int, Statement]:
    """The assignments and stores of the forward sweep, by line in the file."""
    lines = compiled.source.split("\n")
    last = max((n for n, line in enumerate(lines, 1) if line.strip() == REVERSE), default=0)
    tree = ast.parse(compiled.source)
    function = next(n for n in tree.body if getattr(n, "name", "") == compiled.function.__name__)
    shift = compiled.function.__code__.co_firstlineno - function.lineno
    found = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign(value=value, lineno=line) if line < last:
                found[line + shift] = Statement(node, value, line)
            case ast.AugAssign(value=value, lineno=line) if line < last:
                found[line + shift] = Statement(node, value, line)
            case ast.Expr(ast.Call(ast.Attribute(attr="append"), [value]), lineno=line) if (
                line < last
            ):
                found[line + shift] = Statement(node, value, line)
    return found


def _run(
    compiled: Compiled,
    gradient: Gradient,
    args: tuple[Any, ...],
    seed: Any,
    found: dict[int, Statement],
) -> None:
    """Run the adjoint, and keep what each statement reads."""
    code = compiled.function.__code__

    def inside(frame: Any, event: str, _: Any) -> Any:
        one = found.get(frame.f_lineno) if event == "line" else None
        if one is not None:
            one.ran(frame.f_locals)
        return inside

    def enter(frame: Any, event: str, _: Any) -> Any:
        return inside if frame.f_code is code else None

    before = sys.gettrace()
    adjoint = Adjoint(compiled, gradient.primal, gradient.options.seed_name)
    sys.settrace(enter)
    try:
        adjoint(*args, **({} if seed is None else {gradient.options.seed_name: seed}))
    finally:
        sys.settrace(before)


def _wrong(one: Statement, held: dict[str, Any], compiled: Compiled, check: Check) -> str:
    """What is wrong with the gradient of one statement in one run, if anything."""
    moving = {n: v for n, v in held.items() if _is_number(v)}
    if not moving or _is_of_a_solver(one, compiled):
        return ""
    still = {n: v for n, v in held.items() if n not in moving}
    text = f"def statement({', '.join(moving)}):\n    return {ast.unparse(one.value)}\n"
    try:
        function = loaded("statement", text, {**compiled.function.__globals__, **still})
        check(function, tuple(moving.values()), tuple(moving))
    except GradientCheckError as error:
        return re.sub("the ([a-z0-9 ]+) of `the statement`", r"its \1", error.reason)
    except Exception:  # a value that is no number, an operand of another kind: not a finding
        return ""
    return ""


def _is_of_a_solver(one: Statement, compiled: Compiled) -> bool:
    """Does it say what a solver found? Alone, it does not run the solver again."""
    read = [read_free(free) for free in compiled.free if free.name in one.operands()]
    return any(isinstance(r, Root) and r.operands()[:1] == ("converged",) for r in read)


def _is_number(value: Any) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "fc" and value.size > 0
    return type(value) in (float, complex)


def _told(one: Statement, compiled: Compiled, gradient: Gradient, message: str) -> str:
    line = compiled.origins.get(one.line)
    code = gradient.primal.__code__
    quoted = linecache.getline(code.co_filename, line).strip() if line else ""
    place = f"line {line}: {quoted}" if quoted else "the generated code"
    statement = ast.unparse(one.node)
    return f"the likely place is {place}\nof `{statement}` alone {message}"
