"""What a fresh process pays: for the import, and for functions that the disk cache knows."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAMS = """
import numpy as np
from srcgrad import grad


@grad
def squares(x):
    y = x**2 + 2
    return np.sum(y)


@grad
def heat(x):
    u = x.copy()
    for _ in range(3):
        u[1:-1] += 0.1 * (u[2:] - 2 * u[1:-1] + u[:-2])
    return np.sum(u**2)
"""
PROCESS = """
import json, sys, time
import numpy as np

def taken(call, *given):
    start = time.perf_counter()
    call(*given)
    return time.perf_counter() - start

found = {"import": taken(__import__, "srcgrad")}
import programs
found["first function"] = taken(programs.squares, np.ones(5))
found["next function"] = taken(programs.heat, np.ones(5))
found["compiler loaded"] = "srcgrad.compiler" in sys.modules
print(json.dumps(found))
"""


def starting(budget):
    """Seconds, the least of some processes; one before them fills the cache, and compiles Python's.

    >>> found = starting(0)
    >>> sorted(found), found["compiler loaded"]
    (['compiler loaded', 'first function', 'import', 'next function'], False)
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "programs.py").write_text(PROGRAMS)
        paths = os.pathsep.join([folder, os.getcwd(), os.environ.get("PYTHONPATH", "")])
        cache = {"SRCGRAD_CACHE_DIR": str(Path(folder, "cache")), "SRCGRAD_CACHE": "on"}
        environment = {**os.environ, "PYTHONPATH": paths, **cache}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [_run(environment) for _ in range(1 + (10 if budget else 1))][1:]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def _run(environment):
    command = [sys.executable, "-c", PROCESS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
