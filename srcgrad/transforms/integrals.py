"""Integrals of functions: the derivative by a parameter is the integral of a derivative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.rules import taking
from srcgrad.rules.held import Held, Proof, Written
from srcgrad.rules.scipy.integrate.quadratures import integral_of, integrals_of
from srcgrad.rules.taking import Equation
from srcgrad.rules.text import header, loaded
from srcgrad.transforms.arguments import parameters_of
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.known import gradient_of
from srcgrad.transforms.parted import equation_of_parts

FOUND = """\
def {name}(found, low, high{rest}):
    return found


def {name}_integrand({point}{rest}):
    return {call}
"""

RULES = '''\
def {name}_transpose({y_bar}, found, low, high{rest}):
    """The adjoints of limits and parameters, from that of the integral."""
    return {adjoints}


def {name}_tangent(found, low, high{rest}, {dots}):
    """The tangent of the integral, from those of limits and parameters."""
    return {number}({sum})


def {name}_rule({y_bar}, {y}, {parameters}):
    return {name}_transpose({y_bar}, found, low, high{rest})


def {name}_tangent_rule({dots}, {y}, {parameters}):
    return {name}_tangent(found, low, high{rest}, {dots})
'''


class Integral(Held):
    """What a quadrature has found."""

    def __init__(self, equation: Equation) -> None:
        self._equation = equation
        self._parted: dict[str, Any] = {}  # functions that do the same by parts
        point, *given = equation.parameters
        self._rest = (*given, *equation.held)
        name = f"{equation.name}_integral"
        text = FOUND.format(name=name, point=point, rest=self._listed(), call=equation.call)
        self.primal = loaded(name, text, equation.names)
        self._integrand = self.primal.__globals__[f"{name}_integrand"]
        self._point = point
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The integral."""
        return self.primal(*args, **kwargs)

    def _listed(self) -> str:
        return "".join(f", {n}" for n in self._rest)

    def operands(self) -> tuple[str, ...]:
        """Both limits, and what the function depends on beside its point."""
        return ("low", "high", *self._rest)

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """The function at the limits, and integrals of its derivatives."""
        taken = {*parameters_of(self.primal)[0], *self.primal.__globals__}
        y = next(n for n in ("y", "y_", "y__", "y___") if not {n, f"{n}_bar"} & taken)
        rest, point = self._listed(), next(n for n in ("t", "t_", "t__", "t___") if n not in taken)
        number, y_bar = k.is_number(result), f"{y}_bar"
        ends = {"low": f"-{name}_at(low{rest})", "high": f"{name}_at(high{rest})"}
        names: dict[str, Any] = {
            "np": np,
            "integral_of": integral_of,
            "integrals_of": integrals_of,
            f"{name}_at": self._integrand,
        }
        by = [n for n in asked if n not in ends]
        values = dict(ends)
        for n in by:
            names[f"{name}_by_{n}"] = gradient_of(self._integrand, n)
            seed = "" if number else f", output_bar={y_bar}"
            slope = f"lambda {point}: {name}_by_{n}({point}{rest}{seed})[1]"
            values[n] = f"integral_of({slope}, low, high)"
            if not k.is_number(kinds[n]):
                values[n] = f"integrals_of({slope}, low, high, {n})"
        adjoints = [f"{y_bar} * {values[n]}" for n in asked]
        terms = [
            f"{values[n]} * {n}_dot" if k.is_number(kinds[n]) else f"({values[n]} * {n}_dot).sum()"
            for n in asked
        ]
        if not number:
            adjoints = [f"np.sum({y_bar} * {ends[n]})" if n in ends else values[n] for n in asked]
            terms = [f"{ends[n]} * {n}_dot" for n in asked if n in ends]
            if by:
                names[f"{name}_along"] = pushforward(self._integrand, tuple(by))
                dots = "".join(f", {n}_dot" for n in by)
                moved = f"lambda {point}: {name}_along({point}{rest}{dots})[1]"
                terms.append(f"integrals_of({moved}, low, high, found)")
        parameters, defaults = header(self.primal)
        text = RULES.format(
            name=name,
            y=y,
            y_bar=y_bar,
            rest=rest,
            adjoints=", ".join(adjoints),
            dots=", ".join(f"{n}_dot" for n in asked),
            sum=" + ".join(terms),
            number="float" if isinstance(result, k.Real) else "",
            parameters=parameters,
        )
        called = (f"{name}_transpose", f"{name}_tangent")
        return Written(text, {**names, **defaults}, called, f"{name}_rule", f"{name}_tangent_rule")

    def by_parts(self, kinds: dict[str, k.Kind], result: k.Kind) -> Any:
        """Of containers that the function gets, what takes their parts."""
        given = {n: kinds[n] for n in self._rest}
        if repr(given) not in self._parted:
            self._parted[repr(given)] = equation_of_parts(
                self._equation, "found, low, high", given, Integral
            )
        return self._parted[repr(given)]

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The function must be differentiable by what is active."""
        given = {self._point: k.Real()} | {n: kinds[n] for n in self._rest}
        by = tuple(n for n in asked if n in self._rest)
        return Proof(gradient_of(self._integrand, by or (self._point,)), given)


taking.made_by(taking.integral, Integral)
