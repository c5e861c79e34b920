"""Solutions of large systems: the Jacobian of the residual is known by its products alone.

The linear systems that the derivative solves are equations with a solution in their turn. So each
is a `MatrixFree` root itself, and has the derivatives that a second derivative asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.rules.text import loaded
from srcgrad.transforms.forward import jvp, pushforward
from srcgrad.transforms.known import gradient_of
from srcgrad.transforms.pullback import vjp
from srcgrad.transforms.solutions import Root

PRODUCTS = '''\
def {name}_transpose({y_bar}, {y}, {operands}):
    """The adjoints of {operands}, from that of the solution {y} of {residual} = 0."""
    {weights} = {name}_weights({y_bar}, {y}, {operands})
    return {name}_partials({y}, {given}, output_bar=-{weights})[1]


def {name}_tangent({y}, {operands}, {dots}):
    """The tangent of the solution {y} of {residual} = 0, from those of {operands}."""
    {moved} = {name}_push({y}, {given}, {dots})[1]
    return -{name}_columns({moved}, {y}, {operands})
'''

LINEAR = """\
def {name}_turned({w}, {right}, {y}, {operands}):
    return {name}_residual({y}, {given}, output_bar={w})[1] - {right}


def {name}_turned_solver({right}, {y}, {operands}):
    return np.reshape(np.asarray(solved_by_rows({right}, {y}, {given})), {y}.shape)


def {name}_moved({w}, {right}, {y}, {operands}):
    return {name}_along({y}, {given}, {w})[1] - {right}


def {name}_moved_solver({right}, {y}, {operands}):
    return np.reshape(np.asarray(solved_by_columns({right}, {y}, {given})), {y}.shape)
"""


class MatrixFree(Root):
    """A solver and its residual, whose Jacobian is never made."""

    def __init__(self, residual: Any, solver: Any, tolerance: float | None, like: str = "") -> None:
        super().__init__(residual, solver)
        self._tolerance, self.like = tolerance, like

    def twin(self, residual: Any, solver: Any) -> MatrixFree:
        """A root of another equation, found in the same way."""
        return MatrixFree(residual, solver, self._tolerance)

    def of_arrays(
        self, name: str, asked: Sequence[str], words: dict[str, str]
    ) -> tuple[str, dict[str, Any]]:
        """Two linear systems, one for each mode, that GMRES solves."""
        own = {
            "np": np,
            f"{name}_residual": gradient_of(self.residual, self._solution),
            f"{name}_along": pushforward(self.residual, (self._solution,)),
            "solved_by_rows": self._by_rows,
            "solved_by_columns": self._by_columns,
        }
        text = LINEAR.format(**words)
        made = {
            half: MatrixFree(
                loaded(f"{name}_{half}", text, own),
                loaded(f"{name}_{half}_solver", text, own),
                self._tolerance,
                words["right"],
            )
            for half in ("turned", "moved")
        }
        names = {f"{name}_weights": made["turned"], f"{name}_columns": made["moved"]}
        order = [n for n in self._rest if n in asked]
        return PRODUCTS, {**names, f"{name}_push": pushforward(self.residual, tuple(order))}

    def _by_rows(self, right: Any, y: Any, *operands: Any) -> Any:
        """The solution `w` of `w J = right`, with the Jacobian J of the residual by `y`."""
        _, pullback = vjp(self.residual, y, *operands)
        return self._solved(lambda w: pullback(w), right)

    def _by_columns(self, right: Any, y: Any, *operands: Any) -> Any:
        """The solution `w` of `J w = right`."""
        still = (None,) * len(operands)
        return self._solved(lambda w: jvp(self.residual, (y, *operands), (w, *still))[1], right)

    def _solved(self, product: Any, right: Any) -> Any:
        from srcgrad.rules.scipy.sparse.krylov import krylov_weights  # SciPy is not always there

        def flat(w: Any) -> Any:
            return np.ravel(product(w.reshape(right.shape)))

        name = self.residual.__name__
        return krylov_weights(flat, np.ravel(right), self._tolerance, name).reshape(right.shape)
