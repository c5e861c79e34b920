"""PyTorch's value and gradient, eager."""

from tests.benchmarks.peers.functional import builders, repeated, scanned
from tests.benchmarks.timing import seconds


def prepare():
    """What `measure` needs."""
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    return torch, builders(torch, scanned(torch.stack), repeated, torch.erf)


def measure(program, budget, tools):
    """The time, and the gradient."""
    torch, functions = tools
    fun = functions[program.primal.__name__]
    wrt = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)
    args = [arg if isinstance(arg, int) else torch.as_tensor(arg) for arg in program.arguments()]
    for place in wrt:
        args[place] = args[place].requires_grad_()
    leaves = [args[place] for place in wrt]

    def call(*args):
        value = fun(*args)
        return value.detach(), torch.autograd.grad(value, leaves)

    gradient = tuple(part.numpy() for part in call(*args)[1])
    return {"time": seconds(call, lambda: args, writes=False, budget=budget)}, gradient
