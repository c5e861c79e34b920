"""What Jacobians, Hessians and their products mean inside a differentiated function, as text.

Each is a function of the same parameters that calls gradients and tangents. It is put in where the
call stands, and differentiated like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import kinds as k
from srcgrad.rules.derived import Spelled
from srcgrad.rules.text import loaded
from srcgrad.transforms.arguments import is_variadic, parameters_of, resolve
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.known import gradient_of

ROWS = """\
    by_rows = np.zeros((value.size,) + {x}.shape)
    rows = np.eye({rows_count}, value.size)
    for i in range(len(rows)):
        by_rows[i] = {name}_gradient({given}, output_bar=rows[i].reshape(value.shape))[1]
"""
COLUMNS = """\
    by_columns = np.zeros(value.shape + ({x}.size,))
    columns = np.eye({columns_count}, {x}.size)
    for i in range(len(columns)):
        by_columns[..., i] = {name}_push({given}, columns[i].reshape({x}.shape))[1]
"""
MATRIX = {  # by mode; one of the loops of "auto" makes no pass
    "reverse": ROWS + "    return (1.0 * by_rows).reshape(value.shape + {x}.shape)\n",
    "forward": COLUMNS + "    return (1.0 * by_columns).reshape(value.shape + {x}.shape)\n",
    "auto": ROWS
    + COLUMNS
    + "    shape = value.shape + {x}.shape\n"
    + "    return (1.0 * by_rows).reshape(shape) + (1.0 * by_columns).reshape(shape)\n",
}
HEAD = "    value = {name}({given})\n"
GRADIENT = "    return {name}_gradient({given})[1]\n"
SPEED = "    return {name}_push({given}, 1.0)[1]\n"
SLOPE = "def {name}_slope({parameters}):\n" + GRADIENT
PRODUCT = """\
def {name}_hvp({parameters}, v):
    return {name}_push({given}, v)[1]
"""
CALL = """\
def {name}({parameters}):
    return {name}_matrix({given})
"""
DIRECTION = {"parameters": "v", "given": "v=v"}


class Matrix(Spelled):
    """A function of `primal`'s parameters that returns the derivative which `kind` says.

    `run` is what it does outside of differentiated functions.
    """

    def __init__(
        self, primal: Any, wrt: Any, kind: str, mode: str, run: Callable[..., Any]
    ) -> None:
        self.primal, self._wrt, self._kind, self._mode, self._run = primal, wrt, kind, mode, run

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The matrix, or the product."""
        return self._run(*args, **kwargs)

    def _chosen(self) -> tuple[str, ...]:
        return resolve(self.primal, self._wrt, method=False)

    @property
    def basis(self) -> Any:
        """The derivative whose value is the function's own."""
        self._check()
        return gradient_of(self.primal, self._chosen()[0])

    @property
    def function(self) -> Any:
        """A plain function that does the same, for transforms of it."""
        words = self._words()
        if self._kind == "hvp":
            words |= {part: f"{words[part]}, {v}" for part, v in DIRECTION.items()}
        return loaded(words["name"], CALL.format(**words), {f"{words['name']}_matrix": self})

    def spelled(self, output: k.Kind, kinds: dict[str, k.Kind]) -> Any:
        """The function whose statements are put in."""
        words, by = self._words(), kinds[self._chosen()[0]]
        name = words["name"]
        check_kinds(name, self._kind, output, by)
        if self._kind == "jacobian":
            return _jacobian(self.primal, words, self._mode, k.is_number(output), k.is_number(by))
        own = {f"{name}_gradient": gradient_of(self.primal, words["x"])}
        slope = loaded(f"{name}_slope", SLOPE.format(**words), own)
        inner = {**words, "name": f"{name}_slope"}
        if self._kind == "hessian":
            return _jacobian(slope, inner, "forward", k.is_number(by), k.is_number(by))
        push = {f"{name}_push": pushforward(slope, (words["x"],))}
        return loaded(f"{name}_hvp", PRODUCT.format(**words), push)

    def _check(self) -> None:
        if self._mode == "special":
            refuse_special()
        if len(self._chosen()) > 1 or is_variadic(self.primal) or parameters_of(self.primal)[1]:
            refuse_parameters(self.primal.__name__)

    def _words(self) -> dict[str, str]:
        self._check()
        name = self.primal.__name__
        return {
            "name": name if name.isidentifier() else "function",
            "parameters": ", ".join(parameters_of(self.primal)[0]),
            "given": ", ".join(parameters_of(self.primal)[0]),
            "x": self._chosen()[0],
        }


def check_kinds(name: str, kind: str, output: k.Kind, by: k.Kind) -> None:
    """Refuse what has no such matrix, and structures that have one in each place."""
    if kind != "jacobian" and not k.is_number(output):
        raise UnsupportedSyntaxError(
            f"the value of {name} is no number, and it has no Hessian",
            "reduce it to a number, for example with np.sum",
        )
    for one in (output, by):
        if not k.is_number(one) and not (isinstance(one, k.Array) and one.dims is not None):
            raise UnsupportedSyntaxError(
                f"the Jacobian or Hessian of {name} inside a differentiated function, of other "
                "things than numbers and arrays of known rank",
                "take it of the parts, one by one",
            )


def refuse_special() -> None:
    """Refuse options that a matrix inside a differentiated function does not have."""
    raise UnsupportedSyntaxError(
        "a Jacobian or Hessian with sparsity or has_aux inside a differentiated function",
        "leave these options out there",
    )


def refuse_parameters(name: str) -> None:
    """Refuse functions whose parameters cannot be written one after another."""
    raise UnsupportedSyntaxError(
        f"the Jacobian or Hessian of {name} inside a differentiated function, by several arguments "
        "or of one with keyword-only or starred parameters",
        "take it by one argument at a time, of a plain function",
    )


def _jacobian(primal: Any, words: dict[str, str], mode: str, number: bool, by_number: bool) -> Any:
    name, x = words["name"], words["x"]
    names = {
        "np": np,
        name: primal,
        f"{name}_gradient": gradient_of(primal, x),
        f"{name}_push": pushforward(primal, (x,)),
    }
    text = "def {name}_jacobian({parameters}):\n".format(**words)
    return loaded(f"{name}_jacobian", text + body_of(words, mode, number, by_number), names)


def body_of(words: dict[str, str], mode: str, number: bool, by_number: bool) -> str:
    """What the function that returns a Jacobian does; it may be of a number, or by one."""
    x = words["x"]
    text = GRADIENT if number else SPEED if by_number else HEAD + MATRIX[mode]
    if number and mode == "forward" and by_number:
        text = SPEED
    counts = {"rows_count": "value.size", "columns_count": f"{x}.size"}
    if mode == "auto":
        counts = {
            "rows_count": f"value.size if value.size <= {x}.size else 0",
            "columns_count": f"0 if value.size <= {x}.size else {x}.size",
        }
    return text.format(**counts, **words)
