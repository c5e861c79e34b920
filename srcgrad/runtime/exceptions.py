"""Exceptions that the user's handlers raise."""

from __future__ import annotations


def within(raised: BaseException | type[BaseException], handled: BaseException) -> BaseException:
    """An exception to be raised, with the one that is being handled as its context.

    >>> error = within(ValueError("second"), KeyError("first"))
    >>> error, error.__context__
    (ValueError('second'), KeyError('first'))
    """
    error = raised() if isinstance(raised, type) else raised
    if error is handled:
        return error
    link: BaseException = handled
    while link.__context__ is not None:
        if link.__context__ is error:  # no circle
            link.__context__ = None
            break
        link = link.__context__
    error.__context__ = handled
    return error
