"""Stores into containers that are no derivative's business: calls, so that every pass knows them.

The user's own stores to attributes wait, as `SET_LATER`, until it is known what the object is.
What the caller of the program can see of a container is kept up to date by the others. All are
printed as the statements that they are: `obj.x = v`, `d[k] = v` and `del d[k]`.
"""

from __future__ import annotations

import operator
from functools import partial

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.runtime import Snapshots

SET_LATER = e.Ref(".setattr", partial(setattr))
DELETE_ITEM = e.Ref(".delitem", partial(operator.delitem))  # the user's own
SET_ATTRIBUTE = e.Ref(".setattr", partial(setattr))
SET_ITEM = e.Ref(".setitem", partial(operator.setitem))
REMOVE_ITEM = e.Ref(".delitem", partial(operator.delitem))
READ = e.Ref(".getattr", partial(getattr))  # of what is outside of the program, in its order
WRITE = e.Ref(".setattr", partial(setattr))
ASK = e.Ref("hasattr", partial(hasattr))
GET = e.Ref("getattr", partial(getattr))
KEPT = (SET_ATTRIBUTE, SET_ITEM, REMOVE_ITEM)
BEGIN = e.Ref("Snapshots", partial(Snapshots))  # of a checkpointed loop: states to be kept
MARK = e.Ref(".keep", partial(Snapshots.keep))  # first in its body
BACK = e.Ref(".back", partial(Snapshots.backwards))  # first in the body of its reverse
KEEPERS = tuple(ref.target for ref in (*KEPT, BEGIN, MARK, BACK))


def goes_back(node: s.Stmt) -> bool:
    """Does it reverse a checkpointed loop, which puts earlier states in the program's names?"""
    return any(
        isinstance(one, s.Evaluate) and isinstance(one.value, e.Call) and one.value.func == BACK
        for one in statements([node])
    )
