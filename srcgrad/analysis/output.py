"""What a function returns: whether it can have a derivative, and whether it is one number."""

from __future__ import annotations

from collections.abc import Collection

from srcgrad.analysis.findings.explain import unknown
from srcgrad.errors import NonDifferentiableError, SrcgradError, UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import names, nodes, statements, targets
from srcgrad.normalize.names.outputs import leaves
from srcgrad.runtime import NothingReturned


def is_scalar(kind: k.Kind) -> bool:
    """Is the output one real number, so that the seed is 1.0 by default?"""
    general = k.general(kind)
    if k.is_complex(general):
        return False
    return isinstance(general, k.Real | k.Scalar | k.Empty) or (
        isinstance(general, k.Array) and general.dims == ()
    )


def nothing_returned(core: Core, output: e.Expr, nones: Collection[str]) -> s.Block:
    """An output that may be None, as a whole or in part, is asked for at run time."""
    whole = isinstance(output, e.Var)
    subject = core.name if whole else f"a part of what {core.name}"
    verb = "returned None" if whole else "returned is None"
    words = f"{subject} {verb}, which has no derivative"
    error = e.Call(e.Ref("NothingReturned", NothingReturned), (e.Const(words),))
    return [
        s.If(e.Compare("is", part, e.NONE), [s.Raise(error)], [])
        for part in dict.fromkeys(nodes(output))
        if isinstance(part, e.Var) and part.name in nones
    ]


def _plain(kind: k.Kind) -> bool:
    """A number, an array, or a list of them, or of such lists."""
    match kind:
        case k.Optional(inner):
            return _plain(inner)
        case k.List(items, element):
            inside = (element,) if items is None else items
            return not any(isinstance(k.general(one), k.Unknown) for one in inside) and all(
                map(_plain, inside)
            )
    return k.simple(kind)


def _words(kind: k.Kind) -> str:
    match kind:
        case k.Object(cls) | k.Tuple(_, cls):
            return f"an object of class {cls.__name__}"
        case k.List():
            return "a list of containers"
    return "a container"


def _of_elements(core: Core, facts: Facts) -> SrcgradError | None:
    """The error for an active value of unknown kind that a list holds, if one can be blamed."""
    for node in statements(core.body):
        for target in targets(node):
            if target in facts.varied and isinstance(facts.kinds.get(target), k.Unknown):
                return unknown(target, core.body, facts)
    return None


def _floats(kind: k.Kind) -> bool:
    """Is it, or does it hold, a float, known ones too?"""
    return k.differentiable(k.general(kind)) or (
        isinstance(kind, k.Tuple) and any(map(_floats, kind.items))
    )


def check_output(core: Core, kind: k.Kind, facts: Facts, output: e.Expr) -> None:
    """Refuse an output that cannot have a derivative, or not in the form that it has."""
    for name in (n for leaf in leaves(output) for n in names(leaf)):
        found = facts.kinds.get(name, k.Empty())
        if name in facts.varied and k.differentiable(found) and not _plain(found):
            raise _of_elements(core, facts) or UnsupportedSyntaxError(
                f"{core.name} returns {_words(found)}, which the adjoint cannot follow",
                "return numbers, arrays, lists of them, or containers that are written out",
                core.location,
            )
    if isinstance(kind, k.Known) and kind.value is None:
        raise NonDifferentiableError(
            f"{core.name} returns None, so it has no output to differentiate",
            "return what it computed",
            core.location,
        )
    if isinstance(output, e.Sequence) and output.form == "set":
        raise UnsupportedSyntaxError(
            f"{core.name} returns a set, whose elements have no order",
            "return a list or a tuple",
            core.location,
        )
    general = k.general(kind)
    if _floats(kind) or isinstance(general, k.Empty):  # never bound, as Python will say
        return
    names_of = {k.Str: "a str", k.Bool: "a bool", k.Int: "an int"}
    what = names_of.get(type(general), "a value")
    if isinstance(general, k.Array | k.Scalar):
        number = isinstance(general, k.Scalar)
        what = f"a {general.dtype}" if number else f"an array of {general.dtype}"
    raise NonDifferentiableError(
        f"{core.name} returns {what}, which has no derivative",
        "return a float or an array of floats",
        core.location,
    )
