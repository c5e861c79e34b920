"""Checkpointed functions of objects made inside: they get the attributes, and make them again.

Classes that they get, as class methods do, stand in their text.

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
from srcgrad.normalize.structures.calls import handed_on
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.walk import Walker

OF_PARTS = """\
def {name}_of_parts({header}):
    return {name}({given})
"""


def taken_apart(w: Walker, function: Any, tree: e.Call) -> e.Call:
    """The call of a function that runs again in the reverse sweep, and leaves objects alone."""
    if not is_derived(function) or not getattr(function, "unfolded", False):
        return tree
    primal = function.primal
    given = _arguments(primal, tree)
    objects = {n: x for n, one in given.items() if isinstance(x := w.held(one), Ref)}
    objects = {n: x for n, x in objects.items() if handed_on.holds_objects(w, x)}
    classes = {n: cls for n, one in given.items() if (cls := _class(w, one)) is not None}
    if not all(handed_on.left(w, primal, "", x) for x in objects.values()):
        objects = {}
    if not objects and not classes:
        return tree
    name = word(primal.__name__)
    taken = {*given, name, f"{name}_of_parts"}
    slots = {**given, **objects}
    parts = handed_on.Parts(w, {*taken})
    texts = {n: parts.text(x, n) if n in objects else n for n, x in slots.items()}
    if parts.again:
        parts = handed_on.Parts(w, taken, again=parts.again)
        texts = {n: parts.text(x, n) if n in objects else n for n, x in slots.items()}
    texts |= {n: parts.named(cls.__name__, cls) for n, cls in classes.items()}
    if None in texts.values():
        return tree
    inside = {*objects, *classes}
    values = {n: one for n, one in given.items() if n not in inside} | parts.held
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


def _class(w: Walker, given: e.Expr) -> type | None:
    """The class of the user's that an argument is: a class method's first one, say."""
    known, value = w.constant(given)
    if isinstance(given, e.Ref):
        known, value = True, given.target
    own = known and isinstance(value, type) and not w.context.is_library(value)
    return value if own else None


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
