"""Structures of numbers and arrays packed into one vector, and taken out of it again, as text.

By several arguments or by containers, a derivative inside a program is one by the vector of all
their numbers, which is then divided into blocks.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import kinds as k

Written = Callable[[str, k.Kind], str]


def as_it_is(text: str, kind: k.Kind) -> str:
    """A part as the program has it."""
    return text


class Structure:
    """The structure of a value: its leaves, and texts that put such a structure together."""

    def __init__(self, function: str, found: dict[str, k.Kind], names: dict[str, Any]) -> None:
        self.function, self.found, self.names = function, found, names
        self.leaves: list[tuple[str, k.Kind]] = []
        self.called: dict[str, str] = {}  # names of parts that have one
        self.rebuilt(self._seen)

    def _seen(self, text: str, kind: k.Kind) -> str:
        self.leaves.append((text, kind))
        return text

    def rebuilt(self, leaf: Written, rest: Written = as_it_is) -> dict[str, str]:
        """The text of each part, with `leaf` of what has a derivative and `rest` of the others."""
        return {text: self._text(text, kind, leaf, rest) for text, kind in self.found.items()}

    def _text(self, text: str, kind: k.Kind, leaf: Written, rest: Written) -> str:
        def again(part: str, kind: k.Kind) -> str:
            return self._text(part, kind, leaf, rest)

        match kind:
            case k.Tuple(items, cls):
                parts = [again(f"{text}[{n}]", item) for n, item in enumerate(items)]
                listed = "".join(f"{part}, " for part in parts)
                return f"{'' if cls is tuple else self._named(cls)}({listed.rstrip()})"
            case k.List(items) if items is not None:
                parts = [again(f"{text}[{n}]", item) for n, item in enumerate(items)]
                return f"[{', '.join(parts)}]"
            case k.Dict(keys, items, cls) if cls is dict:
                pairs = zip(keys, items, strict=True)
                shown = [f"{key!r}: {again(f'{text}[{key!r}]', item)}" for key, item in pairs]
                return f"{{{', '.join(shown)}}}"
            case k.Object(cls, labels, items) if _is_plain(cls, labels):
                pairs = zip(labels, items, strict=True)
                shown = [f"{name}={again(f'{text}.{name}', item)}" for name, item in pairs]
                return f"{self._named(cls)}({', '.join(shown)})"
        if not k.differentiable(kind) and not isinstance(kind, k.Object | k.List):
            return rest(text, kind)
        if not _is_leaf(kind):
            raise UnsupportedSyntaxError(
                f"the Jacobian or Hessian of {self.function} inside a differentiated function, of "
                "other things than doubles, arrays of known rank and containers of them",
                "take it of the parts, one by one",
            )
        return leaf(text, kind)

    def _named(self, cls: Any) -> str:
        """The name under which the text finds a class."""
        name = str(cls.__name__)
        while self.names.setdefault(name, cls) is not cls:
            name += "_"
        return name

    def packed(self) -> str:
        """The text of the vector of all numbers."""
        each = [f"np.ravel({text})" for text, _ in self.leaves]
        return each[0] if len(each) == 1 else f"np.concatenate([{', '.join(each)}])"

    def ends(self, stem: str) -> str:
        """Statements that say where each leaf ends in the vector."""
        lines, last = [], ""
        for n, (text, kind) in enumerate(self.leaves[:-1]):
            size = "1" if k.is_number(kind) else f"{text}.size"
            lines.append(f"    {stem}_{n} = {last}{size}\n")
            last = f"{stem}_{n} + "
        return "".join(lines)

    def bound(self, stem: str) -> str:
        """Statements that give each part which is read on its own a name."""
        lines: list[str] = []

        def named(text: str, kind: k.Kind) -> str:
            if text not in self.found:
                lines.append(f"    {stem}_{len(lines)} = {text}\n")
                self.called[text] = f"{stem}_{len(lines) - 1}"
            return text

        self.rebuilt(named, named)
        return "".join(lines)

    def places(self, stem: str) -> Iterator[tuple[str, str, k.Kind]]:
        """For each leaf its text, its place in the vector as a subscript, and its kind."""
        for n, (text, kind) in enumerate(self.leaves):
            first = "0" if n == 0 else f"{stem}_{n - 1}"
            last = "" if n + 1 == len(self.leaves) else f"{stem}_{n}"
            yield text, first if k.is_number(kind) else f"{first}:{last}", kind


def _is_leaf(kind: k.Kind) -> bool:
    if isinstance(kind, k.Array):
        return kind.dims is not None and kind.dtype == np.float64 and not kind.mixed
    return isinstance(kind, k.Real) or kind == k.Scalar(np.dtype(np.float64))


def _is_plain(cls: Any, labels: tuple[str, ...]) -> bool:
    """Is it a dataclass that is made of the values of its fields alone?"""
    if not dataclasses.is_dataclass(cls) or hasattr(cls, "__post_init__"):
        return False
    fields = dataclasses.fields(cls)
    return all(f.init for f in fields) and {f.name for f in fields} == set(labels)


def nothing(text: str, kind: k.Kind) -> str:
    """What stands in place of a part without a derivative."""
    return "None"


def taken(
    vector: str, stem: str, structure: Structure, rest: Written | None = None
) -> dict[str, str]:
    """The parts of a structure, with the numbers of a vector in place of its own."""
    places = {text: place for text, place, _ in structure.places(stem)}

    def leaf(text: str, kind: k.Kind) -> str:
        part = f"{vector}[{places[text]}]"
        if isinstance(kind, k.Real):
            return f"float({part})"
        called = structure.called.get(text, text)
        return part if k.is_number(kind) else f"{part}.reshape({called}.shape)"

    return structure.rebuilt(leaf, rest or (lambda text, kind: structure.called.get(text, text)))


def one_or_all(parts: dict[str, str], several: bool) -> str:
    """The text of a tuple of the parts, or of the one that there is."""
    return f"({', '.join(parts.values())},)" if several else next(iter(parts.values()))


def divided(
    matrix: str, values: Structure, by: Structure, stems: tuple[str, str], several: bool
) -> dict[str, str]:
    """The value's structure, in each place of it the arguments', and a block in each of those.

    The value is one number where it has one leaf of that kind: then the matrix is a vector.
    """
    alone = len(values.leaves) == 1 and k.is_number(values.leaves[0][1])
    lines = {text: (place, kind) for text, place, kind in values.places(stems[0])}
    columns = {text: (place, kind) for text, place, kind in by.places(stems[1])}

    def line(text: str, kind: k.Kind) -> str:
        def block(part: str, of: k.Kind) -> str:
            place = columns[part][0] if alone else f"{lines[text][0]}, {columns[part][0]}"
            shapes = [f"{t}.shape" for t, one in ((text, kind), (part, of)) if not k.is_number(one)]
            shape = f".reshape({' + '.join(shapes)})" if shapes else ""
            return f"{matrix}[{place}]{shape}"

        return one_or_all(by.rebuilt(block, nothing), several)

    return values.rebuilt(line, nothing)
