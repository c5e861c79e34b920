"""What Jacobians, Hessians and their products mean, inside a differentiated function too."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.request import Options
from srcgrad.rules.derived import Derived, Spelled
from srcgrad.rules.text import handed_on, header, loaded
from srcgrad.transforms.arguments import resolve
from srcgrad.transforms.gradient import Gradient
from srcgrad.transforms.known import one_of
from srcgrad.transforms.spelled import Asked, Spelling, free
from srcgrad.transforms.spread import spread

CALL = """\
def {name}({parameters}):
    return {matrix}({given})
"""


class Matrix(Spelled):
    """A function of `primal`'s parameters that returns the derivative which is asked for.

    `run` is what it does outside of differentiated functions.
    """

    def __init__(self, primal: Any, asked: Asked, run: Callable[..., Any]) -> None:
        self.primal, self.asked, self._run = primal, asked, run

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The matrix, or the product."""
        return self._run(*args, **kwargs)

    def _chosen(self) -> tuple[str, ...]:
        return resolve(self.primal, self.asked.wrt, method=False)

    @property
    def basis(self) -> Any:
        """The derivative whose value is the function's own."""
        return one_of(_BasisWithAux if self.asked.has_aux else _Basis, self.primal, self._chosen())

    @property
    def function(self) -> Any:
        """A plain function that does the same, for transforms of it."""
        parameters, names = header(self.primal)
        words = {"parameters": parameters, "given": handed_on(self.primal), "name": self._name()}
        if self.asked.kind == "hvp":
            words["parameters"] += ", *, v" if names and "*" not in parameters else ", v"
            words["given"] += ", v=v"
        matrix = free("matrix", set(self._parameters()))
        text = CALL.format(matrix=matrix, **words)
        return loaded(words["name"], text, {matrix: self, **names})

    def spelled(self, output: k.Kind, kinds: dict[str, k.Kind]) -> Any:
        """The function whose statements are put in."""
        one = self._spelling()
        text = one.text(output, kinds)
        return loaded(one.title, text, {**one.names, one.words["function"]: self.primal})

    def repeats(self, output: k.Kind, kinds: dict[str, k.Kind]) -> bool:
        """Does what is put in run the function more than once?"""
        return self._spelling().repeats(output, kinds)

    def _spelling(self) -> Spelling:
        return Spelling(self._name(), self._parameters(), self._chosen(), self.asked, inside=False)

    def _parameters(self) -> Any:
        return inspect.signature(self.primal, follow_wrapped=False).parameters

    def _name(self) -> str:
        name: str = self.primal.__name__
        return name if name.isidentifier() else "function"


class _Basis(Gradient):
    """A gradient of which only the kind of the value is asked."""

    aux = False

    def __init__(self, fun: Any, wrt: Any) -> None:
        super().__init__(fun, Options(wrt, self.aux, seed_name="output_bar"))


class _BasisWithAux(_Basis):
    aux = True


class MatrixByCount(Matrix):
    """A matrix of derivatives by such arguments: one for each number of them."""

    def __init__(self, primal: Any, asked: Asked, make: Callable[..., Any]) -> None:
        super().__init__(primal, asked, lambda *args, **given: self.one(len(args))(*args, **given))
        self._make = make
        self._by_count: dict[int, Any] = {}
        functools.update_wrapper(self, primal, updated=())

    def one(self, count: int) -> Any:
        """The matrix for so many arguments by position."""
        if count not in self._by_count:
            self._by_count[count] = self._make(spread(self.primal, count))
        return self._by_count[count]

    def for_call(self, count: int) -> Derived:
        found: Derived = self.one(count)
        return found

    def source(self, *args: Any, **kwargs: Any) -> Any:
        """The generated source of a product; nothing is run."""
        return self.one(len(args)).source(*args, **kwargs)
