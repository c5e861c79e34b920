"""What a user asks for: options and the signature of the arguments."""

from srcgrad.request.options import Options
from srcgrad.request.signature import UNEQUAL_STRIDES, ByValue, functions_in, sign, sign_by_value

__all__ = ["UNEQUAL_STRIDES", "ByValue", "Options", "functions_in", "sign", "sign_by_value"]
