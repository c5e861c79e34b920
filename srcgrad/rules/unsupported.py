"""What NumPy has and no rule covers, by the reason: the error for an active value shows it.

A test goes through NumPy's namespace and fails for a function that is neither here nor has a rule.
"""

import random
import warnings
from typing import Any

import numpy as np

_COMPLEX = "its values are complex in general: split them into real and imaginary parts"
_WRITES = (
    "it writes into an argument in a way that is not followed: use a store, `y[index] = value`"
)
_LATER = (
    "no rule has been written yet: "
    "declare its derivative with srcgrad.rules, or write it in plain operations"
)

_DRAWN = (
    "it draws at random: draw standard numbers outside, pass them as an argument, "
    "and scale them in the function, as in `mu + sigma * z`"
)
DRAWING = (random.Random, np.random.Generator, np.random.RandomState)

REASONS: dict[str, str] = {  # reason: names, those of submodules after a dot
    _COMPLEX: """
        clongdouble clongfloat complex256 complexfloating longcomplex real_if_close
        sort_complex
    """,
    _WRITES: "copyto",
    _LATER: """
        asanyarray asarray_chkfinite asfarray astype cumproduct fastCopyAndTranspose
        float128 float16 half histogramdd longdouble
        longfloat msort product require round_
        row_stack unique_all unique_counts unique_inverse unique_values
    """,
    "it calls a function that it is given: write the loop out": """
        fromfunction frompyfunc
    """,
    "it makes an object that is not a plain array: use plain arrays": """
        asmatrix bmat broadcast chararray flatiter format_parser mat matrix memmap ndarray
        ndenumerate ndindex nditer nested_iters object_ poly1d rec recarray record void
    """,
    "its result has no derivative, and whether it stays constant is not declared: "
    "compute it from values that do not depend on the differentiated arguments": """
        alltrue array2string array_repr array_str bartlett base_repr binary_repr bitwise_count
        blackman busday_count busday_offset busdaycalendar byte_bounds can_cast
        compare_chararrays datetime_as_string datetime_data diag_indices_from einsum_path
        find_common_type format_float_positional format_float_scientific hamming hanning
        histogram_bin_edges in1d intersect1d is_busday iscomplex isdtype isfortran isnat isreal
        issctype issubclass_ issubdtype issubsctype iterable ix_ kaiser mask_indices
        maximum_sctype min_scalar_type mintypecode nanargmax nanargmin obj2sctype packbits
        sctype2char setdiff1d setxor1d sometrue tril_indices_from
        triu_indices_from typename union1d unpackbits linalg.matrix_rank
    """,
    "it stands for a type or for NumPy's own state, not for a function of numbers": """
        add_docstring add_newdoc add_newdoc_ufunc byte bytes_ character datetime64 deprecate
        deprecate_with_doc disp dtype errstate flexible floating generic get_array_wrap
        get_include get_printoptions getbufsize geterr geterrcall geterrobj inexact info
        int16 int8 integer longlong lookfor number printoptions safe_eval set_numeric_ops
        set_printoptions set_string_function setbufsize seterr seterrcall seterrobj short
        show_config show_runtime signedinteger source str_ string_ test timedelta64 ubyte ufunc
        uint uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong unicode_ unsignedinteger
        ushort who fft.test linalg.test
    """,
    "it reads or writes files or raw memory": """
        DataSource from_dlpack frombuffer fromfile fromregex fromstring genfromtxt load loadtxt
        recfromcsv recfromtxt save savetxt savez savez_compressed
    """,
}

METHODS_APART: dict[str, str] = {  # methods of arrays without a function whose rule serves them
    **dict.fromkeys(
        ["astype", "fill", "item", "partition", "sort", "tolist"], "the compiler knows it"
    ),
    **dict.fromkeys(["compress"], _LATER),
    **dict.fromkeys(["resize", "setfield", "setflags", "itemset"], _WRITES),
    **dict.fromkeys(
        ["byteswap", "getfield", "newbyteorder", "view", "to_device"], "it shows raw memory"
    ),
    **dict.fromkeys(
        ["dump", "dumps", "tobytes", "tofile", "tostring"], "its result holds no numbers"
    ),
}


def named(path: str) -> Any:
    """A member of NumPy or of its submodules, or None where this NumPy has none."""
    home, _, name = path.rpartition(".")
    module = getattr(np, home) if home else np
    return getattr(module, name, None) if name in dir(module) else None


def reason_of(function: object) -> str | None:
    """Why active values may not reach a function of NumPy, if it is one of these."""
    if function is None:
        return None
    if isinstance(getattr(function, "__self__", None), DRAWING):
        return _DRAWN
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that NumPy will drop
        for reason, names in REASONS.items():
            if any(named(path) is function for path in names.split()):
                return reason
    return None
