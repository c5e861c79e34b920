"""PyTorch's derivatives, eager."""

from tests.benchmarks.peers.functional import builders, repeated, scanned
from tests.benchmarks.timing import seconds


def prepare():
    """What `measure` and `directions` need."""
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    return torch, builders(torch, scanned(torch.stack), repeated, torch.erf)


def tensors(program, torch):
    """The arguments; whole numbers stay what they are."""
    args = program.arguments()
    return [arg if isinstance(arg, int) else torch.as_tensor(arg) for arg in args]


def measure(program, budget, tools):
    """The time, and the gradient."""
    torch, functions = tools
    fun = functions[program.primal.__name__]
    wrt = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)
    args = tensors(program, torch)
    for place in wrt:
        args[place] = args[place].requires_grad_()
    leaves = [args[place] for place in wrt]

    def call(*args):
        value = fun(*args)
        return value.detach(), torch.autograd.grad(value, leaves)

    gradient = tuple(part.numpy() for part in call(*args)[1])
    return {"time": seconds(call, lambda: args, writes=False, budget=budget)}, gradient


def directions(program, moves, budget, tools):
    """The times of `jvp` and of forward over reverse, the tangent and the product."""
    torch, functions = tools
    fun = functions[program.primal.__name__]
    args = tensors(program, torch)
    dots = tuple(torch.as_tensor(move) for move in moves.values())

    def moved(*chosen):
        whole = list(args)
        for place, arg in zip(moves, chosen, strict=True):
            whole[place] = arg
        return fun(*whole)

    gradient = torch.func.grad(moved, argnums=tuple(range(len(moves))))
    calls = {
        "jvp": lambda *chosen: torch.func.jvp(moved, chosen, dots),
        "hvp": lambda *chosen: torch.func.jvp(gradient, chosen, dots),
    }
    given = tuple(args[place] for place in moves)
    times = {
        name: seconds(call, lambda: given, writes=False, budget=budget)
        for name, call in calls.items()
    }
    tangent = float(calls["jvp"](*given)[1])
    return times, tangent, tuple(part.numpy() for part in calls["hvp"](*given)[1])
