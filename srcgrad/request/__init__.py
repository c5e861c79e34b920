"""What a user asks for: options and the signature of the arguments."""

from srcgrad.request.options import Options
from srcgrad.request.signature import UNEQUAL_STRIDES, ByValue, named_in, sign, sign_by_value

__all__ = ["UNEQUAL_STRIDES", "ByValue", "Options", "named_in", "sign", "sign_by_value"]
