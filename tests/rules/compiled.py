"""A rule's example call as a program: what users get of it, in both modes.

The program calls the function on parameters, one for each number and array of floats in the call;
whatever else the call has stands in its text. So the dtype, the shape and the type of a gradient
are those that leave the compiler, not those that leave the rule.
"""

import itertools
import linecache
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from srcgrad import jvp, vjp
from srcgrad.rules import Rule
from tests.oracle.differences import extrapolated
from tests.rules.oracle import leaves, operand_names

_numbers = itertools.count()


@dataclass
class Program:
    """A function of the values of a call, the values, and the positions of the operands."""

    function: Any
    values: list[Any]
    wrt: tuple[int, ...]


@dataclass
class Writer:
    """Writes the text of a call."""

    values: list[Any] = field(default_factory=list)
    wrt: list[int] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def text(self, value: Any, active: bool) -> str:
        """An argument: parameters for the numbers in it."""
        if type(value) is float and not active:
            return repr(value).replace("inf", "np.inf")
        if is_number(value):
            if active and moves(value):
                self.wrt.append(len(self.values))
            self.values.append(value)
            return f"p{len(self.values) - 1}"
        if type(value) is list:
            return f"[{', '.join(self.text(v, active) for v in value)}]"
        if type(value) is tuple:
            inner = ", ".join(self.text(v, active) for v in value)
            return f"({inner}{',' if len(value) == 1 else ''})"
        if isinstance(value, (bool, int, str, type(None))):
            return repr(value)
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name


def is_number(value: object) -> bool:
    """Is it a value that a program gets as a parameter?"""
    return moves(value) or isinstance(value, np.ndarray)


def moves(value: object) -> bool:
    """Can it have a derivative?"""
    return isinstance(value, (float, complex, np.inexact)) or (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc"
    )


def program_of(
    rule: Rule, args: tuple[Any, ...], kwargs: dict[str, Any], results: int = 0
) -> Program:
    """The program of a call; of several results in a tuple with names it returns a plain tuple."""
    writer = Writer()
    result = ", ".join(f"y[{n}]" for n in range(results)) or "y"
    names = [] if rule.variadic else operand_names(rule)

    def active(n: int) -> bool:
        return rule.variadic or names[n] in rule.operands or bool(rule.parts(names[n]))

    parts = [writer.text(value, active(n)) for n, value in enumerate(args)]
    parts += [f"{name}={writer.text(v, name in rule.operands)}" for name, v in kwargs.items()]
    given = ", ".join(f"p{n}" for n in range(len(writer.values)))
    text = f"def program({given}):\n    y = called({', '.join(parts)})\n    return {result}\n"
    name = f"<call {next(_numbers)}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space = {"called": rule.function, "np": np, **writer.names}
    exec(compile(text, name, "exec"), space)
    return Program(space["program"], writer.values, tuple(writer.wrt))


def seed_of(value: Any, generator: Any) -> Any:
    """A seed of the structure of a value."""
    if isinstance(value, (list, tuple)):
        items = [seed_of(v, generator) for v in value]
        return items if type(value) is list else tuple(items)
    if not moves(value):
        return None
    weights = generator.uniform(0.5, 1.5, np.shape(value))
    if np.iscomplexobj(value):
        weights = weights + 1j * generator.uniform(-1.0, 1.0, np.shape(value))
    return weights if np.ndim(value) else weights[()]


def direction_of(value: Any, generator: Any) -> Any:
    """A tangent of the type and dtype of a value."""
    step = generator.uniform(-1.0, 1.0, np.shape(value))
    if np.iscomplexobj(value):
        step = step + 1j * generator.uniform(-1.0, 1.0, np.shape(value))
    if isinstance(value, np.ndarray):
        return step.astype(value.dtype)
    return type(value)(step)


def contracted(weights: Any, values: Any) -> float:
    """The real part of the sum of products, of what has weights."""
    pairs = zip(leaves(weights), leaves(values), strict=True)
    wide = [np.asarray(v) * w for w, v in pairs if w is not None]
    return float(sum(np.sum(product).real for product in wide))


@dataclass
class Outcome:
    """Both derivatives of a call, along one direction and for one seed."""

    value: Any
    seed: Any
    directions: list[Any]
    gradients: tuple[Any, ...]
    tangent: Any

    @property
    def reverse(self) -> float:
        """The seed times the derivative along the direction, by the gradient."""
        return contracted(self.directions, list(self.gradients))

    @property
    def forward(self) -> float:
        """The same, by the tangent."""
        return contracted(self.seed, self.tangent)

    @property
    def size(self) -> float:
        """How large the terms are of which these are sums."""
        return 1e-3 + sum(
            float(np.sum(np.abs(np.asarray(d)) * np.abs(np.asarray(g))))
            for d, g in zip(self.directions, self.gradients, strict=True)
        )


def differentiated(program: Program) -> Outcome:
    """Run both modes."""
    generator = np.random.default_rng(5)
    value, pull = vjp(program.function, *program.values, wrt=program.wrt)
    seed = seed_of(value, generator)
    directions = [direction_of(program.values[n], generator) for n in program.wrt]
    tangents: list[Any] = [None] * len(program.values)
    for n, step in zip(program.wrt, directions, strict=True):
        tangents[n] = step
    gradients = pull(seed)
    _, tangent = jvp(program.function, tuple(program.values), tuple(tangents))
    return Outcome(value, seed, directions, gradients, tangent)


def by_differences(program: Program, outcome: Outcome) -> float:
    """The seed times the derivative along the direction, by central differences."""

    def at(step: float) -> float:
        moved = list(program.values)
        for n, way in zip(program.wrt, outcome.directions, strict=True):
            x = program.values[n]
            there = x + step * np.asarray(way)
            moved[n] = np.asarray(there) if isinstance(x, np.ndarray) else type(x)(there)
        return contracted(outcome.seed, program.function(*moved))

    return float(extrapolated(lambda h: at(h) - at(-h), 4e-3))


def check_types(program: Program, outcome: Outcome) -> None:
    """A gradient is of its argument's type, dtype and shape, a tangent of the value's."""
    found = zip([program.values[n] for n in program.wrt], outcome.gradients, strict=True)
    for like, given in [*found, *zip(leaves(outcome.value), leaves(outcome.tangent), strict=True)]:
        if moves(like):
            assert type(like) is type(given), (like, given)
            assert np.asarray(like).dtype == np.asarray(given).dtype, (like, given)
            assert np.shape(like) == np.shape(given), (like, given)


def check_identity(outcome: Outcome, tolerance: float) -> None:
    """Both modes are of one linear map."""
    difference = abs(outcome.forward - outcome.reverse)
    assert difference <= tolerance * outcome.size or math.isnan(difference), (
        outcome.forward,
        outcome.reverse,
    )
