"""autograd's value and gradient."""

from tests.benchmarks.peers.functional import builders, repeated, scanned
from tests.benchmarks.timing import seconds


def prepare():
    """What `measure` needs."""
    import autograd
    import autograd.numpy as np
    from autograd.scipy.special import erf

    return autograd, builders(np, scanned(np.stack), repeated, erf)


def measure(program, budget, tools):
    """The time, and the gradient."""
    autograd, functions = tools
    argnum = list(program.wrt) if isinstance(program.wrt, tuple) else program.wrt
    call = autograd.value_and_grad(functions[program.primal.__name__], argnum=argnum)
    gradient = call(*program.arguments())[1]
    return {"time": seconds(call, program.arguments, writes=False, budget=budget)}, gradient
