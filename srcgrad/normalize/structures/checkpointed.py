"""Checkpointed functions of objects made inside: they get the attributes, and make them again.

h = layer(model, h)      ->      h = layer_of_parts(k, h)

def layer_of_parts(k, h):
    return layer(instance(Model, {"k": k}), h)
"""

from __future__ import annotations

import inspect
import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir.function import is_derived, word
from srcgrad.normalize.structures import handed_on
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.walk import Walker

OF_PARTS = """\
def {name}_of_parts({header}):
    return {name}({given})
"""
NAMED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def taken_apart(w: Walker, function: Any, tree: e.Call) -> e.Call:
    """The call of a function that runs again in the reverse sweep, and leaves objects alone."""
    if not is_derived(function) or not getattr(function, "unfolded", False):
        return tree
    primal = function.primal
    given = _arguments(primal, tree)
    objects = {n: x for n, one in given.items() if isinstance(x := w.held(one), Ref)}
    objects = {n: x for n, x in objects.items() if handed_on.holds_objects(w, x)}
    if not objects or not all(handed_on.left(w, primal, "", x) for x in objects.values()):
        return tree
    name = word(primal.__name__)
    parts = handed_on.Parts(w, {*given, name, f"{name}_of_parts"})
    texts = {n: parts.text(x, n) if n in objects else n for n, x in {**given, **objects}.items()}
    if None in texts.values():
        return tree
    values = {n: one for n, one in given.items() if n not in objects} | parts.held
    words = ", ".join(
        f"{n}={texts[n]}" if p.kind is p.KEYWORD_ONLY else f"{texts[n]}"
        for n, p in inspect.signature(primal, follow_wrapped=False).parameters.items()
        if n in given
    )
    text = OF_PARTS.format(name=name, header=", ".join(values), given=words)
    made = w.context.again(
        function, f"{name}_of_parts", text, tuple({**parts.names, name: primal}.items())
    )
    return e.Call(e.Ref(f"{name}_of_parts", made), tuple(values.values()))


def _arguments(primal: types.FunctionType, tree: e.Call) -> dict[str, e.Expr]:
    """The arguments by parameter; none where which is which is not known by names."""
    if any(isinstance(one, e.Star) for one in tree.args) or any(n == "**" for n, _ in tree.kwargs):
        return {}
    try:
        bound = inspect.signature(primal, follow_wrapped=False).bind(
            *tree.args, **dict(tree.kwargs)
        )
    except TypeError:  # raised in words where the call is compiled
        return {}
    return dict(bound.arguments)
