"""What becomes of a random program: right, refused, wrong, or not to be judged."""

import dataclasses
import hashlib
import importlib.util
import warnings
from dataclasses import dataclass

import numpy as np

from srcgrad import grad, jvp
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.oracle.fresh import fresh
from tests.programs.case import Program
from tests.programs.examine import Wrong, close, examine, make_seed, oracle, primal_run
from tests.programs.forward import examine_forward

SINGLE = 3e3  # how much coarser single precision is


@dataclass(frozen=True)
class Outcome:
    """``kind`` is "right", "refused", "wrong", "not smooth" or "invalid"; ``text`` says why."""

    kind: str
    text: str = ""


def load(source, folder):
    """The function ``program`` of a module with this text, from a real file."""
    name = "generated_" + hashlib.sha256(source.encode()).hexdigest()[:16]
    path = folder / f"{name}.py"
    path.write_text(source)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.program


def judge(made, folder, mode="both") -> Outcome:
    """Run a program of the generator through everything that must hold of it.

    ``mode`` is "reverse" or "forward" where one of the two is enough.
    """
    try:
        function = load(made.source, folder)
    except Exception as error:
        return Outcome("invalid", f"{type(error).__name__}: {error}")
    scale = SINGLE if made.single else 1.0
    program = Program(function, made.args, wrt=made.wrt, error_scale=scale)
    reason = unfit(program)
    if reason:
        return reason
    found = examined(program, mode)
    if found.kind == "wrong" and not writes(program):
        alone = examined(dataclasses.replace(program, shared=False), mode)
        return alone if alone.kind == "right" else found
    return found


def examined(program, mode="both"):
    """The outcome of a program that can be judged."""
    try:
        if mode != "forward":
            examine(program, grad)
        if mode != "reverse":
            examine_forward(program, push, grad if mode == "both" else None)
    except (MissingRuleError, UnsupportedSyntaxError) as refusal:
        return Outcome("refused", str(refusal))
    except Exception as error:  # whatever it is, it is ours
        return Outcome("wrong", f"{type(error).__name__}: {error}")
    return Outcome("right")


def push(function, arguments, tangents):
    """`jvp`, with tangents by the names of the arguments."""
    along = tuple(tangents.get(name) for name in arguments)
    return jvp(function, tuple(arguments.values()), along)


def writes(program):
    """Whether a call changes ``x``, and so what may share its memory."""
    before, after = program.arguments()[0][0], primal_run(program).args[0]
    return before.tobytes() != after.tobytes()


def unfit(program):
    """Why a program proves nothing, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            value = primal_run(program).value
    except Exception as error:
        return Outcome("invalid", f"{type(error).__name__}: {error}")
    try:
        if not all(abs(leaf) < 1e3 for leaf in numbers(value)):
            return Outcome("invalid", "not bounded")
        seed = make_seed(value)
        once = oracle(program, seed)
        close(once, oracle(program, seed, step=1.7e-3), "gradient", 0.1)
        if not all(abs(leaf) < 1e4 for leaf in numbers(once)):
            return Outcome("not smooth", "steep")
    except Wrong:
        return Outcome("not smooth")
    except Exception as error:
        return Outcome("invalid", f"{type(error).__name__}: {error}")
    return None


def numbers(tree):
    """All numbers in a value."""
    if isinstance(tree, dict):
        tree = tuple(tree.values())
    if isinstance(tree, (tuple, list)):
        return [number for item in tree for number in numbers(item)]
    return [] if tree is None else np.ravel(np.asarray(fresh(tree), float)).tolist()
