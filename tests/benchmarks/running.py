"""Processes of the benchmark, one for each tool, and how what they compute is compared."""

import json
import os
import subprocess
import sys

import numpy as np

ONE_THREAD = {
    **dict.fromkeys(
        ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"],
        "1",
    ),
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
}


def measured(tool, budget, what="gradients"):
    """What the worker for ``tool`` prints."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.worker", tool, str(budget), what],
        env={**os.environ, **ONE_THREAD, "SRCGRAD_CACHE": "off"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


def flat(derivative):
    """All numbers of a derivative in one array."""
    parts = derivative if isinstance(derivative, tuple | list) else (derivative,)
    return np.concatenate([np.ravel(part) for part in parts])


def agree(one, other):
    """Whether two tools found the same numbers."""
    return np.allclose(one, other, rtol=1e-8, atol=1e-10)
