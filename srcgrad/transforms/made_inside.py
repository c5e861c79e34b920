"""Jacobians, Hessians and their products of functions that a program makes, as text.

What is put in gets the function itself as its last argument, and makes derivatives of it:

    hessian(inner)(x)        inner_matrix(x, inner)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.rules.derived import Spelled, maker
from srcgrad.rules.text import loaded
from srcgrad.transforms.arguments import chosen_among
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.gradient import GradientOfCode
from srcgrad.transforms.known import gradient_of
from srcgrad.transforms.matrices import body_of, check_kinds, refuse_parameters, refuse_special

HEAD = """\
def {name}_matrix({parameters}, {name}):
    {name}_gradient = reverse_of({name}, wrt="{x}")
"""
PUSH = """\
    {name}_push = forward_of({name}, wrt="{x}")
"""
SLOPE = """\
    def {name}_slope({parameters}):
        return {name}_gradient({given})[1]
    {name}_slope_push = forward_of({name}_slope, wrt="{x}")
"""
PRODUCT = """\
    return {name}_slope_push({given}, v)[1]
"""
PLAIN = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def reverse_of_code(code: Any, *, wrt: str) -> GradientOfCode:
    """`reverse_of` a function that a program makes."""
    return GradientOfCode(code, wrt=wrt, seed_name="output_bar")


@maker(reverse_of_code)
def reverse_of(fun: Any, *, wrt: str) -> Any:
    """The gradient of a function, whose seed is `output_bar`."""
    return gradient_of(fun, wrt)


def forward_of_code(code: Any, *, wrt: str) -> GradientOfCode:
    """`forward_of` a function that a program makes."""
    return GradientOfCode(code, wrt=(wrt,), seed_name="", mode="forward")


@maker(forward_of_code)
def forward_of(fun: Any, *, wrt: str) -> Any:
    """Value and tangent of a function."""
    return pushforward(fun, (wrt,))


class MatrixOfCode(Spelled):
    """The derivative of `kind`, of a function that exists only while a program is compiled."""

    def __init__(self, code: Any, kind: str, wrt: Any, mode: str) -> None:
        self.primal, self._kind, self._wrt, self._mode = code, kind, wrt, mode
        self.__name__ = code.__name__

    def _chosen(self) -> tuple[str, ...]:
        parameters = self.primal.signature().parameters
        names = list(parameters)
        chosen = chosen_among(self.primal.__name__, names, names, self._wrt)
        if len(chosen) > 1 or any(p.kind not in PLAIN for p in parameters.values()):
            refuse_parameters(self.primal.__name__)
        return chosen

    @property
    def basis(self) -> Any:
        """The derivative whose value is the function's own."""
        return reverse_of_code(self.primal, wrt=self._chosen()[0])

    @property
    def function(self) -> Any:
        """Itself: outside of the program there is none."""
        return self

    def spelled(self, output: k.Kind, kinds: dict[str, k.Kind]) -> Any:
        """The function whose statements are put in; the last argument is the function."""
        x = self._chosen()[0]
        name = self.primal.__name__
        check_kinds(name, self._kind, output, kinds[x])
        parameters = ", ".join(self.primal.signature().parameters)
        words = {"name": name, "parameters": parameters, "given": parameters, "x": x}
        of, by = k.is_number(output), k.is_number(kinds[x])
        text = HEAD.format(**words)
        if self._kind == "jacobian":
            text += PUSH.format(**words) + body_of(words, self._mode, of, by)
        elif self._kind == "hessian":
            slope = {**words, "name": f"{name}_slope"}
            text += SLOPE.format(**words) + body_of(slope, "forward", by, by)
        else:
            text += SLOPE.format(**words) + PRODUCT.format(**words)
            text = text.replace(f", {name}):", f", {name}, v):", 1)
        names = {"np": np, "reverse_of": reverse_of, "forward_of": forward_of}
        return loaded(f"{name}_matrix", text, names)


def of_code(kind: str, mode: str = "forward") -> Callable[..., MatrixOfCode]:
    """What makes the derivative of `kind`, of a function that a program makes."""

    def make(
        code: Any, *, wrt: Any = 0, mode: str = mode, sparsity: Any = None, has_aux: bool = False
    ) -> MatrixOfCode:
        if sparsity is not None or has_aux:
            refuse_special()
        return MatrixOfCode(code, kind, wrt, mode)

    return make
