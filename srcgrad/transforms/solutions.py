"""The solution of an equation, differentiated by the implicit function theorem."""

from __future__ import annotations

import functools
import types
from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.errors import SourceUnavailableError, UnsupportedSyntaxError
from srcgrad.ir import kinds as k
from srcgrad.rules.held import Held, Proof, Written
from srcgrad.rules.text import header
from srcgrad.runtime import replicas, root_weight, root_weights
from srcgrad.transforms.arguments import clear_of, is_variadic, listed, parameters_of
from srcgrad.transforms.known import gradient_of, primal_of
from srcgrad.transforms.structured_roots import is_structured, spelled

NUMBER = '''\
def {name}_transpose({y_bar}, {y}, {operands}):
    """The adjoints of {operands}, from that of the solution {y} of {residual} = 0."""
    {rest}, {slope} = {name}_residual({y}, {given})
    {weight} = root_weight({slope}, {y_bar}, "{residual}", {rest}, {y})
    return {name}_partials({y}, {given}, output_bar=-{weight})[1]


def {name}_tangent({y}, {operands}, {dots}):
    """The tangent of the solution {y} of {residual} = 0, from those of {operands}."""
    {rest}, {slope} = {name}_residual({y}, {given})
    _, {parts} = {name}_partials({y}, {given})
    return {number}(-root_weight({slope}, {sum}, "{residual}", {rest}, {y}))
'''

ARRAY = '''\
def {name}_transpose({y_bar}, {y}, {operands}):
    """The adjoints of {operands}, from that of the solution {y} of {residual} = 0."""
    {turned} = np.zeros(({y}.size, {y}.size))
    {rows} = np.eye({y}.size)
    for {i} in range({y}.size):
        {row} = {rows}[{i}].reshape({y}.shape)
        {turned}[:, {i}] = np.ravel({name}_residual({y}, {given}, output_bar={row})[1])
    {rest} = {name}_at({y}, {given})
    {weights} = root_weights({turned}, np.ravel({y_bar}), "{residual}", {rest}, {y})
    return {name}_partials({y}, {given}, output_bar=-{weights}.reshape({y}.shape))[1]


def {name}_tangent({y}, {operands}, {dots}):
    """The tangent of the solution {y} of {residual} = 0, from those of {operands}."""
    {jacobian} = np.zeros(({y}.size, {y}.size))
    {moved} = np.zeros({y}.size)
    {rows} = np.eye({y}.size)
    for {i} in range({y}.size):
        {row} = {rows}[{i}].reshape({y}.shape)
        {jacobian}[{i}] = np.ravel({name}_residual({y}, {given}, output_bar={row})[1])
        _, {parts} = {name}_partials({y}, {given}, output_bar={row})
        {moved}[{i}] = {sum}
    {rest} = {name}_at({y}, {given})
    {weights} = root_weights({jacobian}, {moved}, "{residual}", {rest}, {y})
    return -{weights}.reshape({y}.shape)
'''

RULES = """\


def {name}_rule({y_bar}, {y}, {parameters}):
    return {name}_transpose({y_bar}, {y}, {operands})


def {name}_tangent_rule({dots}, {y}, {parameters}):
    return {name}_tangent({y}, {operands}, {dots})
"""


OWN = (
    "y",
    "w",
    "weight",
    "right",
    "turned",
    "rows",
    "row",
    "i",
    "weights",
    "jacobian",
    "moved",
    "slope",
    "rest",
)


class Root(Held):
    """A solver, and the residual that is zero at what it returns."""

    def __init__(self, residual: Any, solver: Any) -> None:
        self.residual, self.primal = primal_of(residual), primal_of(solver)
        for function in (self.residual, self.primal):
            if not isinstance(function, types.FunctionType) or is_variadic(function):
                name = getattr(function, "__name__", type(function).__name__)
                raise SourceUnavailableError(
                    f"{name} is no function written in Python whose parameters have names",
                    "define a function that calls it",
                )
        self._solution, *rest = [n for some in parameters_of(self.residual) for n in some]
        own = [n for some in parameters_of(self.primal) for n in some]
        for name in rest:
            if name not in own:
                raise UnsupportedSyntaxError(
                    f"`{name}` is a parameter of the residual {self.residual.__name__}, and none "
                    f"of the solver {self.primal.__name__}",
                    "the first parameter of the residual is the solution, and the others are "
                    "parameters of the solver, by name",
                )
        self._rest = tuple(rest)
        self._parted: dict[str, Any] = {}  # functions that do the same by parts
        functools.update_wrapper(self, self.primal, updated=())

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The solution; the solver gets copies of arrays."""
        named = dict(zip(kwargs, replicas(*kwargs.values()), strict=True))
        found = self.primal(*replicas(*args), **named)
        plain = isinstance(found, (int, str, np.integer, type(None)))
        if plain or getattr(found, "dtype", np.dtype(float)).kind != "f":
            raise TypeError(
                f"{self.primal.__name__} returns a {type(found).__name__}, "
                "and a solution is a float, an array of floats, or a container of these"
            )
        return replicas(found)[0]

    def functions(self) -> tuple[Any, ...]:
        """The functions that it runs."""
        return self.primal, self.residual

    def operands(self) -> tuple[str, ...]:
        """The parameters of the residual, without the solution."""
        return self._rest

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """One linear solve with the Jacobian of the residual, and one sweep through that."""
        several = len(asked) > 1
        own = self._own(*OWN, *(f"{n}_part" for n in asked))
        part = {n: own[f"{n}_part"] for n in asked}
        terms = [
            f"{part[n]} * {n}_dot" if k.is_number(kinds[n]) else f"np.sum({part[n]} * {n}_dot)"
            for n in asked
        ]
        parts = ", ".join(part.values())
        words = own | {
            "name": name,
            "residual": self.residual.__name__,
            "operands": ", ".join(self._rest),
            "given": ", ".join(self._rest),
            "dots": ", ".join(f"{n}_dot" for n in asked),
            "parts": f"({parts})" if several else parts,
            "sum": " + ".join(terms),
            "number": "float" if isinstance(result, k.Real) else "",
        }
        parameters, defaults = header(self.primal)
        text, more = (NUMBER, {}) if k.is_number(result) else self.of_arrays(name, asked, words)
        names = {
            "np": np,
            "root_weight": root_weight,
            "root_weights": root_weights,
            f"{name}_residual": gradient_of(self.residual, self._solution),
            f"{name}_partials": gradient_of(self.residual, tuple(asked) if several else asked[0]),
            **defaults,
            **more,
        }
        called = (f"{name}_transpose", f"{name}_tangent")
        text = (text + RULES).format(parameters=parameters, **words)
        return Written(text, names, called, f"{name}_rule", f"{name}_tangent_rule")

    def of_arrays(
        self, name: str, asked: Sequence[str], words: dict[str, str]
    ) -> tuple[str, dict[str, Any]]:
        """The text for a solution that is an array, and what it refers to."""
        return ARRAY, {f"{name}_at": self.residual}

    def _own(self, *names: str) -> dict[str, str]:
        """Names that are no parameters of the solver or of the residual."""
        return clear_of({n for f in self.functions() for n in listed(f)}, *names)

    def by_parts(self, kinds: dict[str, k.Kind], result: k.Kind) -> Any:
        """A function of vectors and numbers, where an argument or the solution is a container."""
        given = [kinds[n] for n in self._rest if k.differentiable(kinds[n])]
        followed = not any(isinstance(kind, k.Unknown) for kind in given)
        if not followed or not any(map(is_structured, [*given, result])):
            return None
        words = repr(result)
        if words not in self._parted:
            self._parted[words] = spelled(self.primal.__name__, self, result, self.twin)
        return self._parted[words]

    def twin(self, residual: Any, solver: Any) -> Root:
        """A root of another equation, found in the same way."""
        return Root(residual, solver)

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The residual must be differentiable by the solution and by the operands."""
        given = {n: kinds[n] for n in self._rest}
        wrt = (self._solution, *asked)
        return Proof(gradient_of(self.residual, wrt), {self._solution: result} | given)

    def check_value(self, value: k.Kind, result: k.Kind) -> None:
        """The residual has the shape of the solution."""
        unknown = isinstance(value, k.Unknown) or (k.is_array(value) and k.rank(value) is None)
        if not unknown and k.rank(value) != k.rank(result):
            name, solver = self.residual.__name__, self.primal.__name__
            raise UnsupportedSyntaxError(
                f"the residual {name} is {_what(value)}, and the solution that {solver} returns "
                f"is {_what(result)}",
                "let the residual have the shape of the solution, an element for each unknown",
            )


def _what(kind: k.Kind) -> str:
    match k.general(kind):
        case k.Array(_, dims):
            rank = 0 if dims is None else len(dims)
            return f"an array of {rank} {'axis' if rank == 1 else 'axes'}"
        case number if k.is_number(number):
            return "a number"
    return f"a {type(kind).__name__.lower()}"
