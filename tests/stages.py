"""One program at one stage of the compiler, for tests of the stages."""

import re

from srcgrad.compiler import Program as Compilation
from srcgrad.frontend import Bindings, read
from srcgrad.infer.callees.inlining import Inlining
from srcgrad.infer.structures import take_apart
from srcgrad.ir import expr as e
from srcgrad.ir.function import Core, Parameter
from srcgrad.ir.text import listing, render
from srcgrad.normalize.lowering import normalize
from srcgrad.normalize.scope import Counter
from srcgrad.request import Options
from srcgrad.transforms.arguments import resolve
from srcgrad.transforms.gradient import Gradient


def compilation(function, *args, wrt=0, has_aux=False, settled=False, **kwargs):
    """A compilation that no stage has run on yet.

    With `settled`, for the values of those integers that decide a rank.
    """
    gradient = Gradient(function, Options(wrt, has_aux))
    values, keywords = gradient._bound(args, kwargs)
    if settled:
        gradient.adjoint(*args, **kwargs)
    signature = gradient._by_value.signature(gradient._named(values, keywords))
    options = Options(wrt, has_aux, by_value=gradient._by_value.outside)
    return Compilation(function, options, signature, resolve(function, wrt, False))


def after(stage, function, *args, **options):
    """A compilation after the stage of this name, and those before it."""
    one = compilation(function, *args, **options)
    for name in ("frontend", "infer", "analyse", "adjoint", "optimize"):
        getattr(one, name)()
        if name == stage:
            return one
    raise ValueError(stage)


def core_of(function):
    """A function after `normalize` alone."""
    return normalize(function.__name__, read(function), Bindings(function), Counter())


def normalized(function):
    """The text of a function after `normalize` alone, with what it returns."""
    return text(core_of(function))


def text(core):
    """A core program's text, with what it returns."""
    return "\n".join([*filter(None, [listing(core.body)]), f"return {render(core.result)}"])


def plain(shown):
    """A text without the numbers of names made by the compiler."""
    return re.sub(r"\b([A-Za-z_]\w*)\.\d+", r"\1", shown)


def whole(one):
    """The sweeps of a compilation, both or the one of forward mode, as one core program."""
    core, sweeps = one.core, one.sweeps
    free = dict(core.free)
    given = [f"{name}~dot" for name in one.wrt] if one.forward else ["seed~bar"]
    parameters = [*core.parameters, *map(Parameter, given)]
    body = [*sweeps.forward, *sweeps.reverse]
    result = e.Sequence("tuple", (sweeps.result, sweeps.gradient))
    return Core(core.name, parameters, body, result, core.location, free, inputs=dict(core.inputs))


def taken_apart(function, *args):
    """A core program after one walk through its containers, as text, and what the walk found."""
    one = compilation(function, *args)
    one.frontend()
    calls = Inlining(one.core, "tests", one.counter, one.methods, one.pairs)
    found = take_apart(calls, None, one._start(), one._free_kind, function)
    return text(one.core), found
