"""Calls: which function is meant, what it holds, and its statements in place of the call."""
