"""Solutions of differential equations, differentiated by the adjoint equation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.rules import taking
from srcgrad.rules.held import Held, Proof, Written
from srcgrad.rules.scipy.adjoint_equations import path_adjoint, path_tangent
from srcgrad.rules.taking import Equation
from srcgrad.rules.text import loaded
from srcgrad.transforms.known import gradient_of

FOUND = """\
def {name}(found_path, y_start, times, low, high, by_method{rest}):
    return found_path


def {name}_rate({time}, {state}{rest}):
    return np.reshape(np.array({call}), np.shape({state}))
"""

OWN = "found_path, y_start, times, low, high, by_method"

RULES = '''\
def {name}_parts({time}, {state}, weight_{rest}):
    return {name}_slopes({time}, {state}{rest}, output_bar=weight_)[1]


def {name}_transpose(path_bar, {own}{rest}):
    """The adjoints of starting values, times and parameters, by the adjoint equation."""
    y_start_part, times_part, parts_ = path_adjoint(
        path_bar,
        lambda {time}, {state}: {name}_at({time}, {state}{rest}),
        lambda {time}, {state}, weight_: {name}_parts({time}, {state}, weight_{rest}),
        times,
        y_start,
        low,
        by_method,
    )
    return {wanted}


def {name}_tangent({own}{rest}, {dots}):
    """The tangents of the values, by the tangent equation."""
    return path_tangent(
        {y_start_dot},
        {times_dot},
        [{part_dots}],
        lambda {time}, {state}: {name}_at({time}, {state}{rest}),
        lambda {time}, {state}, weight_: {name}_parts({time}, {state}, weight_{rest}),
        times,
        y_start,
        low,
        by_method,
    )


def {name}_rule(path_bar, path_, {own}{rest}):
    return {name}_transpose(path_bar, {own}{rest})


def {name}_tangent_rule({dots}, path_, {own}{rest}):
    return {name}_tangent({own}{rest}, {dots})
'''


class Trajectory(Held):
    """What a solver of differential equations has found."""

    def __init__(self, equation: Equation) -> None:
        self._time, self._state, *given = equation.parameters
        self._rest = (*given, *equation.held)
        self.__name__ = f"{equation.name}_path"
        text = FOUND.format(
            name=self.__name__,
            time=self._time,
            state=self._state,
            rest=self._listed(),
            call=equation.call,
        )
        self.primal = loaded(self.__name__, text, {"np": np, **equation.names})
        self._rate = self.primal.__globals__[f"{self.__name__}_rate"]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The values."""
        return self.primal(*args, **kwargs)

    def _listed(self) -> str:
        return "".join(f", {n}" for n in self._rest)

    def operands(self) -> tuple[str, ...]:
        """Starting values, times, and what the right side depends on."""
        return ("y_start", "times", *self._rest)

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """One equation backward in time, or forward for tangents."""
        by = [n for n in asked if n in self._rest]
        parts = {n: f"parts_[{at}]" for at, n in enumerate(by)}
        wanted = [parts.get(n, f"{n}_part") for n in asked]
        text = RULES.format(
            name=name,
            time=self._time,
            state=self._state,
            own=OWN,
            rest=self._listed(),
            wanted=", ".join(wanted),
            dots=", ".join(f"{n}_dot" for n in asked),
            y_start_dot="y_start_dot" if "y_start" in asked else "None",
            times_dot="times_dot" if "times" in asked else "None",
            part_dots=", ".join(f"{n}_dot" for n in by),
        )
        names = {
            "path_adjoint": path_adjoint,
            "path_tangent": path_tangent,
            f"{name}_at": self._rate,
            f"{name}_slopes": gradient_of(self._rate, (self._state, *by)),
        }
        called = (f"{name}_transpose", f"{name}_tangent")
        return Written(text, names, called, f"{name}_rule", f"{name}_tangent_rule")

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The right side must be differentiable by the state and by what is active."""
        state = k.Array(np.dtype("f8"), (None,))
        given = {self._time: k.Real(), self._state: state} | {n: kinds[n] for n in self._rest}
        by = (n for n in asked if n in self._rest)
        return Proof(gradient_of(self._rate, (self._state, *by)), given)


taking.made_by(taking.trajectory, Trajectory)
