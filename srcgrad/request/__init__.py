"""What a user asks for: options and the signature of the arguments."""

from srcgrad.request.options import Options
from srcgrad.request.signature import ByValue, sign, sign_by_value

__all__ = ["ByValue", "Options", "sign", "sign_by_value"]
