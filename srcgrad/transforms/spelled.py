"""Jacobians, Hessians and their products inside a differentiated function, as text.

What is put in makes derivatives of the function, and of functions that it makes of that:

    hessian(inner)(x)        inner_matrix(x, inner)
"""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim
from srcgrad.late import dataclass
from srcgrad.rules.derived import maker
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.known import gradient_of
from srcgrad.transforms.packed import Structure, divided, nothing, one_or_all, taken
from srcgrad.transforms.specialised import GradientOfCode

ROWS = """\
    {by_rows} = np.zeros(({value}.size,) + {x}.shape)
    {rows} = np.eye({rows_count})
    for {i} in range(len({rows})):
        {by_rows}[{i}] = {gradient}({given}, output_bar={rows}[{i}].reshape({value}.shape))[1]
"""
COLUMNS = """\
    {by_columns} = np.zeros({value}.shape + ({x}.size,))
    {columns} = np.eye({columns_count})
    for {i} in range(len({columns})):
        {by_columns}[..., {i}] = {push}({given}, {columns}[{i}].reshape({x}.shape))[1]
"""
MATRIX = {  # by mode; one of the loops of "auto" makes no pass
    "reverse": ROWS + "    {matrix} = {by_rows}.copy().reshape({value}.shape + {x}.shape)\n",
    "forward": COLUMNS + "    {matrix} = {by_columns}.copy().reshape({value}.shape + {x}.shape)\n",
    "auto": ROWS
    + COLUMNS
    + "    {shape} = {value}.shape + {x}.shape\n"
    + "    {matrix} = {by_rows}.reshape({shape}) + {by_columns}.reshape({shape})\n",
}
HEAD = "    {value} = {function}({given})\n"
GRADIENT = '    {gradient} = reverse_of({function}, wrt="{x}")\n'
PUSH = '    {push} = forward_of({function}, wrt="{x}")\n'
SLOPE = """\
    def {slope}({parameters}):
        return {gradient}({given})[1]
"""
PACKED = """\
    def {packed}({z}):
        {value} = {function}({rebuilt})
        return {numbers}
    {z} = {vector}
"""
SPARSE = "    {matrix} = csr_matrix({matrix})\n"
OWN = (  # names in the text, beside the parameters
    "value rows columns by_rows by_columns i shape matrix gradient push slope packed z part end "
    "last packed_value"
)
PLAIN = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
STARS = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}


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


@dataclass(frozen=True)
class Asked:
    """What is asked of a derivative of a function."""

    kind: str  # "jacobian", "hessian" or "hvp"
    wrt: Any = 0
    mode: str = "forward"
    has_aux: bool = False
    sparsity: Any = None

    @property
    def several(self) -> bool:
        """Is it by a tuple of arguments?"""
        return isinstance(self.wrt, tuple)


class Spelling:
    """The text of one derivative, of a function with these parameters.

    A function that the program makes is the last argument of what is put in.
    """

    def __init__(
        self, name: str, parameters: Any, chosen: tuple[str, ...], asked: Asked, inside: bool
    ) -> None:
        self.parameters, self.chosen, self.asked = parameters, chosen, asked
        self.inside = inside
        self.names: dict[str, Any] = {
            "np": np,
            "reverse_of": reverse_of,
            "forward_of": forward_of,
        }
        names = set(parameters)
        if asked.kind == "hvp" and "v" in names:
            raise UnsupportedSyntaxError(
                f"{name} has a parameter of its own named 'v'",
                "rename it, or give a function that calls it otherwise",
            )
        stem = name if name.isidentifier() else "function"
        taken_ = names | {"v", *self.names}
        function = free(stem, taken_)
        own = {word: free(word, taken_ | {function}) for word in OWN.split()}
        listed = ", ".join(parameters)
        self.words = {**own, "function": function, "parameters": listed, "given": listed}
        self.title = f"{stem}_{'hvp' if asked.kind == 'hvp' else 'matrix'}"
        self.name = name

    def text(self, output: k.Kind, kinds: dict[str, k.Kind]) -> str:
        """The function that is put in, for a kind of the value and kinds of the arguments."""
        if self.asked.kind != "jacobian" and not k.is_number(output):
            raise UnsupportedSyntaxError(
                f"the value of {self.name} is no number, and it has no Hessian",
                "reduce it to a number, for example with np.sum",
            )
        more = [self.words["function"]] if self.inside else []
        more += ["v"] if self.asked.kind == "hvp" else []
        head = f"def {self.title}({', '.join([*self.parameters, *more])}):\n"
        if self._is_of_one(output, kinds):
            return head + self._of_one(output, kinds[self.chosen[0]])
        if self.asked.sparsity is not None:
            raise UnsupportedSyntaxError(
                "a sparse Jacobian or Hessian inside a differentiated function, of other things "
                "than one array by one array",
                "leave sparsity out there",
            )
        return head + self._of_structures(output, kinds)

    def repeats(self, output: k.Kind, kinds: dict[str, k.Kind]) -> bool:
        """Does the function run more than once in this text?"""
        if self.asked.kind == "hvp":
            return self.asked.has_aux
        number = k.is_number(kinds[self.chosen[0]])
        number = number or (self.asked.kind == "jacobian" and k.is_number(output))
        return not (number and self._is_of_one(output, kinds))

    def _is_of_one(self, output: k.Kind, kinds: dict[str, k.Kind]) -> bool:
        """Is it of one number or array, by one?"""
        plain = all(p.kind in PLAIN for p in self.parameters.values())
        one = plain and not (self.asked.several or self.asked.has_aux)
        return one and is_plain(output) and is_plain(kinds[self.chosen[0]])

    def _of_one(self, output: k.Kind, by: k.Kind) -> str:
        """What it does, of one value by one argument."""
        words = {**self.words, "x": self.chosen[0]}
        mode = fewer_runs(output, by) if self.asked.mode == "auto" else self.asked.mode
        text = self._derived(words, k.is_number(output), k.is_number(by), "v", mode)
        if self.asked.sparsity is not None:
            from srcgrad.rules.scipy.sparse.matrices import csr_matrix  # SciPy is not always there

            self.names["csr_matrix"] = csr_matrix
            text += SPARSE.format(**words)
        return text + "    return {matrix}\n".format(**words)

    def _derived(
        self, words: dict[str, str], number: bool, by_number: bool, v: str, mode: str
    ) -> str:
        """Statements that bind the matrix, or the product: of one value, by one argument `x`."""
        text = ""
        if self.asked.kind != "jacobian":
            text = (GRADIENT + SLOPE).format(**words)
            words = {**words, "function": words["slope"]}
            number, mode = by_number, "forward"
        if self.asked.kind == "hvp":
            return text + (PUSH + "    {matrix} = {push}({given}, {v})[1]\n").format(v=v, **words)
        if by_number and (mode == "forward" or not number):
            body = PUSH + "    {matrix} = {push}({given}, 1.0)[1]\n"
        elif number:
            body = GRADIENT + "    {matrix} = {gradient}({given})[1]\n"
        else:
            body = (GRADIENT if mode != "forward" else "") + (PUSH if mode != "reverse" else "")
            body += HEAD + MATRIX[mode]
        x, value = words["x"], words["value"]
        rows, columns = f"{value}.size", f"{x}.size"
        if mode == "auto":
            rows, columns = (
                f"{rows} if {rows} <= {columns} else 0, {rows}",
                f"0 if {rows} <= {columns} else {columns}, {columns}",
            )
        return text + body.format(rows_count=rows, columns_count=columns, **words)

    def _of_structures(self, output: k.Kind, kinds: dict[str, k.Kind]) -> str:
        """The same by several arguments or by containers: by the vector of all their numbers."""
        words = self.words
        returned = words["value"] + ("[0]" if self.asked.has_aux else "")
        by = Structure(self.name, {x: kinds[x] for x in self.chosen}, self.names)
        value = Structure(self.name, {returned: output}, self.names)
        number = k.is_number(output)
        z, several = words["z"], self.asked.several
        text = by.bound(words["part"]) + by.ends(words["end"])
        parts = taken(z, words["end"], by)
        text += PACKED.format(
            rebuilt=self._handed_on(parts),
            numbers=returned if number else value.packed(),
            vector=by.packed(),
            **words,
        )
        inner = {**words, "function": words["packed"], "parameters": z, "given": z, "x": z}
        inner["value"] = words["packed_value"]
        v = Structure(self.name, self._directions(kinds), self.names)
        text += self._derived(inner, number, False, v.packed(), self.asked.mode)
        if self.asked.kind == "jacobian" or self.asked.has_aux:
            text += HEAD.format(**{**words, "given": self._handed_on({})})
        ends = (words["end"], words["end"])
        if self.asked.kind == "hvp":
            result = one_or_all(taken(words["matrix"], words["end"], by, nothing), several)
        elif self.asked.kind == "hessian":
            result = one_or_all(divided(words["matrix"], by, by, ends, several), several)
        else:
            text += value.ends(words["last"])
            ends = (words["last"], words["end"])
            result = one_or_all(divided(words["matrix"], value, by, ends, several), False)
        aux = f", {words['value']}[1]" if self.asked.has_aux else ""
        return text + f"    return {result}{aux}\n"

    def _directions(self, kinds: dict[str, k.Kind]) -> dict[str, k.Kind]:
        if not self.asked.several:
            return {"v": kinds[self.chosen[0]]}
        return {f"v[{n}]": kinds[x] for n, x in enumerate(self.chosen)}

    def _handed_on(self, parts: dict[str, str]) -> str:
        """The arguments of a call of the function, with other ones in place of some."""
        shown = []
        for name, parameter in self.parameters.items():
            text = parts.get(name, name)
            named = f"{name}=" if parameter.kind is parameter.KEYWORD_ONLY else ""
            shown.append(STARS.get(parameter.kind, named) + text)
        return ", ".join(shown)


def free(word: str, taken_: set[str]) -> str:
    """A name that is not taken."""
    while word in taken_:
        word += "_"
    return word


def fewer_runs(output: k.Kind, by: k.Kind) -> str:
    """The mode that runs the function less often, at any lengths; "auto" where the run decides.

    As many rows as columns are found by rows. A length that is 0 leaves nothing to be found.

    >>> n, m = Dim("x.0", axis=True), Dim("y.0", axis=True)
    >>> square, vector, other = (k.Array(np.dtype("f8"), dims) for dims in ((n, n), (n,), (m,)))
    >>> fewer_runs(square, vector), fewer_runs(vector, vector), fewer_runs(other, vector)
    ('forward', 'reverse', 'auto')
    """
    if not (isinstance(output, k.Array) and isinstance(by, k.Array)):
        return "auto"
    rows, columns = list(output.dims or ()), list(by.dims or ())
    for length in list(rows):
        if length in columns and (isinstance(length, int) or (length and length.base)):
            rows.remove(length)
            columns.remove(length)
    if all(isinstance(length, int) for length in (*rows, *columns)):
        return "reverse" if math.prod(rows) <= math.prod(columns) else "forward"  # type: ignore[arg-type]
    if not rows:
        return "reverse"
    more = all(isinstance(n, Dim) and n.axis and not n.offset for n in rows)  # none of them is 1
    return "forward" if more and not columns else "auto"


def is_plain(kind: k.Kind) -> bool:
    """Is it a number, or an array of known rank?"""
    return k.is_number(kind) or (isinstance(kind, k.Array) and kind.dims is not None)
