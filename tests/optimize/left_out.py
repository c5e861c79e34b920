"""The compiler with passes of the optimiser left out, and which of them change a program."""

import contextlib
import inspect
from unittest import mock

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing
from srcgrad.optimize import clean, primal, sweeps, tangents
from srcgrad.optimize.algebra.merged_scales import MergedScales
from srcgrad.optimize.loops import snapshots
from srcgrad.optimize.names import naming
from srcgrad.optimize.names.fold import Folding
from srcgrad.transforms import gradient

ORDERS = (primal, clean, sweeps, tangents, naming)
NEEDED = {
    "drop_dead": "what only the compiler can evaluate is removed with it",
    "keep_snapshots": "what expands the marks of a checkpointed loop",
    "leave_slope": "what a derivative that has no value returns",
    "widen_shadows": "what an adjoint holds that is complex at times",
}


def _passes():
    """By name: what rewrites a program, and where the optimiser calls it."""
    found = {
        "as_values": [(snapshots, "as_values")],
        "common_names": [(naming, "common_names")],
        "fold": [(Folding, "run")],
        "shorten_scales": [(MergedScales, "shorten")],
    }
    for module in ORDERS:
        for name, one in vars(module).items():
            home = getattr(one, "__module__", "").removeprefix("srcgrad.")
            room = home.startswith(("optimize.", "analysis."))
            ours = inspect.isfunction(one) and room and "optimize.asked" not in home
            if ours and name not in NEEDED and not any(home in m.__name__ for m in ORDERS):
                found.setdefault(name, []).append((module, name))
    return dict(sorted(found.items()))


PASSES = _passes()


def _nothing(rewrite):
    """A pass that leaves everything as it is."""
    parameters = inspect.signature(rewrite)
    made = str(parameters.return_annotation).partition("[")[0]

    def leave(*args, **kwargs):
        given = parameters.bind(*args, **kwargs).arguments
        match made:
            case "e.Expr":
                return given.get("gradient", given.get("result"))
            case "s.Block":
                return given["block"]
            case "None":
                return None
        return {"bool": bool, "dict": dict, "list": list, "set": set}[made]()

    return leave


@contextlib.contextmanager
def _instead(names, make):
    """In the place of these passes what `make(pass, name)` gives; nothing is read from the disk."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(gradient, "stored", lambda *request: (None, None)))
        for name in names:
            for place, attribute in PASSES[name]:
                new = make(getattr(place, attribute), name)
                stack.enter_context(mock.patch.object(place, attribute, new))
        yield


def left_out(*names):
    """What is compiled meanwhile is compiled without these passes."""
    return _instead(names, lambda rewrite, name: _nothing(rewrite))


@contextlib.contextmanager
def fired():
    """The names of passes that change what is compiled meanwhile."""
    found = set()

    def watched(rewrite, name):
        def watch(*args, **kwargs):
            before = _shown(args)
            made = rewrite(*args, **kwargs)
            own = isinstance(made, e.Expr) and made not in args
            if own or made is True or before != _shown(args) or (isinstance(made, dict) and made):
                found.add(name)
            return made

        return watch

    with _instead(PASSES, watched):
        yield found


def _shown(args):
    """The statements among what a pass is given, as text."""
    bodies = [one.body if isinstance(one, Core) else one for one in args]
    return [
        listing(body)
        for body in bodies
        if isinstance(body, list) and all(isinstance(node, s.Stmt) for node in body)
    ]
