"""Calls with structures among their operands."""
