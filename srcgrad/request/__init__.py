"""What a user asks for: options and the signature of the arguments."""

from srcgrad.request.options import Options
from srcgrad.request.signature import (
    UNEQUAL_STRIDES,
    ByValue,
    classes_in,
    functions_in,
    sign,
    sign_by_value,
)

__all__ = [
    "UNEQUAL_STRIDES",
    "ByValue",
    "Options",
    "classes_in",
    "functions_in",
    "sign",
    "sign_by_value",
]
