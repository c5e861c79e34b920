"""What a user asks for: options and the signature of the arguments."""

from srcgrad.request.options import Options
from srcgrad.request.signature import UNEQUAL_STRIDES, ByValue, sign, sign_by_value

__all__ = ["UNEQUAL_STRIDES", "ByValue", "Options", "sign", "sign_by_value"]
