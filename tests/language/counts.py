"""How many functions of each module have a rule, and of which form."""

import importlib
import warnings
from collections import Counter

import numpy as np
import scipy

from srcgrad.rules import lookup, optional, written_out

MODULES = (
    *("numpy", "numpy.linalg", "numpy.fft", "math", "cmath", "builtins"),
    *("scipy.special", "scipy.stats", "scipy.linalg", "scipy.signal", "scipy.ndimage"),
    *("scipy.interpolate", "scipy.integrate", "scipy.optimize", "scipy.sparse.linalg"),
    "scipy.spatial.distance",
)
FORMS = ("partials", "vjp", "linear", "written out", "nondifferentiable")
HEAD = ("module", *(f"`{form}`" if form != "written out" else form for form in FORMS), "in all")
VERSIONS = " and ".join(
    f"{name} {'.'.join(module.__version__.split('.')[:2])}"
    for name, module in (("NumPy", np), ("SciPy", scipy))
)


def rows():
    """The table: a module, the numbers of its functions by form, and their sum."""
    found = [(module, counted(module)) for module in MODULES]
    found.append(("in all", sum((counts for _, counts in found), Counter())))
    return [
        (f"`{module}`" if "all" not in module else module, *numbers(counts))
        for module, counts in found
    ]


def numbers(counts):
    """A row's cells, an empty one for none."""
    return [str(counts[form] or "") for form in FORMS] + [str(counts.total())]


def counted(module):
    """The public functions of a module by the form of what is declared of them."""
    for name in MODULES:
        importlib.import_module(name)
    optional.load()
    found = {}
    for function in functions(importlib.import_module(module)):
        rule = lookup(function)
        if rule is not None:
            found[key(function)] = "vjp" if rule.form == "jvp" else rule.form
        elif written_out(function, 0) is not None or written_out(function, 1) is not None:
            found[key(function)] = "written out"
    return Counter(found.values())


def functions(module):
    """What a module has under public names, with the methods of distributions and ufuncs."""
    for name in dir(module):
        if name.startswith("_"):
            continue
        with warnings.catch_warnings():  # of names that are to go
            warnings.simplefilter("ignore")
            held = getattr(module, name, None)
        yield held
        if isinstance(held, np.ufunc) or type(held).__name__.endswith("_gen"):
            methods = [n for n in dir(held) if not n.startswith("_")]
            yield from (getattr(held, n) for n in methods if callable(getattr(held, n)))


def key(function):
    """What tells a function from others: a method by its object and name."""
    owner = getattr(function, "__self__", None)
    return (id(owner), function.__name__) if owner is not None else id(function)
