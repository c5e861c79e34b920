"""Functions whose result carries no derivative: piecewise constant, or not a number."""

import numpy as np

from srcgrad.rules.declare import nondifferentiable

nondifferentiable(
    np.floor, np.ceil, np.trunc, np.rint, np.fix, np.round, np.around, np.sign, np.signbit
)
nondifferentiable(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal)
nondifferentiable(np.logical_and, np.logical_or, np.logical_not, np.logical_xor)
nondifferentiable(
    np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert, np.left_shift, np.right_shift
)
nondifferentiable(
    np.isnan, np.isinf, np.isfinite, np.isposinf, np.isneginf, np.isclose, np.allclose
)
nondifferentiable(np.array_equal, np.array_equiv, np.any, np.all, np.count_nonzero, np.isscalar)
nondifferentiable(np.iscomplexobj, np.isrealobj, np.isin)
nondifferentiable(np.argmax, np.argmin, np.argsort, np.argpartition, np.argwhere, np.nonzero)
nondifferentiable(np.flatnonzero, np.searchsorted, np.digitize, np.lexsort)
nondifferentiable(np.shape, np.ndim, np.size, np.broadcast_shapes)
nondifferentiable(np.result_type, np.promote_types, np.common_type)
nondifferentiable(np.may_share_memory, np.shares_memory)
nondifferentiable(np.ravel_multi_index, np.unravel_index)
nondifferentiable(np.gcd, np.lcm)
nondifferentiable(np.finfo, np.iinfo, np.dtype, np.issubdtype)
