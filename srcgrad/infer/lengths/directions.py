"""Tangents that a program gives to a derivative: each must have the shape of its value.

p_dot = t        part = t["w"]
                 held = p["w"]
                 part_2 = seed_for(part, held)
                 p_dot = {"w": part_2}
"""

from __future__ import annotations

from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass, field
from srcgrad.normalize.scope import Counter
from srcgrad.runtime import seed_for


@dataclass
class Directions:
    """The tangents of one call, and the statements before it that take containers apart."""

    name: str  # of the function
    counter: Counter
    site: s.Stmt
    before: s.Block = field(default_factory=list)

    def fitted(self, dot: e.Expr, seen: k.Kind, value: e.Expr, kind: k.Kind) -> e.Expr:
        """A tangent of kind `seen`, for a value of another kind."""
        if _is_none(seen) and not isinstance(kind, k.Tuple | k.List | k.Dict):
            raise self._misfit()
        if isinstance(kind, k.Array):
            self._check_rank(seen, kind)
            return e.Call(e.Ref("seed_for", seed_for), (dot, value))
        if k.is_number(kind):
            return e.Call(e.Ref("float", float), (dot,))
        keys, items = _structure(kind)
        same, dots = _structure(seen)
        if keys is None or keys != same or type(kind) is not type(seen):
            raise self._misfit()
        parts = [
            self._part(_element(dot, n, key), one, _element(value, n, key), inner)
            for n, (key, inner, one) in enumerate(zip(keys, items, dots, strict=True))
        ]
        if isinstance(kind, k.Dict):
            return e.Mapping(tuple(map(e.Const, keys)), tuple(parts))
        return e.Sequence("list" if isinstance(kind, k.List) else "tuple", tuple(parts))

    def _part(self, dot: e.Expr, seen: k.Kind, value: e.Expr, kind: k.Kind) -> e.Expr:
        if k.differentiable(kind):
            return self._named(self.fitted(self._named(dot), seen, self._named(value), kind))
        if not _is_none(seen):
            raise self._misfit()
        return e.Const(None)

    def _check_rank(self, seen: k.Kind, kind: k.Array) -> None:
        """Several directions at once have an axis more."""
        have, want = k.rank(seen), k.rank(kind)
        if isinstance(seen, k.Array) and None not in (have, want) and have != want:
            raise UnsupportedSyntaxError(
                f"a tangent for {self.name}, inside a differentiated function, has {have} axes, "
                f"and its argument has {want}",
                "give one direction at a time, as in np.stack([jvp(f, (x,), (v,))[1] for v in vs])",
                self.site.origin,
            )

    def _misfit(self) -> UnsupportedSyntaxError:
        return UnsupportedSyntaxError(
            f"a tangent for {self.name}, inside a differentiated function, has not the known "
            "structure of a dict, list or tuple like its argument",
            "give numbers and arrays, or containers with the keys that the argument has, with "
            "None for what has no derivative and for nothing else",
            self.site.origin,
        )

    def _named(self, tree: e.Expr) -> e.Expr:
        target = self.counter.name("part")
        self.before.append(s.Assign(target, tree, origin=self.site.origin))
        return e.Var(target)


def _element(tree: e.Expr, place: int, key: Any) -> e.Expr:
    """An element of a container, of one that is written out too."""
    if isinstance(tree, e.Sequence):
        return tree.items[place]
    return tree.values[place] if isinstance(tree, e.Mapping) else e.Item(tree, e.Const(key))


def _is_none(kind: k.Kind) -> bool:
    """Is it None, or a plain container of nothing else?"""
    keys, items = _structure(kind)
    return kind == k.Known(None) or (keys is not None and all(map(_is_none, items)))


def _structure(kind: k.Kind) -> tuple[Any, Any]:
    """The keys or positions of a plain container, and what stands there; None of what is none."""
    if isinstance(kind, k.Dict) and kind.cls is dict:
        return kind.keys, kind.items
    if isinstance(kind, k.List) or (isinstance(kind, k.Tuple) and kind.cls is tuple):
        return (None, ()) if kind.items is None else (tuple(range(len(kind.items))), kind.items)
    return None, ()
