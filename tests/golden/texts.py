"""Which programs have a golden file, and what the compiler prints for them now."""

import re
from pathlib import Path

from srcgrad.errors import SrcgradError
from srcgrad import source
from tests.golden import architecture
from tests.programs import memory_examples, realistic

FOLDER = Path(__file__).parent
MEMORY = (
    "overwrite", "views", "turned", "seidel", "pingpong", "rows", "bins", "damp", "helped",
    "update", "relax", "states", "lu", "settle",
)  # fmt: skip
REALISTIC = (
    "logistic_loss", "softmax_cross_entropy", "rosenbrock", "pendulum", "seidel_2d", "thomas",
    "cholesky", "gauss_with_pivoting", "newton_square_root", "lstm_cell",
)  # fmt: skip


def first_use(module, name):
    """The first program of a module whose function has this name."""
    return next(p for p in module.PROGRAMS if p.function.__name__ == name)


PROGRAMS = {
    **{p.title: p for p in architecture.PROGRAMS},
    **{name: first_use(memory_examples, name) for name in MEMORY},
    **{name: first_use(realistic, name) for name in REALISTIC},
}


FORWARD = {
    f"{name}_forward": PROGRAMS[name]
    for name in ("z", "series", "heat", "seidel", "logistic_loss")
}


def path_of(name):
    """The golden file of a program."""
    return FOLDER / f"{name}.py.txt"


def printed(name):
    """The text that the compiler prints now; a refusal is a text too, without its place."""
    program = (PROGRAMS | FORWARD)[name]
    mode = "forward" if name in FORWARD else "reverse"
    args, kwargs = program.arguments()
    try:
        return source(program.function, *args, wrt=program.wrt, mode=mode, **kwargs)
    except SrcgradError as refusal:
        return re.sub(r"^.*, line \d+: ", "", str(refusal)) + "\n"


def refresh():
    """Write all golden files anew, drop those of no program; the names of those that changed."""
    changed = []
    for name in PROGRAMS | FORWARD:
        text = printed(name)
        path = path_of(name)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(name)
    for path in FOLDER.glob("*.py.txt"):
        if path.name.removesuffix(".py.txt") not in PROGRAMS | FORWARD:
            path.unlink()
            changed.append(path.name)
    return changed
