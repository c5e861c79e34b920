"""Solutions of differential equations, differentiated by the adjoint equation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.rules import taking
from srcgrad.rules.held import Constant, Held, Proof, Written
from srcgrad.rules.scipy.integrate.adjoint_equations import path_adjoint, path_values
from srcgrad.rules.taking import Equation
from srcgrad.rules.text import loaded
from srcgrad.runtime import matrix_found, vector_found
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.known import gradient_of
from srcgrad.transforms.parted import equation_of_parts

OWN = "y_start, times, low, high, by_method"

FOUND = """\
def {name}(found_path, {own}{rest}):
    return found_path


def {name}_rate({time}, {state}{rest}):
    return np.reshape(np.array({call}), np.shape({state}))
"""

RULES = '''\
def {name}_transpose(path_bar, found_path, {own}{rest}):
    """The adjoints of starting values, times and parameters, by the adjoint equation."""
    found_ = vector_found({name}_backward(path_bar, {own}{rest}))
    parts_ = {name}_parts(found_, path_bar, {own}{rest})
    return {wanted}


def {name}_tangent(found_path, {own}{rest}, {dots}):
    """The tangents of the values, by the tangent equation."""
    return {name}_moved({own}{rest}, {dots})


def {name}_rule(path_bar, path_, found_path, {own}{rest}):
    return {name}_transpose(path_bar, found_path, {own}{rest})


def {name}_tangent_rule({dots}, path_, found_path, {own}{rest}):
    return {name}_tangent(found_path, {own}{rest}, {dots})
'''

MOVED = '''\
def {name}_rate({time}, both_{rest}{part_dots}):
    half_ = both_.size // 2
    rate_, moved_ = {name}_push({time}, both_[:half_]{rest}, both_[half_:]{part_dots})
    return np.concatenate((rate_, moved_))


def {name}({own}{rest}, {dots}):
    """How the values move: the tangents are the other half of a path."""
    first_ = {first}
{turned}    start_ = np.concatenate((y_start, first_))
    found_ = matrix_found({name}_found(start_, times, low, high, by_method{rest}{part_dots}))
    both_ = {name}_path(found_, start_, times, low, high, by_method{rest}{part_dots})
    return both_[:, y_start.size :]{late}
'''

TURNED = """\
    if np.isnan(low):
        first_ = first_ - times_dot[0] * {name}_at(times[0], y_start{rest})
"""

LATE = """ + np.array(
        [
            times_dot[i] * {name}_at(times[i], both_[i, : y_start.size]{rest})
            for i in range(times.size)
        ]
    )"""

PARTS = """\
def {name}(found_parts, path_bar, {own}{rest}):
    return found_parts
"""

# the adjoints are the slope of a sum of products of `path_bar` and the values; what they change
# by in a direction is the slope of how that sum moves
SECOND = '''\
def {name}_weighted(path_bar, {own}{rest}, {part_dots}):
    return np.sum(path_bar * {name}_moved({own}{rest}, {part_dots}))


def {name}_transpose(parts_bar, found_parts, path_bar, {own}{rest}):
    """The adjoints of all, from those of the adjoints of a path."""
{taken}    return {adjoints}


def {name}_weighed(path_bar, {own}{rest}, {dots}):
    return np.sum(path_bar * {name}_turned({own}{rest}, {dots}))


def {name}_tangent(found_parts, path_bar, {own}{rest}, {asked_dots}):
    """The tangents of the adjoints of a path."""
    return {tangent}


def {name}_rule(parts_bar, parts_, found_parts, path_bar, {own}{rest}):
    return {name}_transpose(parts_bar, found_parts, path_bar, {own}{rest})


def {name}_tangent_rule({asked_dots}, parts_, found_parts, path_bar, {own}{rest}):
    return {name}_tangent(found_parts, path_bar, {own}{rest}, {asked_dots})
'''


class Trajectory(Held):
    """What a solver of differential equations has found."""

    def __init__(self, equation: Equation) -> None:
        self._equation = equation
        self._parted: dict[str, Any] = {}  # functions that do the same by parts
        self.time, self.state, *given = equation.parameters
        self.rest = (*given, *equation.held)
        self.__name__ = f"{equation.name}_path"
        text = FOUND.format(
            name=self.__name__,
            own=OWN,
            time=self.time,
            state=self.state,
            rest=listed(self.rest),
            call=equation.call,
        )
        self.primal = loaded(self.__name__, text, {"np": np, **equation.names})
        self.rate = self.primal.__globals__[f"{self.__name__}_rate"]
        self._moved: dict[tuple[str, ...], Any] = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The values."""
        return self.primal(*args, **kwargs)

    def operands(self) -> tuple[str, ...]:
        """Starting values, times, and what the right side depends on."""
        return ("y_start", "times", *self.rest)

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """One equation backward in time, or forward for tangents."""
        text = RULES.format(
            name=name,
            own=OWN,
            rest=listed(self.rest),
            wanted=", ".join(pieces("parts_", asked, kinds)),
            dots=", ".join(f"{n}_dot" for n in asked),
        )
        parts = Parts(self, tuple(asked), kinds)
        names = {
            "np": np,
            "vector_found": vector_found,
            f"{name}_backward": Constant(parts.backward),
            f"{name}_parts": parts,
            f"{name}_moved": self.moved(asked),
        }
        called = (f"{name}_transpose", f"{name}_tangent")
        return Written(text, names, called, f"{name}_rule", f"{name}_tangent_rule")

    def moved(self, by: Sequence[str]) -> Any:
        """A function of how the values move when the operands `by` do."""
        directions = tuple(n for n in self.operands() if n in by)
        if directions not in self._moved:
            self._moved[directions] = self._of_directions(directions)
        return self._moved[directions]

    def _of_directions(self, directions: tuple[str, ...]) -> Any:
        parts = [n for n in directions if n in self.rest]
        name = f"{self.__name__}_moved"
        words = {"name": name, "rest": listed(self.rest)}
        text = MOVED.format(
            **words,
            own=OWN,
            time=self.time,
            part_dots=listed([f"{n}_dot" for n in parts]),
            dots=", ".join(f"{n}_dot" for n in directions),
            first="y_start_dot" if "y_start" in directions else "np.zeros(y_start.size)",
            turned=TURNED.format(**words) if "times" in directions else "",
            late=LATE.format(**words) if "times" in directions else "",
        )
        names: dict[str, Any] = {
            "np": np,
            "matrix_found": matrix_found,
            f"{name}_push": pushforward(self.rate, (self.state, *parts)),
            f"{name}_at": self.rate,
        }
        moved = loaded(name, text, names)
        rate = moved.__globals__[f"{name}_rate"]
        own = [self.time, "both_", *self.rest]
        for n in parts:
            own.append(
                next(f"{n}{'_too' * i}" for i in range(1, 9) if f"{n}{'_too' * i}" not in own)
            )
        path = Trajectory(Equation(name, tuple(own), (), f"{name}_rate", {f"{name}_rate": rate}))
        moved.__globals__[f"{name}_path"] = path
        moved.__globals__[f"{name}_found"] = Constant(path.found)
        return moved

    def found(
        self, y_start: Any, times: Any, low: Any, high: Any, by_method: Any, *given: Any
    ) -> Any:
        """The values, solved for again."""
        return path_values(lambda s, y: self.rate(s, y, *given), times, y_start, low, by_method)

    def by_parts(self, kinds: dict[str, k.Kind], result: k.Kind) -> Any:
        """Of containers that the right side gets, what takes their parts."""
        given = {n: kinds[n] for n in self.rest}
        if repr(given) not in self._parted:
            self._parted[repr(given)] = equation_of_parts(
                self._equation, f"found_path, {OWN}", given, Trajectory
            )
        return self._parted[repr(given)]

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The right side must be differentiable by the state and by what is active."""
        state = k.Array(np.dtype("f8"), (None,))
        given = {self.time: k.Real(), self.state: state} | {n: kinds[n] for n in self.rest}
        by = (n for n in asked if n in self.rest)
        return Proof(gradient_of(self.rate, (self.state, *by)), given)


class Parts(Held):
    """The adjoints of some operands of a path, in one vector."""

    def __init__(self, path: Trajectory, by: tuple[str, ...], kinds: dict[str, k.Kind]) -> None:
        self._path, self._by, self._kinds = path, by, kinds
        self.__name__ = f"{path.__name__}_parts"
        text = PARTS.format(name=self.__name__, own=OWN, rest=listed(path.rest))
        self.primal = loaded(self.__name__, text, {})

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The adjoints."""
        return self.primal(*args, **kwargs)

    def backward(
        self,
        path_bar: Any,
        y_start: Any,
        times: Any,
        low: Any,
        high: Any,
        by_method: Any,
        *given: Any,
    ) -> Any:
        """The adjoints, by the adjoint equation."""
        own = [n for n in self._path.rest if n in self._by]
        slopes = gradient_of(self._path.rate, (self._path.state, *own))
        start, moments, parts = path_adjoint(
            path_bar,
            lambda s, y: self._path.rate(s, y, *given),
            lambda s, y, w: slopes(s, y, *given, output_bar=w)[1],
            times,
            y_start,
            low,
            by_method,
        )
        found = {"y_start": start, "times": moments, **dict(zip(own, parts, strict=True))}
        return np.concatenate([np.ravel(found[n]) for n in self._by])

    def operands(self) -> tuple[str, ...]:
        """Those of the path, and the adjoints of its values."""
        return ("path_bar", *self._path.operands())

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """Slopes of how the path moves, weighted by the adjoints of its values."""
        path, by = self._path, self._by
        order = [n for n in path.operands() if n in by]
        inner = [n for n in asked if n != "path_bar"]
        turning = [n for n in path.operands() if n in inner]
        rest, dots = listed(path.rest), ", ".join(f"{n}_dot" for n in order)
        taken = zip(by, pieces("parts_bar", by, self._kinds), strict=True)
        second = f"{name}_second(path_bar, {OWN}{rest}, {dots})[1]"
        found = {"path_bar": f"{name}_moved({OWN}{rest}, {dots})"}
        lines = [f"    {n}_dot = {piece}\n" for n, piece in taken]
        if inner:
            lines.append(f"    slopes_ = {second}\n")
        for at, n in enumerate(inner):
            found[n] = f"slopes_[{at}]"
        terms = []
        if "path_bar" in asked:
            backward = f"{name}_backward(path_bar_dot, {OWN}{rest})"
            terms.append(f"{name}_parts(vector_found({backward}), path_bar_dot, {OWN}{rest})")
        if inner:
            turned = ", ".join(f"{n}_dot" for n in turning)
            terms.append(f"{name}_joined(*{name}_along(path_bar, {OWN}{rest}, {turned})[1])")
        text = SECOND.format(
            name=name,
            own=OWN,
            rest=rest,
            part_dots=dots,
            taken="".join(lines),
            adjoints=", ".join(found[n] for n in asked),
            dots=", ".join(f"{n}_dot" for n in turning),
            asked_dots=", ".join(f"{n}_dot" for n in asked),
            tangent=" + ".join(terms),
        )
        return self._linked(name, text, inner, turning)

    def _linked(self, name: str, text: str, inner: list[str], turning: list[str]) -> Written:
        path, by = self._path, self._by
        joined = ", ".join(
            f"np.reshape({n}_part, (1,))" if k.is_number(self._kinds[n]) else f"np.ravel({n}_part)"
            for n in by
        )
        parameters = ", ".join(f"{n}_part" for n in by)
        text += f"\n\ndef {name}_joined({parameters}):\n    return np.concatenate(({joined},))\n"
        names: dict[str, Any] = {
            "np": np,
            "vector_found": vector_found,
            f"{name}_backward": Constant(self.backward),
            f"{name}_parts": self,
            f"{name}_moved": path.moved(by),
        }
        if inner:
            names[f"{name}_turned"] = path.moved(turning)
        rule = loaded(f"{name}_rule", text, names)
        if inner:
            slopes = gradient_of(rule.__globals__[f"{name}_weighted"], tuple(inner))
            along = gradient_of(rule.__globals__[f"{name}_weighed"], tuple(by))
            names |= {f"{name}_second": slopes, f"{name}_along": along}
        called = (f"{name}_transpose", f"{name}_tangent")
        return Written(text, names, called, f"{name}_rule", f"{name}_tangent_rule")

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The same as of the path."""
        by = [n for n in self._path.rest if n in {*asked, *self._by}]
        return self._path.proof(kinds, by, result)


def listed(names: Sequence[str]) -> str:
    """Names behind others, as text."""
    return "".join(f", {n}" for n in names)


def pieces(vector: str, names: Sequence[str], kinds: dict[str, k.Kind]) -> list[str]:
    """The pieces of a vector that holds one value after the other, as text.

    >>> pieces("v", ["a", "w"], {"a": k.Real(), "w": k.Array(np.dtype("f8"), (None, None))})
    ['v[0]', 'np.reshape(v[1 : 1 + w.size], w.shape)']
    """
    found, count, sizes = [], 0, ""
    for name in names:
        at = f"{sizes}{' + ' if sizes else ''}{count}" if count or not sizes else sizes
        if k.is_number(kinds[name]):
            found.append(f"{vector}[{at}]")
            count += 1
            continue
        found.append(f"np.reshape({vector}[{at} : {at} + {name}.size], {name}.shape)")
        sizes += f"{' + ' if sizes else ''}{name}.size"
    return found


taking.made_by(taking.trajectory, Trajectory)
