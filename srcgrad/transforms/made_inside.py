"""Jacobians, Hessians and their products of functions that a program makes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.rules.derived import Derived, Spelled
from srcgrad.rules.text import loaded
from srcgrad.transforms.arguments import chosen_among
from srcgrad.transforms.specialised import GradientOfCode, spread_inside
from srcgrad.transforms.spelled import Asked, Spelling


class MatrixOfCode(Spelled):
    """A derivative of a function that exists only while a program is compiled."""

    def __init__(self, code: Any, asked: Asked) -> None:
        self.primal, self.asked = code, asked
        self.__name__ = code.__name__

    def _chosen(self) -> tuple[str, ...]:
        names = list(self.primal.signature().parameters)
        return chosen_among(self.primal.__name__, names, names, self.asked.wrt)

    def for_call(self, count: int) -> Derived:
        return spread_inside(self, count, self.asked.wrt)

    @property
    def basis(self) -> Any:
        """The derivative whose value is the function's own."""
        options = {"has_aux": self.asked.has_aux, "seed_name": "output_bar"}
        return GradientOfCode(self.primal, wrt=self._chosen(), **options)

    @property
    def function(self) -> Any:
        """Itself: outside of the program there is none."""
        return self

    @property
    def parameters(self) -> list[inspect.Parameter]:
        """What a call of it is given: those of the function, and the vector of a product."""
        given = list(self.primal.signature().parameters.values())
        if self.asked.kind == "hvp":
            given.append(inspect.Parameter("v", inspect.Parameter.KEYWORD_ONLY))
        return given

    def spelled(self, output: k.Kind, kinds: dict[str, k.Kind]) -> Any:
        """The function whose statements are put in; the last argument is the function."""
        one = self._spelling()
        return loaded(one.title, one.text(output, kinds), one.names)

    def repeats(self, output: k.Kind, kinds: dict[str, k.Kind]) -> bool:
        """Does what is put in run the function more than once?"""
        return self._spelling().repeats(output, kinds)

    def _spelling(self) -> Spelling:
        parameters = self.primal.signature().parameters
        return Spelling(self.primal.__name__, parameters, self._chosen(), self.asked, True)


def of_code(kind: str, mode: str = "forward") -> Callable[..., MatrixOfCode]:
    """What makes the derivative of `kind`, of a function that a program makes."""

    def make(
        code: Any, *, wrt: Any = 0, mode: str = mode, sparsity: Any = None, has_aux: bool = False
    ) -> MatrixOfCode:
        return MatrixOfCode(code, Asked(kind, wrt, mode, has_aux, sparsity))

    return make
