"""Gradients by central differences with Richardson extrapolation.

The gradient of ``sum(seed * f(args))`` with respect to every float leaf of some arguments:
floats, NumPy scalars, arrays, and dicts, tuples, lists and objects of them. Each evaluation
has its own copy of all arguments, because programs may write into them. A complex leaf ``z`` has
the plain product of the seed and the Jacobian, ``d Re(s)/dx - 1j d Re(s)/dy``.
"""

import inspect
import itertools

import numpy as np

from tests.oracle.fresh import attributes, fresh, is_instance, widened

LEVELS = 3
STEP = 4e-3


def gradient(function, args, *, wrt=0, seed=None, kwargs=None, step=STEP, shared=True):
    """The gradient of ``sum(seed * function(*args, **kwargs))`` with respect to ``wrt``.

    ``wrt`` is a position, a parameter's name or a tuple of them; a tuple gives a tuple. With
    ``shared``, a step in one array is seen through every argument that shares its memory;
    otherwise each argument is a value of its own. Leaves without a derivative hold None.
    """
    kwargs = {} if kwargs is None else kwargs

    def arguments():
        if shared:
            bound = fresh((args, kwargs))
        else:
            bound = tuple(fresh(a) for a in args), {k: fresh(v) for k, v in kwargs.items()}
        return _named(function, *widened(bound))

    def objective(path, delta):
        named = nudge(arguments(), path, delta)
        return contraction(seed, _call(function, named))

    def slope(path, size):
        return extrapolated(lambda h: objective(path, h) - objective(path, -h), size)

    def differentiate(leaf, path):
        if isinstance(leaf, np.ndarray):
            if leaf.dtype.kind not in "fc":
                return None
            out = np.zeros_like(leaf)
            for index in np.ndindex(leaf.shape):
                out[index] = differentiate(leaf[index], (*path, index))
            return out
        if isinstance(leaf, (bool, int, np.integer, np.bool_, str, type(None))):
            return None
        if callable(leaf) and not is_instance(leaf):
            return None
        if isinstance(leaf, (float, np.floating)):
            return float(slope(path, step * max(1.0, abs(leaf))))
        if isinstance(leaf, (complex, np.complexfloating)):
            size = step * max(1.0, abs(leaf))
            real, imaginary = slope(path, size), slope(path, _Imaginary(size))
            return complex(real, -imaginary)
        return mapped(leaf, lambda key, item: differentiate(item, (*path, key)))

    names = list(inspect.signature(function).parameters)

    def one(which):
        name = names[which] if isinstance(which, int) else which
        return differentiate(arguments()[name], (name,))

    return tuple(one(which) for which in wrt) if isinstance(wrt, tuple) else one(wrt)


class _Imaginary(float):
    """The size of a step in the imaginary direction."""

    def __truediv__(self, other):
        return _Imaginary(float(self) / other)

    def __neg__(self):
        return _Imaginary(-float(self))


def extrapolated(difference, size):
    """Romberg's table on ``difference(h) / (2 * h)`` for ``h = size, size / 2, ...``."""
    row = []
    for level in range(LEVELS):
        h = size / 2**level
        row.append(difference(h) / (2 * float(h)))
    for order in range(1, LEVELS):
        factor = 4.0**order
        row = [(factor * b - a) / (factor - 1) for a, b in itertools.pairwise(row)]
    return row[0]


def nudge(tree, path, delta):
    """``tree``, which may be changed, with ``delta`` added to the leaf at ``path``."""
    if not path:
        return tree + (1j * float(delta) if isinstance(delta, _Imaginary) else delta)
    key, rest = path[0], path[1:]
    if isinstance(tree, (np.ndarray, dict, list)):
        tree[key] = nudge(tree[key], rest, delta)
    elif isinstance(tree, tuple):
        items = [nudge(item, rest, delta) if i == key else item for i, item in enumerate(tree)]
        return type(tree)(*items) if hasattr(tree, "_fields") else tuple(items)
    else:
        object.__setattr__(tree, key, nudge(getattr(tree, key), rest, delta))
    return tree


def mapped(tree, function):
    """The container ``tree`` with ``function(key, item)`` in place of each item."""
    if isinstance(tree, dict):
        return {key: function(key, item) for key, item in tree.items()}
    if isinstance(tree, list):
        return [function(i, item) for i, item in enumerate(tree)]
    if isinstance(tree, tuple):
        items = [function(i, item) for i, item in enumerate(tree)]
        return type(tree)(*items) if hasattr(tree, "_fields") else tuple(items)
    if is_instance(tree):
        copied = type(tree).__new__(type(tree))
        for name, item in attributes(tree).items():
            object.__setattr__(copied, name, function(name, item))
        return copied
    raise TypeError(f"the oracle knows no {type(tree).__name__}")


def contraction(seed, value):
    """The real part of the plain product of ``seed`` and ``value``, summed over all leaves."""
    if seed is None:
        if isinstance(value, (tuple, list, dict)) or is_instance(value):
            raise ValueError("a container as output needs a seed")
        if not isinstance(value, (float, np.floating, np.ndarray)) or np.ndim(value):
            return 0.0 if _is_discrete(value) else _no_seed(value)
        return float(value)
    if isinstance(value, dict):
        return sum(contraction(seed[key], item) for key, item in value.items() if _holds(seed[key]))
    if isinstance(value, (tuple, list)):
        pairs = zip(seed, value, strict=True)
        return sum(contraction(s, item) for s, item in pairs if _holds(s))
    if is_instance(value):
        fields = attributes(value).items()
        return sum(
            contraction(getattr(seed, name), v) for name, v in fields if _holds(getattr(seed, name))
        )
    if np.shape(seed) != np.shape(value):
        raise ValueError(f"a seed of shape {np.shape(seed)} for a value of {np.shape(value)}")
    return float(np.real(np.sum(np.multiply(seed, value))))


def _holds(seed):
    return seed is not None


def _is_discrete(value):
    return isinstance(value, (bool, int, str, type(None), np.integer, np.bool_))


def _no_seed(value):
    raise ValueError(f"an output of shape {np.shape(value)} needs a seed")


def _named(function, args, kwargs):
    bound = inspect.signature(function).bind(*args, **kwargs)
    bound.apply_defaults()
    bound.arguments.update(fresh(dict(bound.arguments)))  # a default must not be changed either
    return dict(bound.arguments)


def _call(function, named):
    signature = inspect.signature(function)
    return function(*(bound := inspect.BoundArguments(signature, named)).args, **bound.kwargs)
