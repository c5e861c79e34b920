"""An exception as one readable block of text."""

import traceback

from srcgrad.errors import SrcgradError


def described(error: BaseException, heading: str = "") -> str:
    """What happened, and where, without a traceback.

    Args:
        error: An error of srcgrad, whose text says everything, or the user's own.
        heading: What was being done.

    >>> print(described(ZeroDivisionError("division by zero"), "cannot run f"))
    cannot run f: ZeroDivisionError: division by zero
    """
    if isinstance(error, SrcgradError):
        text = str(error)
    else:
        text = "".join(traceback.format_exception_only(type(error), error)).rstrip()
        frames = traceback.extract_tb(error.__traceback__)
        if frames and frames[-1].line:
            last = frames[-1]
            text += f"\n    {last.filename}, line {last.lineno}: {last.line}"
    return f"{heading}: {text}" if heading else text
